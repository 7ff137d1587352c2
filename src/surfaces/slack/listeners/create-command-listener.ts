import type { AllMiddlewareArgs, RespondFn, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Actor } from '../../../domain/actor.ts';
import { isOutsider } from '../access/rights.ts';
import { type Answer, answerSentence, explainError, undoButtons } from '../answers/answer.ts';
import { readText } from '../read-payload.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { buttonsOf } from './ask-again.ts';
import { type ChangeCommand, type CommandRequest, type QueryCommand, splitWords } from './handlers.ts';
import { answerOutsider, claimOnce, readOrigin, reply, toEphemeral } from './interaction.ts';
import { findCommand, findMeantCommand } from './list-commands.ts';

/** Slack's own cap on what can be typed is higher; a question longer than that is none of ours. */
const LONGEST_SHARED = 500;

/**
 * The one listener for slash commands. A question is answered in the acknowledgement itself, from the database; a change
 * is acknowledged first, since asking Slack who somebody is takes time.
 */
export function createCommandListener(dependencies: SlackDependencies) {
  const { context, workspace } = dependencies;
  const { logger } = context;
  return async ({ command, ack, respond }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const [word = 'help', ...words] = splitWords(readText(command, 'text'));
    if (isOutsider(workspace, readOrigin(command))) return ack(toEphemeral(answerOutsider(), logger));
    const found = findCommand(word);
    if (!found) return ack(toEphemeral(answerUnknown(word, dependencies.command), logger));
    const request: CommandRequest = {
      dependencies,
      actor: readActor(command),
      channel: readText(command, 'channel_id'),
      triggerId: readText(command, 'trigger_id'),
      words,
      offset: 0,
    };
    if (found.kind === 'query') {
      const { answer, isAnswered } = answerQuery(found, request);
      const asked = [found.name, ...words.map((one) => (/\s/.test(one) ? `"${one}"` : one))].join(' ');
      const isShareable = isAnswered && found.name !== 'help' && asked.length <= LONGEST_SHARED;
      return ack(toEphemeral(answer, logger, isShareable ? buttonsOf(answer, asked) : []));
    }
    await ack();
    if (claimOnce(context, 'command', request.triggerId)) await runChange(found, request, respond);
  };
}

function answerUnknown(word: string, command: string) {
  const nearest = findMeantCommand(word);
  const hint = nearest ? `Did you mean ${command} ${nearest}? ` : '';
  return answerSentence(`"${word.slice(0, 60)}" is no command. ${hint}${command} help lists them all.`);
}

function readActor(command: SlackCommandMiddlewareArgs['command']): Actor {
  const id = readText(command, 'user_id');
  return { id, name: readText(command, 'user_name') || id };
}

/** Runs a change and tells who asked for it what changed, with a button to take it back. Never throws. */
async function runChange(command: ChangeCommand, request: CommandRequest, respond: RespondFn): Promise<void> {
  const { context, command: name } = request.dependencies;
  const { logger } = context;
  try {
    const result = await command.run(request);
    if (result === null) return;
    await reply(respond, toEphemeral(result.answer, logger, undoButtons(result.undo)), logger);
  } catch (error) {
    await reply(respond, toEphemeral(explainError(error, logger, name), logger), logger);
  }
}

/** The answer to a question, or the sentence that says why there is none; only the former can be shared. */
function answerQuery(command: QueryCommand, request: CommandRequest): { answer: Answer; isAnswered: boolean } {
  try {
    return { answer: command.run(request), isAnswered: true };
  } catch (error) {
    const { context, command: name } = request.dependencies;
    return { answer: explainError(error, context.logger, name), isAnswered: false };
  }
}
