import type { Cluster } from '../../domain/cluster.ts';
import type { OsSku } from '../../domain/os-sku.ts';

/** Windows pool names have at most six characters: lower-case letters and digits, a letter first. */
const SUFFIXES: readonly string[] = ['', ...'bcdefghijklmnopqrstuvwxyz'];

/**
 * A name for the pool that replaces `nodePool`: `win25`, `win25b` … It is no name the cluster has, and no two pools of
 * the cluster get the same one, so that the advice on both can be followed.
 */
export function chooseNewPoolName(cluster: Cluster, nodePool: string, osSku: OsSku): string {
  const taken = new Set(cluster.nodePools.map((pool) => pool.name.toLowerCase()));
  const base = `win${osSku.replace(/\D/g, '').slice(-2)}`;
  const free = SUFFIXES.map((suffix) => `${base}${suffix}`).filter((name) => !taken.has(name));
  const position = cluster.nodePools
    .filter((pool) => pool.osType === 'Windows')
    .findIndex((pool) => pool.name === nodePool);
  return free[Math.max(0, position) % Math.max(1, free.length)] ?? base;
}
