import type { Cluster } from '../domain/cluster.ts';
import { isUserCalled } from '../domain/cluster-ownership.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import { once } from '../domain/once.ts';

/** Consecutive pools of one cluster in a list of pools. */
export interface ClusterPools {
  readonly cluster: Cluster;
  readonly pools: readonly AssessedPool[];
  /** Where in the list they stand, in clusters. */
  readonly place: number;
}

export interface ClusterReach {
  readonly clusterIds: readonly string[];
  readonly owners: readonly string[];
  /** Clusters whose own channel it is. */
  readonly channels: readonly string[];
}

/** Index of the Windows pools of a fleet by cluster, owner and channel: hundreds of channels ask for theirs. */
export interface PoolIndex {
  readonly all: readonly ClusterPools[];
  readonly byId: ReadonlyMap<string, ClusterPools>;
  readonly byOwner: ReadonlyMap<string, readonly ClusterPools[]>;
  readonly byChannel: ReadonlyMap<string, readonly ClusterPools[]>;
}

/** The clusters within reach, in the order of the fleet; every one where `reach` is `null`. */
export function listReachable(index: PoolIndex, reach: ClusterReach | null): readonly ClusterPools[] {
  if (reach === null) return index.all;
  const found = new Set([
    ...reach.clusterIds.flatMap((id) => index.byId.get(id) ?? []),
    ...reach.owners.flatMap((owner) => index.byOwner.get(owner) ?? []),
    ...reach.channels.flatMap((channel) => index.byChannel.get(channel) ?? []),
  ]);
  return [...found].sort((a, b) => a.place - b.place);
}

/** The clusters that a user of the chat owns, in the order of the fleet. */
export function listOwnedBy(index: PoolIndex, userId: string): readonly ClusterPools[] {
  const owners = [...index.byOwner.keys()].filter((owner) => isUserCalled(owner, userId));
  return listReachable(index, { clusterIds: [], owners, channels: [] });
}

/** Each index is built when it is first used. */
export function createPoolIndex(fleet: readonly Omit<ClusterPools, 'place'>[]): PoolIndex {
  const all = once(() => fleet.map(({ cluster, pools }, place) => ({ cluster, pools, place })));
  const byId = once(() => new Map(all().map((own) => [own.cluster.id, own])));
  const byOwner = once(() => groupByEach(all(), ({ ownership }) => ownership.owners));
  const byChannel = once(() => groupByEach(all(), ({ ownership: { channel } }) => (channel === null ? [] : [channel])));
  return {
    get all() {
      return all();
    },
    get byId() {
      return byId();
    },
    get byOwner() {
      return byOwner();
    },
    get byChannel() {
      return byChannel();
    },
  };
}

function groupByEach(
  groups: readonly ClusterPools[],
  keysOf: (cluster: Cluster) => readonly string[],
): ReadonlyMap<string, readonly ClusterPools[]> {
  const found = new Map<string, ClusterPools[]>();
  for (const group of groups) {
    for (const key of keysOf(group.cluster)) {
      const known = found.get(key);
      if (known) known.push(group);
      else found.set(key, [group]);
    }
  }
  return found;
}
