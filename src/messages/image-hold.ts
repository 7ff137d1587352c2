import type { ImageHold } from '../domain/image-hold.ts';
import type { ImageHoldNotice, PlannedNotification } from '../domain/notification.ts';
import type { ChannelScope } from '../routing/channel-scope.ts';

/** One message a hold for every channel whose pools run the held image. */
export function planHoldNotices(
  holds: readonly ImageHold[],
  scopes: readonly ChannelScope[],
  now: Date,
): readonly PlannedNotification[] {
  return holds.flatMap((hold) =>
    scopes.flatMap((scope): readonly PlannedNotification[] => {
      const content = composeHoldNotice(hold, scope);
      if (content === null) return [];
      const dedupeKey = `hold/${hold.version}/${hold.id}`;
      return [{ channel: scope.destination.channel, dedupeKey, dueAt: now.toISOString(), content }];
    }),
  );
}

/** What a hold is to one channel; `null` where none of its pools runs the image. */
export function composeHoldNotice(
  { version, osSku, actor, reason, url }: ImageHold,
  { pools }: Pick<ChannelScope, 'pools'>,
): ImageHoldNotice | null {
  const running = pools
    .filter(({ assessment }) => assessment.currentVersion === version)
    .map(({ cluster, nodePool }) => ({ clusterId: cluster.id, cluster: cluster.name, nodePool: nodePool.name }));
  if (running.length === 0) return null;
  return { kind: 'image-hold', version, osSku, by: actor.name, reason, url, pools: running };
}
