import type { TrackerRegion } from '../../domain/image-arrival.ts';

/** A region's entry with the component it stands under. */
export interface TrackedRegion {
  readonly component: string;
  readonly entry: TrackerRegion;
}

/** The entries of a kept document, which an earlier version may have written; what is not of the form is a problem. */
export function readTrackerRegions(body: string, problems: string[]): TrackedRegion[] {
  const { components } = parseObject(body);
  if (!Array.isArray(components)) {
    problems.push('the document is no section of the release tracker');
    return [];
  }
  return components.flatMap((component: unknown) => {
    if (!isObject(component) || !Array.isArray(component['regions'])) {
      problems.push('a component has no regions');
      return [];
    }
    const name = String(component['component'] ?? '');
    const regions = component['regions'].flatMap((value: unknown) => readEntry(value) ?? []);
    if (regions.length < component['regions'].length)
      problems.push(`a region of "${name.slice(0, 60)}" is of no known form`);
    return regions.map((entry) => ({ component: name, entry }));
  });
}

function readEntry(value: unknown): TrackerRegion | null {
  if (!isObject(value)) return null;
  const { region, batch, inProgress, images } = value;
  if (typeof region !== 'string' || !Array.isArray(images)) return null;
  return {
    region,
    batch: typeof batch === 'number' ? batch : null,
    inProgress: inProgress === true,
    images: images.flatMap((image: unknown) => readImage(image) ?? []),
  };
}

function readImage(value: unknown): TrackerRegion['images'][number] | null {
  if (!isObject(value) || typeof value['version'] !== 'string') return null;
  const releasedAt = value['releasedAt'];
  return { version: value['version'], releasedAt: typeof releasedAt === 'string' ? releasedAt : null };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
