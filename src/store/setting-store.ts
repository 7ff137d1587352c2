import type { SqliteDatabase } from './database.ts';
import { type Fields, findStored } from './stored-json.ts';

/** Small facts about this installation: when its first run was done, when a reminder ran. */
export interface SettingStore {
  find(key: string): string | null;
  /** What `saveState` kept; `null` where nothing, or something without these fields, is kept. */
  findState<T extends object>(key: string, fields: Fields<T>): T | null;
  save(key: string, value: string): void;
  saveState(key: string, state: object): void;
}

/** Settings on the table `settings`. */
export function createSettingStore(db: SqliteDatabase): SettingStore {
  const select = db.prepare<[string], { value: string }>('select value from settings where key = ?');
  const upsert = db.prepare(
    'insert into settings (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
  );
  return {
    find: (key) => select.get(key)?.value ?? null,
    findState: (key, fields) => {
      const row = select.get(key);
      return row ? findStored(row.value, fields) : null;
    },
    saveState: (key, state) => {
      const value = JSON.stringify(state);
      if (select.get(key)?.value !== value) upsert.run(key, value);
    },
    save: (key, value) => {
      upsert.run(key, value);
    },
  };
}
