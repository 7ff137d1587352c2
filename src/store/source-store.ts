import type { AppError } from '../domain/app-error.ts';
import type { CalendarDate } from '../domain/calendar-date.ts';
import type { SourceCursor, SourceName, SourceState } from '../domain/source-document.ts';
import { columnsOf, orNull, type SqliteDatabase, sql } from './database.ts';
import { type DamageLog, isStoredInstant, readStored } from './stored-json.ts';

type SourceFailure = Pick<AppError, 'message' | 'code' | 'retryAt'>;

type Row = SourceState & { readonly cursor: string; readonly listed: string | null };

const STATE = columnsOf<SourceState>([
  'lastAttemptAt',
  'addressHash',
  'lastSuccessAt',
  'lastError',
  'lastErrorCode',
  'retryAt',
  'failures',
  'failingSince',
  'alarmedAt',
]);

function toState(row: SourceState): SourceState {
  return {
    ...row,
    lastAttemptAt: findInstant(row.lastAttemptAt),
    lastSuccessAt: findInstant(row.lastSuccessAt),
    retryAt: findInstant(row.retryAt),
    failingSince: findInstant(row.failingSince),
  };
}

/** A value that is no instant is treated as missing; the next poll writes a new one. */
function findInstant(text: string | null): string | null {
  return text !== null && isStoredInstant(text) ? text : null;
}

const TABLE = 'source_states';

/**
 * How each source has been going, and the cursor its documents came with, on the table `source_states`; where a cursor
 * cannot be read the source is read from its beginning.
 */
export function createSourceStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const select = sql`select source as name, ${STATE} from source_states`;
  const read = <T>(source: SourceName, readRow: (row: Row) => T): T | undefined =>
    readRows(
      db.list<Row>`select cursor, listed, source as name, ${STATE} from source_states where source = ${source}`,
      (row) => row.name,
      readRow,
    )[0];
  const findListed = (source: SourceName): ReadonlyMap<string, CalendarDate | null> =>
    new Map(
      read(source, ({ listed }) =>
        Object.entries(readStored<Record<string, CalendarDate | null>>(listed ?? '{}', TABLE, {})),
      ),
    );
  return {
    /** Keeps what the source listed on a day, for a source that delivers its documents bit by bit. */
    saveListed: (source: SourceName, externalIds: readonly string[], on: CalendarDate) => {
      const known = findListed(source);
      const days = externalIds.map((id) => [id, known.has(id) ? known.get(id) : on]);
      db.run`update source_states set listed = ${JSON.stringify(Object.fromEntries(days))} where source = ${source}`;
    },
    /** What it listed last, each with the first day on which it was listed; `null` where that was not kept yet. */
    findListed,
    findCursor: (source: SourceName): SourceCursor =>
      read(source, ({ cursor }) => readStored<SourceCursor>(cursor, TABLE, {})) ?? {},
    list: (): readonly SourceState[] => db.list<SourceState>`${select} order by source`.map(toState),
    find: (source: SourceName): SourceState | null =>
      orNull(db.find<SourceState>`${select} where source = ${source}`, toState),
    /** Saves the cursor with the documents it belongs to. `addressHash`: as its Source has it. */
    markSucceeded: (source: SourceName, cursor: SourceCursor, at: string, addressHash: string | null = null) =>
      db.run`insert into source_states (source, cursor, last_attempt_at, last_success_at, address_hash)
        values (${source}, ${JSON.stringify(cursor)}, ${at}, ${at}, ${addressHash})
        on conflict (source) do update set cursor = excluded.cursor, last_attempt_at = excluded.last_attempt_at,
          last_success_at = excluded.last_success_at, address_hash = excluded.address_hash, last_error = null,
          last_error_code = null, retry_at = null, failures = 0, failing_since = null`,
    /** `cursor`: where it got to in spite of the failure; without it, the previous one stays. */
    markFailed: (
      source: SourceName,
      { message, code, retryAt }: SourceFailure,
      at: string,
      addressHash: string | null = null,
      cursor?: SourceCursor,
    ) => {
      const brought = cursor ? JSON.stringify(cursor) : null;
      db.run`insert into source_states
          (source, cursor, last_attempt_at, address_hash, last_error, last_error_code, retry_at, failures, failing_since)
        values (${source}, coalesce(${brought}, '{}'), ${at}, ${addressHash}, ${message}, ${code}, ${retryAt}, 1, ${at})
        on conflict (source) do update set cursor = coalesce(${brought}, cursor), last_attempt_at = excluded.last_attempt_at,
          address_hash = excluded.address_hash, last_error = excluded.last_error,
          last_error_code = excluded.last_error_code, retry_at = excluded.retry_at, failures = failures + 1,
          failing_since = coalesce(failing_since, excluded.failing_since)`;
    },
    /** Forgets the state of the source, as if it had never been asked; its documents stay. */
    forget: (source: SourceName) => db.run`delete from source_states where source = ${source}`,
    /** Records when the operators were told of the failures; `null` once they know that these are over. */
    markAlarmed: (source: SourceName, at: string | null) =>
      db.run`update source_states set alarmed_at = ${at} where source = ${source}`,
  };
}

export type SourceStore = ReturnType<typeof createSourceStore>;
