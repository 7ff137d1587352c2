import type { CalendarDate } from './calendar-date.ts';
import type { OsSku } from './os-sku.ts';

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
}

export interface RegionalImages {
  /** Day on which the tracker was last read, or the earlier one on which it was last written. */
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
