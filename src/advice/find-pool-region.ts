import { type CalendarDate, daysBetween } from '../domain/calendar-date.ts';
import type { NodePool } from '../domain/cluster.ts';
import { type ImageArrival, type RegionalImages, toRegion } from '../domain/image-arrival.ts';
import { parseNodeImageName } from '../domain/node-image-version.ts';

/** Older than this, what the release tracker said of a region is no longer relied on. */
const TRACKER_FRESH_DAYS = 7;

/** What the release tracker tells of the images that a pool can run, in the pool's region. */
export interface PoolRegion {
  readonly region: string;
  readonly readOn: CalendarDate;
  /** Of the pool's OS SKU and generation, newest first; never empty. */
  readonly arrivals: readonly ImageArrival[];
}

/**
 * The pool's region; `null` where the tracker cannot say: it was not read within a week, does not know the region, or
 * has nothing of the image definition (Windows Server 2025, 23H2 gen1).
 */
export function findPoolRegion(
  pool: NodePool,
  location: string | null,
  regions: RegionalImages | undefined,
  today: CalendarDate,
): PoolRegion | null {
  const image = parseNodeImageName(pool.nodeImageVersion ?? '');
  const region = toRegion(location ?? '');
  if (!regions || !image || region === null || !isFresh(regions.readOn, today)) return null;
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

/** What the region has of one version; `null` where it does not have it, nor is about to. */
export function findArrival({ arrivals }: PoolRegion, version: string): ImageArrival | null {
  return arrivals.find((arrival) => arrival.version === version) ?? null;
}
