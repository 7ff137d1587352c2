import { type CalendarDate, formatDate } from '../../../domain/calendar-date.ts';
import type { Finding, Severity } from '../../../domain/finding.ts';
import type { ReminderItem } from '../../../domain/notification.ts';
import { describeArrival, describeAvailability, describeBacklog, findRegionalArrival } from './backlog-words.ts';
import { bold, bullets, link, paragraph, plain, richText, type Span } from './block-elements.ts';
import { type CommandGroup, elementsOfCommands } from './command-groups.ts';
import { countOf } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';

const FINDINGS_SHOWN = 4;
const COMMANDS_OF_MANY = { groups: 3, characters: 1_800 };

/** One pool as a block: how it stands, why it matters, and what to run in at most `room` characters. */
export function partOfItem(item: ReminderItem, room: number): BlockPart {
  const shown = item.findings.slice(0, FINDINGS_SHOWN).map(spansOfFinding);
  const left = item.findings.length - shown.length;
  if (left > 0) shown.push([plain(`and ${countOf(left, 'more finding')}`)]);
  const about = [describeBacklog(item), describeAvailability(item.availability)].filter((words) => words !== '');
  const lines = [...shown, ...about.map((words) => [plain(words)])];
  const block = richText(
    paragraph(bold(nameOfPool(item)), ...(item.nodePool === null ? [] : [plain(` ${describeVersions(item)}`)])),
    ...(lines.length > 0 ? [bullets(lines)] : []),
    ...elementsOfCommands(groupsOfFindings(item), { groups: FINDINGS_SHOWN, characters: room }),
  );
  return { block, things: 1 };
}

/** What to run for the worst pools of a long list; `null` when there is nothing to run. */
export function partOfCommands(items: readonly ReminderItem[]): BlockPart | null {
  const elements = elementsOfCommands(items.flatMap(groupsOfItem), COMMANDS_OF_MANY);
  if (elements.length === 0) return null;
  return { block: richText(paragraph(bold('What to run, worst first')), ...elements), things: 0 };
}

/** `prod/win1 runs A, upgrade to B; why`, or `prod: why` for a whole cluster. Literal. */
export function sayItem(item: ReminderItem): string {
  const why = toLiteral(item.findings[0]?.summary ?? '', 240);
  if (item.nodePool === null) return `${nameOfPool(item)}: ${why}`;
  const brings = describeBacklog(item);
  const parts = [...(item.findings.length > 0 ? [why] : []), ...(brings ? [brings] : [])];
  const arrival = findRegionalArrival(item);
  const where = arrival ? ` (in ${describeArrival(arrival)})` : '';
  return `${nameOfPool(item)} ${describeVersions(item)}${where}${parts.length > 0 ? `; ${parts.join(' ')}` : ''}`;
}

/** `prod/win1 runs 20348.5386.260715 since 4 Mar 2026`, `prod/win2 is gone since …`. Literal. */
export function saySettled(item: ReminderItem): string {
  const { settled } = item;
  if (!settled) return nameOfPool(item);
  const since = `since ${formatDate(settled.on)}`;
  if (settled.how === 'gone') return `${nameOfPool(item)} is gone, or another channel hears of it, ${since}`;
  return settled.version === null
    ? `${nameOfPool(item)} has nothing left to do ${since}`
    : `${nameOfPool(item)} runs ${toLiteral(settled.version, 60)} ${since}`;
}

/** What to run for a pool, a group for each finding under the name of the pool, worst first. */
export function groupsOfItem(item: ReminderItem): CommandGroup[] {
  return groupsOfFindings(item).map(({ commands }) => ({ name: nameOfPool(item), commands }));
}

/**
 * Two findings that ask for the same commands are one group, under the first of them. What is only good to know has its
 * commands under the button: between those of what must be done, a reader would run both.
 */
function groupsOfFindings(item: ReminderItem): CommandGroup[] {
  const firsts = new Map<string, CommandGroup>();
  const pressing = item.findings.filter(({ severity }) => severity !== 'info');
  for (const { commands, summary } of pressing.length > 0 ? pressing : item.findings) {
    const identity = commands.join('\n');
    if (!firsts.has(identity)) firsts.set(identity, { name: toLiteral(summary, 100), commands });
  }
  return [...firsts.values()];
}

/** The worst severity of a pool; `info` when it has no finding. */
export function severityOf(item: ReminderItem): Severity {
  return item.findings[0]?.severity ?? 'info';
}

/** The earliest due date of a pool. */
export function dueOf(item: ReminderItem): CalendarDate | null {
  return item.findings.map((finding) => finding.due).reduce(earlier, null);
}

/** The findings say how far behind it is. */
function describeVersions({ currentVersion, targetVersion }: ReminderItem): string {
  const runs = currentVersion ? `runs ${toLiteral(currentVersion, 60)}` : 'has no reported image';
  if (!targetVersion || targetVersion === currentVersion) return runs;
  return `${runs}, upgrade to ${toLiteral(targetVersion, 60)}`;
}

function spansOfFinding(finding: Finding): Span[] {
  const due = finding.due ? ` Due ${formatDate(finding.due)}.` : '';
  const links = finding.evidence.slice(0, 2).flatMap((evidence) => [plain(' · '), link(evidence.url, evidence.label)]);
  return [bold(`${finding.severity}: `), plain(`${toLiteral(finding.summary, 300)}${due}`), ...links];
}

function earlier(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
