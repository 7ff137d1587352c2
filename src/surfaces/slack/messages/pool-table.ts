import type { types } from '@slack/bolt';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { ReminderItem } from '../../../domain/notification.ts';
import { bold, bullets, context, plain, richText } from './block-elements.ts';
import { countBlockText } from './count-block-text.ts';
import { formatCount } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';
import { describeItem, dueOf, severityOf } from './reminder-parts.ts';
import type { TableDetail } from './slack-message.ts';

const HEADINGS = ['Node pool', 'Severity', 'Due', 'Days behind', 'Upgrade to'];
/** With the row of headings, the 100 rows that both kinds of table take. */
const MOST_ROWS = 99;
/** Leaves room for headline, commands and retirements in a message of 10,000. */
const MOST_TABLE_TEXT = 6_000;

type Cell = types.RawTextElement | types.RawNumberElement;

/** Many pools, worst first: one table of at most 99 rows, or one line each. */
export function partsOfPoolTable(items: readonly ReminderItem[], detail: TableDetail): BlockPart[] {
  if (detail === 'lines') return partsOfLines(items);
  const rows = fitRows(items);
  const left = items.length - (rows.length - 1);
  const more = left > 0 ? [{ block: context(`and ${formatCount(left)} more`), things: 0 }] : [];
  return [{ block: tableOf(rows, detail, items.length), things: rows.length - 1 }, ...more];
}

function tableOf(rows: Cell[][], detail: 'data_table' | 'table', count: number): types.KnownBlock {
  if (detail === 'table') return { type: 'table', rows };
  const caption = `${formatCount(count)} Windows node pools that need attention, worst first`;
  return { type: 'data_table', caption, rows, page_size: 10, row_header_column_index: 0 };
}

function fitRows(items: readonly ReminderItem[]): Cell[][] {
  const rows: Cell[][] = [HEADINGS.map(rawText)];
  let used = 0;
  for (const item of items.slice(0, MOST_ROWS)) {
    const row = rowOf(item);
    used += countBlockText(row);
    if (used > MOST_TABLE_TEXT) break;
    rows.push(row);
  }
  return rows;
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

/** Ten lines a block: fifty blocks would end before a hundred pools do, and one block would be dropped whole. */
function partsOfLines(items: readonly ReminderItem[]): BlockPart[] {
  const lines = items.map((item) => [bold(nameOfPool(item)), plain(` ${severityOf(item)}, ${describeItem(item)}`)]);
  return Array.from({ length: Math.ceil(lines.length / 10) }, (_, index) => {
    const some = lines.slice(index * 10, index * 10 + 10);
    return { block: richText(bullets(some)), things: some.length };
  });
}

function rawText(text: string): types.RawTextElement {
  return { type: 'raw_text', text };
}
