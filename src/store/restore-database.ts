import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../domain/app-error.ts';
import { backupDatabase } from './backup-database.ts';
import { openStore } from './open-store.ts';

/** What to restore, and where. */
export interface RestoreOptions {
  readonly file: string;
  /** DATABASE_PATH. */
  readonly path: string;
  readonly migrations: URL;
  readonly now: Date;
}

/** Where the database went that was there before; `null` when there was none. */
export interface RestoreReport {
  readonly kept: string | null;
}

/** Setting that says until when everything sent is looked for first, because a later past was forgotten. */
export const RESTORED = 'restored';

/**
 * Puts a backup in the place of the database. The backup is checked first, the database that was there is kept beside
 * it, and nothing happens while another process has it open.
 * @throws AppError `invalid_input`, `conflict`, `storage`
 */
export async function restoreDatabase({ file, path, migrations, now }: RestoreOptions): Promise<RestoreReport> {
  if (resolve(file) === resolve(path)) {
    throw new AppError('invalid_input', `${file} is the database itself (DATABASE_PATH): name the backup to restore.`);
  }
  const part = `${path}.part`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    await copyChecked(file, part);
    prepareCopy(part, migrations, now);
    const kept = setAside(path, now);
    renameSync(part, path);
    return { kept };
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${part}${suffix}`, { force: true });
  }
}

/** A copy by SQLite itself, so that a backup that is in use, or has a write-ahead log beside it, is copied whole. */
async function copyChecked(file: string, part: string): Promise<void> {
  if (!existsSync(file)) throw new AppError('invalid_input', `${file} cannot be read: check the path.`);
  let source: Database.Database | null = null;
  try {
    source = new Database(file, { readonly: true, fileMustExist: true });
    const found = String(source.pragma('quick_check', { simple: true }));
    if (found !== 'ok') throw new Error(found);
    source.prepare('select count(*) from schema_migrations').get();
    await backupDatabase(source, file, part);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AppError('invalid_input', `${file} is no intact vhdwatch database (${reason}): nothing was changed.`, {
      cause: error,
    });
  } finally {
    source?.close();
  }
}

/** Brings the copy up to date, and notes that messages may have been sent of which it knows nothing. */
function prepareCopy(part: string, migrations: URL, now: Date): void {
  const store = openStore({ path: part, migrations, now });
  try {
    const attempts = store.sources.list().map(({ lastAttemptAt }) => lastAttemptAt ?? '');
    const from = attempts.sort().at(-1) ?? '';
    store.settings.save(RESTORED, JSON.stringify({ from, at: now.toISOString() }));
  } finally {
    store.close();
  }
}

/** Moves the database aside. In use, SQLite refuses to leave its write-ahead mode: that tells of an idle process, too. */
function setAside(path: string, now: Date): string | null {
  if (!existsSync(path)) return null;
  const kept = `${path}.before-restore-${now.toISOString().replace(/[:.]/g, '-')}`;
  try {
    const db = new Database(path, { timeout: 0 });
    try {
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
      throw new AppError('conflict', `Another process has ${path} open: stop vhdwatch first, then restore.`);
    }
    // Too damaged to be opened, which is what a restore is for: it is kept as it is.
  }
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${kept}${suffix}`);
  }
  renameSync(path, kept);
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  return kept;
}
