import { formatInstant } from '../domain/calendar-date.ts';
import { stripInvisible } from '../domain/literal.ts';
import { remember } from '../domain/once.ts';
import { countOf, formatCount, shorten, takeWithin } from '../domain/text.ts';
import {
  type Card,
  type CardPart,
  type Cell,
  COMMANDS_LEFT_OUT,
  type Column,
  countThings,
  type Line,
  plain,
  type Span,
  textOf,
  textOfCommands,
} from './card.ts';

/** How a chat writes spans and commands into a text without markup of its own. */
export interface TextWriter {
  readonly span: (span: Span) => string;
  /** A whole command, verbatim. */
  readonly command: (command: string) => string;
  /** Cuts a written line at most so long, without leaving half of what it wrote. */
  readonly cut: (written: string, max: number) => string;
}

/** Most characters of a text. A chat may split longer ones into several messages and refuse to update them. */
export const LONGEST_TEXT = 3_000;
/** Of them for one list or table where not all fits, so that what follows it is still read out. */
const LONGEST_LIST = 1_700;
const LONGEST_HEADLINE = 900;
const LONGEST_LINE = 600;
/** A card has four small lines at the most: something is left for what it says. */
const LONGEST_FOOT = 400;
/** For what is said of the rest. */
const ROOM_FOR_REST = 100;

interface TextLine {
  readonly text: string;
  readonly things: number;
}

/** Text for whoever reads no markup: links with their address, instants as UTC. */
export const PLAIN_WRITER: TextWriter = {
  span: (span) => {
    if (span.kind === 'link') return `${span.label} (${span.url})`;
    if (span.kind === 'instant') return formatInstant(span.at);
    return textOf([span]);
  },
  command: (command) => stripInvisible(command),
  cut: shorten,
};

/**
 * Everything a card says as lines of text, for screen readers, notifications and whoever draws nothing: the headline
 * and the small print always stand; what does not fit between them is cut off at the end, and counted.
 */
export function writeText(card: Card, writer: TextWriter = PLAIN_WRITER): string {
  const headline = writeLine(card.headline, writer, LONGEST_HEADLINE);
  const foot = (card.foot ?? []).map((spans) => writeLine(spans, writer, LONGEST_FOOT));
  const write = (longestList: number) => card.parts.flatMap((part) => writePart(part, writer, longestList));
  const room = LONGEST_TEXT - [headline, ...foot].join('\n').length;
  const whole = write(LONGEST_TEXT);
  const lines = takeFitting(whole, room).length === whole.length ? whole : write(LONGEST_LIST);
  return [headline, ...fitLines(lines, room), ...foot].join('\n');
}

/** The longest beginning of the lines that fits into `room`, and what is left: "and 37 more". */
function fitLines(lines: readonly TextLine[], room: number): readonly string[] {
  const isWhole = takeFitting(lines, room).length === lines.length;
  const shown = isWhole ? lines : takeFitting(lines, room - ROOM_FOR_REST);
  return [...shown.map(({ text }) => text), ...(isWhole ? [] : [sayRest(lines.slice(shown.length))])];
}

/** What can be counted is; of a plan, half of which would mislead, it is said where the whole is. */
function sayRest(left: readonly TextLine[]): string {
  const things = left.reduce((sum, one) => sum + one.things, 0);
  return things > 0
    ? `and ${formatCount(things)} more`
    : `${countOf(left.length, 'more line')} left out of this text for length: the message itself shows all`;
}

function takeFitting(lines: readonly TextLine[], room: number): readonly TextLine[] {
  return takeWithin(lines, room, ({ text }) => text.length + 1);
}

function writePart(part: CardPart, writer: TextWriter, longestList: number): readonly TextLine[] {
  switch (part.kind) {
    case 'line':
    case 'note':
      return [{ text: writeLine(part.spans, writer, LONGEST_LINE), things: 0 }];
    case 'quote':
      return [{ text: `“${writeLine(part.spans, writer, LONGEST_LINE)}”`, things: 0 }];
    case 'list':
      return writeRows(part.items, sayItem, countItems, writer, longestList, part.left);
    case 'table': {
      const say = (cells: readonly Cell[]) => sayRow(part.columns, cells);
      return writeRows(part.rows, say, countThings, writer, longestList, part.left);
    }
    case 'commands':
      return [{ text: writeCommands(part, writer), things: 0 }];
    case 'picture':
      return [];
  }
}

const sayItem = (spans: Line) => spans;
const countItems = ({ length }: readonly Line[]) => length;

/** What is not shown counts as one line, of so many things. */
function writeRows<Row>(
  rows: readonly Row[],
  say: (row: Row) => Line,
  count: (rows: readonly Row[]) => number,
  writer: TextWriter,
  longest: number,
  left = 0,
): readonly TextLine[] {
  // There may be thousands, of which a dozen fit.
  const textOfRow = remember((row: Row) => `• ${writeLine(say(row), writer, LONGEST_LINE)}`);
  const fitting = takeWithin(rows, longest, (row) => textOfRow(row).length + 1);
  const shown = fitting.map((row) => ({ text: textOfRow(row), things: count([row]) }));
  const cut = count(rows.slice(shown.length)) + left;
  return cut > 0 ? [...shown, { text: `and ${formatCount(cut)} more`, things: cut }] : shown;
}

/** `shop/npwin · age 105 days · due 13 Aug 2026 · …`, without cells that say nothing. */
function sayRow(columns: readonly Column[], cells: readonly Cell[]): Line {
  return cells.flatMap(({ spans }, index): Line => {
    if (textOf(spans) === '-') return [];
    const said = columns[index]?.said;
    return [...(index > 0 ? [plain(' · ')] : []), ...(said ? [plain(`${said} `)] : []), ...spans];
  });
}

function writeCommands(part: Extract<CardPart, { kind: 'commands' }>, writer: TextWriter): string {
  return textOfCommands(part) === null ? COMMANDS_LEFT_OUT : `Run: ${part.commands.map(writer.command).join(' then ')}`;
}

function writeLine(spans: Line, writer: TextWriter, max: number): string {
  const written = spans.map(writer.span).join('').replace(/\s+/g, ' ').trim() || '-';
  return written.length > max ? writer.cut(written, max) : written;
}
