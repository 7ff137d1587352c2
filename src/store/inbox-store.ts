import type { InboxMessage, InboxStore, PictureStore } from '../domain/inbox.ts';
import type { SqliteDatabase } from './database.ts';

interface Row {
  ts: string;
  channel: string;
  dedupe_key: string;
  thread_ts: string | null;
  text: string;
  card: string | null;
  posted_at: string;
}

function toMessage(row: Row): InboxMessage {
  return {
    channel: row.channel,
    key: row.dedupe_key,
    ts: row.ts,
    text: row.text,
    cardJson: row.card ?? '',
    postedAt: row.posted_at,
    ...(row.thread_ts === null ? {} : { threadTs: row.thread_ts }),
  };
}

/** The local inbox as it is kept, with a listing for the page. */
export interface InboxMessageStore extends InboxStore {
  /** Newest first. */
  list(limit: number): readonly InboxMessage[];
}

/** The local inbox on the table `inbox_messages`. */
export function createInboxStore(db: SqliteDatabase): InboxMessageStore {
  const insert = db.prepare(
    `insert into inbox_messages (ts, channel, dedupe_key, thread_ts, text, blocks, card, posted_at)
     values (@ts, @channel, @key, @threadTs, @text, '[]', @cardJson, @postedAt)`,
  );
  const selectKey = db.prepare<[string, string], Row>(
    'select * from inbox_messages where channel = ? and dedupe_key = ? order by ts limit 1',
  );
  const update = db.prepare('update inbox_messages set text = ?, card = ? where ts = ?');
  const newest = db.prepare<[], { ts: string | null }>('select max(ts) as ts from inbox_messages');
  const recent = db.prepare<[number], Row>('select * from inbox_messages order by ts desc limit ?');
  return {
    save: (message) => {
      insert.run({ ...message, threadTs: message.threadTs ?? null });
    },
    findByKey: (channel, key) => {
      const row = selectKey.get(channel, key);
      return row ? toMessage(row) : null;
    },
    replace: (ts, content) => update.run(content.text, content.cardJson, ts).changes > 0,
    findNewestTs: () => newest.get()?.ts ?? null,
    list: (limit) => recent.all(limit).map(toMessage),
  };
}

interface PictureRow {
  png: Uint8Array | null;
  slack_file: string | null;
}

/** Pictures on the table `pictures`. */
export function createPictureStore(db: SqliteDatabase): PictureStore {
  const select = db.prepare<[string], PictureRow>('select png, slack_file from pictures where digest = ?');
  const savePng = db.prepare(
    `insert into pictures (digest, png, saved_at) values (?, ?, ?)
     on conflict (digest) do update set png = excluded.png, saved_at = excluded.saved_at`,
  );
  const saveFile = db.prepare(
    `insert into pictures (digest, slack_file, saved_at) values (?, ?, ?)
     on conflict (digest) do update set slack_file = excluded.slack_file, saved_at = excluded.saved_at`,
  );
  const remove = db.prepare('delete from pictures where digest = ?');
  return {
    find: (digest) => {
      const row = select.get(digest);
      return row ? { png: row.png, uploadedFile: row.slack_file } : null;
    },
    savePng: (digest, png, at) => {
      savePng.run(digest, png, at);
    },
    saveUpload: (digest, uploadedFile, at) => {
      saveFile.run(digest, uploadedFile, at);
    },
    forget: (digest) => {
      remove.run(digest);
    },
  };
}
