import { type Cluster, type NodePool, titleOf } from './cluster.ts';

/** A node pool of a registered cluster, or the cluster as a whole (`nodePool` null). */
export interface PoolOrCluster {
  readonly clusterId: string;
  /** Name of the cluster, in messages as people are shown it. */
  readonly cluster: string;
  readonly nodePool: string | null;
}

/** A node pool of a registered cluster. */
export interface PoolReference extends PoolOrCluster {
  readonly nodePool: string;
}

/** How messages refer to a pool. */
export function referToPool({ cluster, nodePool }: { cluster: Cluster; nodePool: NodePool }): PoolReference {
  return { clusterId: cluster.id, cluster: titleOf(cluster), nodePool: nodePool.name };
}

/** Names one pool among all clusters, or a cluster as a whole: a pool may be called `null`. */
export function keyOfPool({ clusterId, nodePool }: Pick<PoolOrCluster, 'clusterId' | 'nodePool'>): string {
  return `${clusterId}/${nodePool ?? ''}`;
}
