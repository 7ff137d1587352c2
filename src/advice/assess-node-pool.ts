import { type CalendarDate, dayOf, daysBetween } from '../domain/calendar-date.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { ImageArrival } from '../domain/image-arrival.ts';
import { findOsSkuLifecycle, type Lifecycle } from '../domain/lifecycle.ts';
import { compareNodeImageVersions, isRebuildOf, type NodeImageVersion } from '../domain/node-image-version.ts';
import { agePartOf, type NodePoolAssessment, type TargetRegion } from '../domain/node-pool-assessment.ts';
import { hasNoImages, isFrozen } from './ends.ts';
import {
  findArrival,
  findImageTarget,
  findNewestReleased,
  findPoolRegion,
  listPublishedImages,
  type PoolRegion,
} from './find-image-target.ts';
import { findPoolOsSku, findPoolVersion, type ImageFacts } from './find-pool-version.ts';

const NOTHING_KNOWN: NodePoolAssessment = {
  status: 'unknown',
  osSku: null,
  currentVersion: null,
  targetVersion: null,
  pendingVersion: null,
  imagesBehind: 0,
  daysBehind: 0,
  ageDays: null,
  rebuildOnly: false,
  region: null,
  skipped: [],
};

function compareWithTarget(
  pool: ImageFacts,
  current: NodeImageVersion,
  catalogue: Catalogue,
  region: PoolRegion | null,
  today: CalendarDate,
): NodePoolAssessment {
  const published = listPublishedImages(catalogue, current.build);
  const found = findImageTarget(withoutRecalled(pool, catalogue), current, published, region, today);
  const known = { ...NOTHING_KNOWN, osSku: current.osSku, currentVersion: current.text };
  const ageDays = daysBetween(current.builtOn, today);
  if (!found) return { ...known, ageDays };
  const { target, pending } = found;
  const skipped = published.filter(
    ({ version }) => compareNodeImageVersions(version, current) > 0 && compareNodeImageVersions(version, target) <= 0,
  );
  const isTargetPublished = skipped.some(({ version }) => version.text === target.text);
  const isBehind = compareNodeImageVersions(target, current) > 0;
  return {
    ...known,
    ageDays,
    // An image that AKS no longer supports is not fine, whether or not a newer one is known.
    status: isBehind || agePartOf(ageDays) === 'over' ? 'behind' : 'current',
    targetVersion: target.text,
    pendingVersion: pending?.text ?? null,
    imagesBehind: skipped.length + (isBehind && !isTargetPublished ? 1 : 0),
    daysBehind: Math.max(0, daysBetween(current.builtOn, target.builtOn)),
    rebuildOnly: isRebuildOf(target, current),
    region: region && describeRegion(region, target, pending),
    skipped: skipped.map(({ image }) => image),
  };
}

/** What Azure offered before it was taken back is no offer any more. */
function withoutRecalled(pool: ImageFacts, { images }: Catalogue): ImageFacts {
  const isOffered = ({ recall, version }: Catalogue['images'][number]) =>
    recall !== undefined && pool.latestNodeImageVersion?.endsWith(`-${version}`) === true;
  return images.some(isOffered) ? { ...pool, latestNodeImageVersion: null } : pool;
}

function describeRegion(region: PoolRegion, target: NodeImageVersion, pending: NodeImageVersion | null): TargetRegion {
  const arrival = findArrival(region, target.text);
  const hasTarget = arrival?.isArriving === false;
  return {
    name: region.region,
    asOf: region.readOn,
    hasTarget,
    targetSince: hasTarget ? arrival.arrivedOn : null,
    pending: pending && stateOfPending(findArrival(region, pending.text)),
  };
}

function stateOfPending(arrival: ImageArrival | null): TargetRegion['pending'] {
  if (arrival === null) return 'absent';
  return arrival.isArriving ? 'arriving' : 'arrived';
}

/** The newest image with the Windows update that the nodes run, where their label names none: the kernel tells the truth. */
function findImageOfUpdate({ windowsUpdate = '' }: ImageFacts, catalogue: Catalogue): NodeImageVersion | null {
  const [build, revision] = windowsUpdate.split('.').map(Number);
  const published = listPublishedImages(catalogue, build ?? 0);
  return published.find(({ version }) => version.revision === revision)?.version ?? null;
}

/**
 * A pool of an OS SKU without more images is `unsupported` whatever it runs, and has nothing to take once they are
 * removed; a Linux pool is `unknown`. `location`: the cluster's; its region counts where Azure was not asked.
 */
export function assessNodePool(
  pool: ImageFacts,
  catalogue: Catalogue,
  lifecycle: Lifecycle,
  now: Date,
  location: string | null = null,
): NodePoolAssessment {
  if (pool.osType !== 'Windows') return NOTHING_KNOWN;
  const today = dayOf(now);
  const current = findPoolVersion(pool) ?? findImageOfUpdate(pool, catalogue);
  const osSku = findPoolOsSku(pool);
  const ends = findOsSkuLifecycle(lifecycle, osSku);
  if (hasNoImages(ends, today)) {
    const runs = current && { currentVersion: current.text, ageDays: daysBetween(current.builtOn, today) };
    return { ...NOTHING_KNOWN, status: 'unsupported', osSku, ...runs };
  }
  const region = findPoolRegion(pool, location, catalogue, today);
  const assessment = current
    ? compareWithTarget(pool, current, catalogue, region, today)
    : { ...NOTHING_KNOWN, osSku, targetVersion: findNewestReleased(catalogue, osSku, today) };
  return isFrozen(ends, today) ? { ...assessment, status: 'unsupported' } : assessment;
}
