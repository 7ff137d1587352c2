import type { Command } from 'commander';
import { remind } from '../../../app/remind.ts';
import { withWorkLease } from '../../../app/with-work-lease.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { runCommand } from '../run-command.ts';

const PATIENCE_MS = 20_000;

/** `vhdwatch remind`: this month's upgrade reminder. */
export function addRemindCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('remind')
    .description("send this month's upgrade reminder to every channel that has something to do")
    .option('--force', 'also when it was sent already')
    .action(async (own: { force?: boolean }) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) =>
          withWorkLease(context, PATIENCE_MS, () => remind(context, { force: own.force === true, late: false })),
        ({ channels, queued, delivered }) =>
          `channels with something to do: ${channels.length}; queued ${queued}, delivered ${delivered}`,
      );
    });
}
