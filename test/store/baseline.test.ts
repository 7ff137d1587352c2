import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type SqliteDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../support/open-test-store.ts';
import { ROOT } from '../support/run-vhdwatch.ts';

const NOW = new Date('2026-08-20T09:00:00Z');
/** As it is shipped: the build makes it from the migrations. */
const baseline = pathToFileURL(join(ROOT, 'dist/baseline.sql'));

function makeNew(directory = MIGRATIONS, around: { baseline?: URL } = { baseline }): SqliteDatabase {
  const db = openDatabase(':memory:');
  migrate(db, directory, NOW, around);
  return db;
}

/** Indexes of a table in the order they were made, which may decide between two that serve a query as well. */
function readAll(db: SqliteDatabase) {
  const tables = db.values<string>`select name from sqlite_schema where type = 'table' order by name`;
  return {
    schema: db.list`select type, name, tbl_name, sql from sqlite_schema order by type, tbl_name, rowid`,
    rows: tables
      .filter((name) => name !== 'sqlite_schema')
      .map((name) => [name, db.prepare(`select * from ${name} order by 1`).all()]),
    pragmas: [
      'user_version',
      'application_id',
      'encoding',
      'page_size',
      'auto_vacuum',
      'journal_mode',
      'foreign_keys',
    ].map((name) => [name, db.pragma(name, { simple: true })]),
    check: db.pragma('integrity_check', { simple: true }),
    broken: db.pragma('foreign_key_check'),
  };
}

test('a database of the baseline is word for word the one that the migrations make', () => {
  const [withIt, without] = [makeNew(), makeNew(MIGRATIONS, {})];
  expect(readAll(withIt)).toEqual(readAll(without));
  expect(withIt.pragma('page_count', { simple: true })).toBeLessThan(
    Number(without.pragma('page_count', { simple: true })),
  );
});

describe('with other migrations than the baseline was made from', () => {
  let folder: string;
  let migrations: URL;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vhdwatch-baseline-'));
    cpSync(fileURLToPath(MIGRATIONS), folder, { recursive: true });
    migrations = pathToFileURL(`${folder}/`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a later one is applied after it', () => {
    writeFileSync(new URL('9999_future.sql', migrations), 'create table future (id integer) strict;');
    const db = makeNew(migrations);
    expect(readAll(db)).toEqual(readAll(makeNew(migrations, {})));
    expect(() => migrate(db, MIGRATIONS, NOW, { baseline })).toThrow(/written by a newer vhdwatch/);
  });

  test.each([
    ['the file of one that it has is changed', '-- edited'],
    ['one stands between those that it has', 'create table between_them (id integer) strict;', '0009_between.sql'],
  ])('nothing is made where %s', (_, text, name = '0001_initial.sql') => {
    writeFileSync(new URL(name, migrations), text);
    const db = openDatabase(':memory:');
    expect(() => migrate(db, migrations, NOW, { baseline })).toThrow(name);
    expect(db.values`select name from sqlite_schema`).toEqual([]);
    expect(() => migrate(makeNew(), migrations, NOW)).toThrow(name);
  });
});
