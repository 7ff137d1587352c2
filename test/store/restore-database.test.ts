import { execFile } from 'node:child_process';
import fs, {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nameNetworkFileSystem } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type RestoreRequest, restoreDatabase } from '../../src/store/restore-database.ts';
import { RESTORED } from '../../src/store/sending-mark.ts';
import { MIGRATIONS, openTestStore } from '../support/open-test-store.ts';

const NOW = new Date('2026-08-20T09:00:00Z');
const OPEN_STORE = new URL('../../src/store/open-store.ts', import.meta.url);
let folder: string;
let path: string;
let backup: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-restore-'));
  path = join(folder, 'vhdwatch.db');
  backup = join(folder, 'backup.db');
  const store = openTestStore(path);
  store.settings.save('key', 'at the time of the backup');
  await store.backup(backup);
  store.settings.save('key', 'later');
  store.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ask = (request: RestoreRequest) => restoreDatabase({ request, path, migrations: MIGRATIONS, now: NOW });
const restore = (file = backup) => ask({ kind: 'file', file, onlyIfMissing: false });
const restoreIfMissing = (file = backup) => ask({ kind: 'file', file, onlyIfMissing: true });

function readKey(file: string): string | null {
  return readSetting(file, 'key');
}

function readSetting(file: string, key: string): string | null {
  const store = openTestStore(file);
  const value = store.settings.find(key);
  store.close();
  return value;
}

test('puts the backup in its place and keeps what was there', async () => {
  const { kept } = await restore();
  expect(readKey(path)).toBe('at the time of the backup');
  expect(readKey(kept ?? '')).toBe('later');
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
});

test('leaves nothing beside the backup, which may lie where nobody may write', async () => {
  await restore();
  expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.db']);
});

describe('killed at any moment', () => {
  /** What a process that is started then would find, before and after each change of a file's name. */
  async function restoreWatched(): Promise<readonly string[]> {
    const found: string[] = [];
    const look = () => {
      const at = join(folder, `killed-${found.length}`);
      const isThere = existsSync(path);
      for (const suffix of ['', '-wal', '-journal', '.sent'])
        if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${at}${suffix}`);
      found.push(isThere ? (readKey(at) ?? 'empty') : 'none');
    };
    const changes = ['renameSync', 'rmSync', 'linkSync', 'unlinkSync'] as const;
    for (const name of changes) {
      const change = fs[name] as (...args: unknown[]) => void;
      vi.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
        if (!String(args[0]).startsWith(path)) return change(...args);
        look();
        change(...args);
        look();
      });
    }
    syncBuiltinESMExports();
    try {
      await restore();
    } finally {
      vi.restoreAllMocks();
      syncBuiltinESMExports();
    }
    return found;
  }

  test('it leaves a whole database: the one before, or the restored one', async () => {
    const found = await restoreWatched();
    expect(new Set(found)).toEqual(new Set(['later', 'at the time of the backup']));
  });

  test('it leaves one also where a process was killed with its last words in the log', async () => {
    const { log, database } = writeIntoLogAlone('only in the log');
    writeFileSync(path, database);
    writeFileSync(`${path}-wal`, log);
    const found = await restoreWatched();
    expect(new Set(found)).toEqual(new Set(['only in the log', 'at the time of the backup']));
  });
});

/** A database as a process that was killed leaves it. */
function writeIntoLogAlone(value: string): { readonly log: Buffer; readonly database: Buffer } {
  const store = openTestStore(path);
  store.settings.save('key', value);
  const left = { log: readFileSync(`${path}-wal`), database: readFileSync(path) };
  store.close();
  return left;
}

test('a file system without links keeps a copy of what was there', async () => {
  vi.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  });
  syncBuiltinESMExports();
  try {
    const { kept } = await restore();
    expect([readKey(path), readKey(kept ?? '')]).toEqual(['at the time of the backup', 'later']);
  } finally {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  }
});

test('works where there is no database yet', async () => {
  rmSync(path);
  expect(await restore()).toMatchObject({ file: backup, kept: null });
  expect(readKey(path)).toBe('at the time of the backup');
});

test('is not changed by the log of a database that is gone', async () => {
  const { log } = writeIntoLogAlone('only in the log');
  // Then somebody removes the database alone.
  rmSync(path);
  writeFileSync(`${path}-wal`, log);
  await restoreIfMissing();
  expect(log.byteLength).toBeGreaterThan(0);
  expect(readdirSync(folder)).not.toContain('vhdwatch.db-wal');
  expect(readKey(path)).toBe('at the time of the backup');
});

test('leaves a database alone that is there, where only a missing one is to be restored', async () => {
  expect(await restoreIfMissing()).toMatchObject({ file: null, reason: `${path} is there: nothing was restored.` });
  expect(readKey(path)).toBe('later');
  rmSync(path);
  expect(await restoreIfMissing()).toMatchObject({ file: backup });
  expect(readKey(path)).toBe('at the time of the backup');
});

test('a first start has nothing to restore, and says so', async () => {
  rmSync(path);
  rmSync(backup);
  expect(await restoreIfMissing()).toMatchObject({
    file: null,
    reason: expect.stringContaining('starts with nothing'),
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('a path that somebody mistyped is no first start', async () => {
  rmSync(path);
  const mistyped = (file: string) =>
    restoreDatabase({ request: { kind: 'file', file, onlyIfMissing: true }, path, migrations: MIGRATIONS, now: NOW });
  await expect(mistyped(join(folder, 'bakcup.db'))).rejects.toThrow(/bakcup\.db is not there, but .*: check the path/);
  await expect(mistyped('/nowhere/at-all.db')).rejects.toThrow(/neither is its folder: check the path/);
  expect(existsSync(path)).toBe(false);
});

test('looks for what was sent since, also after a restore onto nothing', async () => {
  rmSync(path);
  await restoreIfMissing();
  expect(JSON.parse(readSetting(path, RESTORED) ?? '{}')).toMatchObject({ at: NOW.toISOString() });
});

describe('the copy before an upgrade', () => {
  /** The migrations of a later version. */
  function createLater(...names: string[]): URL {
    const later = join(folder, 'migrations');
    cpSync(MIGRATIONS, later, { recursive: true });
    for (const name of names)
      writeFileSync(join(later, name), `create table t${name.slice(0, 4)} (id integer) strict;`);
    return pathToFileURL(`${later}/`);
  }
  const open = (migrations: URL) => openStore({ path, migrations, now: NOW, copiesBeforeMigrating: true });

  test('is told of once, with the migrations that came after it', () => {
    const later = createLater('9001_later.sql', '9002_later.sql');
    const applied: string[] = [];
    const onMigrated = (names: readonly string[]) => void applied.push(...names);
    for (let start = 0; start < 2; start += 1)
      openStore({ path, migrations: later, now: NOW, copiesBeforeMigrating: true, onMigrated }).close();
    openStore({ path: join(folder, 'new.db'), migrations: later, now: NOW, onMigrated }).close();
    expect(applied).toEqual(['9001_later.sql', '9002_later.sql']);
  });

  test('is made before the first new migration and brings an older version back', async () => {
    open(createLater('8001_one.sql', '8002_two.sql')).close();
    expect(readdirSync(folder)).toContain('vhdwatch.db.before-8001_one');
    expect(() => open(MIGRATIONS)).toThrow(/newer vhdwatch .*"vhdwatch restore --before-upgrade"/);
    const { file, kept } = await ask({ kind: 'before-upgrade' });
    expect(file).toBe(`${path}.before-8001_one`);
    expect(kept).not.toBeNull();
    expect(readKey(path)).toBe('later');
  });

  test('is made for no new database, and for none that is up to date', () => {
    open(MIGRATIONS).close();
    rmSync(path);
    open(MIGRATIONS).close();
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
  });

  test('is not put in place where no newer version wrote the database', async () => {
    expect(await ask({ kind: 'before-upgrade' })).toMatchObject({ file: null });
    expect(readKey(path)).toBe('later');
  });

  test('is not looked for where there is no database, and a damaged one is named', async () => {
    writeFileSync(path, 'this is no database, however long it gets.'.repeat(99));
    await expect(ask({ kind: 'before-upgrade' })).rejects.toThrow(/\(DATABASE_PATH\): it is not an SQLite database/);
    rmSync(path);
    expect((await ask({ kind: 'before-upgrade' })).reason).toBe(`There is no ${path}: nothing was restored.`);
    expect(existsSync(path)).toBe(false);
  });

  test('is missed by name where somebody removed it', async () => {
    open(createLater('8001_one.sql')).close();
    rmSync(`${path}.before-8001_one`);
    expect(() => open(MIGRATIONS)).toThrow(/restore a backup made by this one/);
    await expect(ask({ kind: 'before-upgrade' })).rejects.toThrow(/before-8001_one.* is not there/);
  });

  test('is that of the version before, also where two processes open the database at once', async () => {
    const later = createLater('8001_one.sql');
    const options = JSON.stringify({ path, copiesBeforeMigrating: true });
    const ready = join(folder, 'ready-');
    const program = `const { openStore } = await import(${JSON.stringify(OPEN_STORE)});
      const { readdirSync, writeFileSync } = await import('node:fs');
      writeFileSync(${JSON.stringify(ready)} + process.pid, '');
      const idle = new Int32Array(new SharedArrayBuffer(4));
      while (readdirSync(${JSON.stringify(folder)}).filter((name) => name.startsWith('ready-')).length < 2)
        Atomics.wait(idle, 0, 0, 1);
      openStore({ ...${options}, migrations: new URL(${JSON.stringify(later)}), now: new Date() }).close();`;
    const openInProcess = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
    await Promise.all(Array.from({ length: 2 }, openInProcess));
    const copy = new Database(`${path}.before-8001_one`, { readonly: true });
    expect(copy.prepare("select name from sqlite_schema where name = 't8001'").all()).toEqual([]);
    copy.close();
  }, 30_000);

  test('does not pile up', () => {
    const names = ['8001_a.sql', '8002_b.sql', '8003_c.sql', '8004_d.sql', '8005_e.sql'];
    names.forEach((_, index) => {
      rmSync(join(folder, 'migrations'), { recursive: true, force: true });
      open(createLater(...names.slice(0, index + 1))).close();
    });
    const copies = readdirSync(folder).filter((name) => name.includes('.before-'));
    expect(copies.sort()).toEqual(['8003_c', '8004_d', '8005_e'].map((name) => `vhdwatch.db.before-${name}`));
  });
});

test.each([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [-11317950, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE, as blobfuse is'],
  [0xef53, null],
  [0x58465342, null],
])('tells a network file system by its number %i', (type, name) => {
  expect(nameNetworkFileSystem(type)).toBe(name);
});

test('replaces a database that is too damaged to be opened', async () => {
  writeFileSync(path, 'no database at all '.repeat(500));
  const { kept } = await restore();
  expect(readFileSync(kept ?? '', 'utf8')).toContain('no database');
  expect(readKey(path)).toBe('at the time of the backup');
});

test('refuses while another process has the database open, even an idle one', async () => {
  const running = openTestStore(path);
  running.settings.find('key');
  await expect(restore()).rejects.toThrow(/stop vhdwatch first/);
  expect(running.settings.find('key')).toBe('later');
  running.close();
});

test.each([
  ['what is no database', () => writeFileSync(backup, 'hello '.repeat(1_000))],
  ["another program's database", () => copyFileSync(createForeign(), backup)],
  ['a backup with a torn page', () => tear(backup)],
  ['nothing', () => rmSync(backup)],
])('refuses %s and changes nothing', async (_, spoil) => {
  spoil();
  await expect(restore()).rejects.toThrow(/backup\.db (is no intact vhdwatch database|cannot be read)/);
  expect(readKey(path)).toBe('later');
});

function createForeign(): string {
  const file = join(folder, 'foreign.db');
  const store = openTestStore(file);
  store.close();
  tearTable(file);
  return file;
}

/** Renames the table that a vhdwatch database is known by. */
function tearTable(file: string): void {
  const bytes = readFileSync(file, 'latin1').replaceAll('schema_migrations', 'schema_migratione');
  writeFileSync(file, bytes, 'latin1');
}

function tear(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4_096 + 8, 4_096 * 6);
  writeFileSync(file, bytes);
}
