import type { Command } from 'commander';
import { previewReminders, type RemindReport, remind } from '../../../app/reminders/remind.ts';
import { withWorkLease } from '../../../app/work-lease.ts';
import type { PlannedNotification } from '../../../domain/outbox-entry.ts';
import { countOf } from '../../../domain/text.ts';
import { type Terminal, wrapText } from '../render-table.ts';
import { type Cli, reportFailed, runCommand, toPrinted } from '../run-command.ts';

export function addRemindCommand(program: Command, cli: Cli): void {
  program
    .command('remind')
    .description('send the monthly reminder of what is left to do, where it is due')
    .option('--force', 'also before its day, and when it was sent already')
    .option('--dry-run', 'only show what would be sent to whom')
    .action(async ({ force = false, dryRun = false }: { force?: boolean; dryRun?: boolean }) => {
      if (dryRun) await runDry(cli, force);
      else await runNow(cli, force);
    });
}

type PrintedReport = Omit<RemindReport, 'failed'>;

async function runNow(cli: Cli, force: boolean): Promise<void> {
  let notDelivered = 0;
  const sendNow = async (context: Parameters<typeof remind>[0]): Promise<PrintedReport> => {
    const { failed, ...report } = await withWorkLease(context, () => remind(context, { force }));
    notDelivered = failed;
    return report;
  };
  await runCommand(cli, sendNow, (report, _terminal, sayUnread) => renderReport(report, sayUnread()));
  reportFailed(cli, notDelivered);
}

function renderReport({ channels, queued, delivered }: PrintedReport, unread: string | null): string {
  const rest = delivered < queued ? '; "vhdwatch doctor" says what the others wait for' : '';
  if (queued > 0 || delivered > 0) return `${countOf(queued, 'reminder')} queued, ${delivered} delivered${rest}`;
  if (unread !== null) return `No reminder is due. ${unread}`;
  const why = channels.length > 0 ? `${countOf(channels.length, 'channel')} had one this month` : 'not on this day';
  return `No reminder is due: ${why}. With --force it is sent all the same, where something is left to do.`;
}

interface DryReport extends PrintedReport {
  readonly messages: readonly Awaited<ReturnType<typeof toPrinted>>[];
}

async function runDry(cli: Cli, force: boolean): Promise<void> {
  const toReport = async (drafts: readonly PlannedNotification[]): Promise<DryReport> => ({
    channels: [...new Set(drafts.map(({ channel }) => channel))],
    queued: 0,
    delivered: 0,
    messages: await Promise.all(drafts.map((draft) => toPrinted(cli, draft))),
  });
  await runCommand(
    cli,
    (context) => toReport(previewReminders(context, { force })),
    (report, terminal, sayUnread) =>
      report.messages.length === 0
        ? ['Nothing would be sent.', sayUnread()].filter(Boolean).join(' ')
        : renderDry(report, terminal),
  );
}

function renderDry({ messages }: DryReport, terminal: Terminal): string {
  return messages
    .map(
      ({ channel, operation, kind, text }) =>
        `== ${channel}: ${operation} ${kind}\n${text
          .split('\n')
          .map((line) => wrapText(line, terminal))
          .join('\n')}`,
    )
    .join('\n\n');
}
