import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { describeStorageFailure } from './describe-storage-failure.ts';

/** An open SQLite connection; better-sqlite3 is synchronous, so a transaction never spans an await. */
export type SqliteDatabase = Database.Database;

/**
 * Opens the file with the pragmas everything relies on: WAL, foreign keys, a 5 s busy time-out, and full
 * durability, since a committed row stands for a message that may already have left.
 * @throws AppError `storage` when it cannot be opened or is damaged.
 */
export function openDatabase(path: string): SqliteDatabase {
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
    const db = new Database(path, { timeout: 5_000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    db.pragma('trusted_schema = OFF');
    return db;
  } catch (error) {
    throw describeStorageFailure(asDirectoryFailure(error), path);
  }
}

/** One after another: on Linux, asking for all at once never ends below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** A folder that cannot be made is, for the user, a database that cannot be opened. */
function asDirectoryFailure(error: unknown): unknown {
  if (error instanceof Error && 'syscall' in error && error.syscall === 'mkdir') {
    return Object.assign(new Error(error.message, { cause: error }), { code: 'SQLITE_CANTOPEN' });
  }
  return error;
}
