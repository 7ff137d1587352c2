import type { CalendarDate } from './calendar-date.ts';
import type { OsSku } from './os-sku.ts';

/** A Windows node image in one Azure region, as the AKS release tracker tells of it. */
export interface ImageArrival {
  readonly osSku: OsSku;
  readonly generation: 1 | 2;
  /** ARM name, `westeurope`. */
  readonly region: string;
  /** `build.revision.yymmdd`. */
  readonly version: string;
  /** `null` where the tracker does not say, as for old images. */
  readonly arrivedOn: CalendarDate | null;
  /** True while it is still being rolled out there. */
  readonly isArriving: boolean;
  /** The region's place in the order of rollouts, 1 first; `null` where unknown. */
  readonly batch: number | null;
}

/** Which region has which images. */
export interface RegionalImages {
  /** Day on which the tracker was last read. */
  readonly readOn: CalendarDate;
  /** By OS SKU, generation and region, newest image first. */
  readonly arrivals: readonly ImageArrival[];
}

/** The place an image can reach, by which arrivals are grouped: OS SKU, generation and region. */
export function placeOf({ osSku, generation, region }: Pick<ImageArrival, 'osSku' | 'generation' | 'region'>): string {
  return `${osSku} ${generation} ${region}`;
}

/** The ARM name of a region by any of its names, `West US 3` -> `westus3`; `null` for what cannot be one. */
export function toRegion(name: string): string | null {
  const region = name.replace(/\s+/g, '').toLowerCase();
  return /^[a-z][a-z0-9]{1,49}$/.test(region) ? region : null;
}

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
