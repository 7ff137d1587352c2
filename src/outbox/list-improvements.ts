import type { AssessedPool } from '../domain/assessed-pool.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { ReminderImprovement, UpgradeReminder } from '../domain/notification.ts';
import { indexPools, keyOfPool } from './index-pools.ts';

/** The pools of an earlier reminder that run a newer image now, by name. */
export function listImprovements(
  previous: UpgradeReminder | null,
  pools: readonly AssessedPool[],
): readonly ReminderImprovement[] {
  const poolById = indexPools(pools);
  return (previous?.items ?? []).flatMap((item) => {
    const before = item.startedFrom ?? item.currentVersion;
    const pool = poolById.get(keyOfPool(item));
    const now = pool?.assessment.currentVersion ?? null;
    if (!pool || now === null || now === before || isOlderImage(now, before)) return [];
    return [{ cluster: pool.cluster.name, nodePool: pool.nodePool.name, from: before, to: now }];
  });
}

/** True when the first is an older image of the same build; those of different builds are different systems. */
export function isOlderImage(version: string, than: string | null): boolean {
  const [a, b] = [parseNodeImageVersion(version), parseNodeImageVersion(than ?? '')];
  return a !== null && b !== null && a.build === b.build && compareNodeImageVersions(a, b) < 0;
}
