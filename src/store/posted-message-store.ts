import type { NotificationContent } from '../domain/notification.ts';
import type { PostedMessage, ToldMessage } from '../domain/outbox-entry.ts';
import type { SqliteDatabase } from './database.ts';
import { readStored } from './stored-json.ts';

/** Looks into the outbox from the channel's side: which message is this, what was said of that cluster. Reads only. */
interface PostedMessageStore {
  /** The message that a channel shows under this `ts`, with the content it was last given. */
  find(channel: string, ts: string): PostedMessage | null;
  /** How often the message with this key was changed, or is about to be. */
  countUpdates(channel: string, key: string): number;
  /** The newest notifications to a channel that name a cluster, newest first. */
  listNaming(channel: string, clusterId: string, limit: number): readonly ToldMessage[];
  /** The newest delivered notification of a kind, to any channel or to one. */
  findNewest(kind: NotificationContent['kind'], channel: string | null): PostedMessage | null;
}

type Row = Omit<PostedMessage, 'content'> & { readonly content: string };

function toMessage(row: Row | undefined): PostedMessage | null {
  return row ? { ...row, content: readContent(row.content) } : null;
}

const SELECT = `select id, channel, message_ts as ts, dedupe_key as key, content, state,
  coalesce(delivered_at, created_at) as at from outbox`;

/** On the table `outbox`. */
export function createPostedMessageStore(db: SqliteDatabase): PostedMessageStore {
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
  const selectNewest = db.prepare<{ kind: string; channel: string | null }, Row>(
    `${SELECT} where kind = @kind and state = 'delivered' and (@channel is null or channel = @channel)
     order by id desc limit 1`,
  );
  return {
    find: (channel, ts) => {
      const message = toMessage(selectOne.get(channel, ts));
      const newest = message ? selectNewestContent.get(channel, message.key) : undefined;
      return message && newest ? { ...message, content: readContent(newest.content) } : message;
    },
    countUpdates: (channel, key) => count.get(channel, key)?.n ?? 0,
    listNaming: (channel, clusterId, limit) =>
      selectNaming.all(channel, `"clusterId":${JSON.stringify(clusterId)}`, limit),
    findNewest: (kind, channel) => toMessage(selectNewest.get({ kind, channel })),
  };
}

function readContent(text: string): NotificationContent {
  return readStored<NotificationContent>(text, 'outbox', { kind: 'text' });
}
