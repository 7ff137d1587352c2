import { type ImageArrival, placeOf, type RegionalImages } from '../domain/image-arrival.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';
import { compareTexts } from '../domain/text.ts';

/** Each image of a region once (the first word on it counts), in the order of `RegionalImages`. */
export function collectImageArrivals(arrivals: readonly ImageArrival[]): RegionalImages['arrivals'] {
  return [...Map.groupBy(arrivals, placeOf)]
    .sort(([a], [b]) => compareTexts(a, b))
    .flatMap(([, own]) => {
      const versions = new Map(own.toReversed().map((arrival) => [arrival.version, arrival]));
      return [...versions.values()].sort((a, b) => compareVersions(b, a));
    });
}

function compareVersions(a: ImageArrival, b: ImageArrival): number {
  const own = parseNodeImageVersion(a.version);
  const other = parseNodeImageVersion(b.version);
  return own && other ? compareNodeImageVersions(own, other) : compareTexts(a.version, b.version);
}
