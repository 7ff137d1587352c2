import { findDates } from '../text/note-dates.ts';
import { type Passage, quoteOf } from '../text/passage.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import { kindsOf } from './lexicon.ts';
import { has, is, isA } from './scan.ts';
import {
  mayConcern,
  type NoteContext,
  type Reading,
  type ReadStatement,
  readAsOne,
  readSentence,
  settingOf,
} from './sentence-reading.ts';
import { statementsOf } from './statements.ts';
import { topicAbove } from './topic.ts';

/** A column of days that hold no longer. */
export const PLANNED = /\b(?:old|previous(?:ly)?|former(?:ly)?|original(?:ly)?)\b/i;

/** Such a column, another of what has been superseded, or of a product's own lifecycle. */
export const FORMER = new RegExp(
  String.raw`${PLANNED.source}|\b(?:announced|announcement|published|posted|issued|updated|notice|upstream|mainstream|extended (?:end|support))\b`,
  'i',
);

/** Characters of a lead that is but a title: "Deprecations". */
const MAX_TITLE = 60;

/** Characters of a lead, which is read for each of its items. */
const MAX_LEAD = 400;

/** Longest item that only names a thing and a day. */
export const MAX_NAME = 120;

/** An item that only names a thing, and perhaps a day, under a line that says what ends, says that of the thing. */
export function readListedThing(passage: Passage, note: NoteContext): ReadStatement[] {
  const lead = leadOf(passage, note);
  if (lead === null || passage.text.trim().length > MAX_NAME) return [];
  const setting = settingOf(passage, note);
  const { mentions, claims, dates } = readSentence(lead.text.replace(NOTHING, ''), setting);
  const phase = claims.at(-1)?.phase ?? null;
  if (mentions.length > 0 || phase === null) return [];
  const topic = { subjects: [], date: dates.at(-1)?.date ?? null, phase };
  const quote = quoteOf(passage);
  const whole = lead.text.split(/\.\s+/).find((each) => /\b(?:following|these)\b/i.test(each));
  const all = [
    ...statementsOf(readSentence(limited(passage.text), setting), topic).filter(
      ({ date, fromKubernetes }) => date ?? fromKubernetes,
    ),
    ...(whole ? statementsOf(readSentence(`${whole.replace(/[:\s]+$/, '')}: ${passage.text}`, setting), null) : []),
  ];
  return all.map((found) => ({ ...found, quote }));
}

/** "Windows Server 2022, on Kubernetes 1.36 and later", as a sentence. */
function limited(item: string): string {
  const from = findKubernetesMentions(item, 'Kubernetes').find(
    ({ bound, end }) => bound === 'from' && !/\w/.test(item.slice(end)),
  );
  const [on] = /,? (?:on|in|with|from) (?:Kubernetes |K8s |AKS )?v?$/i.exec(item.slice(0, from?.start)) ?? [];
  return from && on
    ? `${item.slice(0, from.start - on.length)} is not supported${on.replace(',', '')}${item.slice(from.start)}`
    : item;
}

/** "What's ending", "things going away": names nothing. */
export const NOTHING =
  /^\W*(?:what|things|features|versions|components|products)(?:'s\b|\s+(?:that|which|is|are|will|be)\b)*\s+/i;

const OPEN_KINDS = kindsOf('not no move other rival elsewhere preview cancel');

/** "Now in effect", "Coming next": below a heading that says what ends. */
export function isOnlyTitle({ kind, text }: Passage, { grammar }: NoteContext): boolean {
  if (kind !== 'heading' || text.length > MAX_TITLE || mayConcern({ text, above: [] })) return false;
  const tokens = grammar.scanner.scan(text, [], []);
  // "Next year".
  const isTime = tokens.every((token) => is(token, 'time', 'own', 'adv'));
  return isTime || (!grammar.mayTell(text) && !has({ tokens }, ...OPEN_KINDS));
}

/** The heading, or the line with a colon, right above an item. */
function leadOf({ above }: Passage, note: NoteContext): Passage | null {
  const { grammar } = note;
  const lead = above.find((each) => !isOnlyTitle(each, note));
  const isLead =
    lead &&
    !/\b(?:changes?|announc)/i.test(lead.text) &&
    (lead.kind === 'heading' ||
      /:\s*$/.test(lead.text) ||
      (lead.text.length <= MAX_TITLE && /\w\W?\s*$/.test(lead.text) && !/[.!?]\s*$/.test(lead.text))) &&
    lead.text.length <= MAX_LEAD &&
    grammar.mayTell(lead.text);
  return isLead ? lead : null;
}

/** Characters of a line that only gives a date. */
export const MAX_DATE_LINE = 80;

/** What may stand beside the date in a line that only gives one: "The effective date is June 30, 2028." */
const BESIDE_DATE = kindsOf('date own sub deadline retirement eol be will come adv prep colon dash semi');

/** The date of a sentence that says nothing but when; `null` for any other. */
export function onlyDateOf({ tokens, dates }: Reading): string | null {
  const [date, ...others] = dates;
  const isOnly = others.length === 0 && tokens.every((token) => BESIDE_DATE.some((kind) => isA(token, kind)));
  const isBare = tokens.length === 1;
  return date && isOnly && (isBare || tokens.some((token) => isA(token, 'deadline') || isA(token, 'colon')))
    ? date.date
    : null;
}

export function dated<T extends Pick<ReadStatement, 'date' | 'fromKubernetes' | 'weak'>>(
  statement: T,
  date: string,
): T {
  return statement.date === null && statement.fromKubernetes === null ? { ...statement, date, weak: false } : statement;
}

/** "Date: July 31", under a heading that says what ends then. */
export function readDateLine(passage: Passage, note: NoteContext): ReadStatement[] {
  if (passage.above.length === 0 || passage.text.trim().length > MAX_DATE_LINE || !/\d/.test(passage.text)) return [];
  if (FORMER.test(passage.text) || findDates(passage.text, note.publishedAt, 'open').length !== 1) return [];
  const date = onlyDateOf(readAsOne(passage, note));
  if (date === null) return [];
  const quote = quoteOf(passage);
  for (const lead of passage.above) {
    const ends = statementsOf(readAsOne(lead, note), topicAbove(passage, note));
    if (ends.length > 0) return ends.map((end) => ({ ...dated(end, date), quote }));
  }
  return [];
}
