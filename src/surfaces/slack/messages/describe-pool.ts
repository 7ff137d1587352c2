import type { NewsImage, PoolReference } from '../../../domain/notification.ts';
import { countOf } from './count-words.ts';
import { toLiteral } from './escape-text.ts';

/** `prod-eu-2` before `prod-eu-10`. */
const BY_NAME = new Intl.Collator('en', { numeric: true });

/** `prod-eu-1/winnp`; only the cluster where a finding concerns all of it. Literal: escape it for mrkdwn. */
export function nameOfPool(pool: { readonly cluster: string; readonly nodePool: string | null }): string {
  const cluster = toLiteral(pool.cluster, 80);
  return pool.nodePool === null ? cluster : `${cluster}/${toLiteral(pool.nodePool, 40)}`;
}

/** `runs 20348.5020.260415, 3 images and 91 days behind`. Literal. */
export function describeLag({ version, imagesBehind, daysBehind, awaitedIn }: PoolReference): string {
  if (version === null) return 'has no reported image';
  if (awaitedIn !== undefined)
    return `runs ${toLiteral(version, 60)}; ${toLiteral(awaitedIn, 60)} does not have it yet`;
  const lag = [
    ...(imagesBehind > 0 ? [countOf(imagesBehind, 'image')] : []),
    ...(daysBehind > 0 ? [countOf(daysBehind, 'day')] : []),
  ];
  return `runs ${toLiteral(version, 60)}${lag.length > 0 ? `, ${lag.join(' and ')} behind` : ''}`;
}

/** The pools of images that do not run them and could, each once, furthest behind first. */
export function listPoolsBehind(images: readonly Pick<NewsImage, 'version' | 'pools'>[]): PoolReference[] {
  return listPools(images, (pool) => pool.awaitedIn === undefined);
}

/** The pools that could take no image of these yet, since their region does not have it, each once. */
export function listPoolsWaiting(images: readonly Pick<NewsImage, 'version' | 'pools'>[]): PoolReference[] {
  return listPools(images, (pool) => pool.awaitedIn !== undefined);
}

function listPools(
  images: readonly Pick<NewsImage, 'version' | 'pools'>[],
  isListed: (pool: PoolReference) => boolean,
): PoolReference[] {
  const behind = images.flatMap(({ version, pools }) =>
    pools.filter((pool) => pool.version !== version && isListed(pool)),
  );
  const byId = new Map(behind.map((pool) => [`${pool.clusterId}|${pool.nodePool}`, pool]));
  return [...byId.values()].sort(
    (a, b) =>
      b.daysBehind - a.daysBehind || BY_NAME.compare(`${a.cluster}/${a.nodePool}`, `${b.cluster}/${b.nodePool}`),
  );
}
