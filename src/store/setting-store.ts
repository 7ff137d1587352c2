import { instantAfter } from '../domain/calendar-date.ts';
import { orNull, type SqliteDatabase } from './database.ts';
import { type Fields, findStored, findStoredList } from './stored-json.ts';

export function createSettingStore(db: SqliteDatabase) {
  const select = db.prepare<[string], { value: string }>('select value from settings where key = ?');
  const upsert = db.prepare(
    'insert into settings (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
  );
  return {
    find: (key: string): string | null => select.get(key)?.value ?? null,
    /** What `saveState` kept; `null` where nothing, or something without these fields, is kept. */
    findState: <T extends object>(key: string, fields: Fields<T>): T | null =>
      orNull(select.get(key), ({ value }) => findStored(value, fields)),
    /** The same for a list. */
    findStates: <T extends object>(key: string, fields: Fields<T>): readonly T[] | null =>
      orNull(select.get(key), ({ value }) => findStoredList(value, fields)),
    saveState: (key: string, state: object) => {
      const value = JSON.stringify(state);
      if (select.get(key)?.value !== value) upsert.run(key, value);
    },
    save: (key: string, value: string) => upsert.run(key, value),
  };
}

const LONG_AGO = new Date(0).toISOString();

/** Who may work: one process at a time on one database. On the table `leases`. */
export function createLeaseStore(db: SqliteDatabase) {
  const acquire = db.prepare(
    `insert into leases (name, holder, expires_at) values (@name, @holder, @until)
     on conflict (name) do update set holder = @holder, expires_at = @until
     where leases.holder = @holder or leases.expires_at <= @now or leases.expires_at > @horizon`,
  );
  const renew = db.prepare('update leases set expires_at = ? where name = ? and holder = ?');
  const selectLast = db.prepare<[string], { holder: string }>('select holder from leases where name = ?');
  const select = db.prepare<[string, string], { holder: string }>(
    'select holder from leases where name = ? and expires_at > ?',
  );
  return {
    /** Who has it, `null` when nobody does. */
    findHolder: (name: string, now: Date): string | null => select.get(name, now.toISOString())?.holder ?? null,
    /** False while another holder has it. One that lasts twice as long is of a clock set back since, and counts for nothing. */
    acquire: (name: string, holder: string, from: Date, forMs: number): boolean => {
      const [now, until, horizon] = [0, forMs, 2 * forMs].map((ms) => instantAfter(from, ms));
      return acquire.run({ name, holder, now, until, horizon }).changes > 0;
    },
    /** Renews the lease, also one that ran out; false once anybody else has had it. */
    renew: (name: string, holder: string, now: Date, forMs: number): boolean =>
      renew.run(instantAfter(now, forMs), name, holder).changes > 0,
    release: (name: string, holder: string) => renew.run(LONG_AGO, name, holder),
    /** Who had it last, whether or not it ran out; `null` when nobody ever did. */
    findLastHolder: (name: string): string | null => selectLast.get(name)?.holder ?? null,
  };
}

export type SettingStore = ReturnType<typeof createSettingStore>;
