import type { Command } from 'commander';
import { listOutbox, retryNotification } from '../../../app/delivery/manage-outbox.ts';
import { formatInstant } from '../../../domain/calendar-date.ts';
import { renderWholeTable } from '../render-table.ts';
import { type CliEnvironment, type GlobalOptions, runCommand } from '../run-command.ts';

/** `vhdwatch outbox list` and `outbox retry ID`. */
export function addOutboxCommand(program: Command, environment: CliEnvironment): void {
  const outbox = program.command('outbox').description('notifications and what became of them');
  outbox
    .command('list')
    .description('the newest hundred, newest first')
    .action(async () => {
      await runCommand(environment, program.opts<GlobalOptions>(), listOutbox, (entries, columns) =>
        entries.length === 0
          ? 'The outbox is empty.'
          : renderWholeTable(
              ['ID', 'STATE', 'CHANNEL', 'KIND', 'TRIES', 'DUE AT', 'KEY', 'LAST ERROR'],
              entries.map((entry) => [
                entry.id,
                entry.state,
                entry.channel,
                entry.kind,
                entry.attempts,
                formatInstant(entry.dueAt),
                entry.dedupeKey,
                entry.lastError,
              ]),
              columns,
            ),
      );
    });
  outbox
    .command('retry')
    .description('try a notification again that was given up')
    .argument('<id>', 'its number in "outbox list"')
    .action(async (id: string) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => retryNotification(context, id),
        (entry) => `Notification ${entry.id} is due again; the next poll sends it.`,
      );
    });
}
