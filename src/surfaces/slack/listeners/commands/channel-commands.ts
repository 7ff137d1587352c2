import { queueTestMessage } from '../../../../app/delivery/manage-outbox.ts';
import { getCluster } from '../../../../app/fleet/find-clusters.ts';
import { explainNotifications } from '../../../../app/interactions/explain-notifications.ts';
import {
  listNamedChannels,
  listRefusals,
  listSubscriptions,
  subscribeChannel,
  unsubscribeChannel,
} from '../../../../app/interactions/manage-subscriptions.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { ensureMaySubscribe } from '../../access/ensure-may-subscribe.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { answerSubscriptions, describeSubscription } from '../../answers/answer-subscriptions.ts';
import { answerWhy } from '../../answers/answer-why.ts';
import { proposeSubscription } from '../propose-subscription.ts';
import { renderSubscribeForm } from '../render-subscribe-form.ts';
import { openModal } from './open-modal.ts';
import { type ChangeCommand, needWord, type QueryCommand } from './slack-command.ts';

/** `subscribe`: a form for this channel; `subscribe all` or `subscribe CLUSTER …` at once. */
export const subscribeCommand: ChangeCommand = {
  kind: 'change',
  name: 'subscribe',
  usage: '[all | CLUSTER …]',
  does: 'choose what this channel hears, in a form with a preview or at once',
  example: 'subscribe',
  run: async ({ dependencies, actor, channel, triggerId, words }) => {
    const { context } = dependencies;
    const proposed = proposeSubscription(context, channel);
    if (words.length === 0) {
      await openModal(dependencies, triggerId, renderSubscribeForm(context, proposed, null));
      return null;
    }
    const clusters = words[0]?.toLowerCase() === 'all' ? [] : words.map((word) => getCluster(context, word));
    const choice = { ...proposed, clusterIds: clusters.map(({ id }) => id), owners: [] };
    await ensureMaySubscribe(dependencies, actor, channel, choice);
    const { result, auditId } = subscribeChannel(context, actor, choice);
    return { answer: answerChange(`This channel now hears ${describeSubscription(result)}.`), undo: auditId };
  },
};

/** `subscriptions`: what each channel asked to hear. */
export const subscriptionsCommand: QueryCommand = {
  kind: 'query',
  name: 'subscriptions',
  usage: '',
  does: 'what each channel asked to hear',
  example: 'subscriptions',
  run: ({ dependencies: { context }, channel, offset }) =>
    answerSubscriptions(listSubscriptions(context, null), {
      defaultChannel: context.defaultChannel,
      asking: channel,
      named: listNamedChannels(context),
      refusals: listRefusals(context),
      offset,
    }),
};

/** `unsubscribe`: this channel hears no more than what is sent to it by default. */
export const unsubscribeCommand: ChangeCommand = {
  kind: 'change',
  name: 'unsubscribe',
  usage: '',
  does: 'end what this channel asked to hear',
  example: 'unsubscribe',
  run: async ({ dependencies, actor, channel }) => {
    const { context } = dependencies;
    if (listSubscriptions(context, channel).length === 0)
      throw new AppError('not_found', 'This channel has no subscription, so there is nothing to end.');
    await ensureMaySubscribe(dependencies, actor, channel, null);
    const { auditId } = unsubscribeChannel(context, actor, channel);
    const rest =
      channel === context.defaultChannel
        ? ' It is the default channel, so it still hears what nobody subscribed to.'
        : '';
    return { answer: answerChange(`This channel is not subscribed any more.${rest}`), undo: auditId };
  },
};

/** `why NAME`: which channels hear about a cluster, why, and what they were told. */
export const whyCommand: QueryCommand = {
  kind: 'query',
  name: 'why',
  usage: 'NAME',
  does: 'why a channel was told about a cluster, or was not',
  example: 'why shop',
  run: (request) => answerWhy(explainNotifications(request.dependencies.context, needWord(request, 0, 'why NAME'))),
};

/** `test`: a message to this channel through the outbox, as every notification goes. */
export const testCommand: ChangeCommand = {
  kind: 'change',
  name: 'test',
  usage: '',
  does: 'post a test message here, the way notifications go',
  example: 'test',
  run: async ({ dependencies, actor, channel, triggerId }) => {
    await ensureMayChange(dependencies, actor, []);
    queueTestMessage(dependencies.context, actor, channel, triggerId);
    const next = `If none comes in half a minute, ${dependencies.command} outbox says why; /invite the app where it is not a member.`;
    return { answer: answerChange('A test message is on its way to this channel.', [next]) };
  },
};
