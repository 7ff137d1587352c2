import type { Cluster, NodePool } from './cluster.ts';
import type { NodePoolAssessment } from './node-pool-assessment.ts';

/** A registered Windows node pool with where it stands, and the commands that bring it to the newest image. */
export interface AssessedPool {
  readonly cluster: Cluster;
  readonly nodePool: NodePool;
  readonly assessment: NodePoolAssessment;
  readonly commands: readonly string[];
}

/** Names one pool among all clusters, or a cluster as a whole: a pool may be called `null`. */
export function keyOfPool({ clusterId, nodePool }: { clusterId: string; nodePool: string | null }): string {
  return `${clusterId}/${nodePool ?? ''}`;
}

/** Pools by `keyOfPool`. */
export function indexPools(pools: readonly AssessedPool[]): ReadonlyMap<string, AssessedPool> {
  return new Map(pools.map((pool) => [keyOfPool({ clusterId: pool.cluster.id, nodePool: pool.nodePool.name }), pool]));
}
