import type { ChannelRefusal, ChannelSubscription } from '../domain/channel-subscription.ts';
import { type SqliteDatabase, sql } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

interface Row {
  id: number;
  channel: string;
  data: string;
}

type NewSubscription = Omit<ChannelSubscription, 'id'>;
type Stored = Omit<NewSubscription, 'channel'>;

/** Channel subscriptions on the table `channel_subscriptions`. */
export function createChannelSubscriptionStore(db: SqliteDatabase, { readRows }: DamageLog) {
  return {
    list: (): readonly ChannelSubscription[] =>
      readRows(
        db.list<Row>`select * from channel_subscriptions order by id`,
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
    /** Returns its ID. */
    add: ({ channel, ...stored }: NewSubscription, at: string): number =>
      db.insert`insert into channel_subscriptions (channel, data, created_at)
        values (${channel}, ${JSON.stringify(stored)}, ${at})`,
    remove: (id: number): boolean => db.run`delete from channel_subscriptions where id = ${id}`.changes > 0,
  };
}

const SELECT = sql`select channel, reason, since from channel_refusals`;

/** Refusals on the table `channel_refusals`. */
export function createChannelRefusalStore(db: SqliteDatabase) {
  const find = (channel: string) => db.find<ChannelRefusal>`${SELECT} where channel = ${channel}`;
  return {
    find,
    /** By channel. */
    list: (): readonly ChannelRefusal[] => db.list`${SELECT} order by channel`,
    /** Those last tried before `before`, or after `now`, which only a clock that was wrong can have written. */
    listUnprobed: (before: string, now: string): readonly ChannelRefusal[] =>
      db.list`${SELECT} where probed_at < ${before} or probed_at > ${now} order by channel`,
    /** Records a refusal, which counts as an attempt too; false when the channel had refused before. */
    note: (channel: string, reason: string, at: string): boolean => {
      const isNew = find(channel) === null;
      db.run`insert into channel_refusals (channel, reason, since, probed_at) values (${channel}, ${reason}, ${at}, ${at})
        on conflict (channel) do update set reason = excluded.reason, probed_at = excluded.probed_at`;
      return isNew;
    },
    markProbed: (channel: string, at: string) =>
      db.run`update channel_refusals set probed_at = ${at} where channel = ${channel}`,
    clear: (channel: string) => db.run`delete from channel_refusals where channel = ${channel}`,
  };
}
