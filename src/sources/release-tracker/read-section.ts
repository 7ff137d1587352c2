import { z } from 'zod';
import { dayOf } from '../../domain/calendar-date.ts';
import { type ImageArrival, toRegion } from '../../domain/image-arrival.ts';
import { JsonWalk } from '../../domain/json-walk.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { RejectedItem } from '../../domain/rejected-item.ts';
import { compareTexts } from '../../domain/text.ts';
import { cleanForeignText, describeIssues } from '../http/bounded-fetch.ts';

/** The Windows part of the AKS release tracker as it is kept: what of it matters, sorted, so that no news is no change. */
export interface TrackerSection {
  /** By name. */
  readonly components: readonly TrackerComponent[];
}

export interface TrackerComponent {
  readonly component: string;
  /** By name. */
  readonly regions: readonly TrackerRegion[];
}

/** What one region has of a component. Every text is the tracker's own. */
export interface TrackerRegion {
  /** Display name, `West Central US`. */
  readonly region: string;
  /** True while the first image is still being rolled out here. */
  readonly inProgress: boolean;
  /** The current one, then recent ones, newest first. `releasedAt`: instant it arrived, `null` for old ones. */
  readonly images: readonly { readonly version: string; readonly releasedAt: string | null }[];
}

/** `missing`: the document ended without it. `not-json`: it is no single JSON object. `too-large`: more bytes than allowed. */
export type SectionReading =
  | { readonly kind: 'found'; readonly json: string }
  | { readonly kind: 'missing' | 'not-json' | 'too-large' | 'truncated' };

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

export interface SectionContent {
  readonly section: TrackerSection;
  readonly regions: number;
  readonly rejected: readonly RejectedItem[];
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
const imageSchema = z.object({ Version: name, ReleaseDate: instant });
const regionSchema = z.object({
  RegionName: name,
  Current: imageSchema,
  // One that cannot be read costs itself: it is only the past.
  Recent: z.array(z.unknown()).catch([]),
  InProgress: z.boolean().catch(false),
});
const componentSchema = z.object({
  ComponentName: name,
  RegionalStatuses: z.record(z.string(), z.array(z.unknown())),
});
const sectionSchema = z.object({ Components: z.record(z.string(), z.unknown()) });

/** Reads the decoded `WindowsImage` section, leniently: what is wrong in a region costs that region. Never throws. */
export function readTrackerSection(value: unknown): SectionContent {
  const parsed = sectionSchema.safeParse(value);
  if (!parsed.success) return { section: { components: [] }, regions: 0, rejected: [] };
  const rejected: RejectedItem[] = [];
  const components = Object.entries(parsed.data.Components)
    .flatMap(([key, content]) => readComponent(key, content, rejected) ?? [])
    .sort((a, b) => compareTexts(a.component, b.component));
  return { section: { components }, regions: components.reduce((sum, one) => sum + one.regions.length, 0), rejected };
}

function readComponent(key: string, value: unknown, rejected: RejectedItem[]): TrackerComponent | null {
  const parsed = componentSchema.safeParse(value);
  if (!parsed.success) {
    rejected.push(reject(key, parsed.error));
    return null;
  }
  const { ComponentName: component, RegionalStatuses: groups } = parsed.data;
  const regions = new Map<string, TrackerRegion>();
  // The groups are not geography (Africa holds Israel, US holds Brazil), so nothing hangs on them.
  for (const item of Object.values(groups).flat()) {
    const region = regionSchema.safeParse(item);
    if (!region.success) rejected.push(reject(`${component}, ${nameOf(item)}`, region.error));
    else if (!regions.has(region.data.RegionName)) regions.set(region.data.RegionName, toTrackerRegion(region.data));
  }
  return { component, regions: [...regions.values()].sort((a, b) => compareTexts(a.region, b.region)) };
}

function toTrackerRegion({
  RegionName: region,
  Current,
  Recent,
  InProgress: inProgress,
}: z.infer<typeof regionSchema>): TrackerRegion {
  const images = [Current, ...Recent.flatMap((one) => imageSchema.safeParse(one).data ?? [])];
  return { region, inProgress, images: images.map((one) => ({ version: one.Version, releasedAt: one.ReleaseDate })) };
}

function nameOf(item: unknown): string {
  const region = typeof item === 'object' && item !== null && 'RegionName' in item ? item.RegionName : null;
  return typeof region === 'string' && region.trim() !== '' ? region : 'a region without a name';
}

function reject(item: string, { issues }: z.ZodError): RejectedItem {
  return { item: cleanForeignText(item), reason: describeIssues(issues) };
}

/**
 * Which region has which image, out of the kept document of the release tracker (`TrackerSection` as JSON); nothing out
 * of another text. The OS SKU comes from the build number, since names mislead (`Windows Server 2023H2 Gen2`); only the
 * generation from the component's name. Never throws.
 */
export function parseReleaseTracker(body: string): readonly ImageArrival[] {
  try {
    const { components } = JSON.parse(body) as TrackerSection;
    return components.flatMap(({ component, regions }) => {
      const generation = /\bgen ?2\b/i.test(component) ? 2 : 1;
      return regions.flatMap((entry) => listArrivals(entry, generation));
    });
  } catch {
    return [];
  }
}

function listArrivals({ region: name, inProgress, images }: TrackerRegion, generation: 1 | 2): readonly ImageArrival[] {
  const region = toRegion(name);
  if (region === null) return [];
  return images.flatMap(({ version: text, releasedAt }, index) => {
    const version = parseNodeImageVersion(text);
    if (!version) return [];
    const arrivedOn = releasedAt === null ? null : dayOf(new Date(releasedAt));
    const isArriving = index === 0 && inProgress;
    return [{ osSku: version.osSku, generation, region, version: version.text, arrivedOn, isArriving }];
  });
}
