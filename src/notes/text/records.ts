import { findDates } from './note-dates.ts';
import type { Passage, PassageCell, PassageLink, SourceSpan } from './passage.ts';

/** Longer, it is no label. */
const MAX_LABEL = 48;
/** Longer, it is no value but a text of its own. */
const MAX_VALUE = 400;
const MAX_FIELDS = 20;

const LABEL = new RegExp(String.raw`^\W*[A-Za-z][^.:;|]{0,${MAX_LABEL - 1}}:(?=\s+\S)`);

/** A label of what a notice is about. */
const OF_THING =
  /^\W*(?:what\b|affect|appl(?:y|ies) to|scope|products?\b|features?\b|components?\b|subject|title|name\b|services?\b|resources?\b|items?\b|os\b|os sku|sku\b|versions?\b|minor|kubernetes version|node images?\b|impact|change|event|type\b|retir|deprecat|ending)/i;
/** A label of a day. */
const OF_DAY =
  /^\W*(?:when|as of|effective(?: \w+)?|removed|retired|(?:[\w'-]+ ){0,4}(?:dates?|day|on|deadline|removal|retirement|retires|ends?|eol|eos)|end[ -]of[ -][\w-]+)\W*$/i;

/** A label and its value: one line, a heading and the paragraph below it, or a row of two cells. */
interface Field {
  readonly passages: readonly Passage[];
  readonly text: string;
  readonly label: PassageCell;
  readonly value: PassageCell;
}

/**
 * Passages, where those that are the fields of one notice ("Affected: …", "Change: …", "When: …") are one row of a
 * table, whose head are the labels.
 */
export function withRecords(passages: readonly Passage[]): Passage[] {
  const all: Passage[] = [];
  for (let at = 0; at < passages.length; ) {
    const fields = fieldsFrom(passages, at);
    const record = recordOf(fields);
    // Fields that are no notice are none from the second on either: each is looked at once.
    const end = at + Math.max(1, fields.flatMap((field) => field.passages).length);
    all.push(...(record ? [record] : passages.slice(at, end)));
    at = end;
  }
  return all;
}

/** The fields of one place that begin here. */
function fieldsFrom(passages: readonly Passage[], from: number): readonly Field[] {
  const fields: Field[] = [];
  const own = new Set<Passage>();
  const labels = new Set<string>();
  const placeOf = ({ above }: Passage): readonly Passage[] => above.filter((each) => !own.has(each));
  for (let at = from; at < passages.length && fields.length < MAX_FIELDS; ) {
    const field = fieldAt(passages, at);
    const [first, place] = [passages[from], passages[at]].map((each) => (each ? placeOf(each) : []));
    if (!field || first?.length !== place?.length || first?.some((each, index) => each !== place?.[index])) break;
    // "What: …", once more: the next notice.
    const label = field.text.slice(field.label.start, field.label.end).toLowerCase();
    if (labels.has(label)) break;
    labels.add(label);
    for (const each of field.passages) own.add(each);
    fields.push(field);
    at += field.passages.length;
  }
  return fields;
}

function fieldAt(passages: readonly Passage[], at: number): Field | null {
  const [passage, next, after] = passages.slice(at, at + 3);
  if (!passage || passage.kind === 'code') return null;
  const { text, kind, cells } = passage;
  if (kind === 'row') {
    const [label, value] = cells;
    const isHeadOfDays =
      next?.head === passage && value !== undefined && OF_DAY.test(text.slice(value.start, value.end));
    return label && value && cells.length === 2 && label.end - label.start <= MAX_LABEL && !isHeadOfDays
      ? { passages: [passage], text, label, value }
      : null;
  }
  const [label] = LABEL.exec(text) ?? [];
  if (label && text.length - label.length <= MAX_VALUE)
    return {
      passages: [passage],
      text,
      label: { start: 0, end: label.length - 1 },
      value: { start: label.length, end: text.length },
    };
  const isTitle = kind === 'heading' || (next !== undefined && next.above[0] === passage);
  if (!isTitle || text.length > MAX_LABEL || next?.kind !== 'paragraph' || next.above[0] !== passage) return null;
  if (after?.above.includes(passage) || next.text.length > MAX_VALUE) return null;
  const whole = `${text}${BAR}${next.text}`;
  const value = { start: text.length + BAR.length, end: whole.length };
  return { passages: [passage, next], text: whole, label: { start: 0, end: text.length }, value };
}

/** The fields as one row; `null` where they are no notice of what is when. */
function recordOf(fields: readonly Field[]): Passage | null {
  const wordsIn = ({ text }: Field, { start, end }: PassageCell): string => text.slice(start, end).trim();
  const isOfDay = (field: Field): boolean =>
    OF_DAY.test(wordsIn(field, field.label)) && findDates(wordsIn(field, field.value), null, 'open').length > 0;
  const isOfThing = (field: Field): boolean => OF_THING.test(wordsIn(field, field.label)) && !isOfDay(field);
  return fields.some(isOfDay) && fields.some(isOfThing) ? joined(fields) : null;
}

function joined(fields: readonly Field[]): Passage | null {
  const [first] = fields[0]?.passages ?? [];
  if (!first) return null;
  const row = { text: '', cells: [] as PassageCell[], links: [] as PassageLink[], spans: [] as SourceSpan[] };
  const head = { text: '', cells: [] as PassageCell[] };
  for (const { passages, text, label, value } of fields) {
    // Lines of one paragraph have their place in its text already.
    const isNextLine = row.spans.length > 0 && passages[0]?.spans === fields[0]?.passages[0]?.spans;
    const at = isNextLine ? 0 : appended(row, '');
    row.text += isNextLine ? text.slice(row.text.length) : text;
    row.cells.push({ start: at + value.start, end: at + value.end });
    let from = at;
    for (const { spans, links, text: part } of passages) {
      const by = from;
      const moved = spans.map((span) => ({ ...span, textStart: span.textStart + by, textEnd: span.textEnd + by }));
      if (!isNextLine) row.spans.push(...moved);
      row.links.push(...links.map((link) => ({ ...link, start: link.start + by, end: link.end + by })));
      from += part.length + BAR.length;
    }
    const start = appended(head, text.slice(label.start, label.end).replace(/^\W+|[\s*_?:]+$/g, ''));
    head.cells.push({ start, end: head.text.length });
  }
  return {
    ...first,
    ...row,
    kind: 'record',
    head: { ...first, ...head, kind: 'row', links: [], spans: [], head: null },
  };
}

const BAR = ' | ';

/** Adds a cell's text to a row's; where it begins there. */
function appended(row: { text: string }, cell: string): number {
  if (row.text !== '') row.text += BAR;
  const start = row.text.length;
  row.text += cell;
  return start;
}
