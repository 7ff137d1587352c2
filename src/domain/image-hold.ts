import type { Actor } from './actor.ts';
import type { OsSku } from './os-sku.ts';

/** A known bad image: nobody should be sent to it while the hold lasts. The next image of its OS SKU ends the hold. */
export interface ImageHold {
  readonly id: number;
  readonly version: string;
  readonly osSku: OsSku;
  readonly reason: string;
  /** Where to read about it; http(s). */
  readonly url: string | null;
  readonly actor: Actor;
  readonly createdAt: string;
  readonly endedAt: string | null;
}
