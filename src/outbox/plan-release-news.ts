import { createHash } from 'node:crypto';
import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { CatalogueChange, NodeImage } from '../domain/catalogue.ts';
import type { NewsImage, NewsRetirement, PlannedNotification, ReleaseReference } from '../domain/notification.ts';
import { isRetirementChange, toRetirementNews } from './list-retirement-news.ts';
import { listPoolsConcerned } from './refer-to-pool.ts';
import { type Destination, listPoolsOf } from './route-channels.ts';

/** The changes that one release made, and whom they may be told. */
export interface ReleaseNewsInput {
  readonly release: ReleaseReference;
  /** True when the release had been read before and its body was edited. */
  readonly edited: boolean;
  readonly changes: readonly CatalogueChange[];
  readonly pools: readonly AssessedPool[];
  readonly destinations: readonly Destination[];
  readonly now: Date;
}

/**
 * At most one message per channel for a release: its Windows part only, with the pools of that channel. A channel of
 * owners hears of nothing that concerns none of its pools.
 */
export function planReleaseNews(input: ReleaseNewsInput): readonly PlannedNotification[] {
  const dedupeKey = keyOfNews(input.release.tag, input.changes);
  return input.destinations.flatMap((destination): readonly PlannedNotification[] => {
    const pools = listPoolsOf(destination, input.pools);
    const isHeard = ({ pools: concerned }: { pools: readonly unknown[] }) =>
      destination.hearsAllNews || concerned.length > 0;
    const images = listImages(input.changes, destination, pools).filter(isHeard);
    const retirements = listRetirements(input.changes, destination, pools).filter(isHeard);
    if (!isWorthSaying(images, retirements)) return [];
    const { release, edited, now } = input;
    const content = { kind: 'release-news' as const, release, edited, images, retirements };
    return [{ channel: destination.channel, dedupeKey, dueAt: now.toISOString(), content }];
  });
}

/** The same release with the same changes is the same message, however often it is read. */
function keyOfNews(tag: string, changes: readonly CatalogueChange[]): string {
  const identities = changes.map((change) =>
    'image' in change
      ? `${change.kind} ${change.image.version}`
      : `${change.kind} ${change.retirement.subject} ${change.retirement.phase} ${change.retirement.date}`,
  );
  return `release/${tag}/${createHash('sha256').update(identities.sort().join('\n')).digest('hex').slice(0, 12)}`;
}

function listImages(
  changes: readonly CatalogueChange[],
  destination: Destination,
  pools: readonly AssessedPool[],
): readonly NewsImage[] {
  if (!destination.topics.has('images')) return [];
  return changes
    .filter((change) => change.kind === 'image-added')
    .map((change) => toNewsImage(change.image, pools))
    .filter(({ osSku }) => destination.osSkus.length === 0 || destination.osSkus.includes(osSku));
}

function toNewsImage(image: NodeImage, pools: readonly AssessedPool[]): NewsImage {
  const { osSku, version, builtOn, announcedAs, notesUrl } = image;
  return { osSku, version, builtOn, announcedAs, notesUrl, pools: listPoolsConcerned(image, pools) };
}

function listRetirements(
  changes: readonly CatalogueChange[],
  destination: Destination,
  pools: readonly AssessedPool[],
): readonly NewsRetirement[] {
  return changes
    .filter(isRetirementChange)
    .filter(({ retirement }) =>
      destination.topics.has(retirement.subject.startsWith('Kubernetes/') ? 'kubernetes' : 'retirements'),
    )
    .map((change) => toRetirementNews(change, pools));
}

/** Images and Windows retirements are; a Kubernetes version that no registered pool runs is no news by itself. */
function isWorthSaying(images: readonly NewsImage[], retirements: readonly NewsRetirement[]): boolean {
  return (
    images.length > 0 ||
    retirements.some(({ subject, pools }) => pools.length > 0 || !subject.startsWith('Kubernetes/'))
  );
}
