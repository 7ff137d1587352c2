import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type WritableStore } from '../../src/store/open-store.ts';

/** Where the real migrations are. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url);

/** A migrated database: migrating took most of the time of opening, and thousands of tests open one. */
let image: Buffer | null = null;

const inMemory: WritableStore[] = [];

/** A real SQLite store in memory, which is closed when the test file is done, or in `path`. */
export function openTestStore(path = ':memory:', now = new Date('2026-08-20T09:00:00Z')): WritableStore {
  if (path !== ':memory:') {
    placeNewDatabase(path);
    return openStore({ path, migrations: MIGRATIONS, now });
  }
  image ??= serializeMigrated();
  const store = openStore({ path, image, migrations: MIGRATIONS, now });
  inMemory.push(store);
  return store;
}

/** Lets go of what the tests of a file opened: each new one would take fresh memory, and each process started is a copy of it. */
export function closeTestStores(): void {
  for (const store of inMemory.splice(0)) store.close();
}

/** What the program would make there, unless something is there already. */
export function placeNewDatabase(path: string): void {
  if (path === ':memory:' || existsSync(path) || !existsSync(dirname(path))) return;
  image ??= serializeMigrated();
  const file = Buffer.from(image);
  // Format of reading and writing, in the header: 2 is WAL, as of a database that was opened before.
  file.fill(2, 18, 20);
  writeFileSync(path, file);
}

function serializeMigrated(): Buffer {
  const db = openDatabase(':memory:');
  migrate(db, MIGRATIONS, new Date('2026-08-20T09:00:00Z'));
  const serialized = db.serialize();
  db.close();
  return serialized;
}
