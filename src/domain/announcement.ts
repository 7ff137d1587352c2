import type { ImageContents, ImageCves } from './image-security.ts';
import type { RetirementStatement } from './lifecycle.ts';
import type { OsSku } from './os-sku.ts';

export interface AnnouncementOrigin {
  readonly documentId: number;
  /** Release tag or file path. */
  readonly externalId: string;
  readonly url: string;
  /** When it was published, or first seen where the source does not say. UTC ISO text. */
  readonly publishedAt: string;
}

export type Announcement =
  | ({ readonly kind: 'image' } & ImageAnnouncement & { readonly origin: AnnouncementOrigin })
  | ({ readonly kind: 'image-contents' } & ImageContents & { readonly origin: AnnouncementOrigin })
  | ({ readonly kind: 'image-cves' } & ImageCves & { readonly origin: AnnouncementOrigin })
  | ({ readonly kind: 'image-recall' } & ImageRecall & { readonly origin: AnnouncementOrigin })
  | ({ readonly kind: 'retirement' } & RetirementStatement & { readonly origin: AnnouncementOrigin });

export interface ParsedNote {
  readonly images: readonly ImageAnnouncement[];
  readonly retirements: readonly RetirementStatement[];
  readonly recalls: readonly ImageRecall[];
  /** CVEs that it ties to a Windows node image. */
  readonly imageCves: readonly ImageCves[];
  /** Passages that speak of Windows images or a Windows retirement and yielded nothing: the drift alarm. */
  readonly unread: readonly string[];
}

export interface ImageRecall {
  readonly version: string;
  /** The exact words of the note. */
  readonly quote: string;
  /** Instant at which the note was first seen to say so, where an edit brought it in; UTC ISO text. */
  readonly addedAt?: string;
}

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
