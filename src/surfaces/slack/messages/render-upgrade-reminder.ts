import { formatDate } from '../../../domain/calendar-date.ts';
import type { ReminderItem, UpgradeReminder } from '../../../domain/notification.ts';
import { bold, context, header, paragraph, richText } from './block-elements.ts';
import { linesOfCommands } from './command-groups.ts';
import { composeText } from './compose-text.ts';
import { capitalize, countOf } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toMrkdwn } from './escape-text.ts';
import { type BlockPart, fitBlocks } from './fit-blocks.ts';
import { partsOfPoolTable } from './pool-table.ts';
import { describeItem, groupOfItem, partOfCommands, partOfItem } from './reminder-parts.ts';
import { lineOfRetirement, partOfRetirement } from './retirement-parts.ts';
import type { SlackMessage, TableDetail } from './slack-message.ts';

const ITEMS_WITHOUT_TABLE = 5;

/** The monthly card of a channel: what to do, worst first. Many pools become one table, drawn as `detail` says. */
export function renderUpgradeReminder(reminder: UpgradeReminder, detail: TableDetail): SlackMessage {
  const { items, retirementsAhead } = reminder;
  const parts: BlockPart[] = [
    { block: header(`Upgrade reminder, ${formatDate(reminder.month)}`), things: 0 },
    { block: richText(paragraph(bold(`${capitalize(describeNeed(reminder))}.`))), things: 0 },
    ...(items.length > ITEMS_WITHOUT_TABLE ? partsOfMany(items, detail) : items.map(partOfItem)),
    ...retirementsAhead.map(partOfRetirement),
  ];
  const text = composeText(textLines(reminder), linesOfCommands(items.map(groupOfItem)));
  return { text, blocks: fitBlocks(parts, tailOf(reminder)) };
}

function partsOfMany(items: readonly ReminderItem[], detail: TableDetail): BlockPart[] {
  const commands = partOfCommands(items);
  return [...partsOfPoolTable(items, detail), ...(commands ? [commands] : [])];
}

function tailOf({ late, poolsOk }: UpgradeReminder) {
  const ok = poolsOk > 0 ? [`${countOf(poolsOk, 'other Windows node pool')} up to date`] : [];
  const excuse = late ? ['This reminder is late: vhdwatch was not running on its day'] : [];
  const words = [...ok, ...excuse].join(' · ');
  return words ? [context(words)] : [];
}

function textLines(reminder: UpgradeReminder): string[] {
  const { items, retirementsAhead, month } = reminder;
  return [
    toMrkdwn(`Upgrade reminder, ${formatDate(month)}: ${describeReminder(reminder)}`, 900),
    ...(reminder.late ? ['This reminder is late: vhdwatch was not running on its day'] : []),
    ...retirementsAhead.map(lineOfRetirement),
    ...items.slice(1).map((item) => toMrkdwn(`• ${nameOfPool(item)} ${describeItem(item)}`, 500)),
  ];
}

function describeNeed({ items, poolsOk }: UpgradeReminder): string {
  if (items.length === 0 && poolsOk === 0) return 'no Windows node pool is registered here';
  if (items.length === 0) return 'nothing to do, every Windows node pool is up to date';
  return `${countOf(items.length, 'Windows node pool')} ${items.length === 1 ? 'needs' : 'need'} attention, worst first`;
}

function describeReminder(reminder: UpgradeReminder): string {
  const [worst] = reminder.items;
  return `${describeNeed(reminder)}${worst ? `: ${nameOfPool(worst)} ${describeItem(worst)}` : ''}`;
}
