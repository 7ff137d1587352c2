import { type MessageProgress, NO_PROGRESS } from '../domain/actor.ts';
import type { AuditEntry, NewAuditEntry, UndoStep } from '../domain/audit-entry.ts';
import type { NotificationContent } from '../domain/notification.ts';
import type { PostedMessage, ToldMessage } from '../domain/outbox-entry.ts';
import { columnsOf, orNull, type SqliteDatabase } from './database.ts';
import { findStored, findStoredList, readStored } from './stored-json.ts';

/**
 * What came in from people, once each, and what they did with posted messages: `handled_interactions`,
 * `message_progress`, `home_viewers`.
 */
export function createInteractionStore(db: SqliteDatabase) {
  const claim = db.prepare('insert or ignore into handled_interactions (key, handled_at) values (?, ?)');
  const forget = db.prepare('delete from handled_interactions where handled_at < ?');
  const selectProgress = db.prepare<[string, string], { data: string }>(
    'select data from message_progress where channel = ? and ts = ?',
  );
  const saveProgress = db.prepare(
    `insert into message_progress (channel, ts, data) values (?, ?, ?)
     on conflict (channel, ts) do update set data = excluded.data`,
  );
  const selectAcknowledged = db.prepare<[], { channel: string; ts: string; data: string }>(
    `select channel, ts, data from message_progress where iif(json_valid(data), json_type(data, '$.acknowledged'), null) = 'object'`,
  );
  const viewer = db.prepare(
    `insert into home_viewers (user_id, opened_at) values (?, ?)
     on conflict (user_id) do update set opened_at = excluded.opened_at`,
  );
  const viewers = db.prepare<[string], { readonly userId: string; readonly hash: string | null }>(
    'select user_id as userId, published_hash as hash from home_viewers where opened_at >= ? order by user_id',
  );
  const saveHash = db.prepare('update home_viewers set published_hash = ? where user_id = ?');
  return {
    /** True the first time a key is claimed; false for a second delivery of the same click, command or event. */
    claim: (key: string, at: string): boolean => claim.run(key, at).changes > 0,
    forgetBefore: (at: string) => forget.run(at),
    findProgress: (channel: string, ts: string): MessageProgress => {
      const row = selectProgress.get(channel, ts);
      return (row && findStored<MessageProgress>(row.data, {})) ?? NO_PROGRESS;
    },
    saveProgress: (channel: string, ts: string, progress: MessageProgress) =>
      saveProgress.run(channel, ts, JSON.stringify(progress)),
    /** Posted messages that somebody marked as done, with who did and when. */
    listAcknowledged: () =>
      selectAcknowledged.all().flatMap(({ channel, ts, data }) => {
        const acknowledged = findStored<MessageProgress>(data, {})?.acknowledged;
        return acknowledged ? [{ channel, ts, ...acknowledged }] : [];
      }),
    markHomeViewer: (userId: string, at: string) => viewer.run(userId, at),
    /** Who opened the Home tab since an instant, with a digest of what they were shown last. */
    listHomeViewers: (since: string): readonly { readonly userId: string; readonly hash: string | null }[] =>
      viewers.all(since),
    saveHomeHash: (userId: string, hash: string) => saveHash.run(hash, userId),
  };
}

type Row = Omit<PostedMessage, 'content'> & { readonly content: string };

const SELECT = `select id, channel, message_ts as ts, dedupe_key as key, content, state,
  coalesce(delivered_at, created_at) as at from outbox`;

/** Looks into the outbox from the channel's side: which message is this, what was said of that cluster. Reads only. */
export function createPostedMessageStore(db: SqliteDatabase) {
  // Rows that change a message carry the same ts; the content of the newest is what stands or is about to.
  const selectOne = db.prepare<[string, string], Row>(
    `${SELECT} where channel = ? and message_ts = ? and operation <> 'update' order by id limit 1`,
  );
  const selectNewestContent = db.prepare<[string, string], { content: string }>(
    `select content from outbox where channel = ? and parent_key = ? and operation = 'update' order by id desc limit 1`,
  );
  const count = db.prepare<[string, string], { n: number }>(
    `select count(*) as n from outbox where channel = ? and parent_key = ? and operation = 'update'`,
  );
  // Of a large fleet a content is megabytes: it is searched where it lies, never parsed.
  const selectNaming = db.prepare<[string, string, number], ToldMessage>(
    `select kind, message_ts as ts, state, coalesce(delivered_at, created_at) as at from outbox
     where channel = ? and instr(content, ?) > 0 order by id desc limit ?`,
  );
  return {
    /** The message that a channel shows under this `ts`, with the content it was last given. */
    find: (channel: string, ts: string): PostedMessage | null =>
      orNull(selectOne.get(channel, ts), (row) => {
        const { content } = selectNewestContent.get(channel, row.key) ?? row;
        return { ...row, content: readStored<NotificationContent>(content, 'outbox', { kind: 'text' }) };
      }),
    /** How often the message with this key was changed, or is about to be. */
    countUpdates: (channel: string, key: string): number => count.get(channel, key)?.n ?? 0,
    /** The newest notifications to a channel that name a cluster, newest first. */
    listNaming: (channel: string, clusterId: string, limit: number): readonly ToldMessage[] =>
      selectNaming.all(channel, `"clusterId":${JSON.stringify(clusterId)}`, limit),
  };
}

type AuditRow = Omit<AuditEntry, 'actor' | 'undo'> & {
  readonly actorId: string;
  readonly actorName: string;
  readonly undo: string | null;
};

const AUDIT_COLUMNS = columnsOf<AuditRow>([
  'id',
  'at',
  'actorId',
  'actorName',
  'action',
  'subject',
  'detail',
  'undo',
  'undoneAt',
  'undoneBy',
]);

/** Where its undo cannot be read any more, a change can be read, and not undone. */
function toEntry({ actorId, actorName, undo, ...row }: AuditRow): AuditEntry {
  return {
    ...row,
    actor: { id: actorId, name: actorName },
    undo: undo === null ? null : findStoredList<UndoStep>(undo, { kind: 'text' }),
  };
}

/** Who changed what, on the table `audit_log`. Entries are added and marked, never changed or removed. */
export function createAuditStore(db: SqliteDatabase) {
  const insert = db.prepare(
    `insert into audit_log (at, actor_id, actor_name, action, subject, detail, undo)
     values (@at, @actorId, @actorName, @action, @subject, @detail, @undo)`,
  );
  const selectOne = db.prepare<[number], AuditRow>(`select ${AUDIT_COLUMNS} from audit_log where id = ?`);
  const select = db.prepare<[number], AuditRow>(`select ${AUDIT_COLUMNS} from audit_log order by id desc limit ?`);
  const undo = db.prepare('update audit_log set undone_at = ?, undone_by = ? where id = ? and undone_at is null');
  return {
    /** Returns the number of the entry. */
    add: ({ actor, action, subject, detail, undo: steps }: NewAuditEntry, at: string): number => {
      const named = { actorId: actor.id, actorName: actor.name, undo: steps === null ? null : JSON.stringify(steps) };
      return Number(insert.run({ at, action, subject, detail, ...named }).lastInsertRowid);
    },
    find: (id: number): AuditEntry | null => orNull(selectOne.get(id), toEntry),
    /** Newest first. */
    list: (limit: number): readonly AuditEntry[] => select.all(limit).map(toEntry),
    /** False when it was taken back before. */
    markUndone: (id: number, by: string, at: string): boolean => undo.run(at, by, id).changes > 0,
  };
}
