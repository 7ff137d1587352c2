import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../domain/app-error.ts';
import type { SqliteDatabase } from './database.ts';

/**
 * Copies a live database to a file, while others go on reading and writing. The file appears whole or not at all.
 * @throws AppError `invalid_usage`, `unavailable`
 */
export async function backupDatabase(db: SqliteDatabase, path: string, file: string): Promise<void> {
  if (isSameFile(path, file)) {
    throw new AppError('invalid_usage', `${file} is the database itself (DATABASE_PATH): name another file.`);
  }
  if (existsSync(file) && !isCopyOfOurs(file)) {
    throw new AppError(
      'invalid_usage',
      `${file} exists and is no database of vhdwatch: name another file, or remove it.`,
    );
  }
  // A name that nobody else has: what lies beside the copy may be somebody's.
  const part = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await db.backup(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AppError('unavailable', `The copy could not be written to ${file} (${reason}): check folder and space.`, {
      cause: error,
    });
  }
}

/** Only an earlier copy is replaced, not the database of another program, nor a file that SQLite keeps beside one. */
function isCopyOfOurs(file: string): boolean {
  if (!statSync(file).isFile()) return false;
  // Reading a copy in write-ahead mode leaves two empty files beside it.
  const beside = [`${file}-wal`, `${file}-shm`].filter((name) => !existsSync(name));
  let copy: Database.Database | null = null;
  try {
    copy = new Database(file, { readonly: true, fileMustExist: true });
    copy.prepare('select count(*) from schema_migrations').get();
    return true;
  } catch {
    return false;
  } finally {
    copy?.close();
    for (const name of beside) rmSync(name, { force: true });
  }
}

function isSameFile(path: string, file: string): boolean {
  if (resolve(path) === resolve(file)) return true;
  return existsSync(path) && existsSync(file) && realpathSync(path) === realpathSync(file);
}
