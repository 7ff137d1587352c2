import type { InboxChannel, InboxMessage, InboxPart, InboxStore, PictureStore } from '../domain/inbox.ts';
import { columnsOf, orNull, type SqliteDatabase, sql } from './database.ts';

type Row = Omit<InboxMessage, 'threadTs'> & { readonly threadTs: string | null };

const COLUMNS = columnsOf<Row>(['ts', 'channel', 'threadTs', 'text', 'postedAt']);
const SELECT = sql`select ${COLUMNS}, dedupe_key as key, coalesce(card, '') as cardJson from inbox_messages`;

function toMessage({ threadTs, ...row }: Row): InboxMessage {
  return { ...row, ...(threadTs === null ? {} : { threadTs }) };
}

/** Sorts after every `ts`. */
const NEWEST = '~';

/** The local inbox on the table `inbox_messages`. */
export function createInboxStore(db: SqliteDatabase) {
  const posts: InboxStore = {
    save: ({ ts, channel, key, threadTs = null, text, cardJson, postedAt }) =>
      db.run`insert into inbox_messages (ts, channel, dedupe_key, thread_ts, text, blocks, card, posted_at)
        values (${ts}, ${channel}, ${key}, ${threadTs}, ${text}, '[]', ${cardJson}, ${postedAt})`,
    findByKey: (channel, key) =>
      orNull(db.find<Row>`${SELECT} where channel = ${channel} and dedupe_key = ${key} order by ts limit 1`, toMessage),
    replace: (ts, content) =>
      db.run`update inbox_messages set text = ${content.text}, card = ${content.cardJson} where ts = ${ts}`.changes > 0,
    findNewestTs: () => db.value`select max(ts) from inbox_messages`,
  };
  return {
    ...posts,
    /** Newest first. */
    list: (limit: number, { channel, until }: InboxPart = { channel: null, until: null }): readonly InboxMessage[] =>
      db.list<Row>`${SELECT} where ts <= ${until ?? NEWEST} ${channel === null ? sql`` : sql`and channel = ${channel}`}
        order by ts desc limit ${limit}`.map(toMessage),
    /** The channels with the newest messages, newest first. */
    listChannels: (limit: number): readonly InboxChannel[] =>
      db.list`select channel, count(*) as messages from inbox_messages group by channel
        order by max(ts) desc limit ${limit}`,
  };
}

export function createPictureStore(db: SqliteDatabase): PictureStore {
  return {
    find: (digest) => db.find`select png, slack_file as uploadedFile from pictures where digest = ${digest}`,
    savePng: (digest, png, at) =>
      db.run`insert into pictures (digest, png, saved_at) values (${digest}, ${png}, ${at})
        on conflict (digest) do update set png = excluded.png, saved_at = excluded.saved_at`,
    saveUpload: (digest, uploadedFile, at) =>
      db.run`insert into pictures (digest, slack_file, saved_at) values (${digest}, ${uploadedFile}, ${at})
        on conflict (digest) do update set slack_file = excluded.slack_file, saved_at = excluded.saved_at`,
    forget: (digest) => db.run`delete from pictures where digest = ${digest}`,
  };
}
