import { type ClusterOwnership, mergeOwnership } from '../domain/cluster-ownership.ts';
import { orNull, type SqliteDatabase, sql } from './database.ts';
import { readStored } from './stored-json.ts';

/** Rows that the other cluster has already are dropped, so that its own are kept. In JSON, clusters are named by quoted IDs. */
export function absorbRows(db: SqliteDatabase, id: string, into: string): void {
  moveOwnership(db, id, into);
  for (const [table, column] of KEYED)
    db.run`update or ignore ${table} set ${column} = ${into} where ${column} = ${id}`;
  for (const [table, column] of QUOTING)
    db.run`update ${table} set ${column} = replace(${column}, json_quote(${id}), json_quote(${into}))
      where instr(${column}, json_quote(${id})) > 0`;
  // Keys of limits (`idOf` in reminders/thresholds.ts) name the cluster between slashes.
  const [key, newKey] = [`/${id}/`, `/${into}/`];
  db.run`update or ignore reached_limits set limit_key = replace(limit_key, ${key}, ${newKey})
    where instr(limit_key, ${key}) > 0`;
  db.run`update outbox set content = replace(content, ${key}, ${newKey})
    where state in ('pending', 'sending', 'retrying') and instr(content, ${key}) > 0`;
  db.run`delete from clusters where id = ${id}`;
}

const KEYED = [
  [sql`suppressions`, sql`cluster_id`],
  [sql`pool_history`, sql`cluster_id`],
  [sql`node_pool_observations`, sql`cluster_id`],
  [sql`workload_reports`, sql`cluster_id`],
  [sql`audit_log`, sql`subject`],
] as const;

const QUOTING = [
  [sql`channel_subscriptions`, sql`data`],
  [sql`reminders`, sql`content`],
  [sql`outbox`, sql`content`],
  [sql`message_progress`, sql`data`],
  [sql`audit_log`, sql`undo`],
] as const;

/** Ownership as it was typed by hand. @throws AppError `storage` */
export function readTypedOwnership(text: string): ClusterOwnership {
  return readStored<ClusterOwnership>(text, 'clusters', {
    channel: 'text or null',
    owners: 'list',
    environment: 'text or null',
  });
}

/** What was typed about either cluster; where both have a value, that of the cluster that stays wins. */
function moveOwnership(db: SqliteDatabase, id: string, into: string): void {
  const read = (of: string) =>
    orNull(db.value<string>`select manual_ownership from clusters where id = ${of}`, readTypedOwnership);
  const [given, kept] = [read(id), read(into)];
  if (given)
    db.run`update clusters set manual_ownership = ${JSON.stringify(kept ? mergeOwnership(kept, given) : given)}
      where id = ${into}`;
}
