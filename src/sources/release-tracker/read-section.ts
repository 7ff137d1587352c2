import { z } from 'zod';
import { type ImageArrival, toRegion } from '../../domain/image-arrival.ts';
import { JsonWalk } from '../../domain/json-walk.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { compareTexts, shorten } from '../../domain/text.ts';
import { cleanForeignText } from '../http/bounded-fetch.ts';

/** The Windows part of the AKS release tracker as it is kept: what of it matters, sorted, so that no news is no change. */
export interface TrackerSection {
  /** By name. */
  readonly components: readonly TrackerComponent[];
}

/** An image definition in the tracker's words, `Windows Server 2022 Gen2`. */
export interface TrackerComponent {
  readonly component: string;
  /** Notes file of each version that has one, by version. */
  readonly notes: readonly { readonly version: string; readonly url: string }[];
  /** By name. */
  readonly regions: readonly TrackerRegion[];
}

/** What one region has of a component. Every text is the tracker's own. */
export interface TrackerRegion {
  /** Display name, `West Central US`. */
  readonly region: string;
  /** Its place in the order of rollouts, 1 first; `null` where the tracker gives none. */
  readonly batch: number | null;
  /** True while the first image is still being rolled out here. */
  readonly inProgress: boolean;
  /** The current one, then recent ones, newest first. `releasedAt`: instant it arrived, `null` for old ones. */
  readonly images: readonly { readonly version: string; readonly releasedAt: string | null }[];
}

/**
 * What became of looking for a section: its JSON text, or why there is none. `missing`: the document ended without it.
 * `not-json`: it is something else than one JSON object. `too-large`: the section has more bytes than allowed.
 */
export type SectionReading =
  | { readonly kind: 'found'; readonly json: string }
  | { readonly kind: 'missing' | 'not-json' | 'too-large' | 'truncated' };

/** Blanks, and the bytes of a byte order mark. */
const BEFORE_DOCUMENT: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
const [OBJECT, LIST, OBJECT_END] = [0x7b, 0x5b, 0x7d];
/** A deeper document is hostile. */
const MAX_DEPTH = 200;
/** A name of the path has far less, even with every character escaped. */
const MAX_NAME_BYTES = 600;

/**
 * Finds the object at `path` (names of nested objects, outermost first) in a JSON document that arrives in pieces, and
 * stops there; nothing else is kept. Throws only what `chunks` throws; the text found is balanced, but not checked.
 */
export async function readSection(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: readonly string[],
  maxBytes: number,
): Promise<SectionReading> {
  const walk = new JsonWalk(path.length, MAX_NAME_BYTES);
  const search: Search = { path, open: [], matched: 0, start: -1 };
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let state: ReturnType<typeof step> = 'reading';
    let end = 0;
    search.start = search.matched === path.length ? 0 : -1;
    for (let at = walk.next(chunk, 0); at < chunk.length && state === 'reading'; at = walk.next(chunk, end)) {
      state = step(search, chunk[at] ?? 0, walk.name, at);
      walk.enter(search.open.length);
      end = at + 1;
    }
    if (state === 'missing' || state === 'not-json') return { kind: state };
    if (search.start === -1) continue;
    // A copy, so that the rest of the chunk can go.
    kept.push(chunk.slice(search.start, state === 'found' ? end : chunk.length));
    size += kept.at(-1)?.length ?? 0;
    if (size > maxBytes) return { kind: 'too-large' };
    if (state === 'found') return { kind: 'found', json: Buffer.concat(kept).toString('utf8') };
  }
  return { kind: 'truncated' };
}

/** Where a search is. */
interface Search {
  readonly path: readonly string[];
  /** What is open around this place, by its first byte, outermost first. */
  readonly open: number[];
  /** How much of it the path leads through, the document itself not counted. */
  matched: number;
  /** Where the section begins or goes on in this chunk. */
  start: number;
}

function step(search: Search, byte: number, name: string, at: number): 'reading' | 'found' | 'missing' | 'not-json' {
  const { path, open, matched } = search;
  if (open.length === 0 && byte !== OBJECT) return BEFORE_DOCUMENT.has(byte) ? 'reading' : 'not-json';
  if (byte === OBJECT || byte === LIST) {
    if (byte === OBJECT && open.length === matched + 1 && name === path[matched]) search.matched += 1;
    if (matched < path.length && search.matched === path.length) search.start = at;
    return open.push(byte) > MAX_DEPTH ? 'not-json' : 'reading';
  }
  if ((open.pop() === OBJECT) !== (byte === OBJECT_END)) return 'not-json';
  if (open.length === 0) return 'missing';
  if (matched === path.length && open.length === matched) return 'found';
  search.matched = Math.min(matched, open.length - 1);
  return 'reading';
}

/** A section read: what could be used, and what was refused with its reason. */
export interface SectionContent {
  readonly section: TrackerSection;
  /** Regions in it. */
  readonly regions: number;
  readonly rejected: readonly { readonly item: string; readonly reason: string }[];
}

/** Before AKS existed there was no image: Go's zero time and other placeholders. */
const FIRST_YEAR = 2017;

const LONGEST_NAME = 100;

const name = z.string().trim().min(1).max(LONGEST_NAME);
const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text).getUTCFullYear() >= FIRST_YEAR)
  .nullable()
  .catch(null);
const noteUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .nullable()
  .catch(null);

const imageSchema = z.object({ Version: name, ReleaseDate: instant, ReleaseNote: noteUrl });
const regionSchema = z.object({
  RegionName: name,
  Current: imageSchema,
  // One that cannot be read costs itself: it is only the past.
  Recent: z.array(z.unknown()).catch([]),
  InProgress: z.boolean().catch(false),
  BatchIndex: z.int().positive().nullable().catch(null),
});
const componentSchema = z.object({
  ComponentName: name,
  RegionalStatuses: z.record(z.string(), z.array(z.unknown())),
});
const sectionSchema = z.object({ Components: z.record(z.string(), z.unknown()) });

type Image = z.infer<typeof imageSchema>;
type Rejected = SectionContent['rejected'][number];

/** Reads the decoded `WindowsImage` section, leniently: what is wrong in a region costs that region. Never throws. */
export function readTrackerSection(value: unknown): SectionContent {
  const parsed = sectionSchema.safeParse(value);
  if (!parsed.success) return { section: { components: [] }, regions: 0, rejected: [] };
  const rejected: Rejected[] = [];
  const components = Object.entries(parsed.data.Components)
    .flatMap(([key, content]) => readComponent(key, content, rejected) ?? [])
    .sort((a, b) => compareTexts(a.component, b.component));
  return { section: { components }, regions: components.reduce((sum, one) => sum + one.regions.length, 0), rejected };
}

function readComponent(key: string, value: unknown, rejected: Rejected[]): TrackerComponent | null {
  const parsed = componentSchema.safeParse(value);
  if (!parsed.success) {
    rejected.push(reject(key, parsed.error));
    return null;
  }
  const { ComponentName: component, RegionalStatuses: groups } = parsed.data;
  const notes = new Map<string, string>();
  const regions = new Map<string, TrackerRegion>();
  // The groups are not geography (Africa holds Israel, US holds Brazil), so nothing hangs on them.
  for (const item of Object.values(groups).flat()) {
    const region = regionSchema.safeParse(item);
    if (!region.success) rejected.push(reject(`${component}, ${nameOf(item)}`, region.error));
    else if (!regions.has(region.data.RegionName))
      regions.set(region.data.RegionName, toTrackerRegion(region.data, notes));
  }
  return {
    component,
    notes: [...notes].map(([version, url]) => ({ version, url })).sort((a, b) => compareTexts(a.version, b.version)),
    regions: [...regions.values()].sort((a, b) => compareTexts(a.region, b.region)),
  };
}

function toTrackerRegion(
  { RegionName: region, Current, Recent, InProgress, BatchIndex }: z.infer<typeof regionSchema>,
  notes: Map<string, string>,
): TrackerRegion {
  const images = [Current, ...Recent.flatMap((one) => imageSchema.safeParse(one).data ?? [])];
  for (const { Version, ReleaseNote } of images) if (ReleaseNote !== null) notes.set(Version, ReleaseNote);
  return { region, batch: BatchIndex, inProgress: InProgress, images: images.map(toImage) };
}

function toImage({ Version, ReleaseDate }: Image): TrackerRegion['images'][number] {
  return { version: Version, releasedAt: ReleaseDate };
}

function nameOf(item: unknown): string {
  const region = typeof item === 'object' && item !== null && 'RegionName' in item ? item.RegionName : null;
  return typeof region === 'string' && region.trim() !== '' ? region : 'a region without a name';
}

function reject(item: string, { issues }: z.ZodError): Rejected {
  const reasons = issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`);
  return { item: cleanForeignText(item), reason: reasons.join('; ') };
}

/** Which region has which image, in the order of the document, and what of it could not be read. */
interface ReleaseTracker {
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
    problems.push(`"${shorten(entry.region, 60)}" is no region`);
    return [];
  }
  const generation = /\bgen ?2\b/i.test(component) ? 2 : 1;
  return entry.images.flatMap(({ version: text, releasedAt }, index): ImageArrival[] => {
    const version = parseNodeImageVersion(text);
    if (!version) {
      problems.push(`${region}: "${shorten(text, 60)}" is no Windows image version`);
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

/** A region's entry with the component it stands under. */
interface TrackedRegion {
  readonly component: string;
  readonly entry: TrackerRegion;
}

/** The entries of a kept document, which an earlier version may have written; what is not of the form is a problem. */
function readTrackerRegions(body: string, problems: string[]): TrackedRegion[] {
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
