import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { NewsImage, NewsRetirement, NotificationContent } from '../domain/notification.ts';
import { listPoolsConcerned } from './refer-to-pool.ts';

/** The pools of a message, as they stand when it is sent: one that was upgraded or removed meanwhile is left out. */
export function refreshContent(content: NotificationContent, pools: readonly AssessedPool[]): NotificationContent {
  switch (content.kind) {
    case 'release-news':
      return {
        ...content,
        images: content.images.map((image) => refreshImage(image, pools)),
        retirements: content.retirements.map((retirement) => refreshRetirement(retirement, pools)),
      };
    default:
      return content;
  }
}

function refreshImage(image: NewsImage, pools: readonly AssessedPool[]): NewsImage {
  const planned = new Set(image.pools.map((pool) => `${pool.clusterId}/${pool.nodePool}`));
  const current = listPoolsConcerned(image, pools).filter((pool) => planned.has(`${pool.clusterId}/${pool.nodePool}`));
  return { ...image, pools: current };
}

function refreshRetirement(retirement: NewsRetirement, pools: readonly AssessedPool[]): NewsRetirement {
  const present = new Set(pools.map(({ cluster, nodePool }) => `${cluster.id}/${nodePool.name}`));
  return { ...retirement, pools: retirement.pools.filter((pool) => present.has(`${pool.clusterId}/${pool.nodePool}`)) };
}
