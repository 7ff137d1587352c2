import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { isOutsider } from '../access/rights.ts';
import { type Answer, answerSentence, explainError, withButtons } from '../answers/answer.ts';
import { readText } from '../read-payload.ts';
import type { SlackConnection, SlackDependencies } from '../slack-dependencies.ts';
import { buttonsOf } from './ask-again.ts';
import { type ChangeCommand, type CommandRequest, type QueryCommand, splitWords } from './handlers.ts';
import { answerOutsider, claimOnce, readOrigin, reply, toEphemeral } from './interaction.ts';
import { findCommand, findNearCommand } from './registry.ts';

/** Slack's own cap on what can be typed is higher; a question longer than that is none of ours. */
const LONGEST_SHARED = 500;

/**
 * The one listener for slash commands. A question is answered in the acknowledgement itself, from the database; a change
 * is acknowledged first, since asking Slack who somebody is takes time.
 */
export function createCommandListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ command, ack, respond }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const say: Say = (answer) => ack(toEphemeral(answer));
    if (isOutsider(workspace, readOrigin(command))) return say(answerOutsider());
    const id = readText(command, 'user_id');
    const asked = {
      dependencies,
      actor: { id, name: readText(command, 'user_name') || id },
      channel: readText(command, 'channel_id'),
      triggerId: readText(command, 'trigger_id'),
    };
    await takeCommand(readText(command, 'text'), asked, say, async () => {
      await ack();
      if (!claimOnce(context, 'command', asked.triggerId)) return null;
      return (answer) => reply(respond, toEphemeral(answer), context.logger);
    });
  };
}

type Say = (answer: Answer) => Promise<void>;

/** Answers what somebody typed. `begin`: before a change is made; gives the way to say what came of it, `null` not to make it. */
export async function takeCommand(
  text: string,
  asked: Omit<CommandRequest, 'words' | 'offset'>,
  say: Say,
  begin: () => Promise<Say | null>,
): Promise<void> {
  const [word = 'help', ...words] = splitWords(text);
  const found = findCommand(word);
  if (!found) return say(answerUnknown(word, asked.dependencies.command));
  const request: CommandRequest = { ...asked, words, offset: 0 };
  if (found.kind === 'query') {
    const { answer, isAnswered } = answerQuery(found, request);
    const question = [found.name, ...words.map((one) => (/\s/.test(one) ? `"${one}"` : one))].join(' ');
    const isShareable = isAnswered && found.name !== 'help' && question.length <= LONGEST_SHARED;
    return say(isShareable ? withButtons(answer, buttonsOf(answer, question)) : answer);
  }
  const sayLater = await begin();
  if (sayLater) await runChange(found, request, sayLater);
}

function answerUnknown(word: string, command: string) {
  const nearest = findNearCommand(word);
  const hint = nearest ? `Did you mean ${command} ${nearest}? ` : '';
  return answerSentence(`"${word.slice(0, 60)}" is no command. ${hint}${command} help lists them all.`);
}

/** Runs a change and tells who asked for it what changed. Never throws. */
async function runChange(command: ChangeCommand, request: CommandRequest, say: Say): Promise<void> {
  const { context, command: name } = request.dependencies;
  try {
    const answer = await command.run(request);
    if (answer) await say(answer);
  } catch (error) {
    await say(explainError(error, context.logger, name));
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
