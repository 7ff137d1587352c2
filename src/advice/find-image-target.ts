import { type CalendarDate, daysBetween } from '../domain/calendar-date.ts';
import type { Catalogue, NodeImage } from '../domain/catalogue.ts';
import { type ImageArrival, type RegionalImages, toRegion } from '../domain/image-arrival.ts';
import {
  compareNodeImageVersions,
  type NodeImageVersion,
  parseNodeImageName,
  parseNodeImageVersion,
} from '../domain/node-image-version.ts';
import { rememberOf } from '../domain/once.ts';
import type { OsSku } from '../domain/os-sku.ts';
import { type ImageFacts, readVersion } from './find-pool-version.ts';
import { ROLLOUT_DAYS } from './severity-policy.ts';

interface PublishedImage {
  readonly image: NodeImage;
  readonly version: NodeImageVersion;
}

/** The images of each catalogue by build: every pool of a fleet asks for those of its own. */
const groupByBuild = rememberOf(({ images }: Catalogue): ReadonlyMap<number, readonly PublishedImage[]> => {
  const all = images.flatMap((image) => {
    const version = image.state === 'withdrawn' ? null : parseNodeImageVersion(image.version);
    return version ? [{ image, version }] : [];
  });
  all.sort((a, b) => compareNodeImageVersions(b.version, a.version));
  return Map.groupBy(all, ({ version }) => version.build);
});

/** The images of one Windows build that some listed document still names, newest first. */
export function listPublishedImages(catalogue: Catalogue, build: number): readonly PublishedImage[] {
  return groupByBuild(catalogue).get(build) ?? [];
}

/** A notes file appears weeks before the regions have the image: without a release it counts only once that has passed. */
function hasReachedRegions({ image }: PublishedImage, today: CalendarDate): boolean {
  return image.announcedIn !== null || daysBetween(image.builtOn, today) >= ROLLOUT_DAYS;
}

/** The release tracker knows; where it does not, time tells. */
function isInRegion(candidate: PublishedImage, region: PoolRegion | null, today: CalendarDate): boolean {
  if (region === null) return hasReachedRegions(candidate, today);
  return findArrival(region, candidate.image.version)?.isArriving === false;
}

/** Newest image of an OS SKU that regions have, for a pool whose own image is unknown. */
export function findNewestReleased(catalogue: Catalogue, osSku: OsSku | null, today: CalendarDate): string | null {
  const build = catalogue.images.find((image) => image.osSku === osSku)?.version.split('.')[0];
  const published = listPublishedImages(catalogue, Number(build));
  return published.find((candidate) => hasReachedRegions(candidate, today))?.version.text ?? null;
}

/**
 * Azure's offer to this pool, else the newest published image that its region has, else (`region` null) the newest
 * released. Never older than what runs; `null` when nothing of its build is known.
 */
export function findImageTarget(
  pool: ImageFacts,
  current: NodeImageVersion,
  published: readonly PublishedImage[],
  region: PoolRegion | null,
  today: CalendarDate,
) {
  const offered = readVersion(pool.latestNodeImageVersion);
  const released = published.find((candidate) => isInRegion(candidate, region, today))?.version;
  const chosen = offered?.build === current.build ? offered : released;
  const newest = published[0]?.version;
  if (!chosen && !newest) return null;
  const target = chosen && compareNodeImageVersions(chosen, current) > 0 ? chosen : current;
  return { target, pending: newest && compareNodeImageVersions(newest, target) > 0 ? newest : null };
}

/** Older than this, what the release tracker said of a region is no longer relied on. */
const TRACKER_FRESH_DAYS = 7;

/** What the release tracker tells of the images that a pool can run, in the pool's region. */
export interface PoolRegion {
  readonly region: string;
  readonly readOn: CalendarDate;
  /** Of the pool's OS SKU and generation, newest first; never empty. */
  readonly arrivals: readonly ImageArrival[];
}

/** `null` where the tracker cannot say: not read within a week, standing still, without the region or the image definition. */
export function findPoolRegion(
  pool: ImageFacts,
  location: string | null,
  catalogue: Catalogue,
  today: CalendarDate,
): PoolRegion | null {
  const { regions } = catalogue;
  const image = parseNodeImageName(pool.nodeImageVersion);
  const region = toRegion(location ?? '');
  if (!regions || !image || region === null || !isFresh(regions.readOn, today)) return null;
  const { build } = image.version;
  if (isStill(regions, build, listPublishedImages(catalogue, build), today)) return null;
  const { generation, version } = image;
  const arrivals = regions.arrivals.filter(
    (one) => one.region === region && one.generation === generation && one.osSku === version.osSku,
  );
  return arrivals.length > 0 ? { region, readOn: regions.readOn, arrivals } : null;
}

/** A day ahead is a replay's or a test's: what will be known then is not known now. */
function isFresh(readOn: CalendarDate, today: CalendarDate): boolean {
  const age = daysBetween(readOn, today);
  return age >= 0 && age <= TRACKER_FRESH_DAYS;
}

/** Rollouts take three weeks at most: what was announced and is in no region after twice that long never will be. */
const STANDS_STILL_DAYS = 45;

/** The newest version of each Windows build in any region: every pool of a fleet asks. */
const findNewestKnown = rememberOf(({ arrivals }: RegionalImages): ReadonlyMap<number, NodeImageVersion> => {
  const known = new Map<number, NodeImageVersion>();
  for (const arrival of arrivals) {
    const version = parseNodeImageVersion(arrival.version);
    const before = version && known.get(version.build);
    if (version && (!before || compareNodeImageVersions(version, before) > 0)) known.set(version.build, version);
  }
  return known;
});

function isStill(regions: RegionalImages, build: number, published: readonly PublishedImage[], today: CalendarDate) {
  const newest = findNewestKnown(regions).get(build);
  const due = published.find(
    ({ image }) => image.announcedIn !== null && daysBetween(image.builtOn, today) > STANDS_STILL_DAYS,
  );
  return newest !== undefined && due !== undefined && compareNodeImageVersions(due.version, newest) > 0;
}

/** What the region has of one version; `null` where it does not have it, nor is about to. */
export function findArrival({ arrivals }: PoolRegion, version: string): ImageArrival | null {
  return arrivals.find((arrival) => arrival.version === version) ?? null;
}
