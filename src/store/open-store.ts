import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '../domain/app-error.ts';
import { createCatalogueStore, createChangeStore } from './catalogue-store.ts';
import { createChannelRefusalStore, createChannelSubscriptionStore } from './channel-store.ts';
import { createClusterStore } from './cluster-store.ts';
import {
  createPlaceCheck,
  describeMissing,
  describeStorageFailure,
  findFreeBytes,
  findNetworkFileSystem,
  isOurs,
  isUnwritable,
  openDatabase,
  readUnwritable,
  removeDatabase,
  type SqliteDatabase,
  withDatabase,
  withoutSync,
} from './database.ts';
import { createAnnouncementStore, createDocumentStore } from './document-store.ts';
import { createFindingStore } from './finding-store.ts';
import { createHistoryStore, createNodePoolHistoryStore, createWorkloadStore } from './history-store.ts';
import { createInboxStore, createPictureStore } from './inbox-store.ts';
import { createAuditStore, createInteractionStore, createPostedMessageStore } from './interaction-store.ts';
import { migrate, readApplied } from './migrate.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createReminderStore, createSuppressionStore } from './reminder-store.ts';
import { createRetention, type ThinOut } from './retention.ts';
import { adoptCopy, isCopy, keepMark } from './sending-mark.ts';
import { createLeaseStore, createSettingStore } from './setting-store.ts';
import { createSourceStore } from './source-store.ts';
import { createDamageLog, type DamagedRow, type DamageLog } from './stored-json.ts';

const AGGREGATES = {
  sources: createSourceStore,
  documents: createDocumentStore,
  announcements: createAnnouncementStore,
  catalogue: createCatalogueStore,
  changes: createChangeStore,
  clusters: createClusterStore,
  nodePoolHistory: createNodePoolHistoryStore,
  workloads: createWorkloadStore,
  findings: createFindingStore,
  channelRefusals: createChannelRefusalStore,
  channelSubscriptions: createChannelSubscriptionStore,
  outbox: createOutboxStore,
  inbox: createInboxStore,
  settings: createSettingStore,
  leases: createLeaseStore,
  postedMessages: createPostedMessageStore,
  audit: createAuditStore,
  suppressions: createSuppressionStore,
  reminders: createReminderStore,
  history: createHistoryStore,
  pictures: createPictureStore,
  interactions: createInteractionStore,
};

type Aggregates = { readonly [Name in keyof typeof AGGREGATES]: ReturnType<(typeof AGGREGATES)[Name]> };

type Reads<Aggregate> = {
  readonly [Name in keyof Aggregate as Name extends `${'find' | 'list' | 'get' | 'count' | 'has'}${string}`
    ? Name
    : never]: Aggregate[Name];
};

/** The database, for reading. Writing needs a transaction, which hands out a store that can be written. */
export interface Store extends Readonly<{ [Name in keyof Aggregates]: Reads<Aggregates[Name]> }> {
  /** A text that differs after anything was saved, by this process or another one. */
  readonly findChangeMark: () => string;
  /** True inside `transaction`: what is read may yet be rolled back. */
  readonly isInTransaction: () => boolean;
  /**
   * Runs `work` in one immediate transaction: all of it is saved or nothing. Inside of another one it is part of that.
   * @param sync `with-the-next` for what is needed only where something is saved after it: no killed process loses it, but
   * a power cut before the next transaction may
   * @throws AppError `storage` when the file cannot be written, or is not where it was opened any more.
   */
  transaction<T>(work: (store: WritableStore) => T, sync?: 'at-once' | 'with-the-next'): T;
  /** How long a transaction waits for another process that writes; while it waits, this process does nothing else. */
  waitAtMost(ms: number): void;
  /** `ok`, or what SQLite's quick check found. */
  checkIntegrity(): string;
  /** Rows that were skipped since the database was opened, because they are not what vhdwatch wrote. */
  listDamagedRows(): readonly DamagedRow[];
  /** Names of the applied migrations, oldest first. */
  listMigrations(): readonly string[];
  /** What happened to the file, in a sentence that says what to do; `null` while it is still where it was opened. */
  findDisplacement(): string | null;
  /** Kind of network file system that the database lies on (`SMB`); `null` on a disk. */
  findNetworkFileSystem(): string | null;
  /** Bytes that may still be written where the database lies; `null` where that cannot be told. */
  findFreeBytes(): number | null;
  /** Copies the live database to a file, while others go on reading and writing. @throws AppError */
  backup(file: string): Promise<void>;
  keepSendingMark(): void;
  close(): void;
}

/** The store inside of a transaction; whoever opened the database holds it for good. */
export interface WritableStore extends Aggregates, Pick<Store, Exclude<keyof Store, keyof Aggregates>> {
  /** Deletes what is old and no longer needed. */
  readonly thinOut: ThinOut;
}

/** What happens when there is no database: `begin` makes one, `fail` throws, `tell` puts an empty one in memory in its place, to which nothing is saved. */
export type WithoutDatabase = 'begin' | 'fail' | 'tell';

export interface StoreOptions {
  readonly path: string;
  /** One that is open already and lacks no migration. Default: the one in `path` is opened. */
  readonly db?: SqliteDatabase | undefined;
  readonly migrations: URL;
  /** What a new database begins with. Default, and where it is not there: the migrations, one by one. */
  readonly baseline?: URL;
  readonly now: Date;
  /** With `begin` the database has to be writable; the others are content with one that can only be read. Default: `begin`. */
  readonly withoutDatabase?: WithoutDatabase;
  /** Whether a copy is kept beside the database before a migration changes it. Default: no. */
  readonly copiesBeforeMigrating?: boolean;
  /** Called when somebody replaced the database by another copy without `vhdwatch restore`. */
  readonly onCopy?: () => void;
  /** Called with the names of migrations that were applied to a database of an earlier version. */
  readonly onMigrated?: (migrations: readonly string[]) => void;
}

/**
 * Opens (or makes) the database and applies what migrations are missing. @throws AppError `storage` with the file's
 * name and the next step.
 */
export function openStore(options: StoreOptions): WritableStore {
  const { migrations, baseline, now, copiesBeforeMigrating = false, onCopy = () => undefined } = options;
  const { db, path, refusal } = openOrStandIn(options);
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw describeStorageFailure(error, path);
    }
  };
  try {
    const copyOf = copiesBeforeMigrating && refusal === null ? path : null;
    const applied = options.db === undefined ? guard(() => migrate(db, migrations, now, { copyOf, baseline })) : [];
    if (applied.length > 0 && refusal === null) options.onMigrated?.(applied);
  } catch (error) {
    db.close();
    throw error;
  }
  const damage = createDamageLog();
  const place = createPlaceCheck(path, db);
  const findDisplacement = () => refusal ?? place.find();
  const refuseDisplaced = () => {
    const found = findDisplacement();
    if (found !== null) throw new AppError('storage', found);
  };
  const parts = Object.entries(AGGREGATES).map(([name, create]) => [name, create(db, damage)]);
  const store: WritableStore = Object.assign(Object.fromEntries(parts) as Aggregates, {
    thinOut: createRetention(db),
    findChangeMark: createChangeMark(db),
    isInTransaction: () => db.inTransaction,
    transaction: <T>(work: (store: WritableStore) => T, sync: 'at-once' | 'with-the-next' = 'at-once') => {
      refuseDisplaced();
      const run = () => db.transaction(() => work(store)).immediate();
      return guard(sync === 'at-once' || db.inTransaction ? run : () => withoutSync(db, run));
    },
    waitAtMost: (ms: number) => {
      db.pragma(`busy_timeout = ${Math.round(ms)}`);
    },
    findDisplacement,
    checkIntegrity: () => checkIntegrity(db, damage),
    listDamagedRows: damage.list,
    listMigrations: () => [...readApplied(db).keys()].sort(),
    findFreeBytes: () => (path === ':memory:' ? null : findFreeBytes(path)),
    findNetworkFileSystem: () => (path === ':memory:' ? null : findNetworkFileSystem(path)),
    backup: (file: string) => backupDatabase(db, path, file),
    keepSendingMark: () => {
      if (path !== ':memory:') keepMark(store, path);
    },
    close: () => {
      db.close();
      place.close();
    },
  });
  if (path !== ':memory:' && isCopy(store, path)) {
    try {
      store.transaction((writable) => adoptCopy(writable, path, now));
      onCopy();
    } catch (error) {
      // A process that cannot write does not send anything either.
      if (!isUnwritable(error)) throw error;
    }
  }
  return store;
}

interface Opened {
  readonly db: SqliteDatabase;
  /** Where it lies; `:memory:` for one that stands in. */
  readonly path: string;
  readonly refusal: string | null;
}

function openOrStandIn({ path, db, withoutDatabase = 'begin' }: StoreOptions): Opened {
  if (withoutDatabase === 'begin') return { db: db ?? openDatabase(path), path, refusal: null };
  const missing = describeMissing(path);
  if (missing !== null && withoutDatabase === 'fail') throw new AppError('storage', missing);
  if (missing !== null) return { db: openDatabase(':memory:'), path: ':memory:', refusal: missing };
  try {
    return { db: openDatabase(path), path, refusal: null };
  } catch (error) {
    const copy = readUnwritable(error, path);
    if (copy === null || !(error instanceof AppError)) throw error;
    return { db: openDatabase(':memory:', copy), path: ':memory:', refusal: error.message };
  }
}

function createChangeMark(db: SqliteDatabase): () => string {
  return () => `${db.pragma('data_version', { simple: true })} ${db.value`select total_changes()`}`;
}

/** A row that breaks a rule of its table: it does no harm, and nothing else is wrong with the file. */
const BROKEN_RULE = /^(?:CHECK constraint failed|(?:NULL|TEXT|NUMERIC|non-\w+) value) in (\w+)/;

/** `ok` where nothing is wrong; rows that break a rule of their table are noted. In a file that is beyond repair, the check itself fails. */
export function checkIntegrity(db: Database.Database, damage: Pick<DamageLog, 'note'>): string {
  try {
    const found = db.pragma('quick_check') as readonly { readonly quick_check: string }[];
    const ofPages = found.filter(({ quick_check: problem }) => {
      const [, table] = BROKEN_RULE.exec(problem) ?? [];
      if (table !== undefined) damage.note({ table, row: 'unknown' });
      return table === undefined && problem !== 'ok';
    });
    return ofPages[0]?.quick_check ?? 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

/**
 * Copies a live database to a file, while others go on reading and writing. The file appears whole or not at all.
 * @throws AppError `invalid_usage`, `unavailable`
 */
export async function backupDatabase(db: Database.Database, path: string, file: string): Promise<void> {
  if (isSameFile(path, file)) {
    throw new AppError('invalid_usage', `${file} is the database itself (DATABASE_PATH): name another file.`);
  }
  if (existsSync(file) && !isCopyOfOurs(file)) {
    throw new AppError(
      'invalid_usage',
      `${file} exists and is no database of vhdwatch: name another file, or remove it.`,
    );
  }
  // A unique name: a file beside the copy may belong to somebody.
  const part = `${file}.${randomUUID().slice(0, 8)}.part`;
  const folder = dirname(part);
  if (!existsSync(`${folder}/.`))
    throw new AppError(
      'unavailable',
      `There is no folder ${folder} to write the copy to: make it, or name another file.`,
    );
  const discard = () => removeDatabase(part);
  // A signal can end the process at any point.
  process.once('exit', discard);
  try {
    await db.backup(part);
    closeLog(part);
    renameSync(part, file);
  } catch (error) {
    discard();
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AppError('unavailable', `The copy could not be written to ${file} (${reason}): check folder and space.`, {
      cause: error,
    });
  } finally {
    process.off('exit', discard);
  }
}

/** A copy in write-ahead mode could not be read where nothing may be written beside it. */
function closeLog(copy: string): void {
  withDatabase(copy, {}, (db) => db.pragma('journal_mode = DELETE'));
}

/** Only an earlier copy is replaced, not the database of another program, nor a file that SQLite keeps beside one. */
function isCopyOfOurs(file: string): boolean {
  if (!statSync(file).isFile()) return false;
  // Reading a copy in write-ahead mode leaves two empty files beside it.
  const beside = [`${file}-wal`, `${file}-shm`].filter((name) => !existsSync(name));
  try {
    return withDatabase(file, { readonly: true, fileMustExist: true }, isOurs);
  } catch {
    return false;
  } finally {
    for (const name of beside) rmSync(name, { force: true });
  }
}

function isSameFile(path: string, file: string): boolean {
  if (resolve(path) === resolve(file)) return true;
  return existsSync(path) && existsSync(file) && realpathSync(path) === realpathSync(file);
}
