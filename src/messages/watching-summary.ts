import type { Catalogue } from '../domain/catalogue.ts';
import type { Lifecycle } from '../domain/lifecycle.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { PlannedNotification } from '../domain/notification.ts';
import { listRetirementsAhead, withoutForeignMinors } from './list-retirements-ahead.ts';
import { createNewsImage } from './pool-reference.ts';

/** Key of the summary: a channel gets one. */
export const WATCHING_KEY = 'watching';

/** Key of its one update, once the first clusters are registered. */
export const WATCHING_FLEET_KEY = 'watching/fleet';

/** What the summary of the first poll is made of. */
export interface WatchingSummaryInput {
  readonly catalogue: Catalogue;
  readonly lifecycle: Lifecycle;
  readonly pools: readonly AssessedPool[];
  readonly clusterCount: number;
  readonly releasesRead: number;
  readonly now: Date;
}

/** The one message of the first poll: what is watched and how the fleet stands, never a message per old release. */
export function planWatchingSummary(channel: string, input: WatchingSummaryInput): PlannedNotification {
  const { catalogue, lifecycle, pools, clusterCount, releasesRead, now } = input;
  const newest = catalogue.images.filter((image) => image.state === 'newest');
  return {
    channel,
    dedupeKey: WATCHING_KEY,
    dueAt: now.toISOString(),
    content: {
      kind: 'watching-summary',
      newestImages: newest.map((image) => createNewsImage(image, pools)),
      clusters: clusterCount,
      windowsNodePools: pools.length,
      behind: pools.filter((pool) => pool.assessment.status === 'behind').length,
      unsupported: pools.filter((pool) => pool.assessment.status === 'unsupported').length,
      retirementsAhead: withoutForeignMinors(listRetirementsAhead(lifecycle, pools, now)),
      releasesRead,
    },
  };
}

/** The same summary as it stands with the first clusters, in the place of the one that knew none. */
export function planWatchingUpdate(channel: string, input: WatchingSummaryInput): PlannedNotification {
  return {
    ...planWatchingSummary(channel, input),
    dedupeKey: WATCHING_FLEET_KEY,
    operation: 'update',
    parentKey: WATCHING_KEY,
  };
}
