import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreDatabase } from '../../src/store/restore-database.ts';
import { MIGRATIONS, openTestStore } from '../support/open-test-store.ts';

const NOW = new Date('2026-08-20T09:00:00Z');
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

const restore = (file = backup) => restoreDatabase({ file, path, migrations: MIGRATIONS, now: NOW });

function readKey(file: string): string | null {
  const store = openTestStore(file);
  const value = store.settings.find('key');
  store.close();
  return value;
}

test('puts the backup in its place and keeps what was there', async () => {
  const { kept } = await restore();
  expect(readKey(path)).toBe('at the time of the backup');
  expect(readKey(kept ?? '')).toBe('later');
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
});

test('works where there is no database yet', async () => {
  rmSync(path);
  expect(await restore()).toEqual({ kept: null });
  expect(readKey(path)).toBe('at the time of the backup');
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
