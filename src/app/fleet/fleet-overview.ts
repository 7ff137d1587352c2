import type { Cluster } from '../../domain/cluster.ts';
import {
  type AssessedPool,
  countPools,
  type NodePoolStatus,
  POOL_STATUSES,
  type PoolCounts,
} from '../../domain/node-pool-assessment.ts';
import type { ClusterPools } from '../../routing/pool-index.ts';

export type RankedCluster = Omit<ClusterPools, 'place'>;

export interface FleetOverview {
  /** Oldest report among the clusters; `null` without clusters. */
  readonly asOf: string | null;
  /** Every registered cluster, Linux-only ones too. */
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly counts: PoolCounts;
  /** Clusters with Windows node pools, worst first, then by name. */
  readonly ranked: readonly RankedCluster[];
}

/** Counts and ranks. `pools` are the Windows node pools of the registered clusters, `byCluster` the same in theirs, by name. */
export function createOverview(
  registered: Pick<FleetOverview, 'asOf' | 'clusters'>,
  pools: readonly AssessedPool[],
  byCluster: readonly ClusterPools[],
): FleetOverview {
  const ranked = byCluster
    .map(({ cluster, pools: own }) => ({ cluster, pools: own, worst: placeOfWorst(own) }))
    .sort((a, b) => a.worst - b.worst);
  return {
    ...registered,
    windowsNodePools: pools.length,
    counts: countPools(pools),
    ranked,
  };
}

/** When the oldest report of these clusters was made; `null` without clusters. */
export function findOldestReport(clusters: readonly Cluster[]): string | null {
  let oldest: string | null = null;
  for (const { asOf } of clusters) if (oldest === null || asOf < oldest) oldest = asOf;
  return oldest;
}

function placeOfWorst(pools: readonly AssessedPool[]): number {
  let worst = POOL_STATUSES.length;
  for (const { assessment } of pools) worst = Math.min(worst, placeOfStatus(assessment.status));
  return worst;
}

/** Where a status stands among all, the worst first. */
export function placeOfStatus(status: NodePoolStatus): number {
  return POOL_STATUSES.indexOf(status);
}
