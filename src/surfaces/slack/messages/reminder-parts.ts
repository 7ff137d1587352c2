import { type CalendarDate, formatDate } from '../../../domain/calendar-date.ts';
import type { Finding, Severity } from '../../../domain/finding.ts';
import type { ReminderItem } from '../../../domain/notification.ts';
import { bold, bullets, link, paragraph, plain, preformatted, richText, type Span } from './block-elements.ts';
import { countOf } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';
import { describeLeftCommands, pickCommands } from './pick-commands.ts';

const FINDINGS_SHOWN = 4;
const COMMANDS_SHOWN = 10;

/** One pool as a block: how it stands, why it matters, what to run. */
export function partOfItem(item: ReminderItem): BlockPart {
  const shown = item.findings.slice(0, FINDINGS_SHOWN).map(spansOfFinding);
  const left = item.findings.length - shown.length;
  if (left > 0) shown.push([plain(`and ${countOf(left, 'more finding')}`)]);
  const picked = pickCommands(commandsOfItem(item), COMMANDS_SHOWN, 1_200);
  const more = describeLeftCommands(picked);
  const block = richText(
    paragraph(bold(nameOfPool(item)), plain(` ${describeVersions(item)}`)),
    ...(shown.length > 0 ? [bullets(shown)] : []),
    ...(picked.lines.length > 0 ? [preformatted(picked.lines)] : []),
    ...(more ? [paragraph(plain(more))] : []),
  );
  return { block, things: 1 };
}

/** What to run for the worst pools of a long list; `null` when there is nothing to run. */
export function partOfCommands(items: readonly ReminderItem[]): BlockPart | null {
  const picked = pickCommands(items.flatMap(commandsOfItem), COMMANDS_SHOWN);
  if (picked.lines.length === 0) return null;
  const left = describeLeftCommands(picked);
  const block = richText(
    paragraph(bold('What to run, worst first')),
    preformatted(picked.lines),
    ...(left ? [paragraph(plain(left))] : []),
  );
  return { block, things: 0 };
}

/** `runs A, upgrade to B (3 images, 91 days behind): why`. Literal, one sentence. */
export function describeItem(item: ReminderItem): string {
  const why = item.findings[0];
  return `${describeVersions(item)}${why ? `; ${toLiteral(why.summary, 240)}` : ''}`;
}

/** Every command of a pool, in order. */
export function commandsOfItem(item: ReminderItem): string[] {
  return item.findings.flatMap((finding) => finding.commands);
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
