import { type MessageProgress, NO_PROGRESS } from '../domain/actor.ts';
import type { SqliteDatabase } from './database.ts';
import { findStored } from './stored-json.ts';

interface AcknowledgedMessage extends NonNullable<MessageProgress['acknowledged']> {
  readonly channel: string;
  readonly ts: string;
}

/** What came in from people, once each, and what they did with posted messages. */
interface InteractionStore {
  /** True the first time a key is claimed; false for a second delivery of the same click, command or event. */
  claim(key: string, at: string): boolean;
  forgetBefore(at: string): void;
  findProgress(channel: string, ts: string): MessageProgress;
  saveProgress(channel: string, ts: string, progress: MessageProgress): void;
  /** Posted messages that somebody marked as done, with who did and when. */
  listAcknowledged(): readonly AcknowledgedMessage[];
  markHomeViewer(userId: string, at: string): void;
  /** Who opened the Home tab since an instant, with a digest of what they were shown last. */
  listHomeViewers(since: string): readonly { readonly userId: string; readonly hash: string | null }[];
  saveHomeHash(userId: string, hash: string): void;
}

/** On the tables `handled_interactions`, `message_progress` and `home_viewers`. */
export function createInteractionStore(db: SqliteDatabase): InteractionStore {
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
    claim: (key, at) => claim.run(key, at).changes > 0,
    forgetBefore: (at) => forget.run(at),
    findProgress: (channel, ts) => {
      const row = selectProgress.get(channel, ts);
      return (row && findStored<MessageProgress>(row.data, {})) ?? NO_PROGRESS;
    },
    saveProgress: (channel, ts, progress) => saveProgress.run(channel, ts, JSON.stringify(progress)),
    listAcknowledged: () =>
      selectAcknowledged.all().flatMap(({ channel, ts, data }) => {
        const acknowledged = findStored<MessageProgress>(data, {})?.acknowledged;
        return acknowledged ? [{ channel, ts, ...acknowledged }] : [];
      }),
    markHomeViewer: (userId, at) => viewer.run(userId, at),
    listHomeViewers: (since) => viewers.all(since),
    saveHomeHash: (userId, hash) => saveHash.run(hash, userId),
  };
}
