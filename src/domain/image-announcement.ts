import type { OsSku } from './os-sku.ts';

/** A Windows node image that a note announces as new or updated. */
export interface ImageAnnouncement {
  readonly osSku: OsSku;
  /** The version of the link's label or of the plain text: what a reader sees. */
  readonly version: string;
  /** The version in the link's target; equals `version` when they agree, `null` where there is no link. */
  readonly linkedVersion: string | null;
  /** Target of the link, as written. */
  readonly link: string | null;
  /** The exact words of the note. */
  readonly quote: string;
}
