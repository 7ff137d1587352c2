import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../domain/app-error.ts';
import { describeStorageFailure, isOurs, removeDatabase, withDatabase } from './database.ts';
import { findNewerMigration, pathBefore } from './migrate.ts';
import { backupDatabase, checkIntegrity, openStore, type StoreOptions } from './open-store.ts';
import { noteRestored, pathOfMark } from './sending-mark.ts';
import { createDamageLog } from './stored-json.ts';

/** What to put in the place of the database: a backup, or the copy that was made before a newer version changed it. */
export type RestoreRequest =
  | { readonly kind: 'file'; readonly file: string; readonly onlyIfMissing: boolean }
  | { readonly kind: 'before-upgrade' };

interface RestoreOptions extends Pick<StoreOptions, 'path' | 'migrations' | 'now'> {
  readonly request: RestoreRequest;
}

export interface RestoreReport {
  /** `null` when there was nothing to do; `reason` says why. */
  readonly file: string | null;
  /** `null` when there was no database. */
  readonly kept: string | null;
  readonly reason: string | null;
}

/**
 * The backup is checked first, the database is kept beside it, and no other process may have it open. @throws AppError
 * `invalid_input`, `conflict`, `storage`
 */
export async function restoreDatabase({ request, ...where }: RestoreOptions): Promise<RestoreReport> {
  const choice = request.kind === 'file' ? chooseFile(request, where.path) : chooseCopy(where);
  if ('reason' in choice) return { file: null, kept: null, reason: choice.reason };
  return { file: choice.file, kept: await putInPlace(choice.file, where), reason: null };
}

type Choice = { readonly file: string } | { readonly reason: string };
type Where = Omit<RestoreOptions, 'request'>;

/** A database that is there is never touched, and a container's first start has no backup. @throws AppError `invalid_input` */
function chooseFile({ file, onlyIfMissing }: RestoreRequest & { readonly kind: 'file' }, path: string): Choice {
  if (!onlyIfMissing) return { file };
  if (existsSync(path)) return { reason: `${path} is there: nothing was restored.` };
  if (existsSync(file)) return { file };
  refuseMistyped(file);
  return { reason: `There is neither ${path} nor ${file}: the service starts with nothing.` };
}

/** Starting with nothing loses what people said: only where nothing is that may have been meant. @throws AppError `invalid_input` */
function refuseMistyped(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) {
    throw new AppError('invalid_input', `${file} is not there, and neither is its folder: check the path.`);
  }
  const meant = readdirSync(folder).find((name) => /\.(db|sqlite3?)$/i.test(name));
  if (meant !== undefined) {
    throw new AppError('invalid_input', `${file} is not there, but ${join(folder, meant)} is: check the path.`);
  }
}

function chooseCopy({ path, migrations }: Where): Choice {
  if (!existsSync(path)) return { reason: `There is no ${path}: nothing was restored.` };
  let newer: string | null;
  try {
    newer = withDatabase(path, { readonly: true, fileMustExist: true }, (db) => findNewerMigration(db, migrations));
  } catch (error) {
    throw describeStorageFailure(error, path);
  }
  if (newer === null) return { reason: `No newer version wrote ${path}: nothing was restored.` };
  const file = pathBefore(path, newer);
  if (existsSync(file)) return { file };
  throw new AppError(
    'invalid_input',
    `${path} was written by a newer vhdwatch, and ${file}, the copy made before that, is not there: restore a backup by its name.`,
  );
}

async function putInPlace(file: string, { path, migrations, now }: Where): Promise<string | null> {
  if (resolve(file) === resolve(path)) {
    throw new AppError('invalid_input', `${file} is the database itself (DATABASE_PATH): name the backup to restore.`);
  }
  const part = `${path}.part`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    await copyChecked(file, part);
    prepareCopy(part, migrations, now);
    const kept = setAside(path, now);
    rmSync(pathOfMark(path), { force: true });
    if (existsSync(pathOfMark(part))) renameSync(pathOfMark(part), pathOfMark(path));
    renameSync(part, path);
    return kept;
  } finally {
    removeDatabase(part);
    rmSync(pathOfMark(part), { force: true });
  }
}

/** A copy by SQLite itself, so that a backup that is in use, or has a write-ahead log beside it, is copied whole. */
async function copyChecked(file: string, part: string): Promise<void> {
  // Opening a pipe would wait for somebody to write into it.
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new AppError('invalid_input', `${file} cannot be read: check the path.`);
  let source: Database.Database | null = null;
  try {
    source = new Database(file, { readonly: true, fileMustExist: true });
    const found = checkIntegrity(source, createDamageLog());
    if (found !== 'ok') throw new Error(found);
    if (!isOurs(source)) throw new Error('another program made it');
    await backupDatabase(source, file, part);
  } catch (error) {
    // Of the target, not of the backup.
    if (error instanceof AppError) throw error;
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
    noteRestored(store, now);
  } finally {
    store.close();
  }
}

/** A second name, so that a kill in between leaves it where it was. Its logs go: SQLite would apply them to its successor. */
function setAside(path: string, now: Date): string | null {
  const kept = `${path}.before-restore-${now.toISOString().replace(/[:.]/g, '-')}`;
  const isThere = existsSync(path);
  if (isThere) {
    refuseInUse(path);
    addName(path, kept);
  }
  for (const suffix of ['-wal', '-shm', '-journal']) {
    if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${kept}${suffix}`);
    rmSync(`${path}${suffix}`, { force: true });
  }
  return isThere ? kept : null;
}

function addName(path: string, name: string): void {
  try {
    linkSync(path, name);
  } catch {
    // Windows shares, and some volumes, allow only one name per file.
    copyFileSync(path, name);
  }
}

/** In use, SQLite refuses to leave its write-ahead mode: that tells of an idle process, too. */
function refuseInUse(path: string): void {
  try {
    withDatabase(path, { timeout: 0 }, (db) => db.pragma('journal_mode = DELETE'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
      throw new AppError('conflict', `Another process has ${path} open: stop vhdwatch first, then restore.`);
    }
    // Too damaged to be opened, which is what a restore is for: it is kept unchanged.
  }
}
