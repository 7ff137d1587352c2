import type { ImageAnnouncement } from './image-announcement.ts';
import type { ImageContents, ImageCves } from './image-security.ts';
import type { RetirementStatement } from './retirement-statement.ts';

/** The document an announcement was read from. */
export interface AnnouncementOrigin {
  readonly documentId: number;
  /** Release tag or file path. */
  readonly externalId: string;
  readonly url: string;
  /** When it was published, or first seen where the source does not say. UTC ISO text. */
  readonly publishedAt: string;
}

/** One parsed fact with where it stands. */
export type Announcement =
  | ({ readonly kind: 'image' } & ImageAnnouncement & { readonly origin: AnnouncementOrigin })
  | ({ readonly kind: 'image-contents' } & ImageContents & { readonly origin: AnnouncementOrigin })
  | ({ readonly kind: 'image-cves' } & ImageCves & { readonly origin: AnnouncementOrigin })
  | ({ readonly kind: 'retirement' } & RetirementStatement & { readonly origin: AnnouncementOrigin });
