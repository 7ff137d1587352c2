import type { AppContext } from '../../../app/app-context.ts';
import { listSubscriptions, type SubscriptionChoice } from '../../../app/interactions/manage-subscriptions.ts';
import { NOTIFICATION_TOPICS } from '../../../domain/channel-subscription.ts';

/** What a channel hears now, or everything where it chose nothing yet: what a form begins with. */
export function proposeSubscription(context: AppContext, channel: string): SubscriptionChoice {
  const [current] = listSubscriptions(context, channel);
  if (!current) {
    return {
      channel,
      clusterIds: [],
      owners: [],
      osSkus: [],
      topics: NOTIFICATION_TOPICS,
      minimumSeverity: 'info',
      timeZone: context.timeZone,
      reminderDay: null,
    };
  }
  const { id: _id, ...choice } = current;
  return choice;
}
