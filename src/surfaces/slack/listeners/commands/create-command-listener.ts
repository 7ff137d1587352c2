import type { AllMiddlewareArgs, RespondFn, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Actor } from '../../../../domain/actor.ts';
import { findNearestName } from '../../../../domain/text.ts';
import { isOutsider } from '../../access/is-outsider.ts';
import { answerSentence } from '../../answers/answer-sentence.ts';
import { button } from '../../answers/button.ts';
import { explainError } from '../../answers/explain-error.ts';
import { readText } from '../../read-payload.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';
import { claimOnce } from '../claim-once.ts';
import { reply, toEphemeral } from '../reply.ts';
import { answerOutsider, answerQuery, buttonsOf } from './answer-query.ts';
import { COMMANDS, findCommand } from './list-commands.ts';
import { type ChangeCommand, type CommandRequest, splitWords } from './slack-command.ts';

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
    if (isOutsider(workspace, null, readText(command, 'team_id') || null))
      return ack(toEphemeral(answerOutsider(), logger));
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
  const nearest = findNearestName(
    word,
    COMMANDS.map(({ name }) => name),
  );
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
    const undo = result.undo === undefined ? [] : [button('change.undo', 'Undo', String(result.undo))];
    await reply(respond, toEphemeral(result.answer, logger, undo), logger);
  } catch (error) {
    await reply(respond, toEphemeral(explainError(error, logger, name), logger), logger);
  }
}
