import { formatDate } from '../../../domain/calendar-date.ts';
import type { ReminderItem, UpgradeReminder, WaitingItem } from '../../../domain/notification.ts';
import { bold, bullets, context, header, paragraph, plain, richText, type Span } from './block-elements.ts';
import { linesOfCommands } from './command-groups.ts';
import { composeText, fitLines } from './compose-text.ts';
import { capitalize, countOf, joinWords } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral, toMrkdwn } from './escape-text.ts';
import { type BlockPart, fitBlocks } from './fit-blocks.ts';
import { partsOfPicture, sayTrend } from './picture-parts.ts';
import { partsOfPoolTable } from './pool-table.ts';
import { groupsOfItem, partOfCommands, partOfItem, sayItem, saySettled } from './reminder-parts.ts';
import {
  lineOfRetirement,
  lineOfRetirementAhead,
  partOfRetirement,
  partOfRetirementAhead,
} from './retirement-parts.ts';
import type { SlackMessage, TableDetail } from './slack-message.ts';
import { groupByUrgency } from './urgency-words.ts';

const ITEMS_WITHOUT_TABLE = 5;
/** Of the 10,000 characters of a message, shared by its pools. */
const ROOM_FOR_COMMANDS = 5_500;
/** Of the 3,000 characters of the text, so that retirements are still read out after many pools. */
const ROOM_FOR_ITEMS = 1_700;
const NAMES_SHOWN = 8;

/**
 * The monthly card of a channel as it stands: what to do by urgency, what is done, what waits, what ends. Many pools
 * become one table, drawn as `detail` says.
 */
export function renderUpgradeReminder(
  reminder: UpgradeReminder,
  detail: TableDetail,
  pictureFile: string | null,
): SlackMessage {
  const { retirementsAhead, plannedOn, picture } = reminder;
  const open = reminder.items.filter(({ settled }) => !settled);
  const lines = linesBesides(reminder);
  const parts: BlockPart[] = [
    { block: header(`Upgrade reminder, ${formatDate(reminder.month)}`), things: 0 },
    { block: richText(paragraph(bold(`${capitalize(describeNeed(reminder))}.`), ...countUrgencies(open))), things: 0 },
    ...(open.length > ITEMS_WITHOUT_TABLE ? partsOfMany(open, detail) : partsOfFew(open)),
    ...(lines.length > 0 ? [{ block: richText(bullets(lines.map((line) => [plain(line)]))), things: 0 }] : []),
    ...(picture ? partsOfPicture(picture, pictureFile) : []),
    ...retirementsAhead.map((one) => (plannedOn ? partOfRetirementAhead(one, plannedOn) : partOfRetirement(one))),
  ];
  const text = composeText(textLines(reminder, open), linesOfCommands(open.flatMap(groupsOfItem)));
  return { text, blocks: fitBlocks(parts, tailOf(reminder)) };
}

function partsOfFew(items: readonly ReminderItem[]): BlockPart[] {
  return groupByUrgency(items).flatMap(({ title, items: own }) => [
    { block: richText(paragraph(bold(`${title}:`))), things: 0 },
    ...own.map((item) => partOfItem(item, ROOM_FOR_COMMANDS / items.length)),
  ]);
}

function partsOfMany(items: readonly ReminderItem[], detail: TableDetail): BlockPart[] {
  const commands = partOfCommands(items);
  return [...partsOfPoolTable(items, detail), ...(commands ? [commands] : [])];
}

/** ` Now: 3 · This month: 9`; nothing where all are of one urgency, which the items say. */
function countUrgencies(items: readonly ReminderItem[]): Span[] {
  const counts = groupByUrgency(items).map(({ title, items: own }) => `${title}: ${own.length}`);
  return counts.length > 1 ? [plain(` ${counts.join(' · ')}`)] : [];
}

/** What came off it, what waits, and what got better. Literal. */
function linesBesides({ items, waiting = [], improved = [] }: UpgradeReminder): string[] {
  const settled = items.filter((item) => item.settled);
  const upgraded = improved.map(({ cluster, nodePool, to }) => `${nameOfPool({ cluster, nodePool })} (${to ?? '-'})`);
  return [
    ...(settled.length > 0 ? [`Done: ${joinWords(settled.map(saySettled), NAMES_SHOWN)}`] : []),
    ...(waiting.length > 0 ? [`Waiting: ${joinWords(waiting.map(sayWaiting), NAMES_SHOWN)}`] : []),
    ...(upgraded.length > 0 ? [`Upgraded since the last reminder: ${joinWords(upgraded, NAMES_SHOWN)}`] : []),
  ];
}

function sayWaiting(item: WaitingItem): string {
  const who = `${toLiteral(item.by, 60)}: ${toLiteral(item.reason, 120)}`;
  if (item.why === 'held') return `${nameOfPool(item)} for the next image (${who})`;
  return `${nameOfPool(item)} until ${item.untilOn ? formatDate(item.untilOn) : 'later'} (${who})`;
}

function tailOf({ late, poolsOk }: UpgradeReminder) {
  const ok = poolsOk > 0 ? [`${countOf(poolsOk, 'other Windows node pool')} up to date`] : [];
  const excuse = late ? ['This reminder is late: vhdwatch was not running on its day'] : [];
  const words = [...ok, ...excuse].join(' · ');
  return words ? [context(words)] : [];
}

function textLines(reminder: UpgradeReminder, open: readonly ReminderItem[]): string[] {
  const { retirementsAhead, month, plannedOn, picture } = reminder;
  const items = groupByUrgency(open).flatMap(({ title, items: own }) =>
    own.map((item) => `${toMrkdwn(`• ${sayItem(item)}`, 480)} (${title.toLowerCase()})`),
  );
  const [first] = open;
  const point = `${describeNeed(reminder)}${first ? `: ${sayItem(first)}` : ''}`;
  return [
    toMrkdwn(`Upgrade reminder, ${formatDate(month)}: ${point}`, 900),
    ...(reminder.late ? ['This reminder is late: vhdwatch was not running on its day'] : []),
    ...fitLines(items.slice(1), ROOM_FOR_ITEMS),
    ...linesBesides(reminder).map((line) => toMrkdwn(`• ${line}`, 600)),
    ...(picture && sayTrend(picture) ? [`• ${sayTrend(picture)}`] : []),
    ...retirementsAhead.map((one) => (plannedOn ? lineOfRetirementAhead(one, plannedOn) : lineOfRetirement(one))),
  ];
}

function describeNeed({ items, poolsOk }: UpgradeReminder): string {
  const open = items.filter(({ settled }) => !settled);
  if (items.length === 0 && poolsOk === 0) return 'no Windows node pool is registered here';
  if (items.length === 0) return 'nothing to do, every Windows node pool is up to date';
  if (open.length === 0) return 'nothing is left to do';
  const pools = open.filter((item) => item.nodePool !== null).length;
  const clusters = open.length - pools;
  const counts = [
    ...(pools > 0 ? [countOf(pools, 'Windows node pool')] : []),
    ...(clusters > 0 ? [countOf(clusters, 'cluster')] : []),
  ];
  const done = items.length - open.length;
  const order = open.length > 1 ? ', worst first' : '';
  return `${joinWords(counts)} ${open.length === 1 ? 'needs' : 'need'} attention${order}${done > 0 ? ` (${done} done)` : ''}`;
}
