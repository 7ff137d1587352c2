import { type ClusterOwnership, listOwnershipFacts, mergeOwnership } from '../domain/cluster.ts';
import type { SqliteDatabase } from './database.ts';
import { readStored } from './stored-json.ts';

/** What the other one has already is let go, so that the first's own comes second. JSON names clusters by quoted IDs. */
const MOVES: readonly string[] = [
  'update suppressions set cluster_id = @into where cluster_id = @id',
  'update or ignore pool_history set cluster_id = @into where cluster_id = @id',
  'update node_pool_observations set cluster_id = @into where cluster_id = @id',
  'update or ignore workload_reports set cluster_id = @into where cluster_id = @id',
  'update audit_log set subject = @into where subject = @id',
  `update channel_subscriptions set data = replace(data, json_quote(@id), json_quote(@into))
     where instr(data, json_quote(@id)) > 0`,
  `update reminders set content = replace(content, json_quote(@id), json_quote(@into))
     where instr(content, json_quote(@id)) > 0`,
  `update outbox set content = replace(content, json_quote(@id), json_quote(@into))
     where instr(content, json_quote(@id)) > 0`,
  `update message_progress set data = replace(data, json_quote(@id), json_quote(@into))
     where instr(data, json_quote(@id)) > 0`,
  `update audit_log set undo = replace(undo, json_quote(@id), json_quote(@into))
     where instr(undo, json_quote(@id)) > 0`,
  `update or ignore reached_limits set limit_key = replace(limit_key, @id || '|', @into || '|')
     where instr(limit_key, @id || '|') > 0`,
];

export function createAbsorb(db: SqliteDatabase): (id: string, into: string) => void {
  const moves = MOVES.map((sql) => db.prepare(sql));
  const remove = db.prepare('delete from clusters where id = ?');
  const moveOwnership = createMoveOwnership(db);
  return (id, into) => {
    const names = { id, into };
    moveOwnership(id, into);
    for (const move of moves) move.run(names);
    remove.run(id);
  };
}

/** Ownership as it was typed by hand. @throws AppError `storage` */
export function readOwnership(text: string): ClusterOwnership {
  const stored = readStored<ClusterOwnership>(text, 'clusters', {
    channel: 'text or null',
    owners: 'list',
    environment: 'text or null',
  });
  const typedAt = listOwnershipFacts(stored).map((fact) => [fact, stored.typedAt?.[fact] ?? null]);
  return { ...stored, typedAt: Object.fromEntries(typedAt) };
}

/** What was typed of either; where both have a word, that of the one that stays. */
function createMoveOwnership(db: SqliteDatabase): (id: string, into: string) => void {
  const select = db.prepare<[string], { manual_ownership: string | null }>(
    'select manual_ownership from clusters where id = ?',
  );
  const update = db.prepare('update clusters set manual_ownership = ? where id = ?');
  const read = (id: string): ClusterOwnership | null => {
    const text = select.get(id)?.manual_ownership;
    return text ? readOwnership(text) : null;
  };
  return (id, into) => {
    const [given, kept] = [read(id), read(into)];
    if (!given) return;
    update.run(JSON.stringify(kept ? mergeOwnership(kept, given) : given), into);
  };
}
