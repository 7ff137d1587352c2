import type { Command } from 'commander';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { parseNow, printResult } from '../run-command.ts';

/** `vhdwatch restore FILE`: puts a backup in the place of the database. */
export function addRestoreCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('restore')
    .description('put a backup in the place of the database, which is kept beside it; stop the service first')
    .argument('<file>', 'made by "vhdwatch backup"')
    .action(async (file: string) => {
      const options = program.opts<GlobalOptions>();
      const { kept } = await environment.restore(file, parseNow(options.now));
      printResult(environment, options, { file, kept }, () =>
        kept ? `Restored ${file}; the database that was there is now ${kept}.` : `Restored ${file}.`,
      );
    });
}
