import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { ImageHold } from '../domain/image-hold.ts';
import type { PlannedNotification } from '../domain/notification.ts';
import { type Destination, listPoolsOf } from './route-channels.ts';

/** Tells every channel whose pools run a held image, once a hold. */
export function planHoldNotices(
  holds: readonly ImageHold[],
  destinations: readonly Destination[],
  pools: readonly AssessedPool[],
  now: Date,
): readonly PlannedNotification[] {
  return holds.flatMap((hold) =>
    destinations.flatMap((destination) => planHoldNotice(hold, destination, pools, now) ?? []),
  );
}

function planHoldNotice(
  { id, version, osSku, actor, reason, url }: ImageHold,
  destination: Destination,
  pools: readonly AssessedPool[],
  now: Date,
): PlannedNotification | null {
  const concerned = listPoolsOf(destination, pools)
    .filter(({ assessment }) => assessment.currentVersion === version)
    .map(({ cluster, nodePool }) => ({ clusterId: cluster.id, cluster: cluster.name, nodePool: nodePool.name }));
  if (concerned.length === 0) return null;
  return {
    channel: destination.channel,
    dedupeKey: `hold/${version}/${id}`,
    dueAt: now.toISOString(),
    content: { kind: 'image-hold', version, osSku, by: actor.name, reason, url, pools: concerned },
  };
}
