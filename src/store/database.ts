import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../domain/app-error.ts';
import { remember } from '../domain/once.ts';

/** A piece of SQL, with the values in it. */
class Sql {
  readonly text: string;
  readonly values: readonly unknown[];

  constructor(text: string, values: readonly unknown[]) {
    this.text = text;
    this.values = values;
  }
}

type Part = Sql | string | number | bigint | Uint8Array | null;
type Asked = readonly [strings: TemplateStringsArray, ...parts: Part[]];

/** Builds SQL from a template: a nested piece of SQL becomes part of the text, every other value is bound. */
export function sql(...[strings, ...parts]: Asked): Sql {
  const texts = parts.map((part) => (part instanceof Sql ? part.text : '?'));
  return new Sql(
    String.raw({ raw: strings }, ...texts),
    parts.flatMap((part) => (part instanceof Sql ? part.values : [part])),
  );
}

/** A list of values, to stand after `in`. */
export function oneOf(values: readonly (string | number)[]): Sql {
  return sql`(select value from json_each(${JSON.stringify(values)}))`;
}

/** Runs SQL that is written where it is used, with its values in it. A statement is compiled when it is first run, and kept. */
interface Queries {
  find<Row>(...asked: Asked): Row | null;
  list<Row>(...asked: Asked): Row[];
  /** The first column, of the first row. */
  value<T>(...asked: Asked): T | null;
  /** The same of every row. */
  values<T>(...asked: Asked): T[];
  run(...asked: Asked): Database.RunResult;
  /** Runs an insert and returns the number of the new row. */
  insert(...asked: Asked): number;
}

/** An open SQLite connection; better-sqlite3 is synchronous, so a transaction never spans an await. */
export type SqliteDatabase = Database.Database & Queries;

/**
 * WAL, foreign keys, a 5 s busy time-out, and full durability: a committed row stands for a message that may have left.
 * @param image what a database in memory begins with @throws AppError `storage`
 */
export function openDatabase(path: string, image: Buffer | null = null): SqliteDatabase {
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
    const db = new Database(image ?? path, { timeout: 5_000 });
    refuseForeign(db, path);
    // Takes effect in new databases only. Most rows of a fleet have a kilobyte: there are half as many pages to checksum and write.
    db.pragma('page_size = 8192');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    // Else what a statement may have to undo goes to a file: that was two thirds of all that an import wrote.
    db.pragma('temp_store = MEMORY');
    // Room for a batch of changes of a large fleet and its indexes: with the default of 2 MB, pages were written before the commit and read again.
    db.pragma('cache_size = -16000');
    db.pragma('trusted_schema = OFF');
    return Object.assign(db, createQueries(db));
  } catch (error) {
    throw describeStorageFailure(asDirectoryFailure(error), path);
  }
}

/** Runs a transaction whose rows reach the disk with the next one: in write-ahead mode that one takes along what was written before it. */
export function withoutSync<T>(db: SqliteDatabase, run: () => T): T {
  db.pragma('synchronous = NORMAL');
  try {
    return run();
  } finally {
    db.pragma('synchronous = FULL');
  }
}

/**
 * The content of a database that SQLite cannot open where nothing may be written beside it, as an image; `null` where
 * it failed for another reason, cannot be read either, or is not whole without its log.
 */
export function readUnwritable(failure: unknown, path: string): Buffer | null {
  if (!isUnwritable(failure)) return null;
  const hasLog = () => (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  try {
    const content = hasLog() ? null : readFileSync(path);
    // Its header says that there is a write-ahead log, which an image cannot have.
    content?.fill(1, 18, 20);
    return hasLog() ? null : content;
  } catch {
    return null;
  }
}

function createQueries(db: Database.Database): Queries {
  const rows = createCompiler((text) => db.prepare(text));
  const columns = createCompiler((text) => db.prepare(text).pluck());
  const ask =
    <T>(compile: typeof rows, answer: (statement: Database.Statement, values: readonly unknown[]) => unknown) =>
    (...asked: Asked) => {
      const { statement, values } = compile(...asked);
      return answer(statement, values) as T;
    };
  const run = ask<Database.RunResult>(rows, (statement, values) => statement.run(...values));
  return {
    find: ask(rows, (statement, values) => statement.get(...values) ?? null),
    list: ask(rows, (statement, values) => statement.all(...values)),
    value: ask(columns, (statement, values) => statement.get(...values) ?? null),
    values: ask(columns, (statement, values) => statement.all(...values)),
    run,
    insert: (...asked) => Number(run(...asked).lastInsertRowid),
  };
}

function createCompiler(compile: (text: string) => Database.Statement) {
  const compiledOf = remember(compile);
  const compiledAt = new WeakMap<TemplateStringsArray, Database.Statement>();
  return (...[strings, ...parts]: Asked) => {
    const known = compiledAt.get(strings);
    if (known) return { statement: known, values: parts };
    const { text, values } = sql(strings, ...parts);
    const statement = compiledOf(text);
    // With values only, the text is always the same, and need not be put together again for each of thousands of rows.
    if (!parts.some((part) => part instanceof Sql)) compiledAt.set(strings, statement);
    return { statement, values };
  };
}

/** Before anything is written to it. */
function refuseForeign(db: Database.Database, path: string): void {
  const tables = listTables(db);
  const [table] = tables;
  if (table === undefined || isOurs(db, tables)) return;
  db.close();
  throw new AppError(
    'storage',
    `Database ${path} (DATABASE_PATH) belongs to another program (it has a table ${table.name}): point DATABASE_PATH elsewhere. Nothing was changed.`,
  );
}

/** True for a database that vhdwatch made, in whatever version: other programs have a table of that name too. */
export function isOurs(db: Database.Database, tables = listTables(db)): boolean {
  return tables.some(({ name, sql }) => name === 'schema_migrations' && sql.includes('checksum'));
}

/** All tables but those of SQLite and Litestream, which any database may have. */
function listTables(db: Database.Database): readonly { readonly name: string; readonly sql: string }[] {
  return db
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'table' and name not glob 'sqlite_*' and name not glob '_litestream_*'",
    )
    .all();
}

/** Removes a database that is half made, with what SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

/**
 * One after another: asked for all at once, Node never returns where a folder that is there takes none, as /proc or a
 * mounted one that was removed.
 */
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

/** What is written to a file that was deleted is lost with the process, and a process on an older copy sends messages twice. */
export function createPlaceCheck(path: string, db: SqliteDatabase) {
  const files = path === ':memory:' ? [] : [path, `${path}-wal`];
  const known = files.map(identifyFile);
  // What a server, or another system, says of times is too rough.
  const shared = path === ':memory:' || findNetworkFileSystem(path) ? null : openShared(path);
  const isOverwritten = shared === null ? () => false : createContentCheck(path, shared, db);
  return {
    /** What happened to the file, in a sentence that says what to do; `null` while it is still where it was opened. */
    find: (): string | null => {
      const isThere = files.every((file, index) => known[index] === null || identifyFile(file) === known[index]);
      if (isThere && !isOverwritten()) return null;
      const advice = 'stop vhdwatch, put a backup in its place with "vhdwatch restore FILE", and start it again';
      return `Database ${path} (DATABASE_PATH) was removed, replaced or overwritten while it was in use, so nothing more is saved or sent: ${advice}.`;
    },
    close: () => shared !== null && closeSync(shared),
  };
}

/** Says that there is no database, or only an empty file, and what to do; `null` where there is one. */
export function describeMissing(path: string): string | null {
  if (path === ':memory:' || (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return null;
  return `There is no database at ${resolve(path)} (DATABASE_PATH): correct the path, or begin one with "vhdwatch clusters import FILE", "vhdwatch poll" or "vhdwatch serve".`;
}

/** What SQLite's processes share of the log; `null` where a file that may only be read has none. */
function openShared(path: string): number | null {
  try {
    return openSync(`${path}-shm`, 'r');
  } catch {
    return null;
  }
}

/**
 * SQLite writes to the file only what it copies from its log, and notes how far it is about to copy and has. While a
 * process copies, the next look tells. (Neither file is opened for a look: closing it would let go of SQLite's locks.)
 */
function createContentCheck(path: string, shared: number, db: SqliteDatabase): () => boolean {
  const look = () => {
    const before = readCopied(shared);
    const writtenNs = statSync(path, { bigint: true, throwIfNoEntry: false })?.mtimeNs;
    const { mark, isUnderWay } = readCopied(shared);
    return { mark, writtenNs, isAtRest: !isUnderWay && mark === before.mark };
  };
  if (!look().isAtRest) endCopying(db);
  let known = look();
  return () => {
    const found = look();
    if (!found.isAtRest || db.inTransaction) return false;
    if (known.isAtRest && found.writtenNs !== known.writtenNs && found.mark === known.mark) return true;
    known = found;
    return false;
  };
}

/** A process that was killed left it under way. */
function endCopying(db: SqliteDatabase): void {
  try {
    db.pragma('wal_checkpoint(passive)');
  } catch {
    // Where nothing may be written, or no more fits, it is at rest with the next copying.
  }
}

/** By the format of SQLite's WAL index: two numbers that are others whenever the log begins anew, and two counts of its frames. */
function readCopied(shared: number): { readonly mark: string; readonly isUnderWay: boolean } {
  const head = Buffer.alloc(132);
  readSync(shared, head, 0, head.length, 0);
  const [done, begun] = [head.subarray(96, 100), head.subarray(128)];
  return { mark: `${head.toString('hex', 32, 40)} ${done.toString('hex')}`, isUnderWay: !done.equals(begun) };
}

function identifyFile(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev} ${found.ino}` : null;
}

/** Magic numbers of Linux's statfs(2). */
const NETWORK: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'SMB',
  4266872130: 'SMB',
  1702057286: 'FUSE, as blobfuse is',
};

/** Kind of network file system that a file lies on, by the number of its type; `null` for any other. */
export function nameNetworkFileSystem(type: number): string | null {
  // On some architectures the number is signed.
  return NETWORK[type >>> 0] ?? null;
}

/** The same of a path: SQLite's locks do not hold there, and its log of writes is lost with the connection. */
export function findNetworkFileSystem(path: string): string | null {
  try {
    return nameNetworkFileSystem(statfsSync(dirname(path)).type);
  } catch {
    return null;
  }
}

/** Bytes that may still be written where a file lies; `null` where that cannot be told. */
export function findFreeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

const FULL = 'the disk is full: free space or enlarge the volume; nothing was lost and the next run goes on';
const FOLDER = 'it is a folder: name a file in it, such as vhdwatch.db';
const ADVICE: readonly (readonly [prefix: string, advice: string])[] = [
  ['SQLITE_FULL', FULL],
  // What processes share beside it does not fit, without which nothing is even read.
  ['SQLITE_IOERR_SHMSIZE', FULL],
  [
    'SQLITE_READONLY',
    'it cannot be written: check the permissions of the file and its folder, and that the volume is not mounted read-only',
  ],
  ['SQLITE_CANTOPEN', 'it cannot be opened: check that the folder exists, and that this user may read and write both'],
  ['SQLITE_NOTADB', 'it is not an SQLite database: point DATABASE_PATH elsewhere or restore a backup'],
  ['SQLITE_CORRUPT', 'it is damaged: stop the service and restore a backup ("vhdwatch restore FILE")'],
  ['SQLITE_BUSY', 'another process holds it: stop the other process or try again'],
  ['SQLITE_IOERR', 'reading or writing it failed: check the disk or volume'],
];

function codeOf(failure: unknown): string {
  const error = failure instanceof AppError ? failure.cause : failure;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** True when another process kept the database locked for longer than we wait. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** True where this user may not write to the file, or beside it. */
export function isUnwritable(error: unknown): boolean {
  return /^SQLITE_(?:READONLY|CANTOPEN)/.test(codeOf(error));
}

/** Opens a database file, and closes it when the work is done. */
export function withDatabase<T>(path: string, options: Database.Options, work: (db: Database.Database) => T): T {
  const db = new Database(path, options);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Reads a row, if there is one. */
export function orNull<Row, T>(row: Row | null, read: (row: Row) => T): T | null {
  return row === null ? null : read(row);
}

/** SQLite takes a negative limit as no limit. */
export const NO_LIMIT = -1;

/** Columns under the names that their values have in the program: `as_of as asOf`; behind `prefix`, the name of their table. */
export function columnsOf<Row>(names: readonly (keyof Row & string)[], prefix = ''): Sql {
  const toColumn = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new Sql(names.map((name) => `${prefix}${toColumn(name)} as ${name}`).join(', '), []);
}

/** Turns an SQLite failure into an AppError (`storage`) that names the file and the next step; others pass through. */
export function describeStorageFailure(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const isFolder = code.startsWith('SQLITE_CANTOPEN') && existsSync(`${path}/.`);
  const advice = isFolder ? FOLDER : ADVICE.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (!advice) return error;
  return new AppError('storage', `Database ${path} (DATABASE_PATH): ${advice}. [${code}]`, { cause: error });
}
