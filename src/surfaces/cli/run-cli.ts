import { Command, CommanderError } from 'commander';
import { AppError, type GivenValue, type NextStep } from '../../domain/app-error.ts';
import { redactSecrets } from '../../domain/redact-secrets.ts';
import { addDiffCommand, addImagesCommand, addRetirementsCommand } from './commands/catalogue-commands.ts';
import { addClustersCommand } from './commands/clusters-command.ts';
import { addCompletionCommand } from './commands/completion-command.ts';
import { addParseCommand } from './commands/parse-command.ts';
import { addRemindCommand } from './commands/remind-command.ts';
import { addReplayCommand } from './commands/replay-command.ts';
import {
  addBackupCommand,
  addDoctorCommand,
  addOutboxCommand,
  addPollCommand,
  addReparseCommand,
  addRestoreCommand,
  addServeCommand,
} from './commands/service-commands.ts';
import { addStatusCommand } from './commands/status-command.ts';
import { renderExamples } from './examples.ts';
import { stripControls, wrapText } from './render-table.ts';
import type { CliEnvironment, GlobalOptions } from './run-command.ts';

const OPTIONS: Readonly<Record<GivenValue['name'], string>> = {
  channel: '--channel',
  cluster: '--cluster',
  'node-pool': '--pool',
  'container-image': '--container-image',
};

const NEXT_STEPS: Readonly<Record<NextStep, string>> = {
  'list-clusters': '"vhdwatch clusters list" shows what is registered.',
  'list-images': '"vhdwatch images" shows the known ones.',
  'list-notifications': '"vhdwatch outbox list" shows them.',
  'name-cluster': 'Add --cluster NAME ("vhdwatch clusters list" shows the names).',
};

const USAGE_CODES: ReadonlySet<AppError['code']> = new Set(['invalid_config', 'invalid_usage']);

/**
 * Runs one command; returns the exit code: 0 done, 1 something failed, 2 wrong usage or configuration, 3 what `--fail-on`
 * asks for is open. Never throws.
 */
export async function runCli(
  args: readonly string[],
  environment: Omit<CliEnvironment, 'setExitCode'>,
): Promise<number> {
  let exitCode = 0;
  const program = createProgram({
    ...environment,
    setExitCode: (code) => {
      exitCode = code;
    },
  });
  // Asked for nothing, it says what it can do: that is no mistake.
  if (args.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportFailure(error, environment, program.opts<GlobalOptions>().json === true);
  }
}

/** A failure in the words of the command line. */
function sayFailure({ message, subject, next, near }: AppError): string {
  const option = subject ? `${OPTIONS[subject.name]} ${subject.value}: ` : '';
  const meant = near ? ` Did you mean ${near}?` : '';
  return `${option}${message}${meant}${next ? ` ${NEXT_STEPS[next]}` : ''}`;
}

function clean(text: string): string {
  return text.split('\n').map(stripControls).join('\n');
}

function reportFailure(
  error: unknown,
  { stdout, stderr, isTerminal = false, columns = null }: Omit<CliEnvironment, 'setExitCode'>,
  isJson: boolean,
): number {
  // Commander has printed its own complaint already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AppError) {
    if (isJson) stdout(`${JSON.stringify({ error: { code: error.code, message: sayFailure(error) } })}\n`);
    const lines = clean(sayFailure(error)).split('\n');
    stderr(`${lines.map((line) => wrapText(line, isTerminal ? columns : null)).join('\n')}\n`);
    return USAGE_CODES.has(error.code) ? 2 : 1;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr(`vhdwatch failed in a way it should not (please report this): ${redactSecrets(clean(trace))}\n`);
  return 1;
}

const ADD_COMMANDS = [
  addServeCommand,
  addPollCommand,
  addStatusCommand,
  addImagesCommand,
  addRetirementsCommand,
  addDiffCommand,
  addClustersCommand,
  addRemindCommand,
  addReplayCommand,
  addParseCommand,
  addOutboxCommand,
  addReparseCommand,
  addDoctorCommand,
  addBackupCommand,
  addRestoreCommand,
  addCompletionCommand,
];

/** The command line: `vhdwatch <command>`. Commander's own complaints become exit code 2. */
export function createProgram(environment: CliEnvironment): Command {
  const program = new Command('vhdwatch')
    .description('watches AKS Windows node images and retirements, and tells node pool owners in Slack what to do')
    .version(environment.version)
    .option('--json', 'print one JSON value on stdout')
    .option('--now <instant>', 'take this instant as the present (ISO 8601)')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: environment.stdout, writeErr: environment.stderr })
    .exitOverride();
  for (const add of ADD_COMMANDS) add(program, environment);
  acceptGlobalOptionsAnywhere(program);
  return program;
}

/** `vhdwatch status --json` and `vhdwatch --json status` mean the same; each command's help ends with its examples. */
function acceptGlobalOptionsAnywhere(program: Command): void {
  const inherit = (command: Command, path = '') => {
    for (const child of command.commands) {
      child.exitOverride().showSuggestionAfterError();
      child.configureOutput(program.configureOutput());
      const own = `${path}${child.name()}`;
      if (child.commands.length > 0) inherit(child, `${own} `);
      else {
        child
          .option('--json', 'print one JSON value on stdout')
          .option('--now <instant>', 'take this instant as the present')
          .addHelpText('after', renderExamples(own));
        child.on('option:json', () => program.setOptionValue('json', true));
        child.on('option:now', (value: string) => program.setOptionValue('now', value));
      }
    }
  };
  inherit(program);
}
