import { addDays } from '../../domain/calendar-date.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { StoredDocument } from '../../domain/source-document.ts';
import type { SourceContent } from '../../sources/source-kit.ts';
import { LEADING, listKits } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';

/** A kept document with the instant it was out. */
export interface ReplayDocument {
  readonly document: StoredDocument;
  readonly publishedAt: string;
}

/** Days from the build of an image to its notes file, as measured; used where no release names the image. */
const FILE_LAG_DAYS = 10;

/** Every kept document, oldest first. A notes file, which has no date of its own, is out with the release that names it. */
export function listReplayDocuments({ store }: AppContext): readonly ReplayDocument[] {
  const listAll = (content: SourceContent) => listKits(content).flatMap(({ name }) => store.documents.listNewest(name));
  const announcedAt = new Map(store.catalogue.get().images.map((image) => [image.version, image.announcedAt]));
  const releases = store.documents.listNewest(LEADING.name).map((document) => ({
    document,
    publishedAt: document.publishedAt ?? document.firstSeenAt,
  }));
  const files = listAll('image-notes').flatMap((document) => {
    const version = parseNodeImageVersion(document.externalId.replace(/^.*\//, '').replace(/\.txt$/, ''));
    if (!version) return [];
    const publishedAt = announcedAt.get(version.text) ?? `${addDays(version.builtOn, FILE_LAG_DAYS)}T00:00:00.000Z`;
    return [{ document, publishedAt }];
  });
  // The calendar of today, from the beginning: it has the ends of all minors, and no edition of its own for each day.
  const calendars = listAll('calendar').map((document) => ({ document, publishedAt: '' }));
  return [...calendars, ...releases, ...files].sort((a, b) => a.publishedAt.localeCompare(b.publishedAt));
}
