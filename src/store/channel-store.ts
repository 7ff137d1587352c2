import type { ChannelRefusal, ChannelSubscription } from '../domain/channel-subscription.ts';
import type { SqliteDatabase } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

interface Row {
  id: number;
  channel: string;
  data: string;
}

type Stored = Omit<ChannelSubscription, 'id' | 'channel'>;

/** Channel subscriptions on the table `channel_subscriptions`. */
export function createChannelSubscriptionStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const select = db.prepare<[], Row>('select * from channel_subscriptions order by id');
  const insert = db.prepare('insert into channel_subscriptions (channel, data, created_at) values (?, ?, ?)');
  const update = db.prepare('update channel_subscriptions set channel = ?, data = ? where id = ?');
  const remove = db.prepare('delete from channel_subscriptions where id = ?');
  return {
    list: (): readonly ChannelSubscription[] =>
      readRows(
        select.all(),
        ({ id }) => id,
        (row) => ({
          ...readStored<Stored>(row.data, 'channel_subscriptions', {
            topics: 'list',
            clusterIds: 'list',
            owners: 'list',
          }),
          id: row.id,
          channel: row.channel,
        }),
      ),
    /** Saves a new one (`id` 0) or replaces an existing one; returns its id. */
    save: ({ id, channel, ...stored }: ChannelSubscription, at: string): number => {
      const data = JSON.stringify(stored);
      if (id === 0) return Number(insert.run(channel, data, at).lastInsertRowid);
      update.run(channel, data, id);
      return id;
    },
    remove: (id: number): boolean => remove.run(id).changes > 0,
  };
}

const COLUMNS = 'channel, reason, since';

/** Refusals on the table `channel_refusals`. */
export function createChannelRefusalStore(db: SqliteDatabase) {
  const all = db.prepare<[], ChannelRefusal>(`select ${COLUMNS} from channel_refusals order by channel`);
  const one = db.prepare<[string], ChannelRefusal>(`select ${COLUMNS} from channel_refusals where channel = ?`);
  const unprobed = db.prepare<[string, string], ChannelRefusal>(
    `select ${COLUMNS} from channel_refusals where probed_at < ? or probed_at > ? order by channel`,
  );
  const insert = db.prepare(
    `insert into channel_refusals (channel, reason, since, probed_at) values (@channel, @reason, @at, @at)
     on conflict (channel) do update set reason = excluded.reason, probed_at = excluded.probed_at`,
  );
  const probe = db.prepare('update channel_refusals set probed_at = ? where channel = ?');
  const remove = db.prepare('delete from channel_refusals where channel = ?');
  return {
    /** By channel. */
    list: (): readonly ChannelRefusal[] => all.all(),
    find: (channel: string): ChannelRefusal | null => one.get(channel) ?? null,
    /** Those that were last tried before `before`, or after `now`: by another clock. */
    listUnprobed: (before: string, now: string): readonly ChannelRefusal[] => unprobed.all(before, now),
    /** Notes a refusal, which is a trial as well; false for a channel that refused before. */
    note: (channel: string, reason: string, at: string): boolean => {
      const isNew = one.get(channel) === undefined;
      insert.run({ channel, reason, at });
      return isNew;
    },
    markProbed: (channel: string, at: string) => probe.run(at, channel),
    clear: (channel: string) => remove.run(channel),
  };
}
