import type { Cluster } from '../../domain/cluster.ts';
import { POOL_STATUSES, type PoolCounts } from '../../domain/node-pool-assessment.ts';
import type { ClusterPools, PoolIndex } from '../../routing/pool-index.ts';

export interface FleetOverview {
  /** Oldest report among the clusters; `null` without clusters. */
  readonly asOf: string | null;
  /** Every registered cluster, Linux-only ones too. */
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly counts: PoolCounts;
  /** Clusters with Windows node pools, worst first, then by name. */
  readonly ranked: readonly ClusterPools[];
}

export function createOverview(
  registered: Pick<FleetOverview, 'asOf' | 'clusters'>,
  { pools, counts, byWorst }: Pick<PoolIndex, 'pools' | 'counts' | 'byWorst'>,
): FleetOverview {
  return {
    ...registered,
    windowsNodePools: pools.length,
    counts,
    ranked: POOL_STATUSES.flatMap((status) => byWorst.get(status) ?? []),
  };
}

/** When the oldest report of these clusters was made; `null` without clusters. */
export function findOldestReport(clusters: readonly Cluster[]): string | null {
  let oldest: string | null = null;
  for (const { asOf } of clusters) if (oldest === null || asOf < oldest) oldest = asOf;
  return oldest;
}
