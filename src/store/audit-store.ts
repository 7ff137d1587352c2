import type { AuditAction, AuditEntry, NewAuditEntry, UndoStep } from '../domain/audit-entry.ts';
import type { SqliteDatabase } from './database.ts';
import { findStoredList } from './stored-json.ts';

/** Who changed what. Entries are added and marked, never changed or removed. */
export interface AuditStore {
  /** Returns the number of the entry. */
  add(entry: NewAuditEntry, at: string): number;
  find(id: number): AuditEntry | null;
  /** Newest first. */
  list(limit: number): readonly AuditEntry[];
  /** False when it was taken back before. */
  markUndone(id: number, by: string, at: string): boolean;
}

interface Row {
  id: number;
  at: string;
  actor_id: string;
  actor_name: string;
  action: AuditAction;
  subject: string;
  detail: string;
  undo: string | null;
  undone_at: string | null;
  undone_by: string | null;
}

/** Where its undo cannot be read any more, a change can be read, and not undone. */
function toEntry(row: Row): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actor: { id: row.actor_id, name: row.actor_name },
    action: row.action,
    subject: row.subject,
    detail: row.detail,
    undo: row.undo === null ? null : findStoredList<UndoStep>(row.undo, { kind: 'text' }),
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
  };
}

/** The audit log on the table `audit_log`. */
export function createAuditStore(db: SqliteDatabase): AuditStore {
  const insert = db.prepare(
    `insert into audit_log (at, actor_id, actor_name, action, subject, detail, undo)
     values (@at, @actorId, @actorName, @action, @subject, @detail, @undo)`,
  );
  const selectOne = db.prepare<[number], Row>('select * from audit_log where id = ?');
  const select = db.prepare<[number], Row>('select * from audit_log order by id desc limit ?');
  const undo = db.prepare('update audit_log set undone_at = ?, undone_by = ? where id = ? and undone_at is null');
  return {
    add: ({ actor, action, subject, detail, undo: steps }, at) => {
      const named = { actorId: actor.id, actorName: actor.name, undo: steps === null ? null : JSON.stringify(steps) };
      return Number(insert.run({ at, action, subject, detail, ...named }).lastInsertRowid);
    },
    find: (id) => {
      const row = selectOne.get(id);
      return row ? toEntry(row) : null;
    },
    list: (limit) => select.all(limit).map(toEntry),
    markUndone: (id, by, at) => undo.run(at, by, id).changes > 0,
  };
}
