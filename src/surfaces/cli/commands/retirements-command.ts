import type { Command } from 'commander';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { Retirement } from '../../../domain/catalogue.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { renderTable } from '../render-table.ts';
import { runCommand } from '../run-command.ts';

/** `vhdwatch retirements`: what ends and when, with the dates it had before. */
export function addRetirementsCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('retirements')
    .description('what AKS retires and when, with every earlier date')
    .action(async () => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        ({ store }) => store.catalogue.get().retirements,
        renderText,
      );
    });
}

function renderText(retirements: readonly Retirement[]): string {
  if (retirements.length === 0) return 'No retirements are known yet: run "vhdwatch poll" first.';
  const rows = retirements.map(({ subject, phase, date, fromKubernetes, previous, statedIn, doubt }) => [
    subject,
    phase,
    `${date ? formatDate(date) : fromKubernetes ? `from Kubernetes ${fromKubernetes}` : 'no date given'}${doubt ? ' (doubtful)' : ''}`,
    previous.map((one) => (one.date ? formatDate(one.date) : 'no date')).join(', '),
    statedIn,
  ]);
  return renderTable(['SUBJECT', 'PHASE', 'DATE', 'BEFORE', 'STATED IN'], rows);
}
