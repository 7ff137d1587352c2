import { AppError } from '../domain/app-error.ts';

/** The name of a type, as far as rows are checked: `text`, `list or null`. An `instant` is UTC ISO text. */
type KindOf<Value> = null extends Value ? `${Kind<NonNullable<Value>>} or null` : Kind<Value>;
type Kind<Value> = [Value] extends [string]
  ? 'text' | 'instant'
  : [Value] extends [number]
    ? 'number'
    : [Value] extends [boolean]
      ? 'flag'
      : [Value] extends [readonly unknown[]]
        ? 'list'
        : 'object';

/** Fields that every version of the program wrote: a stored value that has them is trusted for the rest. */
export type StoredFields<T> = { readonly [Name in keyof T]?: KindOf<T[Name]> };

/** `table` names it for whoever has to repair it. @throws AppError `storage` for no JSON, or without one of the fields */
export function readStored<T extends object>(text: string, table: string, fields: StoredFields<T>): T {
  const value = parse(text);
  if (hasFields<T>(value, fields)) return value;
  throw new UnreadableRow(table);
}

/** The same for a list of such objects. */
export function readStoredList<T extends object>(text: string, table: string, fields: StoredFields<T>): readonly T[] {
  const list = findStoredList(text, fields);
  if (list) return list;
  throw new UnreadableRow(table);
}

/** The object, or `null` where it is none with these fields. */
export function findStored<T extends object>(text: string, fields: StoredFields<T>): T | null {
  const value = parse(text);
  return hasFields<T>(value, fields) ? value : null;
}

export function findStoredList<T extends object>(text: string, fields: StoredFields<T>): readonly T[] | null {
  const value = parse(text);
  return Array.isArray(value) && value.every((one) => hasFields<T>(one, fields)) ? value : null;
}

/** A row that was skipped because it is not what vhdwatch wrote. */
export interface DamagedRow {
  readonly table: string;
  readonly row: string;
}

/** What was skipped since the database was opened. */
export interface DamageLog {
  list(): readonly DamagedRow[];
  note(row: DamagedRow): void;
  /** Those of a list that are objects with these fields; others are noted, as a row. @throws AppError `storage` for no list */
  readParts<T extends object>(text: string, place: DamagedRow, fields: StoredFields<T>): readonly T[];
  /** Reads row by row; a damaged one is noted and skipped, so that the others can be used. `keyOf` names a row. */
  readRows<Row, T>(rows: readonly Row[], keyOf: (row: Row) => string | number, read: (row: Row) => T): readonly T[];
}

export function createDamageLog(): DamageLog {
  const damaged = new Map<string, DamagedRow>();
  const note = (found: DamagedRow) => void damaged.set(`${found.table} ${found.row}`, found);
  return {
    list: () => [...damaged.values()],
    note,
    readParts: <T extends object>(text: string, place: DamagedRow, fields: StoredFields<T>) => {
      const list = parse(text);
      if (!Array.isArray(list)) throw new UnreadableRow(place.table);
      const parts = list.filter((one): one is T => hasFields<T>(one, fields));
      if (parts.length < list.length) note(place);
      return parts;
    },
    readRows: (rows, keyOf, read) =>
      rows.flatMap((row) => {
        try {
          return [read(row)];
        } catch (error) {
          if (!(error instanceof UnreadableRow)) throw error;
          note({ table: error.table, row: String(keyOf(row)) });
          return [];
        }
      }),
  };
}

/** True for an instant as UTC ISO text. From other texts, JavaScript makes a date that throws when it is used. */
export function isStoredInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasFields<T extends object>(value: unknown, fields: StoredFields<T>): value is T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const found = value as Readonly<Record<string, unknown>>;
  for (const name in fields) if (!isOfKind(found[name], String(fields[name]))) return false;
  return true;
}

const OR_NULL = ' or null';

function isOfKind(value: unknown, kind: string): boolean {
  if (value === null) return kind.endsWith(OR_NULL);
  switch (kind.endsWith(OR_NULL) ? kind.slice(0, -OR_NULL.length) : kind) {
    case 'text':
      return typeof value === 'string';
    case 'instant':
      return typeof value === 'string' && isStoredInstant(value);
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    default:
      return typeof value === 'object' && !Array.isArray(value);
  }
}

class UnreadableRow extends AppError {
  readonly table: string;

  constructor(table: string) {
    const advice = 'run "vhdwatch doctor", and put a backup in its place with "vhdwatch restore"';
    super('storage', `A row of the table ${table} is not what vhdwatch wrote: ${advice}.`);
    this.table = table;
  }
}
