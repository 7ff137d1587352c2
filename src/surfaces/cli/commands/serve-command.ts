import type { Command } from 'commander';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { parseNow } from '../run-command.ts';

/** `vhdwatch serve`: the service. */
export function addServeCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('serve')
    .description('run the service: poll on a schedule, deliver, remind, and show the inbox page')
    .action(() => environment.serve(parseNow(program.opts<GlobalOptions>().now)));
}
