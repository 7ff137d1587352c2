import type { Cluster } from '../domain/cluster.ts';
import { isUserCalled } from '../domain/cluster-ownership.ts';
import {
  type AssessedPool,
  countPool,
  countPools,
  POOL_STATUSES,
  type PoolCounts,
} from '../domain/node-pool-assessment.ts';
import type { PoolReference } from '../domain/pool-reference.ts';
import type { Steps } from '../domain/steps.ts';
import { compareTexts } from '../domain/text.ts';

/** A cluster with its Windows pools. */
export interface ClusterPools {
  readonly cluster: Cluster;
  readonly pools: readonly AssessedPool[];
}

/** A pool with the ends that concern it: one list for all pools that the same ones concern. */
export interface ConcernedPool extends AssessedPool {
  readonly ends: readonly string[];
  readonly name: PoolReference;
}

export interface ConcernedCluster extends ClusterPools {
  readonly pools: readonly ConcernedPool[];
}

export interface ClusterReach {
  readonly clusterIds: readonly string[];
  readonly owners: readonly string[];
  /** Clusters whose own channel it is. */
  readonly channels: readonly string[];
}

type Groups<T> = ReadonlyMap<string, readonly T[]>;

/**
 * Index of the Windows pools of a fleet by cluster, owner and channel, image and end: hundreds of channels ask for theirs,
 * and to look at each of many thousands takes longer than the rest of an answer. Every list is in the order of the fleet.
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
  /** By the version of the image that they run, empty where it is not known. */
  readonly byImage: Groups<Own['pools'][number]>;
  readonly byEnd: Groups<PoolReference>;
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

export function* createPoolIndex<Own extends ConcernedCluster>(fleet: readonly Own[]): Steps<ChangingIndex<Own>> {
  // Sorting a large fleet takes as long as a step may, and what was read right before it took its own.
  yield;
  const all = fleet.toSorted((a, b) => compareClusters(a.cluster, b.cluster));
  yield;
  const first = new Map(all.map((own) => [own.cluster.id, own]));
  const pools = all.flatMap((own) => own.pools);
  const counts = countPools(pools);
  yield;
  const byOwner = groupByEach(all, withOwners);
  yield;
  const byChannel = groupByEach(all, withChannel);
  yield;
  const byWorst = groupByEach(all, withWorst);
  yield;
  const byImage = groupByEach(all, withImages<Own>);
  yield;
  const byEnd = groupByEach(all, withEnds);
  const ofId = (id: string) => first.get(id);
  return { first, since: new Map(), all, pools, counts, ofId, byOwner, byChannel, byWorst, byImage, byEnd };
}

/** Of more than these, it is quicker to make the index anew. */
const FEW = 200;

/** The same index with other clusters in place of those with these IDs: only where they stand it is looked at. */
export function* exchangeClusters<Own extends ConcernedCluster>(
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
  const ofId = (id: string) => (since.has(id) ? since.get(id) : first.get(id));
  const change = { before: [...ids].flatMap((id) => index.ofId(id) ?? []), others, ofIdBefore: index.ofId, ofId };
  return {
    first,
    since,
    all: exchange(index.all, change, itself),
    pools: exchange(index.pools, change, ({ pools }) => pools),
    counts: countAgain(index.counts, change),
    ofId,
    byOwner: exchangeInGroups(index.byOwner, change, withOwners),
    byChannel: exchangeInGroups(index.byChannel, change, withChannel),
    byWorst: exchangeInGroups(index.byWorst, change, withWorst),
    byImage: exchangeInGroups(index.byImage, change, withImages<Own>),
    byEnd: exchangeInGroups(index.byEnd, change, withEnds),
  };
}

interface Change<Own> {
  readonly before: readonly Own[];
  readonly others: readonly Own[];
  readonly ofIdBefore: (id: string) => Own | undefined;
  readonly ofId: (id: string) => Own | undefined;
}

/** What stands for a cluster in a list. */
type Item = Pick<ClusterPools, 'cluster'> | PoolReference;

/** What of a cluster belongs into which groups. */
type Entries<T> = readonly (readonly [key: string, item: T])[];

const itself = <T>(own: T): readonly T[] => [own];
const withOwners = <Own extends ClusterPools>(own: Own): Entries<Own> =>
  own.cluster.ownership.owners.map((owner) => [owner, own]);
const withChannel = <Own extends ClusterPools>(own: Own): Entries<Own> => {
  const { channel } = own.cluster.ownership;
  return channel === null ? [] : [[channel, own]];
};
const withWorst = <Own extends ClusterPools>(own: Own): Entries<Own> => {
  const worst = POOL_STATUSES.find((status) => own.pools.some(({ assessment }) => assessment.status === status));
  return worst === undefined ? [] : [[worst, own]];
};
const withImages = <Own extends ClusterPools>({ pools }: Own): Entries<Own['pools'][number]> =>
  pools.map((pool) => [pool.assessment.currentVersion ?? '', pool]);
const withEnds = ({ pools }: ConcernedCluster): Entries<PoolReference> =>
  pools.flatMap(({ ends, name }) => ends.map((end) => [end, name] as const));

function countAgain(before: PoolCounts, change: Pick<Change<ClusterPools>, 'before' | 'others'>): PoolCounts {
  const counts = { ...before };
  for (const { pools } of change.before) for (const pool of pools) countPool(pool, counts, -1);
  for (const { pools } of change.others) for (const pool of pools) countPool(pool, counts);
  return counts;
}

function groupByEach<Own, T>(all: readonly Own[], entriesOf: (own: Own) => Entries<T>): Groups<T> {
  const found = new Map<string, T[]>();
  for (const own of all) {
    for (const [key, item] of entriesOf(own)) {
      const known = found.get(key);
      if (known) known.push(item);
      else found.set(key, [item]);
    }
  }
  return found;
}

function exchangeInGroups<Own extends ClusterPools, T extends Item>(
  groups: Groups<T>,
  change: Change<Own>,
  entriesOf: (own: Own) => Entries<T>,
): Groups<T> {
  const found = new Map(groups);
  const inGroup = (own: Own) => entriesOf(own).map(([key]) => [key, own] as const);
  const [before, others] = [groupByEach(change.before, inGroup), groupByEach(change.others, inGroup)];
  for (const key of new Set([...before.keys(), ...others.keys()])) {
    const ofKey = { ...change, before: before.get(key) ?? [], others: others.get(key) ?? [] };
    const itemsOf = (own: Own) => entriesOf(own).flatMap(([its, item]) => (its === key ? [item] : []));
    const group = exchange(groups.get(key) ?? [], ofKey, itemsOf);
    if (group.length > 0) found.set(key, group);
    else found.delete(key);
  }
  return found;
}

function exchange<Own extends ClusterPools, T extends Item>(
  list: readonly T[],
  { before, others, ofIdBefore, ofId }: Change<Own>,
  itemsOf: (own: Own) => readonly T[],
): readonly T[] {
  const exchanged = [...list];
  for (const { cluster } of before) put(exchanged, cluster, [], ofIdBefore);
  for (const own of others) put(exchanged, own.cluster, itemsOf(own), ofId);
  return exchanged;
}

/** Puts items where those of that cluster stand, or would stand. */
function put<T extends Item>(
  list: T[],
  cluster: Cluster,
  items: readonly T[],
  ofId: Change<ClusterPools>['ofId'],
): void {
  const clusterOf = (item: Item | undefined) =>
    item && 'clusterId' in item ? ofId(item.clusterId)?.cluster : item?.cluster;
  let [start, end] = [0, list.length];
  while (start < end) {
    const middle = Math.floor((start + end) / 2);
    const found = clusterOf(list[middle]);
    if (found && compareClusters(found, cluster) < 0) start = middle + 1;
    else end = middle;
  }
  while (clusterOf(list[end])?.id === cluster.id) end += 1;
  list.splice(start, end - start, ...items);
}

/** As the store lists them: by name, then by ID. */
function compareClusters(a: Cluster, b: Cluster): number {
  return compareTexts(a.name, b.name) || compareTexts(a.id, b.id);
}
