import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { NewsImage, NewsRetirement, NotificationContent } from '../domain/notification.ts';
import { indexPools, keyOfPool } from './index-pools.ts';
import { listPoolsConcerned } from './refer-to-pool.ts';

/**
 * The pools of a message, as they stand when it is sent: one that was upgraded or removed meanwhile is left out. With a
 * catalogue, images that were withdrawn meanwhile are left out as well; `null` when nothing is left.
 */
export function refreshContent(
  content: NotificationContent,
  pools: readonly AssessedPool[],
  catalogue: Catalogue | null = null,
): NotificationContent | null {
  if (content.kind !== 'release-news') return content;
  const gone = new Set(catalogue?.images.filter(({ state }) => state === 'withdrawn').map(({ version }) => version));
  const images = content.images.filter(({ version }) => !gone.has(version)).map((image) => refreshImage(image, pools));
  const retirements = content.retirements.map((retirement) => refreshRetirement(retirement, pools));
  if (images.length + retirements.length === 0 && content.withdrawn === undefined) return null;
  return { ...content, images, retirements };
}

function refreshImage(image: NewsImage, pools: readonly AssessedPool[]): NewsImage {
  const planned = new Set(image.pools.map(keyOfPool));
  const current = listPoolsConcerned(image, pools).filter((pool) => planned.has(keyOfPool(pool)));
  return { ...image, pools: current };
}

function refreshRetirement(retirement: NewsRetirement, pools: readonly AssessedPool[]): NewsRetirement {
  const present = indexPools(pools);
  return { ...retirement, pools: retirement.pools.filter((pool) => present.has(keyOfPool(pool))) };
}
