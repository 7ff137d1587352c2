import { Command } from 'commander';
import type { CliEnvironment } from './cli-environment.ts';
import { addClustersCommand } from './commands/clusters-command.ts';
import { addDiffCommand, addImagesCommand } from './commands/image-commands.ts';
import { addParseCommand } from './commands/parse-command.ts';
import { addRemindCommand } from './commands/remind-command.ts';
import { addReplayCommand } from './commands/replay-command.ts';
import { addRetirementsCommand } from './commands/retirements-command.ts';
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

/** `vhdwatch status --json` and `vhdwatch --json status` mean the same. */
function acceptGlobalOptionsAnywhere(program: Command): void {
  const inherit = (command: Command) => {
    for (const child of command.commands) {
      child.exitOverride().showSuggestionAfterError();
      child.configureOutput(program.configureOutput());
      if (child.commands.length > 0) inherit(child);
      else {
        child
          .option('--json', 'print one JSON value on stdout')
          .option('--now <instant>', 'take this instant as the present');
        child.on('option:json', () => program.setOptionValue('json', true));
        child.on('option:now', (value: string) => program.setOptionValue('now', value));
      }
    }
  };
  inherit(program);
}
