import type { AllMiddlewareArgs, BlockAction, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt';
import { isOutsider } from '../../access/is-outsider.ts';
import { explainError } from '../../answers/explain-error.ts';
import { readFields, readText } from '../../read-payload.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';
import { claimOnce } from '../claim-once.ts';
import { answerOutsider } from '../commands/answer-query.ts';
import { readInteraction } from '../read-interaction.ts';
import type { ActionHandler, Click, ClickReply } from './action-handler.ts';
import { shareAnswer, showMore } from './ask-again.ts';
import { editCluster, registerCluster, showCluster } from './cluster-actions.ts';
import { mentionMe, mentionOff } from './mention.ts';
import { acknowledge, assign } from './message-actions.ts';
import { refreshHome } from './refresh-home.ts';
import { retryNotification } from './retry-notification.ts';
import { sayReply } from './say-reply.ts';
import { postCommandsOfPool, showCommands, showNextCommands } from './show-commands.ts';
import { snoozeCluster, snoozeMessage } from './snooze.ts';
import { showPreview, subscribe } from './subscription-actions.ts';
import { undo } from './undo.ts';

/** By `action_id`; of several equal buttons in a row each has a number after it (`outbox.retry.7`). */
const HANDLERS: Readonly<Record<string, ActionHandler>> = {
  'answer.more': showMore,
  'answer.share': shareAnswer,
  'change.undo': undo,
  'cluster.edit': editCluster,
  'cluster.register': registerCluster,
  'cluster.show': showCluster,
  'cluster.snooze': snoozeCluster,
  'mention.me': mentionMe,
  'mention.off': mentionOff,
  'message.commands': showCommands,
  'message.plan': showNextCommands,
  'message.post': postCommandsOfPool,
  'message.snooze': snoozeMessage,
  'message.assign': assign,
  'message.done': acknowledge,
  'outbox.retry': retryNotification,
  'subscription.preview': showPreview,
  'subscription.choose': subscribe,
  'home.refresh': refreshHome,
};

/** The one listener for clicks. Links and fields of forms send clicks too: those are acknowledged, and that is all. */
export function createActionListener(dependencies: SlackDependencies) {
  const { context, workspace, command } = dependencies;
  return async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    const { ack, body, action } = args;
    const respond = args.respond as RespondFn | undefined;
    await ack();
    const handler = findHandler(readText(action, 'action_id'));
    if (!handler) return;
    const { actor, userTeam, teamId, triggerId } = readInteraction(body);
    const click = { ...readPlace(body), dependencies, actor, triggerId, value: readText(action, 'value') };
    const say = (reply: ClickReply) => sayReply(click, reply, respond);
    if (isOutsider(workspace, userTeam, teamId)) return say({ answer: answerOutsider(), how: 'beside' });
    if (!claimOnce(context, 'click', keyOfClick(body, action))) return;
    try {
      const reply = await handler(click);
      if (reply) await say(reply);
    } catch (error) {
      await say({ answer: explainError(error, context.logger, command), how: 'beside' });
    }
  };
}

function findHandler(actionId: string): ActionHandler | undefined {
  const name = actionId.replace(/\.\d+$/, '');
  return Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
}

function readPlace(body: unknown): Pick<Click, 'channel' | 'messageTs' | 'view'> {
  const view = readFields(body, 'view');
  const container = readFields(body, 'container');
  return {
    channel: readText(readFields(body, 'channel'), 'id') || readText(container, 'channel_id'),
    messageTs: readText(readFields(body, 'message'), 'ts') || readText(container, 'message_ts'),
    view: Object.keys(view).length > 0 ? view : null,
  };
}

/** The same click delivered twice; two clicks of a person differ in it. */
function keyOfClick(body: unknown, action: unknown): string {
  const at = readText(action, 'action_ts') || readText(body, 'trigger_id');
  return at && `${readText(readFields(body, 'user'), 'id')}/${readText(action, 'action_id')}/${at}`;
}
