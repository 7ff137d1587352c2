import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { AppError } from '../domain/app-error.ts';
import type { SqliteDatabase } from './database.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

function readMigrations(directory: URL): readonly Migration[] {
  return readdirSync(directory)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, directory), 'utf8').replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies the numbered migrations that are missing, each in a transaction, recorded by name and checksum.
 * @throws AppError `storage` when the database was written by a newer version or an applied file was changed.
 */
export function migrate(db: SqliteDatabase, directory: URL, now: Date): void {
  db.exec(
    'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at text not null) strict',
  );
  const migrations = readMigrations(directory);
  const run = db.transaction(() => {
    const applied = new Map(
      db
        .prepare<[], { name: string; checksum: string }>('select name, checksum from schema_migrations')
        .all()
        .map((row) => [row.name, row.checksum]),
    );
    refuseUnknown(applied, migrations);
    const record = db.prepare('insert into schema_migrations (name, checksum, applied_at) values (?, ?, ?)');
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      db.exec(migration.sql);
      record.run(migration.name, migration.checksum, now.toISOString());
    }
  });
  run.immediate();
}

function refuseUnknown(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    const expected = known.get(name);
    if (expected === undefined) {
      throw new AppError(
        'storage',
        `The database was written by a newer vhdwatch (it has migration ${name}): run that version, or restore a backup made by this one.`,
      );
    }
    if (expected !== checksum) {
      throw new AppError(
        'storage',
        `Migration ${name} differs from the one this database was made with: restore the original file; applied migrations are never edited.`,
      );
    }
  }
}
