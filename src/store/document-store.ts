import type { Announcement, AnnouncementOrigin } from '../domain/announcement.ts';
import {
  hashBody,
  type KnownDocuments,
  type SourceDocument,
  type SourceName,
  type StoredDocument,
} from '../domain/source-document.ts';
import { columnsOf, orNull, type SqliteDatabase } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

type SavedAs = 'new' | 'changed' | 'unchanged';

type Row = Omit<StoredDocument, 'isReread'> & { readonly reread: number };

const KNOWN = columnsOf<Row>(['externalId', 'publishedAt'], 'd.');
const DOCUMENT = columnsOf<Row>(['id', 'source', 'title', 'url', 'firstSeenAt', 'vanishedAt'], 'd.');
const VERSION = columnsOf<Row>(['version', 'body', 'bodyHash', 'seenAt', 'reread'], 'v.');
const SELECT = `select ${DOCUMENT}, ${KNOWN}, v.id as versionId, ${VERSION}
  from documents d join document_versions v on v.document_id = d.id`;
const NEWEST = 'v.version = (select max(version) from document_versions where document_id = d.id)';

function toDocument({ reread, ...row }: Row): StoredDocument {
  return { ...row, isReread: reread === 1 };
}

/** Raw documents with every version of their body, on the tables `documents` and `document_versions`. */
export function createDocumentStore(db: SqliteDatabase) {
  const order = 'order by coalesce(d.published_at, d.first_seen_at), d.id';
  const selectOne = db.prepare<[string, string], Row>(
    `${SELECT} where d.source = ? and d.external_id = ? and ${NEWEST}`,
  );
  const selectKnown = db.prepare<[string], Pick<Row, 'externalId' | 'publishedAt' | 'bodyHash'>>(
    `select ${KNOWN}, v.body_hash as bodyHash from documents d join document_versions v on v.document_id = d.id
     where d.source = ? and d.vanished_at is null and ${NEWEST}`,
  );
  const selectUnread = db.prepare<[], Row>(`${SELECT} where v.read_at is null and ${NEWEST} ${order}`);
  const selectNewest = db.prepare<[string], Row>(`${SELECT} where d.source = ? and ${NEWEST} ${order}`);
  const selectVersions = db.prepare<[number], Row>(`${SELECT} where d.id = ? order by v.version`);
  const selectEnding = db.prepare<{ source: string; ending: string }, Row>(
    `${SELECT} where d.source = @source and substr(d.external_id, -length(@ending)) = @ending and ${NEWEST} limit 1`,
  );
  const selectLatest = db.prepare<[string], Row>(
    `${SELECT} where d.source = ? and d.vanished_at is null and ${NEWEST}
     order by coalesce(d.published_at, d.first_seen_at) desc, d.id desc limit 1`,
  );
  const vanish = db.prepare(
    'update documents set vanished_at = ? where source = ? and external_id = ? and vanished_at is null',
  );
  const read = db.prepare('update document_versions set read_at = ?, reread = 0 where id = ?');
  // An earlier version is never read again: marked, it would look as if it still waited.
  const reread = db.prepare(
    `update document_versions set read_at = null, reread = 1 where read_at is not null
     and version = (select max(version) from document_versions newer where newer.document_id = document_versions.document_id)`,
  );
  const vanished = db.prepare<[], { id: number }>('select id from documents where vanished_at is not null');
  const count = db.prepare<[string], { n: number }>('select count(*) as n from documents where source = ?');
  return {
    /** What a source needs to page only as far as needed. */
    findKnown: (source: SourceName): KnownDocuments => ({
      byExternalId: new Map(selectKnown.all(source).map(({ externalId, ...known }) => [externalId, known])),
    }),
    save: createSave(db, selectOne),
    markVanished: (source: SourceName, externalId: string, at: string) => vanish.run(at, source, externalId),
    /** Newest versions whose announcements are still to be read, oldest publication first. */
    listUnread: (): readonly StoredDocument[] => selectUnread.all().map(toDocument),
    listNewest: (source: SourceName): readonly StoredDocument[] => selectNewest.all(source).map(toDocument),
    find: (source: SourceName, externalId: string): StoredDocument | null =>
      orNull(selectOne.get(source, externalId), toDocument),
    findEndingWith: (source: SourceName, ending: string): StoredDocument | null =>
      orNull(selectEnding.get({ source, ending }), toDocument),
    /** The one published last, among those that are still listed. */
    findLatest: (source: SourceName): StoredDocument | null => orNull(selectLatest.get(source), toDocument),
    /** Those that are kept, oldest first. */
    listVersions: (documentId: number): readonly StoredDocument[] => selectVersions.all(documentId).map(toDocument),
    markRead: (versionId: number, at: string) => read.run(at, versionId),
    /** Marks the newest version of everything that was read as to be read again: `reparse`. */
    markAllForRereading: () => reread.run(),
    countBySource: (source: SourceName): number => count.get(source)?.n ?? 0,
    /** Documents that their source lists no more. */
    listVanishedIds: (): ReadonlySet<number> => new Set(vanished.all().map((row) => row.id)),
  };
}

function createSave(db: SqliteDatabase, selectOne: { get(source: string, externalId: string): Row | undefined }) {
  const insert = db.prepare(
    `insert into documents (source, external_id, title, url, published_at, first_seen_at)
     values (@source, @externalId, @title, @url, @publishedAt, @seenAt)`,
  );
  const update = db.prepare(
    'update documents set title = @title, url = @url, published_at = @publishedAt, vanished_at = null where id = @id',
  );
  const insertVersion = db.prepare(
    'insert into document_versions (document_id, version, title, body, body_hash, seen_at) values (?, ?, ?, ?, ?, ?)',
  );
  return ({ source, externalId, title, url, publishedAt, body }: SourceDocument, seenAt: string): SavedAs => {
    const hash = hashBody(body);
    const known = selectOne.get(source, externalId);
    if (!known) {
      const { lastInsertRowid } = insert.run({ source, externalId, title, url, publishedAt, seenAt });
      insertVersion.run(lastInsertRowid, 1, title, body, hash, seenAt);
      return 'new';
    }
    update.run({ id: known.id, title, url, publishedAt });
    if (known.bodyHash === hash && known.vanishedAt === null) return 'unchanged';
    // A release that comes back after it vanished is read again, even with the body it had.
    insertVersion.run(known.id, known.version + 1, title, body, hash, seenAt);
    return 'changed';
  };
}

interface AnnouncementRow extends AnnouncementOrigin {
  readonly id: number;
  readonly data: string;
}

function toAnnouncement({ id: _, data, ...origin }: AnnouncementRow): Announcement {
  return { ...readStored<Announcement>(data, 'announcements', { kind: 'text', quote: 'text' }), origin };
}

function identityOf(announcement: Announcement): { kind: string; subject: string } {
  return announcement.kind === 'retirement'
    ? { kind: `retirement/${announcement.phase}`, subject: `${announcement.subject}/${announcement.date ?? ''}` }
    : { kind: announcement.kind, subject: announcement.version };
}

/** Parsed facts, each with the document it stands in, on the table `announcements`. */
export function createAnnouncementStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const readAll = (rows: readonly AnnouncementRow[]) => readRows(rows, ({ id }) => id, toAnnouncement);
  const remove = db.prepare('delete from announcements where document_id = ?');
  const insert = db.prepare(
    'insert or ignore into announcements (document_id, kind, subject, quote, data) values (?, ?, ?, ?, ?)',
  );
  const source = `select a.id, a.data, a.document_id as documentId, d.external_id as externalId, d.url,
    coalesce(d.published_at, d.first_seen_at) as publishedAt
    from announcements a join documents d on d.id = a.document_id`;
  const select = db.prepare<[], AnnouncementRow>(`${source} order by publishedAt, a.document_id, a.id`);
  const selectOf = db.prepare<[number], AnnouncementRow>(`${source} where a.document_id = ? order by a.id`);
  return {
    /** Replaces what was read from a document by what its newest version says. */
    replaceForDocument: (documentId: number, announcements: readonly Announcement[]) => {
      remove.run(documentId);
      for (const announcement of announcements) {
        const { origin: _origin, ...data } = announcement;
        const { kind, subject } = identityOf(announcement);
        insert.run(documentId, kind, subject, announcement.quote, JSON.stringify(data));
      }
    },
    /** Announcements of every document, vanished ones too, oldest publication first. */
    list: (): readonly Announcement[] => readAll(select.all()),
    listOf: (documentId: number): readonly Announcement[] => readAll(selectOf.all(documentId)),
  };
}
