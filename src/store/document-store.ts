import type { Announcement, AnnouncementOrigin } from '../domain/announcement.ts';
import {
  hashBody,
  type KnownDocuments,
  type SourceDocument,
  type SourceName,
  type StoredDocument,
} from '../domain/source-document.ts';
import { columnsOf, orNull, type SqliteDatabase, sql } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

type SavedAs = 'new' | 'changed' | 'unchanged';

type Row = Omit<StoredDocument, 'isReread'> & { readonly reread: number };

const KNOWN = columnsOf<Row>(['externalId', 'publishedAt'], 'd.');
const DOCUMENT = columnsOf<Row>(['id', 'source', 'title', 'url', 'firstSeenAt', 'vanishedAt'], 'd.');
const VERSION = columnsOf<Row>(['version', 'body', 'bodyHash', 'seenAt', 'reread'], 'v.');
const SELECT = sql`select ${DOCUMENT}, ${KNOWN}, v.id as versionId, ${VERSION}
  from documents d join document_versions v on v.document_id = d.id`;
const NEWEST = sql`v.version = (select max(version) from document_versions where document_id = d.id)`;
const OLDEST_FIRST = sql`order by coalesce(d.published_at, d.first_seen_at), d.id`;

function toDocument({ reread, ...row }: Row): StoredDocument {
  return { ...row, isReread: reread === 1 };
}

/** Raw documents with every version of their body, on the tables `documents` and `document_versions`. */
export function createDocumentStore(db: SqliteDatabase) {
  return {
    /** What a source compares with, so that it reads no more pages than it has to. */
    findKnown: (source: SourceName): KnownDocuments =>
      new Map(
        db.list<Pick<Row, 'externalId' | 'publishedAt' | 'bodyHash'>>`select ${KNOWN}, v.body_hash as bodyHash
          from documents d join document_versions v on v.document_id = d.id
          where d.source = ${source} and d.vanished_at is null and ${NEWEST}`.map(({ externalId, ...known }) => [
          externalId,
          known,
        ]),
      ),
    save: createSave(db),
    markVanished: (source: SourceName, externalId: string, at: string) =>
      db.run`update documents set vanished_at = ${at} where source = ${source}
        and external_id = ${externalId} and vanished_at is null`,
    /** Newest versions whose announcements are still to be read, oldest publication first. */
    listUnread: (): readonly StoredDocument[] =>
      db.list<Row>`${SELECT} where v.read_at is null and ${NEWEST} ${OLDEST_FIRST}`.map(toDocument),
    listNewest: (source: SourceName): readonly StoredDocument[] =>
      db.list<Row>`${SELECT} where d.source = ${source} and ${NEWEST} ${OLDEST_FIRST}`.map(toDocument),
    find: (source: SourceName, externalId: string): StoredDocument | null =>
      orNull(findNewest(db, source, externalId), toDocument),
    findEndingWith: (source: SourceName, ending: string): StoredDocument | null =>
      orNull(
        db.find<Row>`${SELECT} where d.source = ${source} and substr(d.external_id, -length(${ending})) = ${ending}
          and ${NEWEST} limit 1`,
        toDocument,
      ),
    /** The document published last, of those that its source still lists. */
    findLatest: (source: SourceName): StoredDocument | null =>
      orNull(
        db.find<Row>`${SELECT} where d.source = ${source} and d.vanished_at is null and ${NEWEST}
          order by coalesce(d.published_at, d.first_seen_at) desc, d.id desc limit 1`,
        toDocument,
      ),
    /** Those that are kept, oldest first. */
    listVersions: (documentId: number): readonly StoredDocument[] =>
      db.list<Row>`${SELECT} where d.id = ${documentId} order by v.version`.map(toDocument),
    markRead: (versionId: number, at: string) =>
      db.run`update document_versions set read_at = ${at}, reread = 0 where id = ${versionId}`,
    /**
     * Marks the newest version of everything that was read as to be read again: `reparse`. An earlier version never is:
     * marked, it would look as if it still waited.
     */
    markAllForRereading: () =>
      db.run`update document_versions set read_at = null, reread = 1 where read_at is not null
        and version = (select max(version) from document_versions newer where newer.document_id = document_versions.document_id)`,
    countBySource: (source: SourceName): number =>
      db.value<number>`select count(*) from documents where source = ${source}` ?? 0,
    /** Documents that their source no longer lists. */
    listVanishedIds: (): ReadonlySet<number> =>
      new Set(db.values<number>`select id from documents where vanished_at is not null`),
  };
}

function findNewest(db: SqliteDatabase, source: SourceName, externalId: string): Row | null {
  return db.find`${SELECT} where d.source = ${source} and d.external_id = ${externalId} and ${NEWEST}`;
}

function createSave(db: SqliteDatabase) {
  return ({ source, externalId, title, url, publishedAt, body }: SourceDocument, seenAt: string): SavedAs => {
    const hash = hashBody(body);
    const known = findNewest(db, source, externalId);
    const insertVersion = (id: number, version: number) =>
      db.run`insert into document_versions (document_id, version, title, body, body_hash, seen_at)
        values (${id}, ${version}, ${title}, ${body}, ${hash}, ${seenAt})`;
    if (!known) {
      const id = db.insert`insert into documents (source, external_id, title, url, published_at, first_seen_at)
        values (${source}, ${externalId}, ${title}, ${url}, ${publishedAt}, ${seenAt})`;
      insertVersion(id, 1);
      return 'new';
    }
    db.run`update documents set title = ${title}, url = ${url}, published_at = ${publishedAt}, vanished_at = null
      where id = ${known.id}`;
    if (known.bodyHash === hash && known.vanishedAt === null) return 'unchanged';
    // A release that comes back after it vanished is read again, even with the body it had.
    insertVersion(known.id, known.version + 1);
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
  const select = sql`select a.id, a.data, a.document_id as documentId, d.external_id as externalId, d.url,
    coalesce(d.published_at, d.first_seen_at) as publishedAt
    from announcements a join documents d on d.id = a.document_id`;
  return {
    /** Replaces the announcements of a document by those of its newest version. */
    replaceForDocument: (documentId: number, announcements: readonly Announcement[]) => {
      db.run`delete from announcements where document_id = ${documentId}`;
      for (const announcement of announcements) {
        const { origin: _origin, ...data } = announcement;
        const { kind, subject } = identityOf(announcement);
        db.run`insert or ignore into announcements (document_id, kind, subject, quote, data)
          values (${documentId}, ${kind}, ${subject}, ${announcement.quote}, ${JSON.stringify(data)})`;
      }
    },
    /** Announcements of all documents, including vanished ones, oldest publication first. */
    list: (): readonly Announcement[] => readAll(db.list`${select} order by publishedAt, a.document_id, a.id`),
    listOf: (documentId: number): readonly Announcement[] =>
      readAll(db.list`${select} where a.document_id = ${documentId} order by a.id`),
  };
}
