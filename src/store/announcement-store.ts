import type { Announcement, AnnouncementOrigin } from '../domain/announcement.ts';
import type { SqliteDatabase } from './database.ts';
import { readStored } from './stored-json.ts';

/** Parsed facts, each with the document it stands in. */
export interface AnnouncementStore {
  /** Replaces what was read from a document by what its newest version says. */
  replaceForDocument(documentId: number, announcements: readonly Announcement[]): void;
  /** Announcements of every document, vanished ones too, oldest publication first. */
  list(): readonly Announcement[];
  /** Announcements of one document, in its order. */
  listOf(documentId: number): readonly Announcement[];
}

interface Row {
  data: string;
  document_id: number;
  external_id: string;
  url: string;
  published_at: string;
}

function toAnnouncement(row: Row): Announcement {
  const origin: AnnouncementOrigin = {
    documentId: row.document_id,
    externalId: row.external_id,
    url: row.url,
    publishedAt: row.published_at,
  };
  return { ...readStored<Announcement>(row.data, 'announcements', { kind: 'text', quote: 'text' }), origin };
}

/** The words an announcement is unique by, within its document. */
function identityOf(announcement: Announcement): { kind: string; subject: string } {
  return announcement.kind === 'retirement'
    ? { kind: `retirement/${announcement.phase}`, subject: `${announcement.subject}/${announcement.date ?? ''}` }
    : { kind: announcement.kind, subject: announcement.version };
}

/** Announcements on the table `announcements`. */
export function createAnnouncementStore(db: SqliteDatabase): AnnouncementStore {
  const remove = db.prepare('delete from announcements where document_id = ?');
  const insert = db.prepare(
    'insert or ignore into announcements (document_id, kind, subject, quote, data) values (?, ?, ?, ?, ?)',
  );
  const source = `select a.data, a.document_id, d.external_id, d.url,
    coalesce(d.published_at, d.first_seen_at) as published_at
    from announcements a join documents d on d.id = a.document_id`;
  const select = db.prepare<[], Row>(`${source} order by published_at, a.document_id, a.id`);
  const selectOf = db.prepare<[number], Row>(`${source} where a.document_id = ? order by a.id`);
  return {
    replaceForDocument: (documentId, announcements) => {
      remove.run(documentId);
      for (const announcement of announcements) {
        const { origin: _origin, ...data } = announcement;
        const { kind, subject } = identityOf(announcement);
        insert.run(documentId, kind, subject, announcement.quote, JSON.stringify(data));
      }
    },
    list: () => select.all().map(toAnnouncement),
    listOf: (documentId) => selectOf.all(documentId).map(toAnnouncement),
  };
}
