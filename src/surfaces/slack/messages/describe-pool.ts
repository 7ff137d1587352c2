import type { PoolReference } from '../../../domain/notification.ts';
import { countOf } from './count-words.ts';
import { toLiteral } from './escape-text.ts';

/** `prod-eu-1/winnp`; only the cluster where a finding concerns all of it. Literal: escape it for mrkdwn. */
export function nameOfPool(pool: { readonly cluster: string; readonly nodePool: string | null }): string {
  const cluster = toLiteral(pool.cluster, 80);
  return pool.nodePool === null ? cluster : `${cluster}/${toLiteral(pool.nodePool, 40)}`;
}

/** `runs 20348.5020.260415, 3 images and 91 days behind`. */
export function describeLag(pool: Pick<PoolReference, 'version' | 'imagesBehind' | 'daysBehind'>): string {
  if (pool.version === null) return 'its image was never reported';
  const runs = `runs ${toLiteral(pool.version, 60)}`;
  if (pool.imagesBehind <= 0) return `${runs}, up to date`;
  return `${runs}, ${countOf(pool.imagesBehind, 'image')} and ${countOf(pool.daysBehind, 'day')} behind`;
}

/** Pools that run an older image, each once, furthest behind first. */
export function listPoolsBehind(pools: readonly PoolReference[]): PoolReference[] {
  const byId = new Map(pools.map((pool) => [`${pool.clusterId}|${pool.nodePool}`, pool]));
  return [...byId.values()]
    .filter((pool) => pool.imagesBehind > 0)
    .sort((a, b) => b.daysBehind - a.daysBehind || nameOfPool(a).localeCompare(nameOfPool(b)));
}
