import {
  listNamedChannels,
  listRefusals,
  listSubscriptions,
} from '../../../../app/interactions/manage-subscriptions.ts';
import { answerSubscriptions } from '../../answers/answer-subscriptions.ts';
import type { QueryCommand } from './slack-command.ts';

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
