import type { Command } from 'commander';
import { backUp } from '../../../app/operations/maintain-database.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { runCommand } from '../run-command.ts';

/** `vhdwatch backup FILE`: copies the live database. */
export function addBackupCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('backup')
    .description('copy the database to a file while the service goes on')
    .argument('<file>', 'where to; replaced when it exists')
    .action(async (file: string) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        async (context) => {
          await backUp(context, file);
          return { file };
        },
        () => `Copied the database to ${file}.`,
      );
    });
}
