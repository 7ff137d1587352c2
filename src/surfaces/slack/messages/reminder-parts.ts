import { type CalendarDate, formatDate } from '../../../domain/calendar-date.ts';
import type { Finding, Severity } from '../../../domain/finding.ts';
import type { ReminderItem } from '../../../domain/notification.ts';
import { bold, bullets, link, paragraph, plain, richText, type Span } from './block-elements.ts';
import { type CommandGroup, elementsOfCommands } from './command-groups.ts';
import { countOf } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';

const FINDINGS_SHOWN = 4;
const COMMANDS_OF_ITEM = { groups: 1, characters: 1_200 };
const COMMANDS_OF_MANY = { groups: 3, characters: 1_800 };

/** One pool as a block: how it stands, why it matters, what to run. */
export function partOfItem(item: ReminderItem): BlockPart {
  const shown = item.findings.slice(0, FINDINGS_SHOWN).map(spansOfFinding);
  const left = item.findings.length - shown.length;
  if (left > 0) shown.push([plain(`and ${countOf(left, 'more finding')}`)]);
  const block = richText(
    paragraph(bold(nameOfPool(item)), plain(` ${describeVersions(item)}`)),
    ...(shown.length > 0 ? [bullets(shown)] : []),
    ...elementsOfCommands([groupOfItem(item)], COMMANDS_OF_ITEM),
  );
  return { block, things: 1 };
}

/** What to run for the worst pools of a long list; `null` when there is nothing to run. */
export function partOfCommands(items: readonly ReminderItem[]): BlockPart | null {
  const elements = elementsOfCommands(items.map(groupOfItem), COMMANDS_OF_MANY);
  if (elements.length === 0) return null;
  return { block: richText(paragraph(bold('What to run, worst first')), ...elements), things: 0 };
}

/** `runs A, upgrade to B (3 images, 91 days behind): why`. Literal, one sentence. */
export function describeItem(item: ReminderItem): string {
  const why = item.findings[0];
  return `${describeVersions(item)}${why ? `; ${toLiteral(why.summary, 240)}` : ''}`;
}

/** What to run for a pool, each command once, in the order of its findings. */
export function groupOfItem(item: ReminderItem): CommandGroup {
  return { name: nameOfPool(item), commands: [...new Set(item.findings.flatMap((finding) => finding.commands))] };
}

/** The worst severity of a pool; `info` when it has no finding. */
export function severityOf(item: ReminderItem): Severity {
  return item.findings[0]?.severity ?? 'info';
}

/** The earliest due date of a pool. */
export function dueOf(item: ReminderItem): CalendarDate | null {
  return item.findings.map((finding) => finding.due).reduce(earlier, null);
}

function describeVersions({ currentVersion, targetVersion, imagesBehind, daysBehind }: ReminderItem): string {
  const runs = currentVersion ? `runs ${toLiteral(currentVersion, 60)}` : 'has no reported image';
  if (!targetVersion || targetVersion === currentVersion) return runs;
  const lag = imagesBehind > 0 ? ` (${countOf(imagesBehind, 'image')}, ${countOf(daysBehind, 'day')} behind)` : '';
  return `${runs}, upgrade to ${toLiteral(targetVersion, 60)}${lag}`;
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
