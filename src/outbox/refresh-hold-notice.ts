import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { ImageHoldNotice } from '../domain/notification.ts';
import { indexPools, keyOfPool } from './index-pools.ts';

/** The pools of a channel that still run the image; `null` when none does. */
export function refreshHoldNotice(notice: ImageHoldNotice, ownPools: readonly AssessedPool[]): ImageHoldNotice | null {
  const running = indexPools(ownPools.filter(({ assessment }) => assessment.currentVersion === notice.version));
  const pools = notice.pools.filter((pool) => running.has(keyOfPool(pool)));
  return pools.length > 0 ? { ...notice, pools } : null;
}
