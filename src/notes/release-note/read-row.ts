import { findDates } from '../text/note-dates.ts';
import { type Passage, type PassageCell, quoteOf } from '../text/passage.ts';
import { tellsEnd } from './grammar.ts';
import { findKubernetesMentions } from './kubernetes-mentions.ts';
import { minorOf } from './mention.ts';
import { dated, FORMER, isOnlyTitle, MAX_NAME, NOTHING, PLANNED } from './read-layout.ts';
import { has, is, isWord } from './scan.ts';
import { MAX_SENTENCE, type NoteContext, type ReadStatement, readSentence, settingOf } from './sentence-reading.ts';
import { statementsOf } from './statements.ts';
import { type Topic, topicAbove } from './topic.ts';
import { findWindowsMentions } from './windows-mentions.ts';

const MAX_CELLS = 20;

/** Sentences and other parts of a cell. */
const PARTS = /;|(?<=[a-z\d)+])\.\s+(?=[A-Z])/;

/** A cell that goes on from the title of its column: "Support | ended March 1". */
const GOES_ON = /^(?:until|till|through|end(?:s|ed)|expire[sd])\b/i;

/** A cell of a column of Kubernetes versions: "up to 1.35", "1.32 and older". */
const UP_TO = /^(?:up to|until|through|≤|<=)\s*v?(1\.\d+)|^v?(1\.\d+) (?:and|or) (?:below|earlier|older|lower)/i;
/** The title of a column of the last minors. */
const HIGHEST = /^(?:highest|max(?:imum)?\.?|latest supported)\b/i;
/** "1.23 and later, not available in 1.37 and later". */
const NOT_ON = /\bnot (?:available|supported|offered) (?:in|on|from|with) (?:Kubernetes |K8s |AKS )?v?$/i;
/** What stands before the minor of a cell that is nothing else. */
const ONLY = /^(?:Kubernetes |K8s |AKS )?v?$/i;
const KUBERNETES = /\b(?:kubernetes|k8s|aks) ?(?:versions?|minors?)?$/i;

/** A cell that says that the one does not go with the other. */
const NO = /^\W*(?:❌|✗|✘|⛔|🚫|:x:|no|not (?:supported|available)|unsupported|unavailable)\W*$/iu;

/** The title of a column of days, which says no more than the head of the names: "Retiring | On". */
const ON = /^(?:on|date|when|day|effective(?: date| from)?|deadline|end date)$/i;

/** True for a field of a notice that names what it is not about: "Replacement", "What to do". */
function isAside({ kind }: Passage, title: string): boolean {
  return (
    kind === 'record' &&
    /\b(?:replac|alternativ|successor|action|recommend|migrat|upgrade|(?:what )?to do|next|not affected|unaffected)/i.test(
      title,
    )
  );
}

/** A row of a table, or a notice's fields, cell by cell, without a column that counts the rows. */
interface Row {
  readonly passage: Passage;
  readonly head: Passage;
  readonly note: NoteContext;
  readonly values: readonly string[];
  readonly titles: readonly string[];
  /** Which of the table's columns is the first of these. */
  readonly from: number;
  /** Which cell names the thing that the others are about; -1 where the columns do, or a heading. */
  readonly named: number;
  /** Cells that state something by themselves: "You can't create pools with X" is no name. */
  readonly telling: readonly boolean[];
}

/**
 * What a row of a table says, as sentences about the thing that it, or the head of a column, names: "Windows Server 2022"
 * under "Retires" with "June 2028" is "Windows Server 2022: Retires June 2028". `null` for what says nothing as a row.
 */
export function readRow(passage: Passage, note: NoteContext, rows: readonly Passage[]): ReadStatement[] | null {
  const row = rowOf(passage, note);
  if (row === null) return null;
  if ((row.named < 0 && FORMER.test(row.values[0] ?? '')) || isBesideOthers(row) || isOfOther(row)) return [];
  const found = row.values.flatMap((_value, at) => readCell(row, at, rows));
  return found.length > 0 ? completed(row, found) : null;
}

function rowOf(passage: Passage, note: NoteContext): Row | null {
  const { head } = passage;
  if (!head) return null;
  const isRecord = passage.kind === 'record';
  const from = NUMBER.test(textOf(head, head.cells[0])) ? 1 : 0;
  const cells = passage.cells.slice(from).map((cell) => textOf(passage, cell));
  const columns = cells.map((_value, index) => textOf(head, head.cells[index + from]));
  // A notice may have its subject as its heading.
  const [lead] = isRecord ? passage.above : [];
  const isNamedAbove = lead !== undefined && lead.text.length <= MAX_NAME && topicAbove(passage, note) !== null;
  const [values, titles] = isNamedAbove
    ? [
        [lead.text, ...cells],
        ['', ...columns],
      ]
    : [cells, columns];
  if (values.length < 2 || values.length > MAX_CELLS) return null;
  if ([...values, ...titles].some(({ length }) => length > MAX_SENTENCE)) return null;
  const setting = settingOf(passage, note);
  const telling = values.map(
    (value, at) => windowsIn(value, titles[at]) && statementsOf(readSentence(value, setting), null).length > 0,
  );
  const first = dayIn(values[0] ?? '', note).length > 0 ? 1 : 0;
  const named = values.findIndex((value, at) => {
    if (isAside(passage, titles[at] ?? '')) return false;
    const isName =
      isRecord || at === first
        ? subjectsIn(value, head.text, titles[at] ?? '').length > 0
        : windowsIn(value, titles[at]);
    return isName && !tellsEnd(value, note.grammar) && !telling[at];
  });
  return { passage, head, note, values, titles, from, named, telling };
}

/** What one cell says; the first of the ways to read it that fits. */
function readCell(row: Row, at: number, rows: readonly Passage[]): ReadStatement[] {
  const title = row.titles[at] ?? '';
  if (at === row.named || isAside(row.passage, title) || FORMER.test(title) || row.note.grammar.namesRival(title))
    return [];
  return readPair(row, at, rows) ?? readTelling(row, at) ?? readNamedDay(row, at) ?? readValue(row, at);
}

/** A sentence made of a row's cells, quoted as the row. */
function read({ passage, note }: Row, text: string, about: Topic | null = topicAbove(passage, note)): ReadStatement[] {
  const quote = quoteOf(passage);
  return statementsOf(readSentence(text, settingOf(passage, note)), about).map((found) => ({ ...found, quote }));
}

/** Of a table that sets Windows releases against Kubernetes minors. */
function readPair(row: Row, at: number, rows: readonly Passage[]): ReadStatement[] | null {
  const { values, titles, named, from, note } = row;
  const [value = '', title = '', first = ''] = [values[at], titles[at], values[0]];
  const isOfMinor = (values[named] ?? '').length > 0 && !windowsIn(values[named] ?? '', titles[named]);
  if (isOfMinor && windowsIn(value, title))
    return tellsEnd(value, note.grammar) ? read(row, `${value} on Kubernetes ${values[named]}`) : [];
  if (!NO.test(value) || named !== 0 || namedAbove(row, at).length === 0) return null;
  const [os, minor] = isOfMinor ? [title, first] : [first, title];
  const [column, minors] = isOfMinor ? [columnOf(rows, at + from), columnOf(rows, from)] : [values, titles];
  return isFirstWithout(column, minors, minor) ? read(row, `${os} is not supported on Kubernetes ${minor}`) : [];
}

/** A cell with a verb, or with the minors that it leaves out: "Removed in June", "up to 1.35". */
function readTelling(row: Row, at: number): ReadStatement[] | null {
  const { values, titles, named, telling, head, note, passage } = row;
  const [value = '', title = ''] = [values[at], titles[at]];
  const name = nameOf(row, at);
  const isGone = NO.test(title) || tellsEnd(title, note.grammar);
  const parts = value.split(PARTS);
  const limits = parts.map((part) => (name === undefined ? null : limitOf(title, part, isGone)));
  const isTold = (tellsEnd(value, note.grammar) && !GOES_ON.test(value)) || telling[at];
  if (!isTold && !limits.some(Boolean)) return null;
  // "Change: Windows Server 2022 retires".
  const told = passage.kind === 'record' ? values.find((_each, index) => telling[index]) : undefined;
  const subjects = subjectsIn(name ?? told ?? '', head.text, titles[named] ?? '');
  const about = subjects.length > 0 ? { subjects, date: null, phase: null } : topicAbove(passage, note);
  const [day] = dayIn(title, note);
  const found = parts.flatMap((part, index) => {
    if (limits[index]) return read(row, `${name} ${limits[index]}`, about);
    // "Images: removed in June".
    const field = passage.kind === 'record' ? read(row, `${title}: ${part.trim()}`, about) : [];
    return field.length > 0 ? field : read(row, part.trim(), about);
  });
  return day ? found.map((each) => dated(each, day)) : found;
}

/** "March 1 | last node image". */
function readNamedDay(row: Row, at: number): ReadStatement[] | null {
  const { values, telling, note } = row;
  if (at !== 0 || !isOfDays(row)) return null;
  const [what = '', ...more] = values.slice(1).filter((each) => each !== '');
  if (!/[a-z]{4}/i.test(what) || dayIn(what, note).length > 0) return null;
  if ([what, ...more].some((each) => tellsEnd(each, note.grammar)) || telling.includes(true)) return [];
  return more.length === 0 ? read(row, `${what}: ${values[0]}`) : null;
}

/** A day, or a minor, under the title that says what is then. */
function readValue(row: Row, at: number): ReadStatement[] {
  const { passage, note, values, titles, named } = row;
  const [value = '', title = ''] = [values[at], titles[at]];
  const nameTitle = (titles[Math.max(named, 0)] ?? '').replace(NOTHING, '');
  const tells = (text: string): boolean => tellsEnd(text, note.grammar);
  const lead = passage.above.find((each) => each.kind === 'heading' && !isOnlyTitle(each, note));
  const dayOf = tells(nameTitle) || !lead || lead.text.length > MAX_NAME ? nameTitle : lead.text;
  const ownName = at === 0 ? '' : (values[0] ?? '');
  const said = named < 0 && !isOfDays(row) ? ownName : ON.test(title) ? dayOf : title;
  const isValue = findDates(value, note.publishedAt, 'open').length > 0 || /^\D{0,12}1\.\d+\W*$/.test(value);
  if (said === '' || !isValue) return [];
  const isEnd = tells(said) || /\bends?$/i.test(said);
  const day = isEnd ? value.replace(/^(?:ended|ends|expire[sd])\s+(?:on\s+)?/i, '') : value;
  const name = nameOf(row, at);
  return read(row, `${name === undefined ? `${said}:` : `${name}: ${OURS.test(said) ? 'Support' : said}`} ${day}`);
}

/** True where each row begins with its day, and a heading names the thing. */
function isOfDays({ values, named, note }: Row): boolean {
  return named < 0 && dayIn(values[0] ?? '', note).length > 0;
}

/** The thing that a cell is about, as its row or its column calls it. */
function nameOf(row: Row, at: number): string | undefined {
  if (row.named >= 0) return row.values[row.named];
  return namedAbove(row, at).length > 0 ? row.titles[at] : undefined;
}

/** What the title of a column names. */
function namedAbove({ titles, named, head }: Row, at: number): readonly string[] {
  return named < 0 || at > 0 ? subjectsIn(titles[at] ?? '', head.text, '') : [];
}

/** "| Ubuntu | 1.25 to 1.35 | Retires in June |", "| Policies on Windows | Calico | not supported |": of others, or a comparison. */
function isBesideOthers({ values, titles, note }: Row): boolean {
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

/** "Feature: Artifact Streaming", "Retirement date: June 30", "Applies to: Windows Server 2022": a notice of something else. */
function isOfOther({ passage, head, note, values, titles }: Row): boolean {
  if (passage.kind !== 'record') return false;
  const isOurs = (text: string): boolean => GENERIC.test(text) || subjectsIn(text, head.text, '').length > 0;
  const [lead] = passage.above;
  // "Artifact Streaming retirement" above; not "Upcoming retirements".
  const isEndOfOther =
    lead?.kind === 'heading' &&
    note.grammar.mayTell(lead.text) &&
    note.grammar.scanner.scan(lead.text.slice(0, MAX_NAME), [], []).filter((each) => isWord(each) || is(each, 'name'))
      .length > 1;
  const isNamed = (value: string, at: number): boolean =>
    SUBJECT.test(titles[at] ?? '') && !isOurs(value) && !tellsEnd(value, note.grammar);
  return (isEndOfOther && !isOurs(lead.text)) || values.some(isNamed);
}

/** The label of what a notice is about. */
const SUBJECT = /^(?:services?|feature|product|component|subject|title|name|item|event)\b/i;
const GENERIC = /\b(?:AKS|Azure Kubernetes Service|node (?:images?|pools?)|windows)\b/i;

function isDated(text: string): boolean {
  return findDates(text, null, 'open').length > 0;
}

/** The Kubernetes minors that a cell leaves out, as a sentence goes on; `null` where it leaves out none. */
function limitOf(title: string, value: string, isGone: boolean): string | null {
  const [, upTo, last = upTo] = UP_TO.exec(HIGHEST.test(title) ? `until ${value}` : value) ?? [];
  if (last && KUBERNETES.test(title)) return `is supported up to Kubernetes ${last}`;
  const from = findKubernetesMentions(value, 'Kubernetes').find(
    // In a column of what has it no longer, the minor alone.
    ({ bound, start }) => bound === 'from' && (isGone ? ONLY : NOT_ON).test(value.slice(0, start)),
  );
  return from ? `is not supported on Kubernetes ${minorOf(from)} and later` : null;
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
function completed({ values, titles, note }: Row, found: readonly ReadStatement[]): ReadStatement[] {
  const daysOf = (isOf: (title: string) => boolean): string[] =>
    values.flatMap((value, at) => (isOf(titles[at] ?? '') ? dayIn(value, note) : []));
  const [day, ...others] = daysOf((title) => !FORMER.test(title));
  const planned = daysOf((title) => PLANNED.test(title));
  const all = day && others.length === 0 ? found.map((each) => dated(each, day)) : found;
  const moved = all.filter(({ date }) => date !== null && planned.length > 0 && !planned.includes(date));
  return [...all, ...moved.map((each): ReadStatement => ({ ...each, phase: 'date-changed' }))];
}

/** The column of AKS beside those of others. */
const OURS = /^(?:on )?(?:AKS|Azure Kubernetes Service)$/i;

/** The day of a cell that is nothing else. */
function dayIn(text: string, { publishedAt }: NoteContext): readonly string[] {
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
