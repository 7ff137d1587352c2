import type { AssessedPool } from '../domain/assessed-pool.ts';

/** Names one pool among all clusters, or a cluster as a whole: a pool may be called `null`. */
export function keyOfPool({ clusterId, nodePool }: { clusterId: string; nodePool: string | null }): string {
  return `${clusterId}/${nodePool ?? ''}`;
}

/** Pools by `keyOfPool`. */
export function indexPools(pools: readonly AssessedPool[]): ReadonlyMap<string, AssessedPool> {
  return new Map(pools.map((pool) => [keyOfPool({ clusterId: pool.cluster.id, nodePool: pool.nodePool.name }), pool]));
}
