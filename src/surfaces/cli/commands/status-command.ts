import { styleText } from 'node:util';
import { type Command, Option } from 'commander';
import {
  getStatusOutline,
  getStatusReport,
  type Question,
  STATUS_ORDERS,
  type StatusOutline,
  type StatusReport,
} from '../../../app/fleet/asked-status.ts';
import { formatInstant } from '../../../domain/calendar-date.ts';
import { titleOfStage } from '../../../domain/cluster-plan.ts';
import {
  describeDue,
  type Finding,
  nameOfPlace,
  outlineOf,
  rankOfSeverity,
  readyStepOf,
  SEVERITIES,
  type Severity,
  STEP_KIND_WORDS,
  type Step,
  sayWhen,
  UNKNOWN_IMAGE,
  UNKNOWN_KUBERNETES,
} from '../../../domain/finding.ts';
import { sayPoolCounts } from '../../../domain/node-pool-assessment.ts';
import { quoteForShell, SHELLS, type Shell, toPowerShell } from '../../../domain/shell.ts';
import { capitalize, countOf, formatCount, takeWithin } from '../../../domain/text.ts';
import { layOutTable, stripControls, type Terminal, wrapText } from '../render-table.ts';
import { type Cli, NO_CLUSTERS, runCommand } from '../run-command.ts';

/** Something as severe as `--fail-on` says is open. */
const EXIT_OPEN = 3;

interface StatusOptions extends Pick<Question, 'owner' | 'osSku' | 'severity' | 'sort'> {
  readonly all?: boolean;
  readonly commands?: boolean;
  readonly steps?: boolean;
  readonly shell: Shell;
  readonly failOn?: Severity;
}

export function addStatusCommand(program: Command, cli: Cli): void {
  program
    .command('status')
    .description('which node pools need something, by when, and what to run')
    .argument('[name]', 'only this cluster, or this pool as cluster/pool')
    .option('--all', 'everything that is known, also of severity low and info')
    .option('--commands', 'with the commands that are ready to run, each after what it does')
    .option('--steps', 'with every step: ready to run, check first, instead, cannot be undone')
    .addOption(new Option('--shell <shell>', 'which shell the commands are for').choices(SHELLS).default('bash'))
    .option('--owner <name>', 'only clusters of this owner')
    .option('--os-sku <sku>', 'only pools of this OS SKU, such as Windows2022')
    .addOption(severityOption('--severity <level>', 'only findings as severe as this, or more'))
    .addOption(new Option('--sort <by>', 'order of the findings').choices(STATUS_ORDERS))
    .addOption(severityOption('--fail-on <level>', 'exit code 3 where something is open that is as severe, or more'))
    .action(async (name: string | undefined, own: StatusOptions) => {
      const getStatus = cli.options().json || own.commands || own.steps ? getStatusReport : getStatusOutline;
      const status = await runCommand<StatusOutline | StatusReport>(
        cli,
        (context) => getStatus(context, { ...own, name }),
        (result, terminal) => renderText(result, name, own, { ...terminal, isColoured: cli.isColoured === true }),
      );
      if (own.failOn !== undefined && hasOpen(status, own.failOn)) cli.setExitCode(EXIT_OPEN);
    });
}

function severityOption(flags: string, description: string): Option {
  return new Option(flags, description).choices(SEVERITIES);
}

function renderText(
  status: StatusOutline | StatusReport,
  name: string | undefined,
  { all, commands, steps, severity, shell }: StatusOptions,
  terminal: Omit<StatusView, 'isWhole'>,
): string {
  const isWhole = all === true || steps === true || name !== undefined || severity !== undefined;
  const text = renderStatus(status, { ...terminal, isWhole });
  if (!('plans' in status)) {
    const isForMe = isWhole && status.findings.some(({ brief }) => brief.action !== null);
    return isForMe ? `${text}\n\n${sayHow(name, terminal)}` : text;
  }
  const ready = commands === true ? renderCommands(status, shell, terminal) : '';
  const toRun = steps === true ? renderSteps(status, shell, terminal) : ready;
  return toRun === '' ? text : `${text}\n\n${toRun}`;
}

/** Where the steps are, for those who saw what is to be done. */
function sayHow(name: string | undefined, terminal: Terminal): string {
  const of = name === undefined ? ' for one of them' : '';
  return wrapText(`What to do${of}: "vhdwatch status ${quoteForShell(name ?? 'NAME')} --steps"`, terminal);
}

function hasOpen({ findings }: StatusOutline, level: Severity): boolean {
  return findings.some(({ severity }) => rankOfSeverity(severity) >= rankOfSeverity(level));
}

interface StatusView extends Terminal {
  /** Every finding, in whole sentences. */
  readonly isWhole: boolean;
  readonly isColoured: boolean;
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
};
/** What is shown without being asked for: what cannot wait for the next reminder. */
const LEAST_SHOWN: Severity = 'medium';
/** A screen of 80 columns shows all of it: lines of rows, and of one row. */
const MOST_LINES = 16;
const LINES_A_ROW = 3;
/** A sentence with less room than this beside names and day goes on behind them. */
const LEAST_BESIDE = 70;

/** The fleet in a headline that adds up, and a row for each pool or cluster that needs something, worst first. */
export function renderStatus(status: StatusOutline, view: StatusView): string {
  const notices = status.notices.map((notice) => `\n${wrapText(stripControls(notice), view)}`).join('');
  if (status.clusters === 0) return `${wrapText(NO_CLUSTERS, view)}${notices}`;
  const head = `${wrapText(sayCounts(status), view)}${notices}`;
  if (status.findings.length === 0) return `${head}\n${sayNothingFound(status, 'Nothing to do')}`;
  const text = view.isWhole
    ? renderWhole(status.findings, view)
    : renderRows(status.findings, view, sayNothingFound(status, 'Nothing that cannot wait'));
  return `${head}\n\n${text}`;
}

function sayCounts(status: StatusOutline): string {
  const { windowsNodePools, clusters, unknown, asOf, knowsImages } = status;
  const isBlind = unknown > 0 && !knowsImages;
  const hint = isBlind ? '. No images are known yet to compare with: run "vhdwatch poll".' : '';
  const when = asOf === null ? '' : ` (as of ${formatInstant(asOf)})`;
  return `${countOf(windowsNodePools, 'Windows node pool')} in ${countOf(clusters, 'cluster')}: ${sayPoolCounts(status) || 'none'}${when}${hint}`;
}

/** A pool of which nothing is known is not a pool that needs nothing. */
function sayNothingFound({ unknown, windowsNodePools, notices }: StatusOutline, words: string): string {
  if (unknown > 0 && unknown === windowsNodePools) return 'Nothing can be said of their images yet.';
  return notices.length > 0 ? `${words}, as far as is known.` : `${words}.`;
}

const UNKNOWN = [UNKNOWN_IMAGE, UNKNOWN_KUBERNETES];

/** What is not known has a row as well. */
function isShown({ severity, subject }: Finding): boolean {
  return rankOfSeverity(severity) >= rankOfSeverity(LEAST_SHOWN) || UNKNOWN.includes(subject);
}

/** `shop/win22, due now`. */
function sayPlaceAndDue(finding: Finding): string {
  const due = describeDue(finding);
  return `${nameOfPlace(finding)}${due && `, due ${due}`}`;
}

/** Headings, and a text for each. */
function layOutRows(rows: readonly Finding[], view: StatusView): readonly string[] {
  const table = layOutTable(
    ['SEVERITY', 'WHERE', 'DUE', 'WHAT'],
    rows.map((worst) => [worst.severity, nameOfPlace(worst), sayWhen(worst), outlineOf(worst)]),
    view,
    LINES_A_ROW,
  );
  const before = table[0]?.indexOf('WHAT') ?? 0;
  if (view.columns === null || view.columns - before >= LEAST_BESIDE) return table;
  const behind = rows.map((worst) => [worst.severity, `${sayPlaceAndDue(worst)}: ${outlineOf(worst)}`]);
  return layOutTable(['SEVERITY', 'WHERE, DUE: WHAT'], behind, view, LINES_A_ROW);
}

function renderRows(findings: readonly Finding[], view: StatusView, nothing: string): string {
  const shown = findings.filter(isShown);
  // By ID: two clusters may have one name, and neither may hide the other.
  const places = [...Map.groupBy(shown, ({ clusterId, nodePool }) => `${clusterId}/${nodePool ?? ''}`).values()];
  const rows = places.slice(0, MOST_LINES).flatMap(([worst]) => worst ?? []);
  const [head = '', ...texts] = layOutRows(rows, view);
  const fitting = takeWithin(texts, MOST_LINES, (text) => text.split('\n').length);
  const others = places.slice(0, fitting.length).reduce((sum, own) => sum + own.length - 1, 0);
  const table =
    fitting.length > 0
      ? [
          view.isColoured ? styleText('bold', head, { validateStream: false }) : head,
          ...fitting.map((text, index) => colour(text, rows[index]?.severity ?? 'info', view)),
        ].join('\n')
      : nothing;
  const left = [
    ...(others > 0 ? [`${formatCount(others)} more on these`] : []),
    ...(places.length > fitting.length ? [`${formatCount(places.length - fitting.length)} more to act on`] : []),
    ...(findings.length > shown.length ? [`${formatCount(findings.length - shown.length)} with low or info`] : []),
  ];
  const lines = [
    ...(left.length > 0 ? [wrapText(`+ ${left.join(', ')}: "vhdwatch status --all"`, view)] : []),
    ...(fitting.length > 0 ? [sayHow(undefined, view)] : []),
  ];
  return [table, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n');
}

/** Every finding as a paragraph: whole sentences fit no table. */
function renderWhole(findings: readonly Finding[], view: StatusView): string {
  return findings
    .map((finding) => {
      const head = `${finding.severity}  ${sayPlaceAndDue(finding)}  (${finding.rule})`;
      return `${colour(stripControls(head), finding.severity, view)}\n${wrapText(stripControls(finding.summary), view, '  ')}`;
    })
    .join('\n');
}

/** What to paste for each part of the plans that has it, below its name and what it does; one cause is printed once. */
export function renderCommands({ plans }: StatusReport, shell: Shell, terminal: Terminal): string {
  return plans
    .flatMap((plan) =>
      plan.stages.flatMap((stage) => {
        const ready = readyStepOf(stage.steps);
        const commands = ready?.commands ?? [];
        const isNamedOnly = stage.steps.length === 0 && stage.note !== null;
        if (commands.length === 0 && !isNamedOnly) return [];
        const head = `${nameOfPlace({ ...plan, ...stage })}: ${isNamedOnly ? `${titleOfStage(stage.stage)}. ${stage.note}` : stage.rules.join(', ')}`;
        return [
          [
            writeComment(head, terminal),
            ...(ready === null ? [] : [writeComment(introduce(ready), terminal)]),
            ...commands.map((line) => writeFor(shell, line)),
          ],
        ];
      }),
    )
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function colour(line: string, severity: Severity, { isColoured }: StatusView): string {
  return isColoured ? styleText(STYLES[severity], line, { validateStream: false }) : line;
}

/** What it does before its commands: `Ready to run: raises the image of win22; drains its nodes one after another`. */
function introduce({ kind, title }: Step): string {
  return `${capitalize(STEP_KIND_WORDS[kind])}: ${title}`;
}

const RESUME = 'Stopped half way? Import the clusters again, and ask again: what is done is no longer in the plan.';

/** The plan of each cluster, each part with the rules of what it settles; all but what is safe now stands in comments, so that a block can be pasted whole. */
export function renderSteps({ plans }: StatusReport, shell: Shell, terminal: Terminal): string {
  if (plans.length === 0) return '';
  const comment = (text: string) => writeComment(text, terminal);
  return [
    comment(RESUME),
    ...plans.flatMap((plan) =>
      plan.stages.flatMap((stage, index) => {
        const rules = [...new Set(stage.rules)].join(', ');
        const head = comment(
          `${nameOfPlace({ ...plan, ...stage })}: ${index + 1} of ${plan.stages.length}: ${titleOfStage(stage.stage)} (${rules}), by ${stage.by}`,
        );
        const note = stage.note === null ? [] : [comment(stage.note)];
        return [
          [
            head,
            ...note,
            ...stage.steps.flatMap((step, place) => [
              comment(`${place + 1}. ${introduce(step)}`),
              ...writeCommands(step, shell),
            ]),
          ].join('\n'),
        ];
      }),
    ),
  ].join('\n\n');
}

function writeComment(text: string, terminal: Terminal): string {
  return wrapText(stripControls(text), { ...terminal, columns: terminal.columns && terminal.columns - 2 }).replace(
    /^/gm,
    '# ',
  );
}

function writeFor(shell: Shell, command: string): string {
  return shell === 'powershell' ? toPowerShell(command) : command;
}

function writeCommands({ kind, commands }: Step, shell: Shell): readonly string[] {
  return commands
    .map((command) => stripControls(writeFor(shell, command)))
    .map((command) => (kind === 'now' ? command : `#    ${command}`));
}
