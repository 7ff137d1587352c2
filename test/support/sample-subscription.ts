import { type ChannelSubscription, NOTIFICATION_TOPICS } from '../../src/domain/channel-subscription.ts';

/** A channel that hears of everything, with these changes. */
export function createSubscription(channel: string, changes: Partial<ChannelSubscription> = {}): ChannelSubscription {
  return {
    id: 1,
    channel,
    clusterIds: [],
    owners: [],
    osSkus: [],
    topics: NOTIFICATION_TOPICS,
    minimumSeverity: 'info',
    timeZone: 'UTC',
    reminderDay: null,
    ...changes,
  };
}
