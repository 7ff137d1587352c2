import type { OsSku } from '../domain/os-sku.ts';
import type { Hold, Snooze, Suppression } from '../domain/suppression.ts';
import type { SqliteDatabase } from './database.ts';

type NewSuppression = Unnumbered<Snooze> | Unnumbered<Hold>;
type Unnumbered<T extends Suppression> = Omit<T, 'id' | 'endedAt'>;

/** What reminders are silent about: snoozes and holds. */
interface SuppressionStore {
  /** Returns its number. An image can be held only once at a time. */
  add(suppression: NewSuppression): number;
  find(id: number): Suppression | null;
  /** Those that last on a day: nobody lifted them and their day, if they have one, is after it. Soonest to end first. */
  listOpen(today: string): readonly Suppression[];
  /** False when it had ended before. */
  end(id: number, at: string): boolean;
}

interface Row {
  id: number;
  ends_when: Suppression['endsWhen'];
  channel: string | null;
  cluster_id: string | null;
  node_pool: string | null;
  image_version: string | null;
  os_sku: OsSku | null;
  until_on: string | null;
  reason: string;
  url: string | null;
  actor_id: string;
  actor_name: string;
  created_at: string;
  ended_at: string | null;
}

export function createSuppressionStore(db: SqliteDatabase): SuppressionStore {
  const insert = db.prepare(
    `insert into suppressions (ends_when, channel, cluster_id, node_pool, image_version, os_sku, until_on, reason, url,
                               actor_id, actor_name, created_at)
     values (@endsWhen, @channel, @clusterId, @nodePool, @version, @osSku, @untilOn, @reason, @url, @actorId, @actorName,
             @createdAt)`,
  );
  const one = db.prepare<[number], Row>('select * from suppressions where id = ?');
  const open = db.prepare<[string], Row>(
    `select * from suppressions where ended_at is null and (until_on is null or until_on > ?)
     order by until_on nulls last, id desc`,
  );
  const end = db.prepare('update suppressions set ended_at = ? where id = ? and ended_at is null');
  const noScope = { channel: null, clusterId: null, nodePool: null, version: null, osSku: null };
  return {
    add: ({ scope, actor, ...rest }) => {
      const row = { ...noScope, ...scope, ...rest, actorId: actor.id, actorName: actor.name };
      return Number(insert.run(row).lastInsertRowid);
    },
    find: (id) => {
      const row = one.get(id);
      return row ? toSuppression(row) : null;
    },
    listOpen: (today) => open.all(today).map(toSuppression),
    end: (id, at) => end.run(at, id).changes > 0,
  };
}

function toSuppression(row: Row): Suppression {
  const said = {
    id: row.id,
    reason: row.reason,
    url: row.url,
    actor: { id: row.actor_id, name: row.actor_name },
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
  const { image_version: version, os_sku: osSku, until_on: untilOn } = row;
  if (version !== null && osSku !== null)
    return { ...said, endsWhen: 'next-image', scope: { version, osSku }, untilOn: null };
  const scope = { channel: row.channel, clusterId: row.cluster_id, nodePool: row.node_pool };
  return { ...said, endsWhen: 'worse-finding', scope, untilOn: untilOn ?? '' };
}
