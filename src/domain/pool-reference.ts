import { type Cluster, type NodePool, titleOf } from './cluster.ts';

/** A node pool of a registered cluster, or the cluster as a whole (`nodePool` null). */
export interface PoolOrCluster {
  readonly clusterId: string;
  /** Name of the cluster, in messages as people are shown it. */
  readonly cluster: string;
  readonly nodePool: string | null;
}

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

/** Where the page of a cluster lies, by its name or its reference, or that of one of its node pools: `/clusters/shop/npwin`. */
export function pathOfPool(cluster: string, nodePool: string | null): string {
  return `/clusters/${encodeSegment(cluster)}${nodePool === null ? '' : `/${encodeSegment(nodePool)}`}`;
}

export function encodeSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%2E'));
}
