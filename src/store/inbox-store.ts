import type { InboxChannel, InboxMessage, InboxPart, InboxStore, KeptPicture, PictureStore } from '../domain/inbox.ts';
import { columnsOf, orNull, type SqliteDatabase } from './database.ts';

type Row = Omit<InboxMessage, 'threadTs'> & { readonly threadTs: string | null };

const COLUMNS = `${columnsOf<Row>(['ts', 'channel', 'threadTs', 'text', 'postedAt'])}, dedupe_key as key,
  coalesce(card, '') as cardJson`;

function toMessage({ threadTs, ...row }: Row): InboxMessage {
  return { ...row, ...(threadTs === null ? {} : { threadTs }) };
}

/** Greater than every `ts`. */
const NEWEST = '~';

/** The local inbox on the table `inbox_messages`. */
export function createInboxStore(db: SqliteDatabase) {
  const insert = db.prepare(
    `insert into inbox_messages (ts, channel, dedupe_key, thread_ts, text, blocks, card, posted_at)
     values (@ts, @channel, @key, @threadTs, @text, '[]', @cardJson, @postedAt)`,
  );
  const selectKey = db.prepare<[string, string], Row>(
    `select ${COLUMNS} from inbox_messages where channel = ? and dedupe_key = ? order by ts limit 1`,
  );
  const update = db.prepare('update inbox_messages set text = ?, card = ? where ts = ?');
  const newest = db.prepare<[], { ts: string | null }>('select max(ts) as ts from inbox_messages');
  const recent = db.prepare<[string, number], Row>(
    `select ${COLUMNS} from inbox_messages where ts <= ? order by ts desc limit ?`,
  );
  const recentOf = db.prepare<[string, string, number], Row>(
    `select ${COLUMNS} from inbox_messages where channel = ? and ts <= ? order by ts desc limit ?`,
  );
  const channels = db.prepare<[number], InboxChannel>(
    `select channel, count(*) as messages from inbox_messages group by channel order by max(ts) desc limit ?`,
  );
  const posts: InboxStore = {
    save: (message) => insert.run({ ...message, threadTs: message.threadTs ?? null }),
    findByKey: (channel, key) => orNull(selectKey.get(channel, key), toMessage),
    replace: (ts, content) => update.run(content.text, content.cardJson, ts).changes > 0,
    findNewestTs: () => newest.get()?.ts ?? null,
  };
  return {
    ...posts,
    /** Newest first. */
    list: (limit: number, { channel, until }: InboxPart = { channel: null, until: null }): readonly InboxMessage[] =>
      (channel === null ? recent.all(until ?? NEWEST, limit) : recentOf.all(channel, until ?? NEWEST, limit)).map(
        toMessage,
      ),
    /** Those with the newest messages, the newest first. */
    listChannels: (limit: number): readonly InboxChannel[] => channels.all(limit),
  };
}

export function createPictureStore(db: SqliteDatabase): PictureStore {
  const select = db.prepare<[string], KeptPicture>(
    'select png, slack_file as uploadedFile from pictures where digest = ?',
  );
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
    find: (digest) => select.get(digest) ?? null,
    savePng: (digest, png, at) => savePng.run(digest, png, at),
    saveUpload: (digest, uploadedFile, at) => saveFile.run(digest, uploadedFile, at),
    forget: (digest) => remove.run(digest),
  };
}
