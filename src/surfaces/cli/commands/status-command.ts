import type { Command } from 'commander';
import { type FleetStatus, getStatus } from '../../../app/fleet/get-status.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { renderTable } from '../render-table.ts';
import { runCommand } from '../run-command.ts';
import { stripControls } from '../strip-controls.ts';

/** `vhdwatch status`: how the fleet stands and what to do. */
export function addStatusCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('status')
    .description('how the registered fleet stands, and what to do')
    .option('--commands', 'with the commands to run')
    .action(async (own: { commands?: boolean }) => {
      await runCommand(environment, program.opts<GlobalOptions>(), getStatus, (status) =>
        renderText(status, own.commands === true),
      );
    });
}

function renderText(status: FleetStatus, withCommands: boolean): string {
  const isBlind = status.unknown > 0 && status.current + status.behind === 0;
  const hint = isBlind ? '\nNo images are known yet to compare with: run "vhdwatch poll".' : '';
  const notices = status.notices.map((notice) => `\n${stripControls(notice)}`).join('');
  if (status.clusters === 0)
    return `No clusters are registered: "az aks list -o json > clusters.json", then "vhdwatch clusters import clusters.json".${notices}`;
  const { windowsNodePools, current, behind, unsupported, unknown } = status;
  const head = `${windowsNodePools} Windows node pools in ${status.clusters} clusters: ${current} current, ${behind} behind, ${unsupported} unsupported${unknown ? `, ${unknown} unknown` : ''} (as of ${status.asOf})${hint}${notices}`;
  if (status.findings.length === 0) return `${head}\nNothing to do.`;
  const rows = status.findings.map(({ severity, cluster, nodePool, due, summary }) => [
    severity,
    nodePool ? `${cluster}/${nodePool}` : cluster,
    due ? formatDate(due) : null,
    summary,
  ]);
  const commands = withCommands ? `\n\n${renderCommands(status)}` : '';
  return `${head}\n\n${renderTable(['SEVERITY', 'WHERE', 'DUE', 'WHAT'], rows)}${commands}`;
}

function renderCommands({ findings }: FleetStatus): string {
  return findings
    .filter(({ commands }) => commands.length > 0)
    .map(({ cluster, nodePool, rule, commands }) =>
      [`# ${cluster}${nodePool ? `/${nodePool}` : ''}: ${rule}`, ...commands].join('\n'),
    )
    .join('\n\n');
}
