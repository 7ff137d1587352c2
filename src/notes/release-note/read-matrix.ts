import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { findDates } from '../text/note-dates.ts';
import { type Passage, sourceOf } from '../text/passage.ts';
import { endsIn } from './find-ends.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import type { NoteContext, ReadStatement } from './sentence-reading.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** A cell that says that the one does not go with the other. */
const NO = /^\W*(?:❌|✗|✘|⛔|🚫|:x:|no|not (?:supported|available)|unsupported|unavailable)\W*$/iu;
/** The title of the last Kubernetes version that an OS has. */
const LAST = /\b(?:last|latest|newest|max(?:imum)?|highest)\b.*\b(?:kubernetes|k8s|minor|versions?)\b/i;

/**
 * What a table says that sets Windows releases against Kubernetes minors: a cell where they do not meet, and the minor
 * that is an OS SKU's last. Nothing for any other table.
 */
export function readMatrix(passage: Passage, note: NoteContext): ReadStatement[] {
  const { head, text } = passage;
  if (!head) return [];
  const [first = '', ...cells] = passage.cells.map(({ start, end }) => text.slice(start, end).trim());
  const [, ...titles] = head.cells.map(({ start, end }) => head.text.slice(start, end).trim());
  const quote = sourceOf(passage, note.body, 0, text.length);
  const found: ReadStatement[] = [];
  const add = (
    subjects: readonly string[],
    phase: RetirementPhase,
    fromKubernetes: string | null,
    date: string | null = null,
  ): void => {
    for (const subject of subjects)
      found.push({ subject, phase, date, fromKubernetes, quote, doubt: null, weak: false });
  };
  for (const [index, cell] of cells.entries()) {
    const title = titles[index] ?? '';
    const [windows, across] = windowsIn(first).length > 0 ? [windowsIn(first), title] : [windowsIn(title), first];
    if (windows.length === 0) continue;
    const [minor] = minorsIn(across, head.text);
    const last = LAST.test(across) ? minorsIn(cell, `${head.text} ${first}`) : [];
    const [end, ...others] = minor === undefined ? [] : endsIn(cell, note.grammar);
    if (minor !== undefined && NO.test(cell)) add(windows, 'no-new-node-pools', `1.${minor}`);
    else if (end && others.length === 0 && end.from === 0)
      add(windows, end.phase, null, findDates(cell, note.publishedAt, 'open').at(-1)?.date);
    else if (last.length === 1 && /^\D{0,12}1\.\d+\W*$/.test(cell))
      add(windows, 'no-new-node-pools', `1.${Number(last[0]) + 1}`);
  }
  return found;
}

function windowsIn(text: string): readonly string[] {
  return findWindowsMentions(text).flatMap(({ subjects }) => subjects);
}

/** The numbers of the minors that a cell names, the lowest first. */
function minorsIn(text: string, around: string): readonly number[] {
  const subjects = findKubernetesMentions(text, `Kubernetes ${around}`).flatMap((mention) => mention.subjects);
  return subjects.map((subject) => Number(subject.split('.')[1])).sort((a, b) => a - b);
}
