import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
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
  const part = `${file}.part`;
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

function isSameFile(path: string, file: string): boolean {
  if (resolve(path) === resolve(file)) return true;
  return existsSync(path) && existsSync(file) && realpathSync(path) === realpathSync(file);
}
