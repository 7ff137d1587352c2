import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { SettingStore } from './setting-store.ts';
import type { SourceStore } from './source-store.ts';
import { findStored } from './stored-json.ts';

/** Setting that says until when everything sent is looked for first, because a later past was forgotten. */
export const RESTORED = 'restored';

/** What a database that was put back knows of that. UTC ISO text. */
export interface Restored {
  /** When it was last at work; empty where it does not say. */
  readonly from: string;
  readonly at: string;
}

/** How far a database has come: whose it is, and how many messages it was about to send. */
interface Mark {
  readonly id: string;
  readonly count: number;
}

const MARK = 'sending-mark';
const FIELDS = { id: 'text', count: 'number' } as const;

/** Where the mark lies. Its contents tell nothing but which database belongs beside it. */
export function pathOfMark(path: string): string {
  return `${path}.sent`;
}

interface Kept {
  readonly settings: SettingStore;
  readonly sources: Pick<SourceStore, 'list'>;
}

/** Counts one more message, in the transaction that marks it as being sent. */
export function advanceMark(settings: SettingStore): void {
  const mark = settings.findState<Mark>(MARK, FIELDS);
  settings.saveState(MARK, { id: mark?.id ?? randomUUID(), count: (mark?.count ?? 0) + 1 } satisfies Mark);
}

/** Writes the mark down beside the database, once what it counts is committed and before it is sent. */
export function keepMark({ settings }: Pick<Kept, 'settings'>, path: string): void {
  const mark = settings.findState<Mark>(MARK, FIELDS);
  if (mark === null) return;
  try {
    writeFileSync(`${pathOfMark(path)}.part`, JSON.stringify(mark));
    renameSync(`${pathOfMark(path)}.part`, pathOfMark(path));
  } catch {
    // Without it the database is taken for a copy at each start: messages are looked for too often, and none is sent twice.
  }
}

/**
 * True for a database that sent messages and is not the one that was last at work here: an older copy of it, or one
 * from elsewhere.
 */
export function isCopy({ settings }: { readonly settings: Pick<SettingStore, 'findState'> }, path: string): boolean {
  // Read before the database: it only ever lags behind.
  const beside = readMark(path);
  const mark = settings.findState<Mark>(MARK, FIELDS);
  return mark !== null && !(beside?.id === mark.id && beside.count <= mark.count);
}

/** Puts down that what was sent since has to be looked for, as `restore` does. */
export function adoptCopy({ settings, sources }: Kept, path: string, now: Date): void {
  noteRestored({ settings, sources }, now);
  const mark = settings.findState<Mark>(MARK, FIELDS);
  // Another name: the one that is put back later, with what was sent meanwhile, is a copy as well.
  if (mark) settings.saveState(MARK, { ...mark, id: randomUUID() } satisfies Mark);
  keepMark({ settings }, path);
}

/** Puts down that messages may have been sent of which this database knows nothing. */
export function noteRestored({ settings, sources }: Kept, now: Date): void {
  const at = now.toISOString();
  // One that lies ahead was written by a clock that was wrong, or by a command that played another day.
  const attempts = sources.list().flatMap(({ lastAttemptAt }) => lastAttemptAt ?? []);
  const [from = ''] = attempts.filter((attempt) => attempt <= at).sort((a, b) => (a < b ? 1 : -1));
  settings.saveState(RESTORED, { from, at } satisfies Restored);
}

function readMark(path: string): Mark | null {
  try {
    return findStored<Mark>(readFileSync(pathOfMark(path), 'utf8'), FIELDS);
  } catch {
    return null;
  }
}
