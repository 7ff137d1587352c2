import type { SupportPlan } from '../../domain/kubernetes-version.ts';
import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { findDates } from '../text/note-dates.ts';
import { type Passage, sourceOf } from '../text/passage.ts';
import { endsIn } from './find-ends.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import { isLabel } from './labels.ts';
import type { Mention } from './mention.ts';
import type { NoteContext } from './note-context.ts';
import type { ReadStatement } from './read-statement.ts';
import { MAX_SENTENCE, settingOf } from './sentence-reading.ts';
import { planOf } from './support-plan.ts';
import { endingOfTitle } from './terse-endings.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** Words of a lead that is but a title: "Deprecations". */
const MAX_TITLE = 3;
/** Longest item that only names a thing and a day. */
const MAX_NAME = 120;
interface ListedThing {
  readonly subjects: readonly string[];
  /** The day beside its name. */
  readonly date: string | null;
}

/** What may stand in an item beside a name and a date. */
const BESIDE = /\b(?:on|from|since|by|as of|until|in)\b|[():,–-]/gi;

/** An item that only names a thing, under a line that says what ends: "Out of support on July 31:", "Kubernetes 1.33". */
export function readListedThing(passage: Passage, note: NoteContext): ReadStatement[] {
  const lead = leadOf(passage, note);
  if (lead === null || passage.text.length > MAX_NAME) return [];
  const thing = thingIn(passage, note);
  if (thing === null || endsIn(passage.text, note.grammar).length > 0) return [];
  const phase = endingOfTitle(lead.text, note.grammar);
  if (phase === null || mentionsIn(lead.text, passage, note).length > 0) return [];
  const date = thing.date ?? findDates(lead.text, note.publishedAt, 'open').at(-1)?.date ?? null;
  if (date === null) return [];
  const quote = sourceOf(passage, note.body, 0, passage.text.length);
  return thing.subjects.map((subject) => ({
    ...{ subject, phase, date, quote },
    ...planned(phase, subject, `${passage.text} ${lead.text}`),
    ...{ fromKubernetes: null, doubt: null, weak: false },
  }));
}

function planned(phase: RetirementPhase, subject: string, text: string): { readonly plan?: SupportPlan } {
  const plan = phase === 'retirement' ? planOf(text, subject, { start: 0, end: text.length }) : null;
  return plan ? { plan } : {};
}

/** The heading, or the line with a colon, right above an item. */
function leadOf({ above }: Passage, { grammar }: NoteContext): Passage | null {
  const [lead] = above;
  const isLead =
    lead &&
    !/\b(?:changes?|announc)/i.test(lead.text) &&
    (lead.kind === 'heading' || /:\s*$/.test(lead.text) || lead.text.split(' ').length <= MAX_TITLE) &&
    lead.text.length <= MAX_SENTENCE &&
    grammar.mayTell(lead.text);
  return isLead ? lead : null;
}

function mentionsIn(text: string, passage: Passage, note: NoteContext): Mention[] {
  return [...findWindowsMentions(text), ...findKubernetesMentions(text, settingOf(passage, note).around)];
}

/** The one thing that an item names, with the day beside it; `null` where it says anything else. */
function thingIn(passage: Passage, note: NoteContext): ListedThing | null {
  const { text } = passage;
  const [mention, ...others] = mentionsIn(text, passage, note);
  if (!mention || others.length > 0 || mention.bound !== null) return null;
  const dates = findDates(text, note.publishedAt, 'open');
  const [date] = dates;
  if (dates.length > 1 || (date && date.start < mention.end && date.end > mention.start)) return null;
  const rest = date ? text.slice(0, date.start) + text.slice(date.end) : text;
  const label = rest.replace(BESIDE, ' ').trim();
  const [name] = mentionsIn(label, passage, note);
  return name && isLabel(`${label}: `, name) ? { subjects: mention.subjects, date: date?.date ?? null } : null;
}
