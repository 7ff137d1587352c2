import { openStore, type WritableStore } from '../../src/store/open-store.ts';

/** Where the real migrations are. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url);

/** A real SQLite store in memory, or in `path`. */
export function openTestStore(path = ':memory:', now = new Date('2026-08-20T09:00:00Z')): WritableStore {
  return openStore({ path, migrations: MIGRATIONS, now });
}
