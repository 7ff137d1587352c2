import type { types } from '@slack/bolt';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { ReminderItem } from '../../../domain/notification.ts';
import { findRegionalArrival } from './backlog-words.ts';
import { bold, bullets, context, plain, richText, type Span } from './block-elements.ts';
import { formatCount } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral } from './escape-text.ts';
import { type BlockPart, countBlockText } from './fit-blocks.ts';
import { dueOf, sayItem, severityOf } from './reminder-parts.ts';
import type { TableDetail } from './slack-message.ts';

const HEADINGS = ['Node pool', 'Severity', 'Due', 'Days behind', 'Upgrade to'];
/** Only where it is known for some pool. */
const REGION_HEADING = 'In region since';
/** With the row of headings, the 100 rows that both kinds of table take. */
const MOST_ROWS = 99;
/** Leaves room for headline, commands and retirements in a message of 10,000. */
const MOST_TABLE_TEXT = 6_000;
const LINES_A_BLOCK = 10;

type Cell = types.RawTextElement | types.RawNumberElement;

/** Many pools, worst first: one table of at most 99 rows, or one line each. What is left out is counted. */
export function partsOfPoolTable(items: readonly ReminderItem[], detail: TableDetail): BlockPart[] {
  if (detail === 'lines') {
    const lines = takeWithin(items.map(lineOf));
    return [...partsOfLines(lines), ...partOfLeft(items.length - lines.length)];
  }
  const hasRegions = items.some((item) => findRegionalArrival(item) !== null);
  const headings = hasRegions ? [...HEADINGS, REGION_HEADING] : HEADINGS;
  const cells = items.slice(0, MOST_ROWS).map((item) => [...rowOf(item), ...(hasRegions ? [regionOf(item)] : [])]);
  const rows = takeWithin(cells);
  const table = { block: tableOf([headings.map(rawText), ...rows], detail), things: rows.length };
  return [table, ...partOfLeft(items.length - rows.length)];
}

/** As many of the first rows or lines as fit into the budget. */
function takeWithin<T>(nodes: readonly T[]): readonly T[] {
  let used = 0;
  const end = nodes.findIndex((node) => {
    used += countBlockText(node);
    return used > MOST_TABLE_TEXT;
  });
  return end < 0 ? nodes : nodes.slice(0, end);
}

function partOfLeft(left: number): BlockPart[] {
  return left > 0 ? [{ block: context(`and ${formatCount(left)} more`), things: 0 }] : [];
}

function tableOf(rows: Cell[][], detail: 'data_table' | 'table'): types.KnownBlock {
  if (detail === 'table') return { type: 'table', rows };
  return { type: 'data_table', caption: 'Node pools, worst first', rows, page_size: 10, row_header_column_index: 0 };
}

function rowOf(item: ReminderItem): Cell[] {
  const due = dueOf(item);
  return [
    rawText(nameOfPool(item)),
    rawText(severityOf(item)),
    rawText(due ? formatDate(due) : '-'),
    { type: 'raw_number', value: item.daysBehind, text: String(item.daysBehind) },
    rawText(toLiteral(item.targetVersion ?? '-', 60)),
  ];
}

function regionOf(item: ReminderItem): Cell {
  const arrival = findRegionalArrival(item);
  if (arrival === null) return rawText('-');
  return rawText(arrival.since === null ? 'yes' : formatDate(arrival.since));
}

/** Ten lines a block, so that a long list leaves most of the fifty blocks to others. */
function partsOfLines(lines: readonly Span[][]): BlockPart[] {
  return Array.from({ length: Math.ceil(lines.length / LINES_A_BLOCK) }, (_, index) => {
    const some = lines.slice(index * LINES_A_BLOCK, (index + 1) * LINES_A_BLOCK);
    return { block: richText(bullets(some)), things: some.length };
  });
}

function lineOf(item: ReminderItem): Span[] {
  return [bold(`${severityOf(item)}: `), plain(sayItem(item))];
}

function rawText(text: string): types.RawTextElement {
  return { type: 'raw_text', text };
}
