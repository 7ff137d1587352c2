import { AppError } from '../../../../domain/app-error.ts';
import { findNearestName } from '../../../../domain/nearest-name.ts';
import { answerHelp, answerHelpOf } from '../../answers/answer-help.ts';
import type { QueryCommand, SlackCommand } from './slack-command.ts';

/** `help`: every subcommand with what it does; `help NAME`: one, with an example. */
export function createHelpCommand(listCommands: () => readonly SlackCommand[]): QueryCommand {
  return {
    kind: 'query',
    name: 'help',
    usage: '[COMMAND]',
    does: 'this list, or one command with an example',
    example: 'help snooze',
    run: ({ dependencies: { command }, words: [word] }) => {
      const commands = listCommands();
      if (word === undefined) return answerHelp(command, commands);
      const found = commands.find(({ name }) => name === word.toLowerCase());
      if (found) return answerHelpOf(command, found);
      const near = findNearestName(
        word,
        commands.map(({ name }) => name),
      );
      throw new AppError('not_found', `"${word.slice(0, 60)}" is no command.`, { near });
    },
  };
}
