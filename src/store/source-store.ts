import type { AppError } from '../domain/app-error.ts';
import type { CalendarDate } from '../domain/calendar-date.ts';
import type { SourceCursor, SourceName, SourceState } from '../domain/source-document.ts';
import { columnsOf, orNull, type SqliteDatabase } from './database.ts';
import { type DamageLog, isStoredInstant, readStored, readStoredTexts } from './stored-json.ts';

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

/** What is no instant says no more than nothing does, and the next poll writes another. */
function findInstant(text: string | null): string | null {
  return text !== null && isStoredInstant(text) ? text : null;
}

const TABLE = 'source_states';

function readListed(text: string): ReadonlyMap<string, CalendarDate | null> {
  // Earlier versions kept the names alone.
  if (text.startsWith('[')) return new Map(readStoredTexts(text, TABLE).map((id) => [id, null]));
  return new Map(Object.entries(readStored<Record<string, CalendarDate | null>>(text, TABLE, {})));
}

/**
 * How each source has been going, and the cursor its documents came with, on the table `source_states`; where a cursor
 * cannot be read the source is read from its beginning.
 */
export function createSourceStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const all = `select source as name, ${STATE} from source_states`;
  const select = db.prepare<[string], Row>(
    `select cursor, listed, source as name, ${STATE} from source_states where source = ?`,
  );
  const selectOne = db.prepare<[string], SourceState>(`${all} where source = ?`);
  const selectAll = db.prepare<[], SourceState>(`${all} order by source`);
  const read = <T>(source: SourceName, readRow: (row: Row) => T): T | undefined =>
    readRows(select.all(source), (row) => row.name, readRow)[0];
  const succeed = db.prepare(
    `insert into source_states (source, cursor, last_attempt_at, last_success_at, address_hash)
     values (@source, @cursor, @at, @at, @addressHash)
     on conflict (source) do update set cursor = @cursor, last_attempt_at = @at, last_success_at = @at,
       address_hash = @addressHash, last_error = null, last_error_code = null, retry_at = null, failures = 0,
       failing_since = null, alarmed_at = null`,
  );
  const fail = db.prepare(
    `insert into source_states
       (source, cursor, last_attempt_at, address_hash, last_error, last_error_code, retry_at, failures, failing_since)
     values (@source, coalesce(@cursor, '{}'), @at, @addressHash, @message, @code, @retryAt, 1, @at)
     on conflict (source) do update set cursor = coalesce(@cursor, cursor), last_attempt_at = @at, address_hash = @addressHash, last_error = @message,
       last_error_code = @code, retry_at = @retryAt, failures = failures + 1,
       failing_since = coalesce(failing_since, @at)`,
  );
  const alarm = db.prepare('update source_states set alarmed_at = ? where source = ?');
  const forget = db.prepare('delete from source_states where source = ?');
  const saveListed = db.prepare('update source_states set listed = ? where source = ?');
  const findListed = (source: SourceName): ReadonlyMap<string, CalendarDate | null> =>
    read(source, ({ listed }) => readListed(listed ?? '{}')) ?? new Map();
  return {
    /** Keeps what the source says exists on a day, for one that delivers its documents bit by bit. */
    saveListed: (source: SourceName, externalIds: readonly string[], on: CalendarDate) => {
      const known = findListed(source);
      const days = externalIds.map((id) => [id, known.has(id) ? known.get(id) : on]);
      saveListed.run(JSON.stringify(Object.fromEntries(days)), source);
    },
    /** What it said last, each with the first day it was listed; `null` where an earlier version did not keep that. */
    findListed,
    findCursor: (source: SourceName): SourceCursor =>
      read(source, ({ cursor }) => readStored<SourceCursor>(cursor, TABLE, {})) ?? {},
    list: (): readonly SourceState[] => selectAll.all().map(toState),
    find: (source: SourceName): SourceState | null => orNull(selectOne.get(source), toState),
    /** Saves the cursor with the documents it belongs to. `addressHash`: as its Source has it. */
    markSucceeded: (source: SourceName, cursor: SourceCursor, at: string, addressHash: string | null = null) => {
      succeed.run({ source, cursor: JSON.stringify(cursor), at, addressHash });
    },
    /** `cursor`: of what was brought all the same; otherwise the one before stays. */
    markFailed: (
      source: SourceName,
      error: SourceFailure,
      at: string,
      addressHash: string | null = null,
      cursor?: SourceCursor,
    ) => {
      const { message, code, retryAt } = error;
      fail.run({ source, cursor: cursor ? JSON.stringify(cursor) : null, at, message, code, retryAt, addressHash });
    },
    /** Forgets how it went, as if it had never been asked; its documents stay. */
    forget: (source: SourceName) => forget.run(source),
    /** Notes that the operators got an alarm about the failures; forgotten with the next success. */
    markAlarmed: (source: SourceName, at: string) => alarm.run(at, source),
  };
}

export type SourceStore = ReturnType<typeof createSourceStore>;
