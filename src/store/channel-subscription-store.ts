import type { ChannelSubscription } from '../domain/channel-subscription.ts';
import type { SqliteDatabase } from './database.ts';
import { readStored } from './stored-json.ts';

/** What each channel wants to hear. */
export interface ChannelSubscriptionStore {
  list(): readonly ChannelSubscription[];
  /** Saves a new one (`id` 0) or replaces an existing one; returns its id. */
  save(subscription: ChannelSubscription, at: string): number;
  remove(id: number): boolean;
}

interface Row {
  id: number;
  channel: string;
  data: string;
}

type Stored = Omit<ChannelSubscription, 'id' | 'channel'>;

/** Channel subscriptions on the table `channel_subscriptions`. */
export function createChannelSubscriptionStore(db: SqliteDatabase): ChannelSubscriptionStore {
  const select = db.prepare<[], Row>('select * from channel_subscriptions order by id');
  const insert = db.prepare('insert into channel_subscriptions (channel, data, created_at) values (?, ?, ?)');
  const update = db.prepare('update channel_subscriptions set channel = ?, data = ? where id = ?');
  const remove = db.prepare('delete from channel_subscriptions where id = ?');
  return {
    list: () =>
      select.all().map((row) => ({
        ...readStored<Stored>(row.data, 'channel_subscriptions', {
          topics: 'list',
          clusterIds: 'list',
          owners: 'list',
        }),
        id: row.id,
        channel: row.channel,
      })),
    save: ({ id, channel, ...stored }, at) => {
      const data = JSON.stringify(stored);
      if (id === 0) return Number(insert.run(channel, data, at).lastInsertRowid);
      update.run(channel, data, id);
      return id;
    },
    remove: (id) => remove.run(id).changes > 0,
  };
}
