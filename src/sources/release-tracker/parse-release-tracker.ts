import { type ImageArrival, toRegion } from '../../domain/image-arrival.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { readTrackerRegions, type TrackedRegion } from './read-tracker-regions.ts';

/** Which region has which image, in the order of the document, and what of it could not be read. */
export interface ReleaseTracker {
  readonly arrivals: readonly ImageArrival[];
  readonly problems: readonly string[];
}

/**
 * Reads the kept document of the release tracker (`TrackerSection` as JSON). The OS SKU comes from the build number,
 * since names mislead (`Windows Server 2023H2 Gen2`); only the generation from the component's name. Never throws.
 */
export function parseReleaseTracker(body: string): ReleaseTracker {
  const problems: string[] = [];
  const arrivals = readTrackerRegions(body, problems).flatMap((tracked) => readRegion(tracked, problems));
  return { arrivals, problems };
}

function readRegion({ component, entry }: TrackedRegion, problems: string[]): ImageArrival[] {
  const region = toRegion(entry.region);
  if (region === null) {
    problems.push(`"${shorten(entry.region)}" is no region`);
    return [];
  }
  const generation = /\bgen ?2\b/i.test(component) ? 2 : 1;
  return entry.images.flatMap(({ version: text, releasedAt }, index): ImageArrival[] => {
    const version = parseNodeImageVersion(text);
    if (!version) {
      problems.push(`${region}: "${shorten(text)}" is no Windows image version`);
      return [];
    }
    return [
      {
        osSku: version.osSku,
        generation,
        region,
        version: version.text,
        arrivedOn: releasedAt === null ? null : dayOfText(releasedAt),
        isArriving: index === 0 && entry.inProgress,
        batch: entry.batch,
      },
    ];
  });
}

/** The day in UTC, as everywhere. */
function dayOfText(instant: string): string | null {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

/** Names come from outside and may be long. */
function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
