import { existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../domain/app-error.ts';
import type { SqliteDatabase } from './database.ts';

const HEADER = 'SQLite format 3\0';

/**
 * Copies a live database to a file, while others go on reading and writing. The file appears whole or not at all.
 * @throws AppError `invalid_usage`, `unavailable`
 */
export async function backupDatabase(db: SqliteDatabase, path: string, file: string): Promise<void> {
  if (isSameFile(path, file)) {
    throw new AppError('invalid_usage', `${file} is the database itself (DATABASE_PATH): name another file.`);
  }
  if (existsSync(file) && !isDatabase(file)) {
    throw new AppError('invalid_usage', `${file} exists and is no database: name another file, or remove it.`);
  }
  const part = `${file}.part`;
  try {
    // What an earlier copy left, or somebody put there, is not written through.
    rmSync(part, { force: true });
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

/** Only an earlier copy is replaced; the files that SQLite keeps beside a database do not begin like one. */
function isDatabase(file: string): boolean {
  return statSync(file).isFile() && readFileSync(file).subarray(0, HEADER.length).toString('latin1') === HEADER;
}

function isSameFile(path: string, file: string): boolean {
  if (resolve(path) === resolve(file)) return true;
  return existsSync(path) && existsSync(file) && realpathSync(path) === realpathSync(file);
}
