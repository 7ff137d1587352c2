import { instantAfter } from '../domain/calendar-date.ts';
import { orNull, type SqliteDatabase } from './database.ts';
import { findStored, findStoredList, type StoredFields } from './stored-json.ts';

export function createSettingStore(db: SqliteDatabase) {
  const find = (key: string) => db.value<string>`select value from settings where key = ${key}`;
  const save = (key: string, value: string) =>
    db.run`insert into settings (key, value) values (${key}, ${value})
      on conflict (key) do update set value = excluded.value`;
  return {
    find,
    /** What `saveState` kept; `null` where nothing, or something without these fields, is kept. */
    findState: <T extends object>(key: string, fields: StoredFields<T>): T | null =>
      orNull(find(key), (value) => findStored(value, fields)),
    /** The same for a list. */
    findStates: <T extends object>(key: string, fields: StoredFields<T>): readonly T[] | null =>
      orNull(find(key), (value) => findStoredList(value, fields)),
    saveState: (key: string, state: object) => {
      const value = JSON.stringify(state);
      if (find(key) !== value) save(key, value);
    },
    save,
  };
}

const LONG_AGO = new Date(0).toISOString();

/** Who may work: one process at a time on one database. On the table `leases`. */
export function createLeaseStore(db: SqliteDatabase) {
  const renew = (name: string, holder: string, until: string) =>
    db.run`update leases set expires_at = ${until} where name = ${name} and holder = ${holder}`;
  return {
    /** Who has it, `null` when nobody does. */
    findHolder: (name: string, now: Date): string | null =>
      db.value<string>`select holder from leases where name = ${name} and expires_at > ${now.toISOString()}`,
    /** False while another holder has it. One that lasts twice as long is of a clock set back since, and counts for nothing. */
    acquire: (name: string, holder: string, from: Date, forMs: number): boolean => {
      const until = instantAfter(from, forMs);
      const { changes } = db.run`insert into leases (name, holder, expires_at) values (${name}, ${holder}, ${until})
        on conflict (name) do update set holder = ${holder}, expires_at = ${until} where leases.holder = ${holder}
          or leases.expires_at <= ${from.toISOString()} or leases.expires_at > ${instantAfter(from, 2 * forMs)}`;
      return changes > 0;
    },
    /** Renews the lease, also one that ran out; false once anybody else has had it. */
    renew: (name: string, holder: string, now: Date, forMs: number): boolean =>
      renew(name, holder, instantAfter(now, forMs)).changes > 0,
    release: (name: string, holder: string) => renew(name, holder, LONG_AGO),
    /** Who had it last, whether or not it ran out; `null` when nobody ever did. */
    findLastHolder: (name: string): string | null => db.value<string>`select holder from leases where name = ${name}`,
  };
}

export type SettingStore = ReturnType<typeof createSettingStore>;
