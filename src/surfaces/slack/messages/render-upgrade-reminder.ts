import { formatDate } from '../../../domain/calendar-date.ts';
import type { ReminderItem, UpgradeReminder } from '../../../domain/notification.ts';
import { bold, context, header, paragraph, richText } from './block-elements.ts';
import { linesOfCommands } from './command-groups.ts';
import { composeText, fitLines } from './compose-text.ts';
import { capitalize, countOf, joinWords } from './count-words.ts';
import { toMrkdwn } from './escape-text.ts';
import { type BlockPart, fitBlocks } from './fit-blocks.ts';
import { partsOfPoolTable } from './pool-table.ts';
import { groupsOfItem, partOfCommands, partOfItem, sayItem } from './reminder-parts.ts';
import { lineOfRetirement, partOfRetirement } from './retirement-parts.ts';
import type { SlackMessage, TableDetail } from './slack-message.ts';

const ITEMS_WITHOUT_TABLE = 5;
/** Of the 10,000 characters of a message, shared by its pools. */
const ROOM_FOR_COMMANDS = 5_500;
/** Of the 3,000 characters of the text, so that retirements are still read out after many pools. */
const ROOM_FOR_ITEMS = 1_700;

/** The monthly card of a channel: what to do, worst first. Many pools become one table, drawn as `detail` says. */
export function renderUpgradeReminder(reminder: UpgradeReminder, detail: TableDetail): SlackMessage {
  const { items, retirementsAhead } = reminder;
  const parts: BlockPart[] = [
    { block: header(`Upgrade reminder, ${formatDate(reminder.month)}`), things: 0 },
    { block: richText(paragraph(bold(`${capitalize(describeNeed(reminder))}.`))), things: 0 },
    ...(items.length > ITEMS_WITHOUT_TABLE
      ? partsOfMany(items, detail)
      : items.map((item) => partOfItem(item, ROOM_FOR_COMMANDS / items.length))),
    ...retirementsAhead.map(partOfRetirement),
  ];
  const text = composeText(textLines(reminder), linesOfCommands(items.flatMap(groupsOfItem)));
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
    ...fitLines(
      items.slice(1).map((item) => toMrkdwn(`• ${sayItem(item)}`, 500)),
      ROOM_FOR_ITEMS,
    ),
    ...retirementsAhead.map(lineOfRetirement),
  ];
}

function describeNeed({ items, poolsOk }: UpgradeReminder): string {
  if (items.length === 0 && poolsOk === 0) return 'no Windows node pool is registered here';
  if (items.length === 0) return 'nothing to do, every Windows node pool is up to date';
  const pools = items.filter((item) => item.nodePool !== null).length;
  const clusters = items.length - pools;
  const counts = [
    ...(pools > 0 ? [countOf(pools, 'Windows node pool')] : []),
    ...(clusters > 0 ? [countOf(clusters, 'cluster')] : []),
  ];
  return `${joinWords(counts)} ${items.length === 1 ? 'needs' : 'need'} attention${items.length > 1 ? ', worst first' : ''}`;
}

function describeReminder(reminder: UpgradeReminder): string {
  const [worst] = reminder.items;
  return `${describeNeed(reminder)}${worst ? `: ${sayItem(worst)}` : ''}`;
}
