import type { ChannelSubscription } from '../domain/channel-subscription.ts';
import type { SqliteDatabase } from './database.ts';

/** What each channel wants to hear. */
export interface ChannelSubscriptionStore {
  list(): readonly ChannelSubscription[];
  /** Saves a new one (`id` 0) or replaces an existing one; returns its id. */
  save(subscription: ChannelSubscription, at: string): number;
  remove(id: number): boolean;
  /** Stops sending to a channel, with the reason. */
  disable(channel: string, reason: string): void;
  /** Takes a channel that took a message for one that takes messages again. */
  enable(channel: string): void;
}

interface Row {
  id: number;
  channel: string;
  data: string;
  disabled_reason: string | null;
}

type Stored = Omit<ChannelSubscription, 'id' | 'channel' | 'disabledReason'>;

/** Channel subscriptions on the table `channel_subscriptions`. */
export function createChannelSubscriptionStore(db: SqliteDatabase): ChannelSubscriptionStore {
  const select = db.prepare<[], Row>('select * from channel_subscriptions order by id');
  const insert = db.prepare(
    'insert into channel_subscriptions (channel, data, disabled_reason, created_at) values (?, ?, ?, ?)',
  );
  const update = db.prepare('update channel_subscriptions set channel = ?, data = ?, disabled_reason = ? where id = ?');
  const remove = db.prepare('delete from channel_subscriptions where id = ?');
  const disable = db.prepare('update channel_subscriptions set disabled_reason = ? where channel = ?');
  const enable = db.prepare(
    'update channel_subscriptions set disabled_reason = null where channel = ? and disabled_reason is not null',
  );
  return {
    list: () =>
      select.all().map((row) => ({
        ...(JSON.parse(row.data) as Stored),
        id: row.id,
        channel: row.channel,
        disabledReason: row.disabled_reason,
      })),
    save: ({ id, channel, disabledReason, ...stored }, at) => {
      const data = JSON.stringify(stored);
      if (id === 0) return Number(insert.run(channel, data, disabledReason, at).lastInsertRowid);
      update.run(channel, data, disabledReason, id);
      return id;
    },
    remove: (id) => remove.run(id).changes > 0,
    disable: (channel, reason) => {
      disable.run(reason, channel);
    },
    enable: (channel) => {
      enable.run(channel);
    },
  };
}
