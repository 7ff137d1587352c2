import type { Command } from 'commander';
import { reparse } from '../../../app/polling/read-documents.ts';
import { withWorkLease } from '../../../app/work-lease.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { runCommand } from '../run-command.ts';

const PATIENCE_MS = 20_000;

/** `vhdwatch reparse`: rebuilds announcements and catalogue from the kept documents, quietly. */
export function addReparseCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('reparse')
    .description('rebuild what is known from the kept documents, after an update of vhdwatch')
    .action(async () => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => withWorkLease(context, PATIENCE_MS, async () => reparse(context)),
        ({ documents, changes }) => `read ${documents} documents again; ${changes} change(s) in the catalogue`,
      );
    });
}
