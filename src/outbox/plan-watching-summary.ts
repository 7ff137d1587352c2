import type { AssessedPool } from '../domain/assessed-pool.ts';
import { dayOf, lastDayOf } from '../domain/calendar-date.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { NewsImage, PlannedNotification } from '../domain/notification.ts';
import { describeRetirement } from './list-retirement-news.ts';
import { listPoolsConcerned } from './refer-to-pool.ts';

/** What the summary of the first poll is made of. */
export interface WatchingSummaryInput {
  readonly catalogue: Catalogue;
  readonly pools: readonly AssessedPool[];
  readonly clusterCount: number;
  readonly releasesRead: number;
  readonly now: Date;
}

/** The one message of the first poll: what is watched and how the fleet stands, never a message per old release. */
export function planWatchingSummary(channel: string, input: WatchingSummaryInput): PlannedNotification {
  const { catalogue, pools, clusterCount, releasesRead, now } = input;
  const today = dayOf(now);
  const newest = catalogue.images.filter((image) => image.state === 'newest');
  const ahead = catalogue.retirements
    .filter(({ subject, date }) => subject.startsWith('Windows') && date !== null && lastDayOf(date) >= today)
    .sort((a, b) => lastDayOf(a.date ?? '').localeCompare(lastDayOf(b.date ?? '')));
  return {
    channel,
    dedupeKey: 'watching',
    dueAt: now.toISOString(),
    content: {
      kind: 'watching-summary',
      newestImages: newest.map((image): NewsImage => {
        const { osSku, version, builtOn, announcedAs, notesUrl } = image;
        return { osSku, version, builtOn, announcedAs, notesUrl, pools: listPoolsConcerned(image, pools) };
      }),
      clusters: clusterCount,
      windowsNodePools: pools.length,
      behind: pools.filter((pool) => pool.assessment.status === 'behind').length,
      unsupported: pools.filter((pool) => pool.assessment.status === 'unsupported').length,
      retirementsAhead: ahead.map((retirement) => describeRetirement(retirement, pools)),
      releasesRead,
    },
  };
}
