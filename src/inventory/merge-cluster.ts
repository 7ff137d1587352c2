import type { Cluster, NodePool } from '../domain/cluster.ts';
import type { ClusterPart } from '../domain/cluster-import.ts';
import { fillUnknown, renewNodePool } from './merge-node-pool.ts';
import { readOwnership } from './read-ownership.ts';

/** `told` in the place of the registered pools of the same name; the other registered ones stay. */
function replacePools(before: Cluster | null, told: readonly NodePool[]): NodePool[] {
  const registered = (before?.nodePools ?? []).filter((pool) => pool.vanishedAt === null);
  const pools = new Map([...registered, ...told].map((pool) => [pool.name, pool]));
  return [...pools.values()];
}

function findPool(cluster: Cluster | null, name: string): NodePool | undefined {
  return cluster?.nodePools.find((pool) => pool.name === name);
}

/**
 * A registered cluster after a whole one was imported, with the pools that are there; where `complete`, others are gone.
 * Discovery asks for each pool's offer, a file does not.
 */
export function mergeWholeCluster(before: Cluster | null, now: Cluster, complete: boolean): Cluster {
  const askedOffer = now.origin === 'resource-graph';
  const pools = now.nodePools.map((pool) => renewNodePool(pool, findPool(before, pool.name), askedOffer));
  return { ...now, nodePools: complete ? pools : replacePools(before, pools) };
}

/** What nodes and upgrade profiles add to a pool that Azure has described; all they know of one it has not. */
function addToPool(part: ClusterPart, pool: NodePool, before: NodePool | undefined): NodePool {
  if (!before) return pool;
  if (part.kind === 'nodes-of-cluster') return { ...fillUnknown(before, pool), nodeImages: pool.nodeImages };
  return { ...before, latestNodeImageVersion: pool.latestNodeImageVersion };
}

/** A registered cluster (`null`: not registered yet) after a part of it was imported. */
export function mergeClusterPart(before: Cluster | null, part: ClusterPart): Cluster {
  const { cluster, kind } = part;
  const pools = cluster.nodePools.map((pool) => {
    const earlier = findPool(before, pool.name);
    // A pool list is Azure's own word on the pool; the other kinds only add to it.
    return kind === 'node-pools-of-cluster' ? renewNodePool(pool, earlier, false) : addToPool(part, pool, earlier);
  });
  const nodePools = part.allPools ? pools : replacePools(before, pools);
  if (!before) return { ...cluster, nodePools };
  const described = kind === 'node-pools-of-cluster' ? fillUnknown(cluster, before) : fillUnknown(before, cluster);
  return {
    ...described,
    id: before.id,
    name: before.name,
    // Read again: the registered one may have been mixed with what was typed by hand.
    ownership: readOwnership(described.tags).ownership,
    nodePools,
    origin: before.origin,
    asOf: kind === 'node-pools-of-cluster' ? cluster.asOf : before.asOf,
    vanishedAt: null,
  };
}
