import {
  type ChannelSubscription,
  NOTIFICATION_TOPICS,
  type NotificationTopic,
} from '../domain/channel-subscription.ts';
import type { Cluster } from '../domain/cluster.ts';
import type { Severity } from '../domain/finding.ts';
import type { OsSku } from '../domain/os-sku.ts';
import type { ClusterReach } from './pool-index.ts';

/** One channel and what it is to hear. */
export interface Destination {
  readonly channel: string;
  /** Hears of every release, also of one that concerns none of its pools. */
  readonly hearsAllNews: boolean;
  readonly topics: ReadonlySet<NotificationTopic>;
  /** Empty means every one. */
  readonly osSkus: readonly OsSku[];
  readonly minimumSeverity: Severity;
  readonly timeZone: string | null;
  /** Day of the month of its reminder; `null` follows the setting. */
  readonly reminderDay: number | null;
  readonly owns: (cluster: Cluster) => boolean;
  /** Where the clusters that it owns are found: it owns none beyond. `null`: any cluster may be one. */
  readonly reach: ClusterReach | null;
}

/** What routing goes by. */
export interface RoutingInput {
  readonly subscriptions: readonly ChannelSubscription[];
  /** Channel for release news and for pools that nobody owns; `null` when none is set. */
  readonly defaultChannel: string | null;
  readonly clusters: readonly Cluster[];
}

/**
 * Every channel that may hear something, each once. The default channel takes the news and the pools nobody owns;
 * a cluster's own channel takes its pools; an explicit subscription replaces what a channel would get by default.
 */
export function routeChannels(input: RoutingInput): readonly Destination[] {
  const explicit = new Set(input.subscriptions.map((one) => one.channel));
  const implicit = listImplicit(input).filter(({ channel }) => !explicit.has(channel));
  return [...implicit, ...input.subscriptions.map(toDestination)];
}

function listImplicit({ defaultChannel, clusters }: RoutingInput): readonly Destination[] {
  const ownChannels = new Set(
    clusters.map((cluster) => cluster.ownership.channel).filter((channel) => channel !== null),
  );
  if (defaultChannel !== null) ownChannels.delete(defaultChannel);
  const owned = [...ownChannels].sort().map(createOwn);
  if (defaultChannel === null) return owned;
  const ownsUnowned = (cluster: Cluster) => (cluster.ownership.channel ?? defaultChannel) === defaultChannel;
  return [{ ...IMPLICIT, channel: defaultChannel, hearsAllNews: true, owns: ownsUnowned, reach: null }, ...owned];
}

/** What a channel hears where nobody chose. */
const IMPLICIT = {
  topics: new Set(NOTIFICATION_TOPICS),
  osSkus: [],
  minimumSeverity: 'info',
  timeZone: null,
  reminderDay: null,
} as const;

/** Of a channel that hears about the clusters whose own one it is. */
function createOwn(channel: string): Destination {
  const owns = (cluster: Cluster) => cluster.ownership.channel === channel;
  const reach = { clusterIds: [], owners: [], channels: [channel] };
  return { ...IMPLICIT, channel, hearsAllNews: false, owns, reach };
}

function toDestination(subscription: ChannelSubscription): Destination {
  const { channel, clusterIds, owners, topics, osSkus, minimumSeverity, timeZone, reminderDay } = subscription;
  const everything = clusterIds.length === 0 && owners.length === 0;
  return {
    channel,
    hearsAllNews: everything,
    topics: new Set(topics),
    osSkus,
    minimumSeverity,
    timeZone,
    reminderDay,
    owns: (cluster) =>
      everything || clusterIds.includes(cluster.id) || cluster.ownership.owners.some((owner) => owners.includes(owner)),
    reach: everything ? null : { clusterIds, owners, channels: [] },
  };
}
