import type { Catalogue } from '../domain/catalogue.ts';
import type { Lifecycle } from '../domain/lifecycle.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { PlannedNotification, WatchingSummary } from '../domain/notification.ts';
import { type Card, type CardPart, type CardPlace, line, list, plain } from './card.ts';
import { groupEnds, lineOfEnd } from './end-words.ts';
import { spansOfImage, tableOfPools } from './image-words.ts';
import { createNewsImage } from './pool-reference.ts';
import { listRetirementsAhead, withoutForeignMinors } from './retirement-news.ts';
import { countOf, fitHeadline, formatCount } from './words.ts';

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

const IMAGES_SHOWN = 4;
const ENDS_SHOWN = 4;

/** The one message of the first poll: how the registered pools stand, what is newest, what retires. */
export function createWatchingSummaryCard(summary: WatchingSummary, place: CardPlace): Card {
  const { newestImages, retirementsAhead, releasesRead } = summary;
  const ends = groupEnds(retirementsAhead);
  return {
    headline: [plain(fitHeadline(`vhdwatch watches AKS: ${describePools(summary)}`, 'vhdwatch watches AKS'))],
    parts: [
      ...tableOfPools(newestImages),
      ...section(
        'The newest Windows node images:',
        list(newestImages.slice(0, IMAGES_SHOWN).map(spansOfImage), Math.max(0, newestImages.length - IMAGES_SHOWN)),
      ),
      ...section(
        'What ends for these pools:',
        list(
          ends.slice(0, ENDS_SHOWN).map((end) => lineOfEnd(end)),
          Math.max(0, ends.length - ENDS_SHOWN),
        ),
      ),
    ],
    foot: [
      [
        plain(`Read from ${countOf(releasesRead, 'AKS release')}. From now on, only what is new is posted.`),
        ...place.linkTo('/fleet', 'The whole fleet'),
      ],
    ],
  };
}

function section(title: string, parts: readonly CardPart[]): readonly CardPart[] {
  return parts.length > 0 ? [line(plain(title)), ...parts] : [];
}

/** `6 of your 11 Windows node pools are behind, 2 past support`: each pool counts once. */
function describePools({ clusters, windowsNodePools, behind, unsupported }: WatchingSummary): string {
  if (clusters === 0) return 'no cluster is registered yet, so nothing is compared';
  if (windowsNodePools === 0) return `${countOf(clusters, 'registered cluster')} without Windows node pools`;
  const late = unsupported > 0 ? `, ${formatCount(unsupported)} past support` : '';
  return `${formatCount(behind)} of your ${countOf(windowsNodePools, 'Windows node pool')} ${behind === 1 ? 'is' : 'are'} behind${late}`;
}
