import { Command, CommanderError, Option } from 'commander';
import { AppError, type GivenNames, type NextSteps, sayFailure } from '../../domain/app-error.ts';
import { redactSecrets } from '../../domain/secrets.ts';
import { findNearestName } from '../../domain/text.ts';
import { stripControls, terminalOf, wrapText } from './render-table.ts';
import type { Cli, CliEnvironment, GlobalOptions } from './run-command.ts';

const OPTIONS: GivenNames = {
  channel: '--channel',
  cluster: '--cluster',
  'node-pool': '--pool',
  'container-image': '--container-image',
  'kubernetes-version': '--kubernetes-version',
};

const NEXT_STEPS: NextSteps = {
  'list-clusters': '"vhdwatch clusters list" shows what is registered.',
  'list-images': '"vhdwatch images" shows the known ones.',
  'list-notifications': '"vhdwatch outbox list" shows them.',
  'name-cluster': 'Add --cluster NAME ("vhdwatch clusters list" shows the names).',
};

const USAGE_CODES: ReadonlySet<AppError['code']> = new Set(['invalid_config', 'invalid_usage']);

/**
 * Runs one command; returns the exit code: 0 done, 1 something failed, 2 wrong usage or configuration, 3 what
 * `--fail-on` asks for is open. Never throws.
 */
export async function runCli(args: readonly string[], given: Omit<CliEnvironment, 'setExitCode'>): Promise<number> {
  const { columns = null, isTerminal = false } = given;
  const complaints = terminalOf({ ...given, columns: isTerminal ? columns : null });
  const wrap = (line: string) => wrapText(line, complaints);
  // What draws itself anew, a bar, ends no line.
  const stderr = (text: string) => given.stderr(text.endsWith('\n') ? text.replace(/.+/g, wrap) : text);
  const environment = { ...given, stderr };
  let exitCode = 0;
  const setExitCode = (code: number) => {
    exitCode = code;
  };
  const program = await createProgram({ ...environment, setExitCode }, listAsked(args));
  try {
    // Asked for nothing, it says what it can do: that is no mistake.
    await program.parseAsync(isBare(args, program) ? [...args, '--help'] : args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportFailure(error, environment, args.includes('--json'));
  }
}

/** No command is named, or only the name that some share, `clusters`. */
function isBare(args: readonly string[], program: Command): boolean {
  const [word, ...others] = args.filter((arg, index) => arg !== '--now' && args[index - 1] !== '--now');
  const isGroup = program.commands.some((one) => one.name() === word && one.commands.length > 0);
  return word === undefined || (isGroup && others.length === 0);
}

function clean(text: string): string {
  return text.split('\n').map(stripControls).join('\n');
}

function reportFailure(
  error: unknown,
  { stdout, stderr }: Omit<CliEnvironment, 'setExitCode'>,
  isJson: boolean,
): number {
  const printJson = (code: AppError['code'], message: string) => {
    if (isJson) stdout(`${JSON.stringify({ error: { code, message } })}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // People have its complaint already, and where no command was named the help.
    const isHelp = error.code === 'commander.help';
    printJson('invalid_usage', isHelp ? 'Name a command: --help lists them.' : error.message.replace(/^error: /, ''));
    return 2;
  }
  if (error instanceof AppError) {
    const words = sayFailure(error, OPTIONS, NEXT_STEPS);
    printJson(error.code, words);
    stderr(`${clean(words)}\n`);
    return USAGE_CODES.has(error.code) ? 2 : 1;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr(`vhdwatch failed in a way it should not (please report this): ${redactSecrets(clean(trace))}\n`);
  return 1;
}

type AddCommand = (program: Command, cli: Cli) => void;

/** Every command by what it is for, in the order of the help. Each is loaded when it is asked for: most of what there is serves one of them. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, () => Promise<AddCommand>>>>> = {
  'Look at your node pools:': {
    status: async () => (await import('./commands/status-command.ts')).addStatusCommand,
    images: async () => (await import('./commands/catalogue-commands.ts')).addImagesCommand,
    retirements: async () => (await import('./commands/catalogue-commands.ts')).addRetirementsCommand,
    diff: async () => (await import('./commands/catalogue-commands.ts')).addDiffCommand,
  },
  'Say which clusters are yours:': {
    clusters: async () => (await import('./commands/clusters-command.ts')).addClustersCommand,
  },
  'Run it:': {
    serve: async () => (await import('./commands/service-commands.ts')).addServeCommand,
    poll: async () => (await import('./commands/poll-commands.ts')).addPollCommand,
    remind: async () => (await import('./commands/remind-command.ts')).addRemindCommand,
  },
  'When something is wrong, and for upgrades of vhdwatch:': {
    doctor: async () => (await import('./commands/service-commands.ts')).addDoctorCommand,
    outbox: async () => (await import('./commands/service-commands.ts')).addOutboxCommand,
    backup: async () => (await import('./commands/service-commands.ts')).addBackupCommand,
    restore: async () => (await import('./commands/service-commands.ts')).addRestoreCommand,
    reparse: async () => (await import('./commands/poll-commands.ts')).addReparseCommand,
  },
  'Other:': {
    replay: async () => (await import('./commands/replay-command.ts')).addReplayCommand,
    parse: async () => (await import('./commands/parse-command.ts')).addParseCommand,
  },
};

const COMMANDS = Object.assign({}, ...Object.values(GROUPS)) as (typeof GROUPS)[string];

/** The command that is asked for, where nothing is to be said of the others. */
function listAsked(args: readonly string[]): readonly string[] {
  const first = args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--now') ?? '';
  return Object.hasOwn(COMMANDS, first) ? [first] : Object.keys(COMMANDS);
}

/** The command line: `vhdwatch <command>`. Commander's own complaints become exit code 2. */
export async function createProgram(
  environment: CliEnvironment,
  names: readonly string[] = Object.keys(COMMANDS),
): Promise<Command> {
  const added = await Promise.all(names.map((name) => COMMANDS[name]?.()));
  const { program: called } = terminalOf(environment);
  const program = new Command(called)
    .description(
      'Tells which Windows node pools on AKS need a new node image, by when, and what to run. It reads what AKS publishes and the list of your clusters, and changes nothing in Azure.',
    )
    .commandsGroup('Other:')
    .helpCommand(true)
    .configureHelp({ subcommandTerm: (command) => command.name(), minWidthToWrap: 20 })
    .version(environment.version)
    .option('--json', 'print JSON, for programs')
    .option('--now <instant>', 'answer as of this day or instant, such as 2026-08-20')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: environment.stdout, writeErr: environment.stderr })
    .exitOverride();
  program.configureOutput({ outputError: createComplaint(program, program) });
  program.addHelpText('after', renderExamples('', called));
  const cli = { ...environment, options: () => program.opts<GlobalOptions>() };
  for (const add of added) add?.(program, cli);
  for (const [heading, own] of Object.entries(GROUPS))
    for (const command of program.commands) if (command.name() in own) command.helpGroup(heading);
  acceptGlobalOptionsAnywhere(program);
  return program;
}

/** Commander's complaint; of an unknown command with the one that is nearest, of one that lacks something with its examples. */
function createComplaint(command: Command, program: Command, path = '') {
  return (complaint: string, write: (text: string) => void): void => {
    if (/^error: (?:missing required argument|required option)/.test(complaint)) {
      write(`${complaint}${renderExamples(path, program.name()).trimStart()}\n`);
      return;
    }
    const word = /^error: unknown command '([^']*)'/.exec(complaint)?.[1];
    if (word === undefined) {
      write(complaint);
      return;
    }
    const meant = findNearCommand(word, command, program);
    const next = meant === null ? `"${program.name()} --help" lists what there is.` : `(Did you mean ${meant}?)`;
    write(`error: unknown command '${word}'\n${next}\n`);
  };
}

function findNearCommand(word: string, command: Command, program: Command): string | null {
  const nested = program.commands.flatMap((parent) =>
    parent.commands.map((one) => [one.name(), `${parent.name()} ${one.name()}`] as const),
  );
  const own = command === program ? [] : nested.filter(([, path]) => path.startsWith(`${command.name()} `));
  // Of two that are called the same the first one is meant.
  const all = new Map([...nested.toReversed(), ...Object.keys(COMMANDS).map((name) => [name, name] as const), ...own]);
  const near = findNearestName(word, [...all.keys()]);
  return near === null ? null : (all.get(near) ?? null);
}

/** `vhdwatch status --json` and `vhdwatch --json status` mean the same; each command's help ends with its examples. */
function acceptGlobalOptionsAnywhere(program: Command): void {
  const inherit = (command: Command, path = '') => {
    for (const child of command.commands) {
      child.exitOverride().showSuggestionAfterError();
      const own = `${path}${child.name()}`;
      child.configureOutput({ ...program.configureOutput(), outputError: createComplaint(child, program, own) });
      child.addHelpText('after', renderExamples(own, program.name()));
      if (child.commands.length > 0) inherit(child, `${own} `);
      else {
        child
          // What runs until it is stopped prints nothing.
          .addOption(new Option('--json', 'print JSON, for programs').hideHelp(own === 'serve'))
          .option('--now <instant>', 'answer as of this day or instant');
        child.on('option:json', () => program.setOptionValue('json', true));
        child.on('option:now', (value: string) => program.setOptionValue('now', value));
      }
    }
  };
  inherit(program);
}

/** What `--help` of each command shows besides: a line to type, and what it does where that does not say itself. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [command: string, does?: string])[]>> = {
  '': [
    ['az aks list -o json > clusters.json', 'first: the list of your clusters'],
    ['vhdwatch clusters import clusters.json'],
    ['vhdwatch poll', 'then: what AKS publishes'],
    ['vhdwatch status', 'what needs something, worst first'],
    ['vhdwatch serve', 'or all the time, with page and messages'],
  ],
  serve: [['PORT=3001 vhdwatch serve', 'the page on another port']],
  poll: [['vhdwatch poll', 'exit code 1 without the releases']],
  status: [
    ['vhdwatch status', 'what cannot wait, a row for each pool'],
    ['vhdwatch status shop-prod/win22', 'everything about one pool'],
    ['vhdwatch status --owner "Team Orders" --steps'],
    ['vhdwatch status --fail-on high', 'exit code 3 while that is open'],
  ],
  images: [['vhdwatch images --os-sku Windows2022']],
  retirements: [['vhdwatch retirements --all']],
  diff: [['vhdwatch diff 20348.4052.250823 20348.4171.250910']],
  'clusters list': [['vhdwatch clusters list --gone']],
  'clusters import': [
    ['az aks list -o json > clusters.json'],
    ['vhdwatch clusters import clusters.json'],
    ['kubectl get pods -A -o json | vhdwatch clusters import - --cluster shop-prod'],
  ],
  'clusters discover': [['az login && vhdwatch clusters discover']],
  'clusters add': [['vhdwatch clusters add edge --pool win=AKSWindows-2025-gen2-26100.6905.251027']],
  'clusters tag': [['vhdwatch clusters tag shop-prod --channel C0123456789']],
  'clusters remove': [['vhdwatch clusters remove shop-prod']],
  remind: [['vhdwatch remind --dry-run', 'what would be sent to whom']],
  replay: [['vhdwatch replay --from 2025-01-01 --upgrade-after never']],
  parse: [['vhdwatch parse 2025-09-21.md'], ['curl -s URL | vhdwatch parse -']],
  'outbox list': [['vhdwatch outbox list --json']],
  'outbox retry': [['vhdwatch outbox retry 42']],
  reparse: [['vhdwatch reparse']],
  doctor: [['vhdwatch doctor', 'exit code 1 where something failed']],
  backup: [['vhdwatch backup /backup/vhdwatch.db']],
  restore: [['vhdwatch restore /backup/vhdwatch.db']],
};

const DOES_FROM = 42;

/**
 * The lines below the options of a command, those of all its own where it is a group of some; empty for one without.
 */
function renderExamples(path: string, program: string): string {
  const own = Object.entries(EXAMPLES).filter(([name]) => name === path || name.startsWith(`${path} `));
  const lines = own
    .flatMap(([, examples]) => examples)
    .map(([command, does]) => [command.replace(/\bvhdwatch (?=[a-z])/, `${program} `), does] as const)
    .map(([command, does]) => (does === undefined ? `  ${command}` : `  ${command.padEnd(DOES_FROM - 2)} ${does}`));
  return lines.length === 0 ? '' : ['', 'Examples:', ...lines].join('\n');
}
