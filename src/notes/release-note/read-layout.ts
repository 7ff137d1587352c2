import { findDates } from '../text/note-dates.ts';
import { type Passage, type PassageCell, quoteOf } from '../text/passage.ts';
import { tellsEnd } from './grammar.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import { kindsOf } from './lexicon.ts';
import { has, is, isA } from './scan.ts';
import {
  MAX_SENTENCE,
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
import { findWindowsMentions } from './windows-mentions.ts';

/** A column of days that hold no longer. */
const PLANNED = /\b(?:old|previous(?:ly)?|former(?:ly)?|original(?:ly)?)\b/i;

/** Such a column, another of what has been superseded, or of a product's own lifecycle. */
const FORMER = new RegExp(
  String.raw`${PLANNED.source}|\b(?:announced|announcement|published|notice|upstream|mainstream|extended (?:end|support))\b`,
  'i',
);

const MAX_CELLS = 20;

/** Sentences and other parts of a cell. */
const PARTS = /;|(?<=[a-z\d)+])\.\s+(?=[A-Z])/;

/** A cell that goes on from the title of its column: "Support | ended March 1". */
const GOES_ON = /^(?:until|till|through|end(?:s|ed)|expire[sd])\b/i;

/** A cell of a column of Kubernetes versions: "up to 1.35", "1.32 and older". */
const UP_TO = /^(?:up to|until|through|≤|<=)\s*v?(1\.\d+)|^v?(1\.\d+) (?:and|or) (?:below|earlier|older|lower)/i;
const MINOR_AND_LATER = String.raw`(?:Kubernetes |K8s |AKS )?v?(1\.\d+)(?:\s*\+| (?:and|or) (?:later|above|newer|higher|up))`;
/** "1.23 and later, not available in 1.37 and later"; in a column of what has it no longer, the minor alone. */
const NOT_FROM = new RegExp(
  String.raw`\bnot (?:available|supported|offered) (?:in|on|from|with) ${MINOR_AND_LATER}`,
  'i',
);
const FROM = new RegExp(`^${MINOR_AND_LATER}`, 'i');
const KUBERNETES = /\b(?:kubernetes|k8s|aks) ?(?:versions?|minors?)?$/i;

/** A cell that says that the one does not go with the other. */
const NO = /^\W*(?:❌|✗|✘|⛔|🚫|:x:|no|not (?:supported|available)|unsupported|unavailable)\W*$/iu;

/** The title of a column of days, which says no more than the head of the names: "Retiring | On". */
const ON = /^(?:on|date|when|day|effective(?: date| from)?|deadline|end date)$/i;

/**
 * What a row of a table says, as sentences about the thing that it, or the head of a column, names: "Windows Server 2022"
 * under "Retires" with "June 2028" is "Windows Server 2022: Retires June 2028". `null` for what says nothing as a row.
 */
export function readRow(passage: Passage, note: NoteContext, rows: readonly Passage[]): ReadStatement[] | null {
  const { head } = passage;
  if (!head) return null;
  const from = NUMBER.test(textOf(head, head.cells[0])) ? 1 : 0;
  const values = passage.cells.slice(from).map((cell) => textOf(passage, cell));
  const titles = values.map((_value, index) => textOf(head, head.cells[index + from]));
  if (values.length < 2 || values.length > MAX_CELLS) return null;
  if ([...values, ...titles].some(({ length }) => length > MAX_SENTENCE)) return null;
  const { grammar, publishedAt } = note;
  const setting = settingOf(passage, note);
  const tells = (text: string): boolean => tellsEnd(text, grammar);
  // "You can't create pools with X" is no name.
  const tellOfThemselves = values.map(
    (value, at) => windowsIn(value, titles[at]) && statementsOf(readSentence(value, setting), null).length > 0,
  );
  const days = values.flatMap((value, at) => (FORMER.test(titles[at] ?? '') ? [] : dayIn(value, publishedAt)));
  const planned = values.flatMap((value, at) => (PLANNED.test(titles[at] ?? '') ? dayIn(value, publishedAt) : []));
  const named = values.findIndex((value, at) => {
    const isFirst = at === (dayIn(values[0] ?? '', publishedAt).length > 0 ? 1 : 0);
    const isName = isFirst ? subjectsIn(value, head.text, titles[at] ?? '').length > 0 : windowsIn(value, titles[at]);
    return isName && !tells(value) && !tellOfThemselves[at];
  });
  const lead = passage.above.find((each) => each.kind === 'heading' && !isOnlyTitle(each, note));
  const [first = '', firstTitle = ''] = [values[0], titles[0]];
  if ((named < 0 && FORMER.test(first)) || isBesideOthers(values, titles, note)) return [];
  const topic = topicAbove(passage, note);
  const read = (text: string, about = topic): ReadStatement[] =>
    statementsOf(readSentence(text, setting), about).map((found) => ({ ...found, quote: quoteOf(passage) }));
  const found = values.flatMap((value, at): ReadStatement[] => {
    const title = titles[at] ?? '';
    if (at === named || FORMER.test(title) || grammar.namesRival(title)) return [];
    const across = named < 0 || at > 0 ? subjectsIn(title, head.text, '') : [];
    const isOfMinor = (values[named] ?? '').length > 0 && !windowsIn(values[named] ?? '', titles[named]);
    if (isOfMinor && windowsIn(value, title))
      return tells(value) ? read(`${value} on Kubernetes ${values[named]}`) : [];
    if (NO.test(value) && named === 0 && across.length > 0) {
      const [os, minor] = isOfMinor ? [title, first] : [first, title];
      const [column, minors] = isOfMinor ? [columnOf(rows, at + from), columnOf(rows, from)] : [values, titles];
      return isFirstWithout(column, minors, minor) ? read(`${os} is not supported on Kubernetes ${minor}`) : [];
    }
    const name = named >= 0 ? values[named] : across.length > 0 ? title : undefined;
    const parts = value.split(PARTS);
    const isGone = NO.test(title) || tells(title);
    const limits = parts.map((part) => (name === undefined ? null : limitOf(title, part, isGone)));
    if ((tells(value) && !GOES_ON.test(value)) || tellOfThemselves[at] || limits.some(Boolean)) {
      const subjects = subjectsIn(name ?? '', head.text, titles[named] ?? '');
      const about = subjects.length > 0 ? { subjects, date: null, phase: null } : topic;
      return parts.flatMap((part, index) => read(limits[index] ? `${name} ${limits[index]}` : part.trim(), about));
    }
    // "March 1 | last node image".
    const isOfHeading = named < 0 && dayIn(first, publishedAt).length > 0;
    const [what = '', ...more] = isOfHeading ? values.slice(1).filter((each) => each !== '') : [];
    if (at === 0 && /[a-z]{4}/i.test(what) && dayIn(what, publishedAt).length === 0) {
      if ([what, ...more].some(tells) || tellOfThemselves.includes(true)) return [];
      if (more.length === 0) return read(`${what}: ${value}`);
    }
    const dayOf = tells(firstTitle) || !lead || lead.text.length > MAX_NAME ? firstTitle : lead.text;
    const said = named < 0 && !isOfHeading ? (at === 0 ? '' : first) : ON.test(title) ? dayOf : title;
    const isValue = findDates(value, publishedAt, 'open').length > 0 || /^\D{0,12}1\.\d+\W*$/.test(value);
    if (said === '' || !isValue) return [];
    const day =
      tells(said) || /\bends?$/i.test(said) ? value.replace(/^(?:ended|ends|expire[sd])\s+(?:on\s+)?/i, '') : value;
    return read(`${name === undefined ? `${said}:` : `${name}: ${OURS.test(said) ? 'Support' : said}`} ${day}`);
  });
  return found.length > 0 ? completed(found, days, planned) : null;
}

/** "| Ubuntu | 1.25 to 1.35 | Retires in June |", "| Policies on Windows | Calico | not supported |": of others, or a comparison. */
function isBesideOthers(values: readonly string[], titles: readonly string[], note: NoteContext): boolean {
  const [first = '', ...cells] = values;
  if (has({ tokens: note.grammar.scanner.scan(first, [], []) }, 'other')) return true;
  const told = cells.filter((cell) => cell !== '');
  if (
    !told.some((cell) => NO.test(cell)) ||
    ((windowsIn(first) || told.length === 1) && told.every((cell) => NO.test(cell) || isDated(cell)))
  )
    return false;
  const isOfTime = [first, ...titles].some((text) => findKubernetesMentions(text, '').length > 0 || isDated(text));
  return !isOfTime && !titles.some((title) => OURS.test(title));
}

function isDated(text: string): boolean {
  return findDates(text, null, 'open').length > 0;
}

/** The Kubernetes minors that a cell leaves out, as a sentence goes on; `null` where it leaves out none. */
function limitOf(title: string, value: string, isGone: boolean): string | null {
  const [, upTo, last = upTo] = UP_TO.exec(value) ?? [];
  if (last && KUBERNETES.test(title)) return `is supported up to Kubernetes ${last}`;
  const [, first] = (isGone ? FROM : NOT_FROM).exec(value) ?? [];
  return first ? `is not supported on Kubernetes ${first} and later` : null;
}

/** True where of some minors one is the first of those that have it no longer: on none above it, and on the one below. */
function isFirstWithout(values: readonly string[], minors: readonly string[], own: string): boolean {
  const minorIn = (text: string): number => Number(/\b1\.(\d+)/.exec(text)?.[1]);
  const cells = values.flatMap((value, at) => (value === '' ? [] : { value, minor: minorIn(minors[at] ?? '') }));
  const [below] = cells.filter(({ minor }) => minor < minorIn(own)).sort((a, b) => b.minor - a.minor);
  const isAbove = cells.some(({ value, minor }) => minor > minorIn(own) && !NO.test(value));
  return !isAbove && (below === undefined || !NO.test(below.value));
}

/** Longer tables no person reads. */
const MAX_ROWS = 100;

function columnOf(rows: readonly Passage[], at: number): readonly string[] {
  return rows.slice(0, MAX_ROWS).map((row) => textOf(row, row.cells[at]));
}

/** What a row tells with the one day that it gives, and where that differs from one that was planned. */
function completed(
  found: readonly ReadStatement[],
  [day, ...others]: readonly string[],
  planned: readonly string[],
): ReadStatement[] {
  const all = day && others.length === 0 ? found.map((each) => dated(each, day)) : found;
  const moved = all.filter(({ date }) => date !== null && planned.length > 0 && !planned.includes(date));
  return [...all, ...moved.map((each): ReadStatement => ({ ...each, phase: 'date-changed' }))];
}

/** The column of AKS beside those of others. */
const OURS = /^(?:on )?(?:AKS|Azure Kubernetes Service)$/i;

/** The day of a cell that is nothing else. */
function dayIn(text: string, publishedAt: string | null): readonly string[] {
  const [found] = findDates(text, publishedAt, 'open');
  return found && found.start === 0 && found.end === text.length ? [found.date] : [];
}

function windowsIn(text: string, column = ''): boolean {
  return findWindowsMentions(text, column).length > 0;
}

/** What a cell says, without the signs that lead to a footnote. */
function textOf({ text }: Passage, cell: PassageCell | undefined): string {
  return cell ? text.slice(cell.start, cell.end).replace(FOOTNOTE, '').trim() : '';
}

const FOOTNOTE = /(?<=\S)(?:\s*(?:\\?[*†‡]|[¹²³⁴]|\[(?:\^\w{1,9}|\d)\])){1,3}\s*$/;

/** The title of a column that counts the rows. */
const NUMBER = /^(?:#|no\.?|nr\.?)$/i;

/** What a cell names; the head of its column may say of what it is a release. */
function subjectsIn(text: string, around: string, column: string): readonly string[] {
  const mentions = [...findWindowsMentions(text, column), ...findKubernetesMentions(text, around)];
  return mentions.filter(({ bound }) => bound === null).flatMap(({ subjects }) => subjects);
}

/** Characters of a lead that is but a title: "Deprecations". */
const MAX_TITLE = 60;

/** Characters of a lead, which is read for each of its items. */
const MAX_LEAD = 400;

/** Longest item that only names a thing and a day. */
const MAX_NAME = 120;

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
  // "Windows Server 2022, on Kubernetes 1.36 and later"
  const item = passage.text.replace(ON_MINORS, (on: string) => ` is not supported ${on.replace(',', '').trim()}`);
  const all = [
    ...statementsOf(readSentence(item, setting), topic).filter(({ date, fromKubernetes }) => date ?? fromKubernetes),
    ...(whole ? statementsOf(readSentence(`${whole.replace(/[:\s]+$/, '')}: ${passage.text}`, setting), null) : []),
  ];
  return all.map((found) => ({ ...found, quote }));
}

/** Behind a name: from which minor on. */
const ON_MINORS = new RegExp(`,? (?:on|in|with|from) ${MINOR_AND_LATER}\\W*$`, 'i');

/** "What's ending", "things going away": names nothing. */
const NOTHING =
  /^\W*(?:what|things|features|versions|components|products)(?:'s\b|\s+(?:that|which|is|are|will|be)\b)*\s+/i;

const OPEN_KINDS = kindsOf('not no move other rival elsewhere preview cancel');

/** "Now in effect", "Coming next": below a heading that says what ends. */
function isOnlyTitle({ kind, text }: Passage, { grammar }: NoteContext): boolean {
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
