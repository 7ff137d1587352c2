import type { ImageArrival, RegionalImages } from '../domain/image-arrival.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';

/** Each image of a region once (the first word on it counts), in the order of `RegionalImages`. */
export function collectImageArrivals(arrivals: readonly ImageArrival[]): RegionalImages['arrivals'] {
  const byPlace = new Map<string, ImageArrival>();
  for (const arrival of arrivals) {
    const key = `${placeOf(arrival)} ${arrival.version}`;
    if (!byPlace.has(key)) byPlace.set(key, arrival);
  }
  return [...byPlace.values()].sort((a, b) => compareTexts(placeOf(a), placeOf(b)) || compareVersions(b, a));
}

function placeOf({ osSku, generation, region }: ImageArrival): string {
  return `${osSku} ${generation} ${region}`;
}

function compareVersions(a: ImageArrival, b: ImageArrival): number {
  const own = parseNodeImageVersion(a.version);
  const other = parseNodeImageVersion(b.version);
  return own && other ? compareNodeImageVersions(own, other) : compareTexts(a.version, b.version);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
