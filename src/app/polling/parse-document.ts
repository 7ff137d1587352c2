import type { Announcement, AnnouncementOrigin } from '../../domain/announcement.ts';
import type { StoredDocument } from '../../domain/source-document.ts';
import { parseReleaseNote } from '../../notes/release-note/parse-release-note.ts';
import { parseImageContents } from '../../notes/vhd-note/parse-image-contents.ts';

/** What one document says. */
export interface ParsedDocument {
  readonly announcements: readonly Announcement[];
  /** Passages that speak of Windows and yielded nothing. */
  readonly passages: readonly string[];
}

/** Reads a release or a VHD notes file; other documents announce nothing. */
export function parseDocument(document: StoredDocument): ParsedDocument {
  if (document.source === 'aks-releases') return parseRelease(document);
  const contents = document.source === 'vhd-notes' ? parseImageContents(document.body, document.externalId) : null;
  if (contents === null) return { announcements: [], passages: [] };
  return { announcements: [{ kind: 'image-contents', ...contents, origin: originOf(document) }], passages: [] };
}

function parseRelease(document: StoredDocument): ParsedDocument {
  const origin = originOf(document);
  const note = parseReleaseNote(document.body, origin.publishedAt);
  const announcements: readonly Announcement[] = [
    ...note.images.map((image) => ({ kind: 'image' as const, ...image, origin })),
    ...note.imageCves.map((cves) => ({ kind: 'image-cves' as const, ...cves, origin })),
    ...note.retirements.map((statement) => ({ kind: 'retirement' as const, ...statement, origin })),
  ];
  return { announcements, passages: note.unread };
}

function originOf({ id, externalId, url, publishedAt, firstSeenAt }: StoredDocument): AnnouncementOrigin {
  return { documentId: id, externalId, url, publishedAt: publishedAt ?? firstSeenAt };
}
