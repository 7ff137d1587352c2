import { listSubscriptions, unsubscribeChannel } from '../../../../app/manage-subscriptions.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-change.ts';
import { clustersOfChoice } from '../clusters-of-choice.ts';
import type { ChangeCommand } from './slack-command.ts';

/** `unsubscribe`: this channel hears no more than what is sent to it by default. */
export const unsubscribeCommand: ChangeCommand = {
  kind: 'change',
  name: 'unsubscribe',
  usage: '',
  does: 'end what this channel asked to hear',
  run: async ({ dependencies, actor, channel }) => {
    const { context } = dependencies;
    const [current] = listSubscriptions(context, channel);
    if (!current) throw new AppError('not_found', 'This channel has no subscription, so there is nothing to end.');
    await ensureMayChange(dependencies, actor, clustersOfChoice(context, current));
    const { auditId } = unsubscribeChannel(context, actor, channel);
    const rest =
      channel === context.defaultChannel
        ? ' It is the default channel, so it still hears what nobody subscribed to.'
        : '';
    return { answer: answerChange(`This channel is not subscribed any more.${rest}`), undo: auditId };
  },
};
