import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { ImageHoldNotice } from '../domain/notification.ts';

/** The pools of a channel that still run the image; `null` when none does. */
export function refreshHoldNotice(notice: ImageHoldNotice, ownPools: readonly AssessedPool[]): ImageHoldNotice | null {
  const running = new Set(
    ownPools
      .filter(({ assessment }) => assessment.currentVersion === notice.version)
      .map(({ cluster, nodePool }) => `${cluster.id}/${nodePool.name}`),
  );
  const pools = notice.pools.filter(({ clusterId, nodePool }) => running.has(`${clusterId}/${nodePool}`));
  return pools.length > 0 ? { ...notice, pools } : null;
}
