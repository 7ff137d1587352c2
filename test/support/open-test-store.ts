import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type WritableStore } from '../../src/store/open-store.ts';

/** Where the real migrations are. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url);

let image: Buffer | null = null;

/** A real SQLite store in memory, or in `path`. */
export function openTestStore(path = ':memory:', now = new Date('2026-08-20T09:00:00Z')): WritableStore {
  if (path !== ':memory:') return openStore({ path, migrations: MIGRATIONS, now });
  image ??= serializeMigrated(now);
  return openStore({ path, image, migrations: MIGRATIONS, now });
}

/** Migrating took most of the time of opening, and thousands of tests open one. */
function serializeMigrated(now: Date): Buffer {
  const db = openDatabase(':memory:');
  migrate(db, MIGRATIONS, now);
  const serialized = db.serialize();
  db.close();
  return serialized;
}
