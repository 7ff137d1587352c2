import { type Catalogue, type CatalogueChange, keyOfRetirement, type NodeImage } from '../domain/catalogue.ts';
import type { Ends } from '../domain/lifecycle.ts';
import { type AssessedPool, createPoolFinder } from '../domain/node-pool-assessment.ts';
import type {
  NewsImage,
  NewsPool,
  NewsRetirement,
  ReleaseNews,
  ReleaseReference,
  WithdrawnNews,
} from '../domain/notification.ts';
import { once } from '../domain/once.ts';
import type { PlannedNotification } from '../domain/outbox-entry.ts';
import { keyOfPool } from '../domain/pool-reference.ts';
import { isOfKubernetes } from '../domain/retirement-subject.ts';
import { digestOf } from '../domain/text.ts';
import { findSnoozeOf, type Suppressions } from '../reminders/suppressions.ts';
import type { ChannelScope, Destination } from '../routing/route-channels.ts';
import { createNewsImage, listPoolsConcerned, toNewsPool } from './news-image.ts';
import { createNewsRetirement, isRetirementChange, listConcerned, toRetirementNews } from './retirement-news.ts';

export interface ReleaseNewsInput {
  readonly release: ReleaseReference;
  /** True when the release had been read before and its body was edited. */
  readonly edited: boolean;
  /** True when its source lists it no more. */
  readonly vanished?: boolean;
  readonly changes: readonly CatalogueChange[];
  /** What ends by every source, for what the release says otherwise. */
  readonly ends: Ends;
  /** Earlier news of this release, by channel: what nobody read of is not withdrawn. */
  readonly earlier?: ReadonlyMap<string, readonly ReleaseNews[]>;
}

/**
 * At most one message per channel for a release: its Windows part only, with the pools of that channel. A channel of
 * owners hears of nothing that concerns none of its pools.
 */
export function planReleaseNews(
  input: ReleaseNewsInput,
  scopes: readonly ChannelScope[],
): readonly PlannedNotification[] {
  const dedupeKey = keyOfNews(input.release.tag, input.changes);
  return scopes.flatMap((scope): readonly PlannedNotification[] => {
    const content = createReleaseNews(input, scope);
    if (!isWorthSaying(content)) return [];
    return [{ channel: scope.destination.channel, dedupeKey, content }];
  });
}

export function createReleaseNews(input: ReleaseNewsInput, { destination, pools }: ChannelScope): ReleaseNews {
  const { release, edited, changes } = input;
  const isItsOwn = ({ pools: concerned }: { pools: readonly unknown[] }) =>
    destination.hearsAllNews || concerned.length > 0;
  const images = listImages(changes, destination, pools).filter((image) => image.again || isItsOwn(image));
  const retirements = listRetirements(input, destination, pools).filter(isItsOwn);
  const withdrawn = listWithdrawn(destination, input, pools);
  const isGone = withdrawn.images.length + withdrawn.retirements.length > 0;
  return { kind: 'release-news', release, edited, images, retirements, ...(isGone ? { withdrawn } : {}) };
}

/** The same release with the same changes is the same message, however often it is read. */
function keyOfNews(tag: string, changes: readonly CatalogueChange[]): string {
  const identities = changes.map((change) =>
    'image' in change
      ? `${change.kind} ${change.image.version}`
      : `${change.kind} ${change.retirement.subject} ${change.retirement.phase} ${change.retirement.date}`,
  );
  return `release/${tag}/${digestOf(identities.sort().join('\n'), 12)}`;
}

function listImages(
  changes: readonly CatalogueChange[],
  destination: Destination,
  pools: readonly AssessedPool[],
): readonly NewsImage[] {
  return changes
    .filter((change) => change.kind === 'image-added')
    .filter(({ image }) => isSubscribed(destination, image))
    .map(({ image, again }) => ({ ...createNewsImage(image, pools), ...(again ? { again } : {}) }));
}

/** True where a channel takes news of such images. */
function isSubscribed({ topics, osSkus }: Destination, { osSku }: NodeImage): boolean {
  return topics.has('images') && (osSkus.length === 0 || osSkus.includes(osSku));
}

function listRetirements(
  { changes, ends }: ReleaseNewsInput,
  destination: Destination,
  pools: readonly AssessedPool[],
): readonly NewsRetirement[] {
  return changes
    .filter(isRetirementChange)
    .filter(({ retirement }) =>
      destination.topics.has(isOfKubernetes(retirement.subject) ? 'kubernetes' : 'retirements'),
    )
    .map((change) => toRetirementNews(change, pools, ends));
}

/** Of what was withdrawn, what the channel has read; an image that was taken back whoever could come to run it. */
function listWithdrawn(
  destination: Destination,
  { changes, earlier, vanished = false }: ReleaseNewsInput,
  pools: readonly AssessedPool[],
): WithdrawnNews {
  const read = earlier?.get(destination.channel) ?? [];
  const versions = new Set(read.flatMap((news) => news.images.map(({ version }) => version)));
  const ends = new Set(read.flatMap((news) => news.retirements.map(keyOfRetirement)));
  const mayRun = (image: NodeImage): boolean =>
    isSubscribed(destination, image) &&
    (destination.hearsAllNews || pools.some(({ assessment }) => assessment.osSku === image.osSku));
  return {
    vanished,
    images: changes
      .filter((change) => change.kind === 'image-withdrawn')
      .filter(({ image }) => versions.has(image.version) || (image.recall && mayRun(image)))
      .map(({ image }) => ({
        ...createNewsImage(image, []),
        ...(image.recall ? { recall: image.recall } : {}),
        pools: listPoolsRunning(image.version, pools),
      })),
    retirements: changes
      .filter((change) => change.kind === 'retirement-withdrawn')
      .filter(({ retirement }) => ends.has(keyOfRetirement(retirement)))
      .map(({ retirement }) => createNewsRetirement(retirement, pools)),
  };
}

function listPoolsRunning(version: string, pools: readonly AssessedPool[]): readonly NewsPool[] {
  return pools
    .filter(({ assessment }) => assessment.currentVersion === version)
    .map(toNewsPool)
    .filter((reference) => reference !== null);
}

/** Images and Windows retirements are; a Kubernetes version that no registered pool runs is no news by itself. */
export function isWorthSaying({ images, retirements, withdrawn }: ReleaseNews): boolean {
  return (
    withdrawn !== undefined ||
    images.length > 0 ||
    retirements.some(({ subject, pools }) => pools.length > 0 || !isOfKubernetes(subject))
  );
}

/** What news that were posted are brought up to date with. */
export interface NewsFacts {
  readonly catalogue: Catalogue;
  /** True where the message changes, or takes back, what the channel has. */
  readonly isShown: boolean;
  readonly suppressions: Suppressions;
}

/**
 * The same news as they stand by now, with the pools of `scope`: one that was upgraded or removed is left out, and so
 * is an image that was withdrawn. `null` when nothing is left, unless the channel has news of the release to take back.
 */
export function composeReleaseNews(news: ReleaseNews, scope: ChannelScope, facts: NewsFacts): ReleaseNews | null {
  const now = followReleaseNews(news, scope, facts);
  return now && addAsides(now, scope);
}

export function addAsides(news: ReleaseNews, scope: ChannelScope): ReleaseNews {
  const findingsByPool = once(() => Map.groupBy(scope.findings, keyOfPool));
  const withAsides = ({ snoozed, ...pool }: NewsPool): NewsPool => {
    const own = findingsByPool().get(keyOfPool(pool)) ?? [];
    const asides = [...new Set(own.flatMap(({ brief }) => brief.asides))];
    return { ...pool, ...(asides.length > 0 ? { asides } : {}), ...(snoozed ? { snoozed } : {}) };
  };
  return { ...news, images: news.images.map((image) => ({ ...image, pools: image.pools.map(withAsides) })) };
}

export function followReleaseNews(
  news: ReleaseNews,
  scope: ChannelScope,
  { catalogue, isShown, suppressions }: NewsFacts,
): ReleaseNews | null {
  const { pools } = scope;
  const { channel } = scope.destination;
  const withSnooze = (pool: NewsPool): NewsPool => {
    const { clusterId, nodePool } = pool;
    const snooze = findSnoozeOf(suppressions, { channel, clusterId, nodePool });
    return snooze ? { ...pool, snoozed: { by: snooze.actor.name, untilOn: snooze.untilOn } } : pool;
  };
  const gone = new Set(catalogue.images.filter(({ state }) => state === 'withdrawn').map(({ version }) => version));
  const images = news.images
    .filter(({ version }) => !gone.has(version))
    .map((image) => ({ ...image, pools: listPoolsConcerned(image, pools).map(withSnooze) }));
  const done = isShown ? listDone(news, images, pools) : [];
  const retirements = news.retirements.map((retirement) => ({
    ...retirement,
    pools: listConcerned(retirement, pools),
  }));
  const withdrawn = news.withdrawn && {
    ...news.withdrawn,
    images: news.withdrawn.images
      .filter(({ version, recall }) => isShown || !recall || gone.has(version))
      .map((image) => ({ ...image, pools: listPoolsRunning(image.version, pools) })),
  };
  const isWorthIt = images.length + retirements.length > 0 || withdrawn?.images.some(({ recall }) => recall);
  if (!isWorthIt && !isShown) return null;
  const { done: _before, ...rest } = news;
  return { ...rest, images, retirements, ...(withdrawn ? { withdrawn } : {}), ...(done.length > 0 ? { done } : {}) };
}

/** Pools that news named as in need of an image, that are still here, and that no image of it is newer than by now. */
export function listDone(
  news: Pick<ReleaseNews, 'images' | 'done'>,
  images: ReleaseNews['images'],
  pools: readonly AssessedPool[],
): readonly NewsPool[] {
  const versions = new Set(images.map(({ version }) => version));
  const open = Map.groupBy(
    images.flatMap((image) => image.pools),
    ({ clusterId }) => clusterId,
  );
  const isOpen = ({ clusterId, nodePool }: NewsPool) =>
    open.get(clusterId)?.some((one) => one.nodePool === nodePool) === true;
  // What was asked for an image that AKS took back is not done by that.
  const named = news.images.filter(({ version }) => versions.has(version)).flatMap((image) => image.pools);
  const left = [...(news.done ?? []), ...named].filter((pool) => !isOpen(pool));
  // Of most news nothing is done since the last look.
  if (left.length === 0) return [];
  const poolOf = createPoolFinder(pools);
  return [...new Map(left.map((pool) => [keyOfPool(pool), pool])).values()].filter((pool) => poolOf(pool) !== null);
}
