import type { Command } from 'commander';
import type { DoctorCheck } from '../../../app/app-context.ts';
import { runDoctor } from '../../../app/operations/run-doctor.ts';
import { renderWholeTable } from '../render-table.ts';
import { type CliEnvironment, type GlobalOptions, runCommand } from '../run-command.ts';

/** `vhdwatch doctor`: is everything in order, and if not, what to do. */
export function addDoctorCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('doctor')
    .description('check the configuration, the database, the sources, the chat and the outbox')
    .action(async () => {
      const { checks } = await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        async (context) => ({ checks: await runDoctor(context) }),
        renderChecks,
      );
      if (checks.some((check) => check.result === 'failed')) environment.setExitCode(1);
    });
}

function renderChecks({ checks }: { readonly checks: readonly DoctorCheck[] }, columns: number | null): string {
  return renderWholeTable(
    ['CHECK', 'RESULT', 'DETAIL'],
    checks.map(({ name, result, detail }) => [name, result, detail]),
    columns,
  );
}
