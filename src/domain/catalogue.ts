import { type CalendarDate, formatDate } from './calendar-date.ts';
import type { RegionalImages } from './image-arrival.ts';
import type { ImageSecurity } from './image-security.ts';
import type { KubernetesVersion } from './kubernetes-version.ts';
import type { Concern, RetirementStatement } from './lifecycle.ts';
import { type OsSku, titleOfOsSku } from './os-sku.ts';

/** What happened to an image, when, and which source says so. */
export interface ImageStep {
  readonly step: 'built' | 'noted' | 'rolling-out' | 'announced' | 'superseded' | 'withdrawn';
  /** `null` where the source does not say. */
  readonly on: CalendarDate | null;
  /** Name of the source; `version` where the version itself tells. */
  readonly source: string;
  /** Regions that have it or are getting it, of a rollout. */
  readonly regions?: number;
}

export interface ImageTrace {
  readonly version: string;
  readonly source: string;
  /** First day it was seen there; `null` while only its name is known. */
  readonly seenOn: CalendarDate | null;
  /** Day on which the source no longer had it; `null` while it has. */
  readonly goneOn: CalendarDate | null;
}

export interface NodeImage {
  readonly osSku: OsSku;
  /** `build.revision.yymmdd`: the version whose notes file exists where label and link differ. */
  readonly version: string;
  readonly builtOn: CalendarDate;
  /** First release that announced it; `null` while only a notes file is known. */
  readonly announcedIn: string | null;
  readonly announcedAt: string | null;
  readonly announcementUrl: string | null;
  /** The version a note's label wrongly gave, where it differs. */
  readonly announcedAs: string | null;
  readonly notesUrl: string | null;
  /** Every release that names it, oldest first, and the name of every other source that has it. */
  readonly sources: readonly string[];
  /** Its life, in the order of its steps. */
  readonly life: readonly ImageStep[];
  /** `newest` of its OS SKU, `superseded` by a newer one, or `withdrawn`: taken back, or named by no listed document. */
  readonly state: 'newest' | 'superseded' | 'withdrawn';
  /** The release that says it was taken back, with its words; absent where none does. */
  readonly recall?: Pick<Retirement, 'statedIn' | 'statedAt' | 'url' | 'quote'>;
  /** `null` where its notes file was not read and no note ties a CVE to it. */
  readonly security: ImageSecurity | null;
}

/** What ends, how and when: the newest statement, with every date it had before. */
export interface Retirement extends RetirementStatement {
  /** Earlier, different dates, newest first. */
  readonly previous: readonly { readonly date: CalendarDate | null; readonly statedIn: string }[];
  /** The release that first gave the current date, and the instant it was published. */
  readonly statedIn: string;
  readonly statedAt: string;
  readonly url: string;
}

export interface Catalogue {
  /** Newest first. */
  readonly images: readonly NodeImage[];
  readonly retirements: readonly Retirement[];
  readonly kubernetesVersions: readonly KubernetesVersion[];
  /** Which regions have which images; absent until the release tracker was read. */
  readonly regions?: RegionalImages;
}

export type CatalogueChange =
  /** `again`: the release that announces it once more, of one that was taken back. */
  | { readonly kind: 'image-added'; readonly image: NodeImage; readonly again?: string }
  | { readonly kind: 'image-withdrawn'; readonly image: NodeImage }
  | { readonly kind: 'retirement-added'; readonly retirement: Retirement }
  | { readonly kind: 'retirement-moved'; readonly retirement: Retirement; readonly from: CalendarDate | null }
  | { readonly kind: 'retirement-withdrawn'; readonly retirement: Retirement };

/** An OS SKU that gets images and of which none is known for longer than the monthly round takes. */
export interface ImageSilence {
  readonly osSku: OsSku;
  /** The newest image that is known, and the day it was built. */
  readonly version: string;
  readonly since: CalendarDate;
}

/** One sentence for all that are silent since the same day. */
export function saySilences(silences: readonly ImageSilence[]): readonly string[] {
  return groupSilences(silences).map(
    ({ since, titles }) =>
      `No new image of ${titles.join(' or ')} is known since ${formatDate(since)}, and Patch Tuesday has passed since: ask Azure what it offers`,
  );
}

/** Those since the same day together, with the titles of their OS SKUs: most often nobody has read any of them. */
export function groupSilences<Silence extends ImageSilence>(silences: readonly Silence[]) {
  return [...Map.groupBy(silences, ({ since }) => since)].map(([since, own]) => ({
    since,
    own,
    titles: own.map(({ osSku }) => titleOfOsSku(osSku)),
  }));
}

/** `null` where the tracker does not tell: it was never read, lacks the OS SKU, or has forgotten so old an image. */
export function findImageSpread({ osSku, version, state }: NodeImage, regions: RegionalImages | undefined) {
  const known = regions?.arrivals.filter((arrival) => arrival.osSku === osSku) ?? [];
  if (!regions || known.length === 0) return null;
  const there = known.filter((arrival) => arrival.version === version && !arrival.isArriving);
  if (there.length === 0 && state !== 'newest') return null;
  return {
    regions: new Set(there.map(({ region }) => region)).size,
    of: new Set(known.map(({ region }) => region)).size,
    /** Day on which the first of them had it; `null` where the tracker does not say. */
    firstOn: there.flatMap(({ arrivedOn }) => arrivedOn ?? []).sort()[0] ?? null,
    /** Day on which the tracker was read. */
    asOf: regions.readOn,
  };
}

export type ImageSpread = NonNullable<ReturnType<typeof findImageSpread>>;

/**
 * Which end it is, whatever its date: one subject, phase and plan. Where the plan of a Kubernetes minor is not known it
 * is taken for community support, which is what notes mean that name none.
 */
export function keyOfRetirement({ subject, phase, plan }: Concern & { readonly phase: string }): string {
  return `${subject}|${phase}${plan === 'lts' ? '|lts' : ''}`;
}
