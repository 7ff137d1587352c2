import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openDatabase, type SqliteDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type WritableStore } from '../../src/store/open-store.ts';
import { makeFolder } from './run-vhdwatch.ts';

/** Where the real migrations are. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url);

/** A migrated database: migrating took most of the time of opening, and thousands of tests open one. */
let image: Buffer | null = null;

/** A database in memory. Its statements are compiled once, which takes longer than most of what tests do with them. */
interface Reusable {
  readonly db: SqliteDatabase;
  /** Takes out what was put in; false where more than that was changed, or it is too large to be kept. */
  clear(): boolean;
}

/** Those of the test that runs, those that outlive it, and those that wait. */
const ofTest: Reusable[] = [];
const ofFile: Reusable[] = [];
const spare: Reusable[] = [];

const MOST_SPARE = 8;
/** What a large fleet needed is given back. */
const LARGEST_PAGES = 500;

/** A real SQLite store in memory, which is taken away when its test is done, or in `path`. */
export function openTestStore(path = ':memory:', now = new Date('2026-08-20T09:00:00Z')): WritableStore {
  if (path !== ':memory:') {
    placeNewDatabase(path);
    return openStore({ path, migrations: MIGRATIONS, now });
  }
  const next = spare.pop() ?? createReusable();
  ofTest.push(next);
  return openStore({ path, db: next.db, migrations: MIGRATIONS, now });
}

/** What a store holds, for those that begin with the same. */
export async function copyStore(store: WritableStore): Promise<Buffer> {
  const folder = makeFolder();
  const file = join(folder.path, 'copy.db');
  await store.backup(file);
  const content = readFileSync(file);
  folder.remove();
  return content;
}

/** A store in memory that begins with such a copy. */
export function openCopy(content: Buffer): WritableStore {
  const db = openDatabase(':memory:', content);
  ofTest.push({ db, clear: () => false });
  return openStore({ path: ':memory:', db, migrations: MIGRATIONS, now: new Date() });
}

/** Tests that run now: those that run beside each other give back what they opened when the last of them is done. */
let running = 0;

/** Before a test: what is open by then is the file's. */
export function keepTestStores(): void {
  if (running === 0) ofFile.push(...ofTest.splice(0));
  running += 1;
}

/** After a test: another one has its databases next. */
export function takeTestStores(): void {
  running -= 1;
  if (running === 0) takeStores();
}

function takeStores(): void {
  for (const one of ofTest.splice(0)) {
    if (spare.length < MOST_SPARE && one.db.open && !one.db.inTransaction && one.clear()) spare.push(one);
    else one.db.close();
  }
}

/** Lets go of what the tests of a file opened: each new one would take fresh memory, and each process started is a copy of it. */
export function closeTestStores(): void {
  takeStores();
  for (const { db } of ofFile.splice(0)) db.close();
}

function createReusable(): Reusable {
  const db = openDatabase(':memory:', newDatabase());
  const version = db.prepare('pragma schema_version').pluck();
  const pages = db.prepare('pragma page_count').pluck();
  const made = version.get();
  // The youngest first: what refers to a row, and what a trigger fills, before and after that.
  const tables = db.values<string>`select name from sqlite_schema where type = 'table'
    and name not in ('schema_migrations', 'sqlite_sequence') order by rowid desc`;
  const clearing = [
    ...tables.map((name) => `delete from ${name}`),
    // What migrations put in.
    'insert into catalogue_versions (id, version) values (1, 1)',
    'update sqlite_sequence set seq = 0',
  ].map((text) => db.prepare(text));
  const clear = db.transaction(() => {
    for (const statement of clearing) statement.run();
  });
  return {
    db,
    clear: () => {
      if (version.get() !== made || Number(pages.get()) > LARGEST_PAGES) return false;
      clear();
      return true;
    },
  };
}

/** What the program would make there, unless something is there already. */
export function placeNewDatabase(path: string): void {
  if (path === ':memory:' || existsSync(path) || !existsSync(dirname(path))) return;
  const file = Buffer.from(newDatabase());
  // Format of reading and writing, in the header: 2 is WAL, as of a database that was opened before.
  file.fill(2, 18, 20);
  writeFileSync(path, file);
}

function newDatabase(): Buffer {
  if (image !== null) return image;
  const db = openDatabase(':memory:');
  migrate(db, MIGRATIONS, new Date('2026-08-20T09:00:00Z'));
  image = db.serialize();
  db.close();
  return image;
}
