import type { AuditEntry, NewAuditEntry, UndoStep } from '../domain/audit-entry.ts';
import { columnsOf, type SqliteDatabase } from './database.ts';
import { findStoredList } from './stored-json.ts';

/** Who changed what. Entries are added and marked, never changed or removed. */
interface AuditStore {
  /** Returns the number of the entry. */
  add(entry: NewAuditEntry, at: string): number;
  find(id: number): AuditEntry | null;
  /** Newest first. */
  list(limit: number): readonly AuditEntry[];
  /** False when it was taken back before. */
  markUndone(id: number, by: string, at: string): boolean;
}

type Row = Omit<AuditEntry, 'actor' | 'undo'> & {
  readonly actorId: string;
  readonly actorName: string;
  readonly undo: string | null;
};

const COLUMNS = columnsOf<Row>([
  'id',
  'at',
  'actorId',
  'actorName',
  'action',
  'subject',
  'detail',
  'undo',
  'undoneAt',
  'undoneBy',
]);

/** Where its undo cannot be read any more, a change can be read, and not undone. */
function toEntry({ actorId, actorName, undo, ...row }: Row): AuditEntry {
  return {
    ...row,
    actor: { id: actorId, name: actorName },
    undo: undo === null ? null : findStoredList<UndoStep>(undo, { kind: 'text' }),
  };
}

/** The audit log on the table `audit_log`. */
export function createAuditStore(db: SqliteDatabase): AuditStore {
  const insert = db.prepare(
    `insert into audit_log (at, actor_id, actor_name, action, subject, detail, undo)
     values (@at, @actorId, @actorName, @action, @subject, @detail, @undo)`,
  );
  const selectOne = db.prepare<[number], Row>(`select ${COLUMNS} from audit_log where id = ?`);
  const select = db.prepare<[number], Row>(`select ${COLUMNS} from audit_log order by id desc limit ?`);
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
