import { listSubscriptions, unsubscribeChannel } from '../../../../app/interactions/manage-subscriptions.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { ensureMaySubscribe } from '../../access/ensure-may-subscribe.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import type { ChangeCommand } from './slack-command.ts';

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
