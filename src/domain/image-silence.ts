import type { CalendarDate } from './calendar-date.ts';
import type { OsSku } from './os-sku.ts';

/** An OS SKU that gets images and of which none is known for longer than the monthly round takes. */
export interface ImageSilence {
  readonly osSku: OsSku;
  /** The newest image that is known, and the day it was built. */
  readonly version: string;
  readonly since: CalendarDate;
}
