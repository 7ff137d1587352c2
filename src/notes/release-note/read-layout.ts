import type { SupportPlan } from '../../domain/kubernetes-version.ts';
import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { findDates } from '../text/note-dates.ts';
import { type Passage, type PassageCell, sourceOf } from '../text/passage.ts';
import { type Topic, topicAbove } from './discourse.ts';
import { endsIn, type Grammar } from './find-ends.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import { isLabel } from './labels.ts';
import { kindsOf } from './lexicon.ts';
import { type Mention, minorOf } from './mention.ts';
import { is, isA } from './scan.ts';
import {
  MAX_SENTENCE,
  type NoteContext,
  type Reading,
  type ReadStatement,
  readSentence,
  settingOf,
} from './sentence-reading.ts';
import { statementsOf } from './statements-of.ts';
import { planIn, planOf } from './support-plan.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** How titles of columns, rows and lists name an end, where no sentence does. */
const TITLES: readonly { readonly phase: RetirementPhase; readonly pattern: RegExp }[] = [
  {
    phase: 'image-removal',
    pattern: /\bimages? (?:gone|removed|deleted|erased|kept until|available until)\b/i,
  },
  {
    phase: 'no-new-images',
    pattern:
      /\b(?:last|final|no(?: new| more)?) (?:[\w-]+ ){0,3}?(?:images?|vhds?|patch(?:es)?)\b|\b(?:images?|patch(?:es|ing)?|updates?)(?: (?:and|or) \w+)? (?:until|till|through|stop|end)\b/i,
  },
  {
    phase: 'no-new-node-pools',
    pattern: /\b(?:no|last)(?: new)? (?:node )?pools?\b|\bnew (?:node )?pools? (?:until|stop|end)\b/i,
  },
  {
    phase: 'retirement',
    pattern:
      /\b(?:support(?:ed)?|lts|maintenance|usable)(?: \w+){0,3} (?:until|till|through|ends?)\b|\b(?:retirements|deprecations)\b/i,
  },
];

/** The end that a title without a sentence speaks of ("Last images", "LTS until"); `null` if none. */
function endingOfTitle(title: string, grammar: Grammar): RetirementPhase | null {
  const [cue] = endsIn(title, grammar);
  return cue?.phase ?? TITLES.find(({ pattern }) => pattern.test(title))?.phase ?? null;
}

/** A column of what has been superseded. */
const FORMER = /\b(?:old|previous|former|original|announced|announcement|published|notice)\b/i;

/** Columns of a product's own lifecycle. */
const PRODUCT = /\b(?:mainstream|extended (?:end|support))\b/i;

const MAX_CELLS = 20;

/** "Rancher | AKS": a column of what another platform does. */
function isOfRival(head: Passage | null, index: number, { grammar }: NoteContext): boolean {
  if (!head) return false;
  return grammar.scanner.scan(textOf(head, head.cells[index]), [], []).some((token) => isA(token, 'rival'));
}

/** What a table row says whose dates get their meaning from the head of the column: "Version | Retirement date". */
export function readTableRow(passage: Passage, note: NoteContext): ReadStatement[] {
  const { head, cells, text } = passage;
  if (!head || cells.length > MAX_CELLS) return [];
  if (PRODUCT.test(head.text)) return [];
  const quote = sourceOf(passage, note.body, 0, text.length);
  const first = textOf(passage, cells[0]);
  const column = textOf(head, head.cells[0]);
  return cells.slice(1).flatMap((cell, index) => {
    if (isOfRival(head, index + 1, note)) return [];
    const written = textOf(passage, cell);
    const title = textOf(head, head.cells[index + 1]);
    const date = findDates(written, note.publishedAt, 'open').at(-1)?.date;
    if (!date || /\bupstream\b/i.test(title) || endsIn(written, note.grammar).length > 0) return [];
    // The things may stand down the side or along the top.
    const upright = subjectsIn(first, head.text, column);
    const named = upright.length > 0 ? upright : subjectsIn(title, head.text, column);
    const subjects = named.length > 0 ? named : subjectsAbove(passage, note);
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
function endingOfTable(title: string, { head, above }: Passage, { grammar }: NoteContext): RetirementPhase | null {
  const lead = above.find(({ kind, text }) => kind === 'heading' && text.length <= MAX_NAME);
  return head && /^(?:on|date|when|day|effective(?: date| from)?|deadline|end date)$/i.test(title.trim())
    ? (endingOfTitle(textOf(head, head.cells[0]), grammar) ?? (lead ? endingOfTitle(lead.text, grammar) : null))
    : null;
}

/** "**Windows Server 2022**" over a table of "Last images", "Last patches". */
function subjectsAbove(passage: Passage, note: NoteContext): readonly string[] {
  return topicAbove(passage, note)?.subjects ?? [];
}

function textOf({ text }: Passage, cell: PassageCell | undefined): string {
  return cell ? text.slice(cell.start, cell.end) : '';
}

/** What a cell names; the head of its column may say of what it is a release. */
function subjectsIn(text: string, around: string, column: string): readonly string[] {
  const mentions = [...findWindowsMentions(text, column), ...findKubernetesMentions(text, around)];
  return mentions.filter(({ bound }) => bound === null).flatMap(({ subjects }) => subjects);
}

/** Characters of a lead that is but a title: "Deprecations". */
const MAX_TITLE = 60;

/** Longest item that only names a thing and a day. */
const MAX_NAME = 120;

interface ListedThing {
  readonly subjects: readonly string[];
  /** The day beside its name. */
  readonly date: string | null;
}

/** What may stand in an item beside a name and a date. */
const BESIDE_NAME = kindsOf(
  'own version agent lts support pool user image prep until close comma colon dash semi come end',
);

/** An item that only names a thing, under a line that says what ends: "Out of support on July 31:", "Kubernetes 1.33". */
export function readListedThing(passage: Passage, note: NoteContext): ReadStatement[] {
  const lead = leadOf(passage, note);
  if (lead === null || passage.text.trim().length > MAX_NAME) return [];
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
    (lead.kind === 'heading' ||
      /:\s*$/.test(lead.text) ||
      (lead.text.length <= MAX_TITLE && /\w\W?\s*$/.test(lead.text) && !/[.!?]\s*$/.test(lead.text))) &&
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
  const { tokens } = readSentence(text, settingOf(passage, note));
  let depth = 0;
  const isName = tokens.every((token) => {
    depth += is(token, 'open') ? 1 : is(token, 'close') ? -1 : 0;
    return depth > 0 || token.mention || token.date || is(token, ...BESIDE_NAME);
  });
  return isName ? { subjects: mention.subjects, date: date?.date ?? null } : null;
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
  const [lead] = passage.above;
  if (!lead || passage.text.trim().length > MAX_DATE_LINE || lead.text.length > MAX_SENTENCE) return [];
  const date = onlyDateOf(readSentence(passage.text, settingOf(passage, note)));
  if (date === null) return [];
  const quote = sourceOf(passage, note.body, 0, passage.text.length);
  const ends = statementsOf(readSentence(lead.text, settingOf(lead, note)), null, note.publishedAt);
  return ends.map((end) => ({ ...dated(end, date), quote }));
}

/** Sentences and other parts of a cell. */
const PARTS = /;|(?<=[a-z\d)])\.\s+(?=[A-Z])/;

/** "Support | Ended March 1": a cell that goes on from the title of its column. */
function titled(part: string, title: string | undefined): string {
  if (!title || !/^(?:until|till|through|ended|ends|expired|expires)\b/i.test(part)) return part;
  return `${/^(?:on )?(?:AKS|Azure Kubernetes Service)$/i.test(title) ? 'Support' : title} ${part}`;
}

/** "Windows2022 | Retires in March 2027.": what a cell says to end is what another cell of the row names. */
export function readTellingCells(passage: Passage, note: NoteContext): ReadStatement[] {
  const { cells, text } = passage;
  if (cells.length < 2 || cells.length > MAX_CELLS) return [];
  const setting = settingOf(passage, note);
  const titles = passage.head?.cells.map((title) => textOf(passage.head ?? passage, title)) ?? [];
  const readings = cells.flatMap((cell, index) => {
    if (isOfRival(passage.head, index, note)) return [];
    const parts = text.slice(cell.start, cell.end).split(PARTS);
    return parts.map((part) => readSentence(titled(part.trim(), titles[index]), setting));
  });
  const named = readings.filter(
    ({ cues, mentions }) => cues.length === 0 && mentions.some(({ kind }) => kind === 'windows'),
  );
  const from = minorOfRow(readings[0]);
  const bounded = from ? ofMinor(from, readings, passage, note) : [];
  if (bounded.length > 0) return bounded;
  const rows = from && named.length === 0 ? readings.slice(0, 1) : named;
  const [subjects, ...others] = rows.map(({ mentions }) => mentions.flatMap((mention) => mention.subjects));
  if (!subjects || new Set([subjects, ...others].flat()).size > 1) return [];
  const topic: Topic = { subjects, date: null, stated: true, isHeadline: true };
  const quote = sourceOf(passage, note.body, 0, text.length);
  const days = readings.flatMap(({ tokens, dates }) => (tokens.length === 1 ? dates.map(({ date }) => date) : []));
  const isOfSupport = /\b(?:until|till|through|ends?)\b/i.test(passage.head?.text ?? '');
  const [day] = days.length === 1 ? days : [];
  return readings
    .filter((reading) => !rows.includes(reading) && !reading.mentions.some(({ kind }) => kind === 'windows'))
    .flatMap((reading) => statementsOf(reading, topic, note.publishedAt))
    .map((statement) => ({
      ...(day && !(statement.phase === 'lts-only' && isOfSupport) ? dated(statement, day) : statement),
      quote,
    }));
}

/** "1.37 | Windows Server 2022 not supported": the minor from which the other cells of a row hold. */
function minorOfRow(first: Reading | undefined): string | null {
  const [mention, ...others] = first?.mentions ?? [];
  if (!first || !mention || mention.bound === 'below' || others.length > 0) return null;
  return isLabel(`${first.text}: `, mention) ? minorOf(mention) : null;
}

function ofMinor(from: string, readings: readonly Reading[], passage: Passage, note: NoteContext): ReadStatement[] {
  const quote = sourceOf(passage, note.body, 0, passage.text.length);
  return readings
    .slice(1)
    .flatMap((reading) => statementsOf(reading, null, note.publishedAt))
    .filter(({ subject, date }) => date === null && subject.startsWith('Windows'))
    .map((statement) => ({ ...statement, quote, phase: 'no-new-node-pools', fromKubernetes: from }));
}
