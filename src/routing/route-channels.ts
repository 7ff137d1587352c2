import {
  type ChannelSubscription,
  NOTIFICATION_TOPICS,
  type NotificationTopic,
} from '../domain/channel-subscription.ts';
import type { Cluster } from '../domain/cluster.ts';
import { type Finding, rankOfSeverity } from '../domain/finding.ts';
import { type AssessedPool, createPoolFinder } from '../domain/node-pool-assessment.ts';
import { once } from '../domain/once.ts';
import { type ClusterReach, listReachable, type PoolIndex } from './pool-index.ts';

export interface Destination
  extends Pick<ChannelSubscription, 'channel' | 'osSkus' | 'minimumSeverity' | 'reminderDay'> {
  /** True when it hears of every release, even of one that concerns none of its pools. */
  readonly hearsAllNews: boolean;
  readonly topics: ReadonlySet<NotificationTopic>;
  readonly timeZone: string | null;
  readonly owns: (cluster: Cluster) => boolean;
  /** Where to look for the clusters that it owns: it owns none elsewhere. `null`: any cluster may be its own. */
  readonly reach: ClusterReach | null;
}

interface RoutingInput {
  readonly subscriptions: readonly ChannelSubscription[];
  /** Channel for release news and for pools that nobody owns; `null` when none is set. */
  readonly defaultChannel: string | null;
  /** The own channels of clusters. */
  readonly channels: Iterable<string>;
}

/** The default channel takes the news and the pools nobody owns, a cluster's own channel its pools; a subscription replaces that. */
export function routeChannels(input: RoutingInput): readonly Destination[] {
  const explicit = new Set(input.subscriptions.map((one) => one.channel));
  const implicit = listImplicit(input).filter(({ channel }) => !explicit.has(channel));
  return [...implicit, ...input.subscriptions.map(toDestination)];
}

function listImplicit({ defaultChannel, channels }: RoutingInput): readonly Destination[] {
  const ownChannels = new Set(channels);
  if (defaultChannel !== null) ownChannels.delete(defaultChannel);
  const owned = [...ownChannels].sort().map(createOwn);
  if (defaultChannel === null) return owned;
  const ownsUnowned = (cluster: Cluster) => (cluster.ownership.channel ?? defaultChannel) === defaultChannel;
  return [{ ...IMPLICIT, channel: defaultChannel, hearsAllNews: true, owns: ownsUnowned, reach: null }, ...owned];
}

const IMPLICIT = {
  topics: new Set(NOTIFICATION_TOPICS),
  osSkus: [],
  minimumSeverity: 'info',
  timeZone: null,
  reminderDay: null,
} as const;

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

/** A channel with what concerns it: messages are made from this alone, never from the whole fleet. */
export interface ChannelScope {
  readonly destination: Destination;
  /** The pools that it hears about, in the order of the fleet. */
  readonly pools: readonly AssessedPool[];
  /** The findings on them and on their clusters as a whole, whatever their severity. */
  readonly findings: readonly Finding[];
}

/** The scope of a channel; `findingsOf` gives the open findings of clusters. */
export function findScope(
  destination: Destination,
  index: PoolIndex,
  findingsOf: (clusterIds: readonly string[]) => readonly Finding[],
): ChannelScope {
  const pools = once(() => listPoolsOf(destination, index));
  const findings = once(() => listFindingsOn(pools(), findingsOf));
  return {
    destination,
    get pools() {
      return pools();
    },
    get findings() {
      return findings();
    },
  };
}

function listFindingsOn(
  pools: readonly AssessedPool[],
  findingsOf: (clusterIds: readonly string[]) => readonly Finding[],
): readonly Finding[] {
  const poolOf = createPoolFinder(pools);
  const clusterIds = [...new Set(pools.map(({ cluster }) => cluster.id))];
  return findingsOf(clusterIds).filter((finding) => finding.nodePool === null || poolOf(finding) !== null);
}

export function listSevereFindings({ destination, findings }: ChannelScope): readonly Finding[] {
  const minimum = rankOfSeverity(destination.minimumSeverity);
  return findings.filter(({ severity }) => rankOfSeverity(severity) >= minimum);
}

/** The pools of a channel, in the order of the fleet. */
export function listPoolsOf({ osSkus, owns, reach }: Destination, index: PoolIndex): readonly AssessedPool[] {
  return listReachable(index, reach)
    .filter(({ cluster }) => owns(cluster))
    .flatMap((own) => own.pools)
    .filter(({ assessment: { osSku } }) => osSkus.length === 0 || (osSku !== null && osSkus.includes(osSku)));
}
