import type { AnnouncementOrigin } from '../domain/announcement.ts';
import type { StoredDocument } from '../domain/source-document.ts';

/** Where an announcement of a document comes from. */
export function originOf({ id, externalId, url, publishedAt, firstSeenAt }: StoredDocument): AnnouncementOrigin {
  return { documentId: id, externalId, url, publishedAt: publishedAt ?? firstSeenAt };
}
