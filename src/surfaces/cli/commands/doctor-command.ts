import type { Command } from 'commander';
import { type DoctorCheck, runDoctor } from '../../../app/operations/run-doctor.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { renderTable } from '../render-table.ts';
import { runCommand } from '../run-command.ts';

/** `vhdwatch doctor`: is everything in order, and if not, what to do. */
export function addDoctorCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('doctor')
    .description('check the configuration, the database, the sources, Slack and the outbox')
    .action(async () => {
      const { checks } = await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        async (context) => ({ checks: await runDoctor(context) }),
        renderText,
      );
      if (checks.some((check) => check.result === 'failed')) environment.setExitCode(1);
    });
}

function renderText({ checks }: { readonly checks: readonly DoctorCheck[] }): string {
  return renderTable(
    ['CHECK', 'RESULT', 'DETAIL'],
    checks.map(({ name, result, detail }) => [name, result, detail]),
  );
}
