import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { findDates } from '../text/note-dates.ts';
import { type Passage, type PassageCell, sourceOf } from '../text/passage.ts';
import { endsIn } from './find-ends.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import type { NoteContext } from './note-context.ts';
import type { ReadStatement } from './read-statement.ts';
import { planIn } from './support-plan.ts';
import { endingOfTitle } from './terse-endings.ts';
import { topicAbove } from './topic.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** A column of what has been superseded. */
const FORMER = /\b(?:old|previous|former|original|announced before)\b/i;
const MAX_CELLS = 20;

/** What a table row says whose dates get their meaning from the head of the column: "Version | Retirement date". */
export function readTableRow(passage: Passage, note: NoteContext): ReadStatement[] {
  const { head, cells, text } = passage;
  if (!head || cells.length > MAX_CELLS) return [];
  const quote = sourceOf(passage, note.body, 0, text.length);
  const first = textOf(passage, cells[0]);
  return cells.slice(1).flatMap((cell, index) => {
    const written = textOf(passage, cell);
    const title = textOf(head, head.cells[index + 1]);
    const date = findDates(written, note.publishedAt, 'open').at(-1)?.date;
    if (!date || endsIn(written, note.grammar).length > 0) return [];
    // The things may stand down the side or along the top.
    const upright = subjectsIn(first, head.text);
    const named = upright.length > 0 ? upright : subjectsIn(title, head.text);
    const subjects = named.length > 0 || endsIn(text, note.grammar).length > 0 ? named : subjectsAbove(passage, note);
    const phase =
      endingOfTitle(upright.length > 0 ? title : first, note.grammar) ?? endingOfTable(title, passage, note);
    if (!phase || FORMER.test(title)) return [];
    const plan = phase === 'retirement' ? planIn(upright.length > 0 ? title : first) : null;
    return subjects.map((subject) => ({
      ...{ subject, phase, date, quote },
      ...(plan && subject.startsWith('Kubernetes/') && { plan }),
      ...{ fromKubernetes: null, doubt: null, weak: false },
    }));
  });
}

/** "Retiring | On": the head of the names says what ends, where the column is only of dates. */
function endingOfTable(title: string, { head }: Passage, { grammar }: NoteContext): RetirementPhase | null {
  return head && /^(?:on|date|when|day|effective(?: date| from)?)$/i.test(title.trim())
    ? endingOfTitle(textOf(head, head.cells[0]), grammar)
    : null;
}

/** "**Windows Server 2022**" over a table of "Last images", "Last patches". */
function subjectsAbove(passage: Passage, note: NoteContext): readonly string[] {
  return topicAbove(passage, note)?.subjects ?? [];
}

function textOf({ text }: Passage, cell: PassageCell | undefined): string {
  return cell ? text.slice(cell.start, cell.end) : '';
}

function subjectsIn(text: string, around: string): readonly string[] {
  const mentions = [...findWindowsMentions(text), ...findKubernetesMentions(text, around)];
  return mentions.filter(({ bound }) => bound === null).flatMap(({ subjects }) => subjects);
}
