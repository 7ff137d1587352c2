import { answerHelp } from '../../answers/answer-help.ts';
import type { QueryCommand, SlackCommand } from './slack-command.ts';

/** `help`: every subcommand with what it does; of one, its usage. */
export function createHelpCommand(listCommands: () => readonly SlackCommand[]): QueryCommand {
  return {
    kind: 'query',
    name: 'help',
    usage: '',
    does: 'this list',
    run: ({ dependencies }) => answerHelp(dependencies.command, listCommands()),
  };
}
