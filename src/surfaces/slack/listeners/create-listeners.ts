import type {
  AllMiddlewareArgs,
  BlockAction,
  RespondFn,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { AppError } from '../../../domain/app-error.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { type CardButton, plain } from '../../../messages/card.ts';
import { isOutsider } from '../access/rights.ts';
import { type Answer, answerSentence, button, explainError, withButtons } from '../answers/answer.ts';
import { drawCard } from '../messages/card-blocks.ts';
import { createResultModal, readMetadata, readViewState } from '../modal.ts';
import { readFields, readText } from '../read-payload.ts';
import type { SlackConnection, SlackDependencies } from '../slack-dependencies.ts';
import {
  type ActionHandler,
  type ChangeCommand,
  type Click,
  type CommandRequest,
  type QueryCommand,
  type SlackCommand,
  type Submission,
  splitWords,
  type Verdict,
  type ViewHandler,
} from './handlers.ts';
import { answerOutsider, claimOnce, readInteraction, readOrigin, reply, toEphemeral } from './interaction.ts';
import { CLICKS, FORMS, findCommand, findNearCommand } from './registry.ts';

/** The one listener for clicks. Links and fields of forms send clicks too, without a value: those are acknowledged, and that is all. */
export function createActionListener(dependencies: SlackDependencies, { client, workspace }: SlackConnection) {
  const { context } = dependencies;
  return async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    const { ack, body, action } = args;
    const respond = args.respond as RespondFn | undefined;
    await ack();
    const actionId = readText(action, 'action_id');
    const value = readText(action, 'value');
    if (!findHandler(actionId) && !(readText(action, 'type') === 'button' && value !== '')) return;
    const { actor, origin, triggerId } = readInteraction(body);
    const click = { ...dependencies, ...readPlace(body), actor, triggerId, value };
    const say = (answer: Answer, how: Audience) => sayReply(click, answer, how, respond, client);
    if (isOutsider(workspace, origin)) return say(answerOutsider(), 'beside');
    if (claimOnce(context, 'click', keyOfClick(body, action))) await takeClick(actionId, click, say);
  };
}

export async function takeClick(
  actionId: string,
  click: Click,
  say: (answer: Answer, how: Audience) => Promise<void>,
): Promise<void> {
  try {
    const handler = findHandler(actionId);
    const advice = `${click.command} help lists what can be asked`;
    if (!handler)
      throw new AppError(
        'not_found',
        `This button is of another version of vhdwatch and does nothing here: ${advice}.`,
      );
    const answer = await handler(click);
    if (answer) await say(answer, AUDIENCES[actionId] ?? 'beside');
  } catch (error) {
    await say(explainError(error, click), 'beside');
  }
}

/** How what a button says reaches who clicked: as a new answer, in the place of the old, or for the whole channel. */
type Audience = 'beside' | 'instead' | 'to-channel';

/** Of the buttons whose answer is no new one. */
const AUDIENCES: Readonly<Record<string, Audience>> = {
  'answer.more': 'instead',
  'answer.share': 'to-channel',
  'change.undo': 'instead',
  'message.plan': 'instead',
};

function findHandler(actionId: string): ActionHandler | undefined {
  const name = actionId.replace(/\.\d+$/, '');
  return [CLICKS, OF_ANSWERS].find((some) => Object.hasOwn(some, name))?.[name];
}

function readPlace(body: unknown): Pick<Click, 'channel' | 'messageTs' | 'screen'> {
  const view = readFields(body, 'view');
  const container = readFields(body, 'container');
  const kind = readText(view, 'type') === 'modal' ? 'form' : 'home';
  const screen = { id: readText(view, 'id'), hash: readText(view, 'hash'), kind, state: readViewState(view) } as const;
  return {
    channel: readText(readFields(body, 'channel'), 'id') || readText(container, 'channel_id'),
    messageTs: readText(readFields(body, 'message'), 'ts') || readText(container, 'message_ts'),
    screen: Object.keys(view).length > 0 ? screen : null,
  };
}

/** The same click delivered twice; two clicks of a person differ in it. */
function keyOfClick(body: unknown, action: unknown): string {
  const at = readText(action, 'action_ts') || readText(body, 'trigger_id');
  return at && `${readText(readFields(body, 'user'), 'id')}/${readText(action, 'action_id')}/${at}`;
}

/** Says it where the click was: beside the message, in it, to its channel; in a modal, or as a modal over the Home tab. */
async function sayReply(
  click: Click,
  answer: Answer,
  how: Audience,
  respond: RespondFn | undefined,
  client: SlackConnection['client'],
): Promise<void> {
  if (click.screen !== null || !respond) return sayOnScreen(click, answer, client);
  const audience = how === 'to-channel' ? ({ response_type: 'in_channel' } as const) : {};
  const message = { ...toEphemeral(answer), replace_original: how === 'instead', ...audience };
  await reply(respond, message, click.context.logger);
}

async function sayOnScreen(
  { context, screen, triggerId }: Click,
  answer: Answer,
  { views }: SlackConnection['client'],
): Promise<void> {
  const view = createResultModal(drawCard(answer));
  try {
    if (screen?.kind === 'form') await views.update({ view_id: screen.id, view });
    else await views.open({ trigger_id: triggerId, view });
  } catch {
    context.logger.warn('A click could not be answered', { in: screen?.kind ?? 'message' });
  }
}

export function createViewListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const formId = readText(view, 'callback_id');
    if (!findForm(formId)) return ack();
    const { actor, origin } = readInteraction(body);
    const submission = { ...dependencies, actor, state: readViewState(view), metadata: readMetadata(view) };
    const result = isOutsider(workspace, origin)
      ? answerOutsider()
      : await takeSubmission(formId, submission, () => claimOnce(context, 'view', readText(view, 'id')));
    if ('problems' in result) return ack({ response_action: 'errors', errors: { ...result.problems } });
    return ack({ response_action: 'update', view: createResultModal(drawCard(result)) });
  };
}

function findForm(formId: string): ViewHandler | undefined {
  return Object.hasOwn(FORMS, formId) ? FORMS[formId] : undefined;
}

/** Does what a form is there for, unless something is wrong with it. `claim`: false where it was done before. */
export async function takeSubmission(
  formId: string,
  submission: Submission,
  claim: () => boolean,
): Promise<Extract<Verdict, { problems: unknown }> | Answer> {
  try {
    const verdict = await findForm(formId)?.(submission);
    if (!verdict || 'problems' in verdict) return verdict ?? { problems: {} };
    return claim() ? await verdict.change() : answerSentence('That was saved already.');
  } catch (error) {
    return explainError(error, submission);
  }
}

/** Slack's own cap on what can be typed is higher; a question longer than that is none of ours. */
const LONGEST_SHARED = 500;

/** A question is answered in the acknowledgement; a change after it, since asking Slack who somebody is takes time. */
export function createCommandListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ command, ack, respond }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const say: Say = (answer) => ack(toEphemeral(answer));
    if (isOutsider(workspace, readOrigin(command))) return say(answerOutsider());
    const id = readText(command, 'user_id');
    const asked = {
      ...dependencies,
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

/**
 * Answers what somebody typed. `begin`: before a change is made; gives the way to say what came of it, `null` not to
 * make it.
 */
export async function takeCommand(
  text: string,
  asked: Omit<CommandRequest, 'words' | 'offset'>,
  say: Say,
  begin: () => Promise<Say | null>,
): Promise<void> {
  const [word = 'help', ...words] = splitWords(text);
  const found = findCommand(word);
  if (!found) return say(answerUnknown(word, asked.command));
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
  try {
    ensureWords(command, request);
    const answer = await command.run(request);
    if (answer) await say(answer);
  } catch (error) {
    await say(explainError(error, request));
  }
}

/** What its usage names outside of brackets has to be there. @throws AppError `invalid_usage` that shows how it is written */
function ensureWords({ name, usage, example }: SlackCommand, { words, command }: CommandRequest): void {
  const needed = usage.replace(/\[.*/s, '').split(' ').filter(Boolean);
  if (!needed.every((_word, index) => words[index]))
    throw new AppError('invalid_usage', `Write it as ${command} ${name} ${usage}, such as ${command} ${example}.`);
}

/** The answer to a question, or the sentence that says why there is none; only the former can be shared. */
function answerQuery(command: QueryCommand, request: CommandRequest): { answer: Answer; isAnswered: boolean } {
  try {
    ensureWords(command, request);
    return { answer: command.run(request), isAnswered: true };
  } catch (error) {
    return { answer: explainError(error, request), isAnswered: false };
  }
}

const shareAnswer: ActionHandler = async (click) => {
  const { context, command, actor, channel, messageTs } = click;
  const { answer, asked } = askAgain(click);
  if (!claimOnce(context, 'share', messageTs && `${channel}/${messageTs}`)) return null;
  const { buttons: _buttons, ...shown } = answer;
  const by = [plain(`Shared by ${toLiteral(actor.name, 80)} · ${toLiteral(`${command} ${asked}`, 200)}`)];
  return { ...shown, foot: [...(answer.foot ?? []), by] };
};

const showMore: ActionHandler = async (click) => {
  const { answer, asked } = askAgain(click);
  return withButtons(answer, buttonsOf(answer, asked));
};

/** Asks the question of a button again. Only questions can be asked this way. */
function askAgain(click: Click) {
  const { asked, offset } = readAskedAgain(click.value);
  const [word = '', ...words] = splitWords(asked);
  const command = findCommand(word);
  if (command?.kind !== 'query') throw new AppError('invalid_input', 'That cannot be shared.');
  const request = { ...click, words, offset };
  ensureWords(command, request);
  return { answer: command.run(request), asked };
}

function buttonsOf({ next }: Answer, asked: string): readonly CardButton[] {
  const more = next === undefined ? [] : [button('answer.more', 'Show more', `+${next} ${asked}`)];
  return [...more, button('answer.share', 'Share to channel', asked)];
}

/** The question of a button, and how much of its answer was shown before. */
function readAskedAgain(value: string): { readonly asked: string; readonly offset: number } {
  const [, offset = '0', asked = value] = /^\+(\d{1,6}) (.*)$/s.exec(value) ?? [];
  return { asked, offset: Number(offset) };
}

const OF_ANSWERS: typeof CLICKS = { 'answer.more': showMore, 'answer.share': shareAnswer };
