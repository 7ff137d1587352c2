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
  return {
    /** True the first time a key is claimed; false for a second delivery of the same click, command or event. */
    claim: (key: string, at: string): boolean =>
      db.run`insert or ignore into handled_interactions (key, handled_at) values (${key}, ${at})`.changes > 0,
    forgetBefore: (at: string) => db.run`delete from handled_interactions where handled_at < ${at}`,
    findProgress: (channel: string, ts: string): MessageProgress => {
      const data = db.value<string>`select data from message_progress where channel = ${channel} and ts = ${ts}`;
      return (data && findStored<MessageProgress>(data, {})) || NO_PROGRESS;
    },
    saveProgress: (channel: string, ts: string, progress: MessageProgress) =>
      db.run`insert into message_progress (channel, ts, data) values (${channel}, ${ts}, ${JSON.stringify(progress)})
        on conflict (channel, ts) do update set data = excluded.data`,
    /** Posted messages that somebody marked as done, with who did and when. */
    listAcknowledged: () =>
      db.list<Readonly<Record<'channel' | 'ts' | 'data', string>>>`select channel, ts, data from message_progress
        where iif(json_valid(data), json_type(data, '$.acknowledged'), null) = 'object'`.flatMap((row) => {
        const acknowledged = findStored<MessageProgress>(row.data, {})?.acknowledged;
        return acknowledged ? [{ channel: row.channel, ts: row.ts, ...acknowledged }] : [];
      }),
    markHomeViewer: (userId: string, at: string) =>
      db.run`insert into home_viewers (user_id, opened_at) values (${userId}, ${at})
        on conflict (user_id) do update set opened_at = excluded.opened_at`,
    /** Who opened the Home tab since an instant, with a digest of what they were shown last. */
    listHomeViewers: (since: string): readonly { readonly userId: string; readonly hash: string | null }[] =>
      db.list`select user_id as userId, published_hash as hash from home_viewers where opened_at >= ${since} order by user_id`,
    saveHomeHash: (userId: string, hash: string) =>
      db.run`update home_viewers set published_hash = ${hash} where user_id = ${userId}`,
  };
}

type Row = Omit<PostedMessage, 'content'> & { readonly content: string };

/** Looks into the outbox from the channel's side: which message is this, what was said of that cluster. Reads only. */
export function createPostedMessageStore(db: SqliteDatabase) {
  return {
    /**
     * The message that a channel shows under this `ts`, with the content it was last given. Rows that change a message
     * carry the same ts; the content of the newest is what stands or is about to.
     */
    find: (channel: string, ts: string): PostedMessage | null => {
      const row = db.find<Row>`select channel, message_ts as ts, dedupe_key as key, content, state,
        coalesce(delivered_at, created_at) as at from outbox
        where channel = ${channel} and message_ts = ${ts} and operation <> 'update' order by id limit 1`;
      if (!row) return null;
      const newest = db.value<string>`select content from outbox where channel = ${channel} and parent_key = ${row.key}
        and operation = 'update' order by id desc limit 1`;
      return { ...row, content: readStored<NotificationContent>(newest ?? row.content, 'outbox', { kind: 'text' }) };
    },
    /** How often the message with this key was changed, or is about to be. */
    countUpdates: (channel: string, key: string): number =>
      db.value<number>`select count(*) from outbox where channel = ${channel} and parent_key = ${key}
        and operation = 'update'` ?? 0,
    /**
     * The newest notifications to a channel that name a cluster, newest first. Of a large fleet a content is megabytes: it
     * is searched where it lies, never parsed.
     */
    listNaming: (channel: string, clusterId: string, limit: number): readonly ToldMessage[] =>
      db.list`select kind, message_ts as ts, state, coalesce(delivered_at, created_at) as at from outbox
        where channel = ${channel} and instr(content, ${`"clusterId":${JSON.stringify(clusterId)}`}) > 0
        order by id desc limit ${limit}`,
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
  return {
    /** Returns the number of the entry. */
    add: ({ actor, action, subject, detail, undo }: NewAuditEntry, at: string): number =>
      db.insert`insert into audit_log (at, actor_id, actor_name, action, subject, detail, undo)
        values (${at}, ${actor.id}, ${actor.name}, ${action}, ${subject}, ${detail}, ${undo && JSON.stringify(undo)})`,
    find: (id: number): AuditEntry | null =>
      orNull(db.find<AuditRow>`select ${AUDIT_COLUMNS} from audit_log where id = ${id}`, toEntry),
    /** Newest first. */
    list: (limit: number): readonly AuditEntry[] =>
      db.list<AuditRow>`select ${AUDIT_COLUMNS} from audit_log order by id desc limit ${limit}`.map(toEntry),
    /** False when it was taken back before. */
    markUndone: (id: number, by: string, at: string): boolean =>
      db.run`update audit_log set undone_at = ${at}, undone_by = ${by}
        where id = ${id} and undone_at is null`.changes > 0,
  };
}
