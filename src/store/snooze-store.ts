import type { Snooze } from '../domain/snooze.ts';
import type { SqliteDatabase } from './database.ts';

/** Reminders that wait. */
export interface SnoozeStore {
  /** Returns its number. */
  add(snooze: Omit<Snooze, 'id' | 'endedAt'>): number;
  /** Those that nobody lifted and whose day is after `today`, soonest first. */
  listOpen(today: string): readonly Snooze[];
  /** False when it had ended before. */
  end(id: number, at: string): boolean;
}

interface Row {
  id: number;
  channel: string | null;
  cluster_id: string | null;
  node_pool: string | null;
  until_on: string;
  reason: string;
  actor_id: string;
  actor_name: string;
  created_at: string;
  ended_at: string | null;
}

function toSnooze(row: Row): Snooze {
  return {
    id: row.id,
    channel: row.channel,
    clusterId: row.cluster_id,
    nodePool: row.node_pool,
    untilOn: row.until_on,
    reason: row.reason,
    actor: { id: row.actor_id, name: row.actor_name },
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** Snoozes on the table `snoozes`. */
export function createSnoozeStore(db: SqliteDatabase): SnoozeStore {
  const insert = db.prepare(
    `insert into snoozes (channel, cluster_id, node_pool, until_on, reason, actor_id, actor_name, created_at)
     values (@channel, @clusterId, @nodePool, @untilOn, @reason, @actorId, @actorName, @createdAt)`,
  );
  const select = db.prepare<[string], Row>(
    'select * from snoozes where ended_at is null and until_on > ? order by until_on, id',
  );
  const end = db.prepare('update snoozes set ended_at = ? where id = ? and ended_at is null');
  return {
    add: ({ actor, ...snooze }) =>
      Number(insert.run({ ...snooze, actorId: actor.id, actorName: actor.name }).lastInsertRowid),
    listOpen: (today) => select.all(today).map(toSnooze),
    end: (id, at) => end.run(at, id).changes > 0,
  };
}
