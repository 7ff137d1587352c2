import { getCluster } from '../../../../app/fleet/find-clusters.ts';
import { subscribeChannel } from '../../../../app/interactions/manage-subscriptions.ts';
import { ensureMaySubscribe } from '../../access/ensure-may-subscribe.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { describeSubscription } from '../../answers/answer-subscriptions.ts';
import { proposeSubscription } from '../propose-subscription.ts';
import { renderSubscribeForm } from '../render-subscribe-form.ts';
import { openModal } from './open-modal.ts';
import type { ChangeCommand } from './slack-command.ts';

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
