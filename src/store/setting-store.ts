import type { SqliteDatabase } from './database.ts';

/** Small facts about this installation: when its first run was done, when a reminder ran. */
export interface SettingStore {
  find(key: string): string | null;
  save(key: string, value: string): void;
}

/** Settings on the table `settings`. */
export function createSettingStore(db: SqliteDatabase): SettingStore {
  const select = db.prepare<[string], { value: string }>('select value from settings where key = ?');
  const upsert = db.prepare(
    'insert into settings (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
  );
  return {
    find: (key) => select.get(key)?.value ?? null,
    save: (key, value) => {
      upsert.run(key, value);
    },
  };
}
