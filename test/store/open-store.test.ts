import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { advanceMark } from '../../src/store/sending-mark.ts';
import { MIGRATIONS, openTestStore } from '../support/open-test-store.ts';

const NOW = new Date('2026-08-20T09:00:00Z');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-store-'));
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

function copyMigrations(): URL {
  const copy = join(folder, 'migrations');
  cpSync(fileURLToPath(MIGRATIONS), copy, { recursive: true });
  return pathToFileURL(`${copy}/`);
}

test('makes the folder and the file, and opens them again with what was saved', () => {
  const path = join(folder, 'deep', 'vhdwatch.db');
  const first = openTestStore(path);
  first.settings.save('key', 'value');
  first.close();
  const second = openTestStore(path);
  expect(second.settings.find('key')).toBe('value');
  expect(second.checkIntegrity()).toBe('ok');
  second.close();
});

test.each([
  ['of a browser', 'create table moz_places (id integer)', 'moz_places'],
  ['with migrations of its own', 'create table schema_migrations (version text)', 'schema_migrations'],
])('leaves the database of another program alone: one %s', async (_, sql, table) => {
  const path = join(folder, 'theirs.db');
  const theirs = new Database(path);
  theirs.exec(sql);
  theirs.close();
  const before = readFileSync(path);
  expect(() => openTestStore(path)).toThrow(new RegExp(`belongs to another program \\(it has a table ${table}\\)`));
  const own = openTestStore(join(folder, 'own.db'));
  await expect(own.backup(path)).rejects.toThrow(/is no database of vhdwatch/);
  own.close();
  expect(readFileSync(path)).toEqual(before);
  expect(readdirSync(folder).filter((name) => name.startsWith('theirs'))).toEqual(['theirs.db']);
});

test('opens and reads while another process writes', () => {
  const path = join(folder, 'data', 'vhdwatch.db');
  openTestStore(path).close();
  const writer = new Database(path);
  writer.exec('begin immediate');
  const from = Date.now();
  const store = openTestStore(path);
  expect(store.clusters.list()).toEqual([]);
  // Whoever waits for the lock waits for five seconds.
  expect(Date.now() - from).toBeLessThan(4_000);
  store.close();
  writer.close();
});

test('refuses a database that a newer version wrote, and says so', () => {
  const path = join(folder, 'vhdwatch.db');
  const migrations = copyMigrations();
  writeFileSync(new URL('9999_future.sql', migrations), 'create table future (id integer) strict;');
  openStore({ path, migrations, now: NOW }).close();
  expect(() => openTestStore(path)).toThrow(/written by a newer vhdwatch \(it has migration 9999_future\.sql\)/);
});

test('refuses a database of a build that lacked a migration in between, and changes nothing', () => {
  const path = join(folder, 'vhdwatch.db');
  const migrations = copyMigrations();
  const between = readdirSync(migrations).toSorted().at(-1) ?? '';
  const text = readFileSync(new URL(between, migrations));
  rmSync(new URL(between, migrations));
  writeFileSync(new URL('9999_branch.sql', migrations), 'create table branch (id integer) strict;');
  openStore({ path, migrations, now: NOW }).close();
  writeFileSync(new URL(between, migrations), text);
  expect(() => openStore({ path, migrations, now: NOW })).toThrow(
    `written by another build of vhdwatch (it has migration 9999_branch.sql, and not ${between}, which comes before)`,
  );
  rmSync(new URL(between, migrations));
  expect(openStore({ path, migrations, now: NOW }).listMigrations()).not.toContain(between);
});

test('refuses a database made with a migration that was edited since', () => {
  const path = join(folder, 'vhdwatch.db');
  openTestStore(path).close();
  const migrations = copyMigrations();
  const name = readdirSync(migrations)[0] ?? '';
  writeFileSync(new URL(name, migrations), '-- edited');
  expect(() => openStore({ path, migrations, now: NOW })).toThrow(new RegExp(`Migration ${name} differs`));
});

test('a migration that fails leaves nothing behind', () => {
  const path = join(folder, 'vhdwatch.db');
  const migrations = copyMigrations();
  const broken = new URL('9998_broken.sql', migrations);
  writeFileSync(broken, 'create table half (id integer) strict; insert into nowhere values (1);');
  expect(() => openStore({ path, migrations, now: NOW })).toThrow(/nowhere/);
  rmSync(broken);
  const store = openStore({ path, migrations, now: NOW });
  expect(store.checkIntegrity()).toBe('ok');
  store.close();
});

test('names file, setting and next step for what is no database', () => {
  const path = join(folder, 'notes.txt');
  writeFileSync(path, 'this is a text file and certainly not a database, however long it gets.'.repeat(40));
  expect(() => openTestStore(path)).toThrow(/notes\.txt \(DATABASE_PATH\): it is not an SQLite database/);
});

test('names file, setting and next step for a folder in place of the file', () => {
  const path = join(folder, 'vhdwatch.db');
  mkdirSync(path);
  expect(() => openTestStore(path)).toThrow(/\(DATABASE_PATH\): it is a folder: name a file in it/);
});

test.skipIf(!existsSync('/proc/self'))('gives up at once where no folder can ever be made', () => {
  expect(() => openTestStore('/proc/nowhere/at/all/vhdwatch.db')).toThrow(/\(DATABASE_PATH\): it cannot be opened/);
});

test('a transaction that throws saves nothing', () => {
  const store = openTestStore();
  expect(() =>
    store.transaction(() => {
      store.settings.save('half', 'yes');
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(store.settings.find('half')).toBeNull();
});

test('what is saved with the next transaction waits for no disk, and everything else does', () => {
  const path = join(folder, 'vhdwatch.db');
  openTestStore(path).close();
  const db = openDatabase(path);
  const store = openStore({ path, db, migrations: MIGRATIONS, now: NOW });
  const [waiting, notWaiting] = [2, 1];
  const seen: unknown[] = [];
  const look = () => seen.push(db.pragma('synchronous', { simple: true }));
  store.transaction(look);
  store.transaction(look, 'with-the-next');
  store.transaction(() => store.transaction(look, 'with-the-next'));
  const fail = () => {
    throw new Error('stop');
  };
  expect(() => store.transaction(fail, 'with-the-next')).toThrow('stop');
  look();
  expect(seen).toEqual([waiting, notWaiting, waiting, waiting]);
  store.close();
});

test('the change mark is another one after whatever was saved, by this process or another one, and only then', () => {
  const store = openTestStore(join(folder, 'vhdwatch.db'));
  const other = openTestStore(join(folder, 'vhdwatch.db'));
  const marks = [store.findChangeMark()];
  const look = () => marks.push(store.findChangeMark());
  store.settings.find('key');
  look();
  expect(new Set(marks).size).toBe(1);
  store.settings.save('key', 'mine');
  look();
  other.settings.save('key', 'theirs');
  look();
  expect(new Set(marks).size).toBe(3);
  for (const each of [store, other]) each.close();
});

test('a backup is a whole database of its own', async () => {
  const store = openTestStore(join(folder, 'vhdwatch.db'));
  store.settings.save('key', 'value');
  await store.backup(join(folder, 'copy.db'));
  store.settings.save('key', 'later');
  store.close();
  const copy = openTestStore(join(folder, 'copy.db'));
  expect(copy.settings.find('key')).toBe('value');
  copy.close();
});

test('a copy replaces an earlier copy, and no other file', async () => {
  const store = openTestStore(join(folder, 'vhdwatch.db'));
  await store.backup(join(folder, 'copy.db'));
  await store.backup(join(folder, 'copy.db'));
  writeFileSync(join(folder, 'letter.txt'), 'dear');
  writeFileSync(join(folder, 'copy.db.part'), 'of somebody else');
  await store.backup(join(folder, 'copy.db'));
  expect(readFileSync(join(folder, 'copy.db.part'), 'utf8')).toBe('of somebody else');
  const other = new Database(join(folder, 'other-program.db'));
  other.exec('create table songs (title text)');
  other.close();
  await expect(store.backup(join(folder, 'other-program.db'))).rejects.toThrow('is no database of vhdwatch');
  await expect(store.backup(join(folder, 'letter.txt'))).rejects.toThrow('exists and is no database');
  await expect(store.backup(join(folder, 'vhdwatch.db-wal'))).rejects.toThrow('exists and is no database');
  expect(store.checkIntegrity()).toBe('ok');
  store.close();
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db', 'copy.db.part']);
});

test.each([
  ['removed', (path: string) => rmSync(path)],
  ['removed with all that lies beside it', (path: string) => removeAll(path)],
  ['robbed of its write-ahead log', (path: string) => rmSync(`${path}-wal`)],
  [
    'replaced by another one',
    (path: string) => {
      cpSync(path, `${path}.other`);
      renameSync(`${path}.other`, path);
    },
  ],
  ['overwritten by an older copy of itself', (path: string) => copyFileSync(`${path}.older`, path)],
])('a database that is %s while it is open saves nothing more, and says what to do', (_, displace) => {
  const path = join(folder, 'vhdwatch.db');
  // Opened a second time, nothing is written at the start.
  openTestStore(path).close();
  copyFileSync(path, `${path}.older`);
  const store = openTestStore(path);
  store.transaction(({ settings }) => settings.save('key', 'before'));
  expect(store.findDisplacement()).toBeNull();
  displace(path);
  const save = () => store.transaction(({ settings }) => settings.save('key', 'after'));
  expect(save).toThrow(
    expect.objectContaining({
      code: 'storage',
      message: expect.stringMatching(/removed, replaced or overwritten.*vhdwatch restore/),
    }),
  );
  expect(store.settings.find('key')).toBe('before');
  expect(store.findDisplacement()).toContain(path);
  store.close();
});

test('a copy from the log that takes another process long is no overwriting, and what is overwritten is refused at once', () => {
  const path = join(folder, 'vhdwatch.db');
  const store = openTestStore(path);
  store.transaction(({ settings }) => settings.save('key', 'value'));
  expect(store.findDisplacement()).toBeNull();
  // What SQLite's processes share of it: how many frames were copied, and how many are being copied.
  const shared = openSync(`${path}-shm`, 'r+');
  const put = (position: number, count: number) => writeSync(shared, Uint32Array.of(count), 0, 4, position);
  const write = () => utimesSync(path, new Date(), new Date(statSync(path).mtimeMs + 1_000));
  put(128, 7);
  for (let look = 0; look < 3; look += 1) {
    write();
    const began = performance.now();
    expect(store.findDisplacement()).toBeNull();
    // Who waits for a lock waits for five seconds.
    expect(performance.now() - began).toBeLessThan(4_000);
  }
  put(96, 7);
  expect(store.findDisplacement()).toBeNull();
  write();
  const began = performance.now();
  expect(store.findDisplacement()).toContain('overwritten');
  expect(performance.now() - began).toBeLessThan(4_000);
  closeSync(shared);
  store.close();
});

test('what a killed process left in its log hides no overwriting', () => {
  const path = join(folder, 'vhdwatch.db');
  const killed = openTestStore(path);
  killed.transaction(({ settings }) => settings.save('key', 'value'));
  for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${path}.found${suffix}`);
  killed.close();
  const store = openTestStore(`${path}.found`);
  expect(store.settings.find('key')).toBe('value');
  expect(store.findDisplacement()).toBeNull();
  copyFileSync(path, `${path}.found`);
  expect(store.findDisplacement()).toContain('overwritten');
  store.close();
});

test.each([
  ['all but its file', 0o777, /^null 0\n/],
  ['nothing', 0o555, /^Database .*cannot be written: check the permissions.* 0\n/],
])('a database of which %s may be written is read', (_, mode, said) => {
  const path = join(folder, 'vhdwatch.db');
  const store = openTestStore(path);
  // One that sent, and has no mark beside it: whoever works would note that it is a copy.
  store.transaction(({ settings }) => advanceMark(settings));
  store.close();
  // Like a file of another user: with its log beside it, SQLite reads it and refuses to write.
  const script = `import { openStore } from ${JSON.stringify(new URL('../../src/store/open-store.ts', import.meta.url).href)};
    const migrations = new URL(${JSON.stringify(copyMigrations().href)});
    // SQLite is loaded by then, which may lie where nobody else reads.
    openStore({ path: ':memory:', migrations, now: new Date() }).close();
    if (process.getuid?.() === 0) { process.setgid(65534); process.setuid(65534); }
    for (const time of ['first', 'second']) {
      const store = openStore({ path: ${JSON.stringify(path)}, migrations, now: new Date(), withoutDatabase: 'fail' });
      console.log(store.findDisplacement(), store.clusters.list().length);
      try { store.transaction(({ settings }) => settings.save('key', 'value')); } catch (error) { console.log(error.message); }
      store.close();
      console.log('--');
    }`;
  chmodSync(path, 0o444);
  chmodSync(folder, mode);
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  const times = output.split('--\n').slice(0, -1);
  expect(times).toHaveLength(2);
  for (const time of times) {
    expect(time).toMatch(said);
    expect(time).toMatch(/\nDatabase .*cannot be written: check the permissions/);
  }
});

test('a database that several processes write to, and copy from their logs, is where it was', () => {
  const path = join(folder, 'vhdwatch.db');
  const stores = [openTestStore(path), openTestStore(path)];
  const text = 'x'.repeat(64 * 1024);
  for (let round = 0; round < 150; round += 1)
    for (const store of stores) {
      // More than a thousand pages, after which SQLite copies them from the log into the file.
      store.transaction(({ settings }) => settings.save(`key-${round % 7}`, `${round}${text}`));
      expect(store.findDisplacement()).toBeNull();
    }
  for (const store of stores) store.close();
});

function removeAll(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}
