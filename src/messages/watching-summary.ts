import type { Catalogue } from '../domain/catalogue.ts';
import { type AssessedPool, countPools, type PoolCounts, sayPoolCounts } from '../domain/node-pool-assessment.ts';
import type { NewsImage, NewsRetirement, WatchingSummary } from '../domain/notification.ts';
import type { PlannedNotification } from '../domain/outbox-entry.ts';
import { keyOfPool } from '../domain/pool-reference.ts';
import { countOf } from '../domain/text.ts';
import { bold, type Card, type CardPlace, type Line, line, list, plain } from './card.ts';
import { groupEnds, sayEnd } from './end-words.ts';
import { createNewsImage, nameOfImage } from './news-image.ts';
import { listPoolsToUpgrade, nameOfPool } from './pool-words.ts';
import { withoutForeignMinors } from './retirement-news.ts';
import { fitHeadline, joinWords } from './words.ts';

export const WATCHING_KEY = 'watching';

/** Key of its one update, once the first clusters are registered. */
export const WATCHING_FLEET_KEY = 'watching/fleet';

export interface Watched {
  readonly catalogue: Catalogue;
  /** What ends from now on, with the pools it concerns. */
  readonly endsAhead: readonly NewsRetirement[];
  readonly pools: readonly AssessedPool[];
}

export interface WatchingSummaryInput {
  /** At least one; together they have every pool. */
  readonly parts: readonly WatchedPart[];
  readonly clusterCount: number;
  readonly releasesRead: number;
}

export function planWatchingSummary(
  channel: string,
  { parts, clusterCount, releasesRead }: WatchingSummaryInput,
): PlannedNotification {
  const count = (counted: keyof PoolCounts) => sumOf(parts, ({ counts }) => counts[counted]);
  return {
    channel,
    dedupeKey: WATCHING_KEY,
    content: {
      kind: 'watching-summary',
      ...joinParts(parts),
      clusters: clusterCount,
      windowsNodePools: count('current') + count('behind') + count('unsupported') + count('unknown'),
      behind: count('behind'),
      leftToAks: count('leftToAks'),
      unsupported: count('unsupported'),
      unknown: count('unknown'),
      releasesRead,
    },
  };
}

type WatchedPools = Pick<WatchingSummary, 'newestImages' | 'retirementsAhead'>;

/** What a summary says of the fleet, with every pool that it concerns. */
export function describeWatched({ catalogue, endsAhead, pools }: Watched): WatchedPools {
  const newest = catalogue.images.filter((image) => image.state === 'newest');
  return {
    newestImages: newest.map((image) => createNewsImage(image, pools)),
    retirementsAhead: withoutForeignMinors(endsAhead),
  };
}

/** The same of some pools, with those that the card may name, and the numbers of the others. */
export function describePart(watched: Watched) {
  const { newestImages } = describeWatched(watched);
  const { endsAhead, pools } = watched;
  return {
    counts: countPools(pools),
    newestImages: withFurthestBehind(newestImages),
    poolsBehind: listPoolsToUpgrade(newestImages).length,
    retirementsAhead: endsAhead.map((one) => ({ ...one, pools: [], poolCount: one.pools.length })),
    /** By subject, the pools that any of its ends concerns. */
    concerned: new Map(groupEnds(endsAhead).map((end) => [end.phases[0]?.subject ?? '', end.pools.length])),
  };
}

type WatchedPart = ReturnType<typeof describePart>;

function withFurthestBehind(images: readonly NewsImage[]): readonly NewsImage[] {
  const named = new Set(listPoolsToUpgrade(images).slice(0, POOLS_SHOWN).map(keyOfPool));
  return images.map((image) => ({ ...image, pools: image.pools.filter((pool) => named.has(keyOfPool(pool))) }));
}

/** All of them have the same images and ends, in the same order. */
function joinParts(parts: readonly WatchedPart[]): WatchedPools & Pick<WatchingSummary, 'poolsBehind'> {
  const { newestImages = [], retirementsAhead = [] } = parts[0] ?? {};
  const images = newestImages.map((image, at) => ({
    ...image,
    pools: parts.flatMap((part) => part.newestImages[at]?.pools ?? []),
  }));
  const ends = retirementsAhead.map((end, at) => ({
    ...end,
    poolCount: sumOf(parts, (part) => part.retirementsAhead[at]?.poolCount ?? 0),
  }));
  return {
    newestImages: withFurthestBehind(images),
    poolsBehind: sumOf(parts, ({ poolsBehind }) => poolsBehind),
    retirementsAhead: groupEnds(withoutForeignMinors(ends)).flatMap(({ phases }) =>
      phases.map((one) => ({ ...one, poolCount: sumOf(parts, ({ concerned }) => concerned.get(one.subject) ?? 0) })),
    ),
  };
}

function sumOf(parts: readonly WatchedPart[], countIn: (part: WatchedPart) => number): number {
  return parts.reduce((sum, part) => sum + countIn(part), 0);
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
const ENDS_SHOWN = 2;
const POOLS_SHOWN = 3;

const WHAT_COMES =
  'What comes here: a message when AKS publishes a Windows node image or moves an end that concerns these pools, and once a month one reminder of what is left to do.';

/** The one message of the first poll: how the registered pools stand, what will come, and how to have less of it. */
export function createWatchingSummaryCard(summary: WatchingSummary, place: CardPlace): Card {
  return {
    headline: [plain(fitHeadline(`vhdwatch watches ${describePools(summary)}`, 'vhdwatch watches AKS'))],
    parts: [
      line(plain(WHAT_COMES)),
      ...list([...lineOfPools(summary), ...lineOfImages(summary), ...lineOfEnds(summary)]),
    ],
    foot: [
      [
        plain(`Read from ${countOf(summary.releasesRead, 'AKS release')}${sayQuestions(summary, place)}`),
        ...place.linkTo('/fleet', 'The whole fleet'),
      ],
    ],
  };
}

function lineOfPools({ newestImages, poolsBehind }: WatchingSummary): readonly Line[] {
  const behind = listPoolsToUpgrade(newestImages);
  const names = behind
    .slice(0, POOLS_SHOWN)
    .map((pool) => `${nameOfPool(pool)}${pool.daysBehind > 0 ? ` (${countOf(pool.daysBehind, 'day')})` : ''}`);
  return names.length > 0 ? [[bold('Furthest behind: '), plain(joinWords(names, POOLS_SHOWN, poolsBehind))]] : [];
}

function lineOfImages({ newestImages }: WatchingSummary): readonly Line[] {
  const names = newestImages.map(nameOfImage);
  return names.length > 0 ? [[bold('Newest images: '), plain(joinWords(names, IMAGES_SHOWN))]] : [];
}

function lineOfEnds({ retirementsAhead }: WatchingSummary): readonly Line[] {
  const counted = groupEnds(retirementsAhead).map((end) => ({
    end,
    count: end.phases[0]?.poolCount ?? end.pools.length,
  }));
  const own = counted.filter(({ count }) => count > 0);
  const ends = (own.length > 0 ? own : counted).map(
    ({ end, count }) => `${sayEnd(end)}${count > 0 ? ` (${countOf(count, 'pool')})` : ''}`,
  );
  return ends.length > 0 ? [[bold('Next ends: '), plain(joinWords(ends, ENDS_SHOWN))]] : [];
}

/** How to ask on, and how to hear less. */
function sayQuestions({ clusters }: WatchingSummary, { command }: CardPlace): string {
  if (command === null) return '';
  return clusters === 0
    ? ` · ${command} register or ${command} import: register clusters`
    : ` · ${command} status: every pool · ${command} subscribe: choose what comes here, or less`;
}

function describePools({ clusters, windowsNodePools, ...counts }: WatchingSummary): string {
  if (clusters === 0) return 'AKS: no cluster is registered yet, so nothing is compared';
  if (windowsNodePools === 0) return `${countOf(clusters, 'registered cluster')} without Windows node pools`;
  const pools = countOf(windowsNodePools, 'Windows node pool');
  return `${pools}: ${sayPoolCounts({ ...counts, current: 0 }) || 'none is behind'}`;
}
