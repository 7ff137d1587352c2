import { type Command, Option } from 'commander';
import {
  getStatusOutline,
  getStatusReport,
  type StatusFilter,
  type StatusOrder,
  type StatusOutline,
  type StatusReport,
} from '../../../app/fleet/fleet-status.ts';
import { rankOfSeverity, SEVERITIES, type Severity } from '../../../domain/finding.ts';
import { SHELLS, type Shell } from '../../../domain/shell.ts';
import { type CliEnvironment, type GlobalOptions, runCommand } from '../run-command.ts';
import { renderCommands, renderStatus, renderSteps } from '../status-text.ts';

const ORDERS: readonly StatusOrder[] = ['severity', 'due', 'name'];
/** Something as severe as `--fail-on` says is open. */
const EXIT_OPEN = 3;

interface StatusOptions {
  readonly all?: boolean;
  readonly commands?: boolean;
  readonly steps?: boolean;
  readonly shell: Shell;
  readonly owner?: string;
  readonly osSku?: string;
  readonly severity?: Severity;
  readonly sort?: StatusOrder;
  readonly failOn?: Severity;
}

/** `vhdwatch status [NAME]`: how the fleet, a cluster or a pool stands, and what to do. */
export function addStatusCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('status')
    .description('how the registered fleet stands, and what to do')
    .argument('[name]', 'only this cluster, or this pool as cluster/pool')
    .option('--all', 'every finding, also those of severity low and info')
    .option('--commands', 'with the commands that are safe to paste in one go')
    .option('--steps', 'with every step: now, after a check, instead, and what cannot be undone')
    .addOption(new Option('--shell <shell>', 'which shell the commands are for').choices(SHELLS).default('bash'))
    .option('--owner <name>', 'only clusters of this owner')
    .option('--os-sku <sku>', 'only pools of this OS SKU, such as Windows2022')
    .addOption(severityOption('--severity <level>', 'only findings as severe as this, or more'))
    .addOption(new Option('--sort <by>', 'order of the findings').choices(ORDERS))
    .addOption(severityOption('--fail-on <level>', 'exit code 3 where something is open that is as severe, or more'))
    .action(async (name: string | undefined, own: StatusOptions) => {
      const options = program.opts<GlobalOptions>();
      const getStatus = options.json || own.commands || own.steps ? getStatusReport : getStatusOutline;
      const status = await runCommand<StatusOutline | StatusReport>(
        environment,
        options,
        (context) => getStatus(context, toFilter(name, own)),
        (result) => renderText(result, name, own, environment),
      );
      if (own.failOn !== undefined && hasOpen(status, own.failOn)) environment.setExitCode(EXIT_OPEN);
    });
}

function severityOption(flags: string, description: string): Option {
  return new Option(flags, description).choices(SEVERITIES);
}

function toFilter(name: string | undefined, { owner, osSku, severity, sort }: StatusOptions): StatusFilter {
  return {
    name: name ?? null,
    owner: owner ?? null,
    osSku: osSku ?? null,
    severity: severity ?? null,
    order: sort ?? 'severity',
  };
}

function renderText(
  status: StatusOutline | StatusReport,
  name: string | undefined,
  { all, commands, steps, severity, shell }: StatusOptions,
  { columns = null, isColoured = false }: CliEnvironment,
): string {
  const isWhole = all === true || name !== undefined || severity !== undefined;
  const text = renderStatus(status, { isWhole, columns, isColoured });
  if (!('plans' in status)) return text;
  const safe = commands === true ? renderCommands(status, shell) : '';
  const toRun = steps === true ? renderSteps(status, shell, columns) : safe;
  return toRun === '' ? text : `${text}\n\n${toRun}`;
}

function hasOpen({ findings }: StatusOutline, level: Severity): boolean {
  return findings.some(({ severity }) => rankOfSeverity(severity) >= rankOfSeverity(level));
}
