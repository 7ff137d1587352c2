import type { Cluster } from '../domain/cluster.ts';
import { isUserCalled } from '../domain/cluster-ownership.ts';
import {
  type AssessedPool,
  countPool,
  countPools,
  POOL_STATUSES,
  type PoolCounts,
} from '../domain/node-pool-assessment.ts';
import type { Steps } from '../domain/steps.ts';
import { compareTexts } from '../domain/text.ts';

/** A cluster with its Windows pools. */
export interface ClusterPools {
  readonly cluster: Cluster;
  readonly pools: readonly AssessedPool[];
}

export interface ClusterReach {
  readonly clusterIds: readonly string[];
  readonly owners: readonly string[];
  /** Clusters whose own channel it is. */
  readonly channels: readonly string[];
}

type Groups<Own> = ReadonlyMap<string, readonly Own[]>;

/**
 * Index of the Windows pools of a fleet by cluster, owner and channel: hundreds of channels ask for theirs. Every list is
 * in the order of the fleet.
 */
export interface PoolIndex<Own extends ClusterPools = ClusterPools> {
  readonly all: readonly Own[];
  readonly pools: readonly Own['pools'][number][];
  readonly counts: PoolCounts;
  readonly ofId: (clusterId: string) => Own | undefined;
  readonly byOwner: Groups<Own>;
  readonly byChannel: Groups<Own>;
  /** By how the worst of its pools stands. */
  readonly byWorst: Groups<Own>;
}

/** An index with what it takes to exchange clusters in it: a copy of a large map takes longer than all else. */
export interface ChangingIndex<Own extends ClusterPools> extends PoolIndex<Own> {
  readonly first: ReadonlyMap<string, Own>;
  /** What came in place of the first, or nothing. */
  readonly since: ReadonlyMap<string, Own | undefined>;
}

/** The clusters within reach, in the order of the fleet; every one where `reach` is `null`. */
export function listReachable(index: PoolIndex, reach: ClusterReach | null): readonly ClusterPools[] {
  if (reach === null) return index.all;
  const found = new Set([
    ...reach.clusterIds.flatMap((id) => index.ofId(id) ?? []),
    ...reach.owners.flatMap((owner) => index.byOwner.get(owner) ?? []),
    ...reach.channels.flatMap((channel) => index.byChannel.get(channel) ?? []),
  ]);
  return [...found].sort((a, b) => compareClusters(a.cluster, b.cluster));
}

/** The clusters that a user of the chat owns, in the order of the fleet. */
export function listOwnedBy(index: PoolIndex, userId: string): readonly ClusterPools[] {
  const owners = [...index.byOwner.keys()].filter((owner) => isUserCalled(owner, userId));
  return listReachable(index, { clusterIds: [], owners, channels: [] });
}

export function* createPoolIndex<Own extends ClusterPools>(fleet: readonly Own[]): Steps<ChangingIndex<Own>> {
  // Sorting a large fleet takes as long as a step may, and what was read right before it took its own.
  yield;
  const all = fleet.toSorted((a, b) => compareClusters(a.cluster, b.cluster));
  yield;
  const first = new Map(all.map((own) => [own.cluster.id, own]));
  const pools = all.flatMap((own) => own.pools);
  const counts = countPools(pools);
  yield;
  const byOwner = groupByEach(all, ownersOf);
  yield;
  const byChannel = groupByEach(all, channelsOf);
  yield;
  const byWorst = groupByEach(all, worstOf);
  return { first, since: new Map(), all, pools, counts, ofId: (id) => first.get(id), byOwner, byChannel, byWorst };
}

/** Of more than these, it is quicker to make the index anew. */
const FEW = 200;

/** The same index with other clusters in place of those with these IDs: only where they stand it is looked at. */
export function* exchangeClusters<Own extends ClusterPools>(
  index: ChangingIndex<Own>,
  ids: ReadonlySet<string>,
  others: readonly Own[],
): Steps<ChangingIndex<Own>> {
  if (index.since.size + ids.size > FEW)
    return yield* createPoolIndex([...index.all.filter(({ cluster }) => !ids.has(cluster.id)), ...others]);
  const { first } = index;
  const since = new Map(index.since);
  for (const id of ids) since.set(id, undefined);
  for (const own of others) since.set(own.cluster.id, own);
  const change = { before: [...ids].flatMap((id) => index.ofId(id) ?? []), others };
  return {
    first,
    since,
    all: exchange(index.all, change, itself),
    pools: exchange(index.pools, change, ({ pools }) => pools),
    counts: countAgain(index.counts, change),
    ofId: (id) => (since.has(id) ? since.get(id) : first.get(id)),
    byOwner: exchangeInGroups(index.byOwner, change, ownersOf),
    byChannel: exchangeInGroups(index.byChannel, change, channelsOf),
    byWorst: exchangeInGroups(index.byWorst, change, worstOf),
  };
}

interface Change<Own> {
  readonly before: readonly Own[];
  readonly others: readonly Own[];
}

type KeysOf = (own: ClusterPools) => readonly string[];

const itself = <T>(own: T): readonly T[] => [own];
const ownersOf: KeysOf = ({ cluster }) => cluster.ownership.owners;
const channelsOf: KeysOf = ({ cluster: { ownership } }) => (ownership.channel === null ? [] : [ownership.channel]);
const worstOf: KeysOf = ({ pools }) =>
  POOL_STATUSES.filter((status) => pools.some(({ assessment }) => assessment.status === status)).slice(0, 1);

function countAgain(before: PoolCounts, change: Change<ClusterPools>): PoolCounts {
  const counts = { ...before };
  for (const { pools } of change.before) for (const pool of pools) countPool(pool, counts, -1);
  for (const { pools } of change.others) for (const pool of pools) countPool(pool, counts);
  return counts;
}

function groupByEach<Own extends ClusterPools>(all: readonly Own[], keysOf: KeysOf): Groups<Own> {
  const found = new Map<string, Own[]>();
  for (const own of all) {
    for (const key of keysOf(own)) {
      const known = found.get(key);
      if (known) known.push(own);
      else found.set(key, [own]);
    }
  }
  return found;
}

function exchangeInGroups<Own extends ClusterPools>(
  groups: Groups<Own>,
  { before, others }: Change<Own>,
  keysOf: KeysOf,
): Groups<Own> {
  const found = new Map(groups);
  for (const key of new Set([...before, ...others].flatMap(keysOf))) {
    const ofKey = others.filter((own) => keysOf(own).includes(key));
    const group = exchange(groups.get(key) ?? [], { before, others: ofKey }, itself);
    if (group.length > 0) found.set(key, group);
    else found.delete(key);
  }
  return found;
}

function exchange<Own extends ClusterPools, T extends Pick<ClusterPools, 'cluster'>>(
  list: readonly T[],
  { before, others }: Change<Own>,
  itemsOf: (own: Own) => readonly T[],
): readonly T[] {
  const exchanged = [...list];
  for (const { cluster } of before) put(exchanged, cluster, []);
  for (const own of others) put(exchanged, own.cluster, itemsOf(own));
  return exchanged;
}

/** Puts items where those of that cluster stand, or would stand. */
function put<T extends Pick<ClusterPools, 'cluster'>>(list: T[], cluster: Cluster, items: readonly T[]): void {
  let [start, end] = [0, list.length];
  while (start < end) {
    const middle = Math.floor((start + end) / 2);
    const found = list[middle];
    if (found && compareClusters(found.cluster, cluster) < 0) start = middle + 1;
    else end = middle;
  }
  while (list[end]?.cluster.id === cluster.id) end += 1;
  list.splice(start, end - start, ...items);
}

/** As the store lists them: by name, then by ID. */
function compareClusters(a: Cluster, b: Cluster): number {
  return compareTexts(a.name, b.name) || compareTexts(a.id, b.id);
}
