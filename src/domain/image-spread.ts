import type { CalendarDate } from './calendar-date.ts';
import type { NodeImage } from './catalogue.ts';
import type { RegionalImages } from './image-arrival.ts';

/** How far an image has come. */
export interface ImageSpread {
  /** Regions that have it, in any generation. */
  readonly regions: number;
  /** Regions that the release tracker knows of its OS SKU. */
  readonly of: number;
  /** Day on which the first of them had it; `null` where the tracker does not say. */
  readonly firstOn: CalendarDate | null;
  /** Day on which the tracker was read. */
  readonly asOf: CalendarDate;
}

/** `null` where the tracker does not tell: it was never read, lacks the OS SKU, or has forgotten so old an image. */
export function findImageSpread(
  { osSku, version, state }: NodeImage,
  regions: RegionalImages | undefined,
): ImageSpread | null {
  const known = regions?.arrivals.filter((arrival) => arrival.osSku === osSku) ?? [];
  if (!regions || known.length === 0) return null;
  const there = known.filter((arrival) => arrival.version === version && !arrival.isArriving);
  if (there.length === 0 && state !== 'newest') return null;
  return {
    regions: new Set(there.map(({ region }) => region)).size,
    of: new Set(known.map(({ region }) => region)).size,
    firstOn: there.flatMap(({ arrivedOn }) => arrivedOn ?? []).sort()[0] ?? null,
    asOf: regions.readOn,
  };
}
