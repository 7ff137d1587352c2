import type { AllMiddlewareArgs, BlockAction, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt';
import { isOutsider } from '../access/rights.ts';
import { explainError } from '../answers/answer.ts';
import { drawCard } from '../messages/card-blocks.ts';
import { createResultModal, readViewState } from '../modals/modal.ts';
import { readFields, readText } from '../read-payload.ts';
import type { SlackConnection, SlackDependencies } from '../slack-dependencies.ts';
import { shareAnswer, showMore } from './ask-again.ts';
import type { ActionHandler, Click, ClickReply } from './handlers.ts';
import { answerOutsider, claimOnce, readInteraction, reply, toEphemeral } from './interaction.ts';
import { CLICKS } from './registry.ts';

/** Buttons under any answer. */
const OF_ANSWERS: typeof CLICKS = { 'answer.more': showMore, 'answer.share': shareAnswer };

/** The one listener for clicks. Links and fields of forms send clicks too: those are acknowledged, and that is all. */
export function createActionListener(dependencies: SlackDependencies, { client, workspace }: SlackConnection) {
  const { context } = dependencies;
  return async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    const { ack, body, action } = args;
    const respond = args.respond as RespondFn | undefined;
    await ack();
    const actionId = readText(action, 'action_id');
    if (!findHandler(actionId)) return;
    const { actor, origin, triggerId } = readInteraction(body);
    const click = { ...readPlace(body), dependencies, actor, triggerId, value: readText(action, 'value') };
    const say = (said: ClickReply) => sayReply(click, said, respond, client);
    if (isOutsider(workspace, origin)) return say({ answer: answerOutsider(), how: 'beside' });
    if (claimOnce(context, 'click', keyOfClick(body, action))) await takeClick(actionId, click, say);
  };
}

/** Does what a button is there for, and says what came of it. */
export async function takeClick(
  actionId: string,
  click: Click,
  say: (said: ClickReply) => Promise<void>,
): Promise<void> {
  const { context, command } = click.dependencies;
  try {
    const said = await findHandler(actionId)?.(click);
    if (said) await say(said);
  } catch (error) {
    await say({ answer: explainError(error, context.logger, command), how: 'beside' });
  }
}

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
  said: ClickReply,
  respond: RespondFn | undefined,
  client: SlackConnection['client'],
): Promise<void> {
  const { logger } = click.dependencies.context;
  if (click.screen !== null || !respond) return sayOnScreen(click, said, client);
  const message = toEphemeral(said.answer);
  if (said.how === 'to-channel') await reply(respond, { ...message, response_type: 'in_channel' }, logger);
  else await reply(respond, { ...message, replace_original: said.how === 'instead' }, logger);
}

async function sayOnScreen(
  { dependencies, screen, triggerId }: Click,
  said: ClickReply,
  { views }: SlackConnection['client'],
): Promise<void> {
  const { logger } = dependencies.context;
  const view = createResultModal(drawCard(said.answer));
  try {
    if (screen?.kind === 'form') await views.update({ view_id: screen.id, view });
    else await views.open({ trigger_id: triggerId, view });
  } catch {
    logger.warn('A click could not be answered', { in: screen?.kind ?? 'message' });
  }
}
