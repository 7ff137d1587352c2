import type { CatalogueChange } from '../domain/catalogue.ts';
import type { SupportDateMove } from '../domain/kubernetes-version.ts';
import type { SqliteDatabase } from './database.ts';
import { readStored } from './stored-json.ts';

/** A change of the catalogue that no notification was planned from yet. */
export interface StoredChange {
  readonly id: number;
  readonly detectedAt: string;
  readonly change: CatalogueChange | SupportDateMove;
}

/** What each reading changed, kept until the outbox has what follows from it. */
export interface ChangeStore {
  add(changes: readonly StoredChange['change'][], at: string): void;
  listUnplanned(): readonly StoredChange[];
  markPlanned(ids: readonly number[], at: string): void;
}

/** Changes on the table `catalogue_changes`. */
export function createChangeStore(db: SqliteDatabase): ChangeStore {
  const insert = db.prepare('insert into catalogue_changes (detected_at, change) values (?, ?)');
  const select = db.prepare<[], { id: number; detected_at: string; change: string }>(
    'select id, detected_at, change from catalogue_changes where planned_at is null order by id',
  );
  const mark = db.prepare('update catalogue_changes set planned_at = ? where id = ?');
  return {
    add: (changes, at) => {
      for (const change of changes) insert.run(at, JSON.stringify(change));
    },
    listUnplanned: () =>
      select.all().map((row) => ({
        id: row.id,
        detectedAt: row.detected_at,
        change: readStored<StoredChange['change']>(row.change, 'catalogue_changes', { kind: 'text' }),
      })),
    markPlanned: (ids, at) => {
      for (const id of ids) mark.run(at, id);
    },
  };
}
