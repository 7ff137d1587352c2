import type { SqliteDatabase } from './database.ts';

/** Who may work: one process at a time on one database. */
export interface LeaseStore {
  /** Takes or renews the lease until `until`; false while another holder has it. */
  acquire(name: string, holder: string, now: string, until: string): boolean;
  release(name: string, holder: string): void;
  /** Who has it, expired or not; `null` when nobody does. */
  findHolder(name: string): string | null;
}

/** Leases on the table `leases`. */
export function createLeaseStore(db: SqliteDatabase): LeaseStore {
  const acquire = db.prepare(
    `insert into leases (name, holder, expires_at) values (@name, @holder, @until)
     on conflict (name) do update set holder = @holder, expires_at = @until
     where leases.holder = @holder or leases.expires_at <= @now`,
  );
  const release = db.prepare('delete from leases where name = ? and holder = ?');
  const select = db.prepare<[string], { holder: string }>('select holder from leases where name = ?');
  return {
    findHolder: (name) => select.get(name)?.holder ?? null,
    acquire: (name, holder, now, until) => acquire.run({ name, holder, now, until }).changes > 0,
    release: (name, holder) => {
      release.run(name, holder);
    },
  };
}
