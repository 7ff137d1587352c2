import { z } from 'zod';
import type { TrackerComponent, TrackerRegion, TrackerSection } from '../../domain/image-arrival.ts';
import { compareTexts } from '../../domain/text.ts';
import { cleanForeignText } from '../http/bounded-fetch.ts';
import { createSectionScanner, type ScanState } from './section-scanner.ts';

/** What became of looking for a section: its JSON text, or why there is none. */
export type SectionReading =
  | { readonly kind: 'found'; readonly json: string }
  | { readonly kind: Exclude<ScanState, 'reading' | 'found'> | 'truncated' };

/**
 * Finds the object at `path` (names of nested objects, outermost first) in a JSON document that arrives in pieces, and
 * stops there; nothing else is kept. Throws only what `chunks` throws; the text found is balanced, but not checked.
 */
export async function readSection(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: readonly string[],
  maxBytes: number,
): Promise<SectionReading> {
  const scanner = createSectionScanner(path, maxBytes);
  for await (const chunk of chunks) if (scanner.push(chunk) !== 'reading') break;
  const state = scanner.getState();
  if (state === 'found') return { kind: 'found', json: scanner.getText() };
  return { kind: state === 'reading' ? 'truncated' : state };
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
    else if (!regions.has(region.data.RegionName)) regions.set(region.data.RegionName, toRegion(region.data, notes));
  }
  return {
    component,
    notes: [...notes].map(([version, url]) => ({ version, url })).sort((a, b) => compareTexts(a.version, b.version)),
    regions: [...regions.values()].sort((a, b) => compareTexts(a.region, b.region)),
  };
}

function toRegion(
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
