import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '../domain/app-error.ts';
import { digestOf } from '../domain/text.ts';
import { removeDatabase, type SqliteDatabase, withDatabase } from './database.ts';

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
      return { name, sql, checksum: digestOf(sql) };
    });
}

const COPIES_KEPT = 3;

interface Around {
  /** Database of which a copy is kept before anything is changed. */
  readonly copyOf?: string | null;
  /** What the build wrote down that the migrations make of an empty database: one by one they take ten times as long. */
  readonly baseline?: URL | undefined;
}

/** @returns names, none for a new database @throws AppError `storage` for a database of a newer version, or a changed migration */
export function migrate(
  db: SqliteDatabase,
  directory: URL,
  now: Date,
  { copyOf = null, baseline }: Around = {},
): readonly string[] {
  const migrations = readMigrations(directory);
  // The usual case only reads: another process may be writing, and a command that asks something must not wait for it.
  if (isUpToDate(db, migrations)) return [];
  const run = db.transaction(() => {
    db.exec(
      'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at text not null) strict',
    );
    const isNew = readApplied(db).size === 0;
    if (isNew && baseline !== undefined && existsSync(baseline)) {
      db.exec(readFileSync(baseline, 'utf8'));
      db.run`update schema_migrations set applied_at = ${now.toISOString()}`;
    }
    const applied = readApplied(db);
    refuseUnknown(applied, migrations, copyOf);
    const missing = migrations.filter(({ name }) => !applied.has(name));
    const [first] = missing;
    if (copyOf !== null && !isNew && first !== undefined) copyBefore(copyOf, first.name);
    for (const { name, sql, checksum } of missing) {
      db.exec(sql);
      db.run`insert into schema_migrations (name, checksum, applied_at) values (${name}, ${checksum}, ${now.toISOString()})`;
    }
    return isNew ? [] : missing.map(({ name }) => name);
  });
  return run.immediate();
}

export function readApplied(db: Database.Database): ReadonlyMap<string, string> {
  const select = db.prepare<[], { name: string; checksum: string }>('select name, checksum from schema_migrations');
  return new Map(select.all().map((row) => [row.name, row.checksum]));
}

function isUpToDate(db: SqliteDatabase, migrations: readonly Migration[]): boolean {
  const isNew = db.prepare("select 1 from sqlite_schema where name = 'schema_migrations'").get() === undefined;
  if (isNew) return false;
  const applied = readApplied(db);
  return applied.size === migrations.length && migrations.every(({ name, checksum }) => applied.get(name) === checksum);
}

/** Where the copy lies that was made before this migration. */
export function pathBefore(path: string, migration: string): string {
  return `${path}.before-${migration.replace(/\.sql$/, '')}`;
}

/** A connection of its own reads while ours holds the lock: of processes that start at once one copies, before any change. */
function copyBefore(path: string, migration: string): void {
  const file = pathBefore(path, migration);
  const part = `${file}.part`;
  removeDatabase(part);
  try {
    withDatabase(path, { readonly: true }, (db) => db.prepare('vacuum into ?').run(part));
  } catch (error) {
    removeDatabase(part);
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AppError(
      'storage',
      `Database ${path} (DATABASE_PATH) is not brought up to date, since no copy of it could be made first (${reason}): free space beside it; nothing was changed.`,
      { cause: error },
    );
  }
  renameSync(part, file);
  thinOutCopies(path);
}

function thinOutCopies(path: string): void {
  const folder = dirname(path);
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}.before-`) && /\.before-\d{4}_[a-z0-9_]+$/.test(name))
    .sort();
  for (const name of copies.slice(0, -COPIES_KEPT)) rmSync(join(folder, name), { force: true });
}

function refuseUnknown(
  applied: ReadonlyMap<string, string>,
  migrations: readonly Migration[],
  path: string | null,
): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    const expected = known.get(name);
    if (expected === undefined) {
      throw new AppError(
        'storage',
        `The database was written by a newer vhdwatch (it has migration ${name}): run that version, or ${sayWayBack(path, name)}.`,
      );
    }
    if (expected !== checksum) {
      throw new AppError(
        'storage',
        `Migration ${name} differs from the one this database was made with: restore the original file; applied migrations are never edited.`,
      );
    }
  }
  // Each builds on what the ones before it made.
  const later = migrations.findLast(({ name }) => applied.has(name))?.name ?? '';
  const skipped = migrations.find(({ name }) => name < later && !applied.has(name));
  if (skipped !== undefined) {
    throw new AppError(
      'storage',
      `The database was written by another build of vhdwatch (it has migration ${later}, and not ${skipped.name}, which comes before): run that build, or ${sayWayBack(path, later)}. Nothing was changed.`,
    );
  }
}

function sayWayBack(path: string | null, migration: string): string {
  if (path === null || !existsSync(pathBefore(path, migration))) return 'restore a backup made by this one';
  return 'go back with "vhdwatch restore --before-upgrade": it puts the copy in its place that was made before that, and keeps this one';
}

/** The first migration of a database that this version does not know, as its copy before it is named; `null` without one. */
export function findNewerMigration(db: Database.Database, directory: URL): string | null {
  const known = new Set(readMigrations(directory).map(({ name }) => name));
  return [...readApplied(db).keys()].sort().find((name) => !known.has(name)) ?? null;
}
