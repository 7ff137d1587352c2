import type { ImageStep, ImageTrace, NodeImage } from '../domain/catalogue.ts';
import type { ImageArrival } from '../domain/image-arrival.ts';

/** Source of what is known of regions, whichever tells of them. */
export const REGIONS = 'regions';
const RELEASES = 'releases';

/** What is known of images beside their releases, by version. */
export interface LifeEvidence {
  readonly traces: ReadonlyMap<string, readonly ImageTrace[]>;
  readonly arrivals: ReadonlyMap<string, readonly ImageArrival[]>;
}

/** The images, newest first, each with its life: built, noted, rolling out, announced, and superseded or withdrawn. */
export function addImageLives(images: readonly NodeImage[], { traces, arrivals }: LifeEvidence): NodeImage[] {
  const successors = new Map<string, NodeImage>();
  return images.map((image) => {
    const own = traces.get(image.version) ?? [];
    const successor = successors.get(image.osSku);
    if (image.state !== 'withdrawn') successors.set(image.osSku, image);
    const life: readonly (ImageStep | null)[] = [
      { step: 'built', on: image.builtOn, source: 'version' },
      ...own.map(({ source, seenOn }): ImageStep => ({ step: 'noted', on: seenOn, source })),
      describeRollout(arrivals.get(image.version) ?? []),
      image.announcedAt === null
        ? null
        : { step: 'announced', on: image.announcedAt.slice(0, 10), source: image.announcedIn ?? RELEASES },
      describeEnd(image, own, successor),
    ];
    return { ...image, life: life.filter((step) => step !== null) };
  });
}

function describeRollout(arrivals: readonly ImageArrival[]): ImageStep | null {
  if (arrivals.length === 0) return null;
  const first = arrivals.flatMap(({ arrivedOn }) => arrivedOn ?? []).sort()[0];
  const regions = new Set(arrivals.map(({ region }) => region)).size;
  return { step: 'rolling-out', on: first ?? null, source: REGIONS, regions };
}

function describeEnd(
  { state }: NodeImage,
  traces: readonly ImageTrace[],
  successor: NodeImage | undefined,
): ImageStep | null {
  if (state === 'withdrawn') {
    const last = traces.toSorted((a, b) => (a.goneOn ?? '').localeCompare(b.goneOn ?? '')).at(-1);
    return { step: 'withdrawn', on: last?.goneOn ?? null, source: last?.source ?? RELEASES };
  }
  if (state !== 'superseded' || !successor) return null;
  return { step: 'superseded', on: successor.builtOn, source: successor.version };
}
