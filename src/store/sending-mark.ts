import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { SettingStore } from './setting-store.ts';
import type { SourceStore } from './source-store.ts';
import { findStored } from './stored-json.ts';

/** Setting: until then, the channel is asked before anything is sent, because this database has forgotten its latest past. */
export const RESTORED = 'restored';

/** What a restored database knows about that. UTC ISO text. */
export interface Restored {
  /** When it was last in use; empty where that is unknown. */
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

/** Where the mark is. It says nothing but which database belongs beside it. */
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

/** Writes the mark to its file beside the database, after what it counts is committed and before it is sent. */
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
  // Read before the database, so that it can only lag behind.
  const beside = readMark(path);
  const mark = settings.findState<Mark>(MARK, FIELDS);
  return mark !== null && !(beside?.id === mark.id && beside.count <= mark.count);
}

/** Records that what was sent since then has to be looked for, as `restore` does. */
export function adoptCopy({ settings, sources }: Kept, path: string, now: Date): void {
  noteRestored({ settings, sources }, now);
  const mark = settings.findState<Mark>(MARK, FIELDS);
  // Another name: the one that is put back later, with what was sent meanwhile, is a copy as well.
  if (mark) settings.saveState(MARK, { ...mark, id: randomUUID() } satisfies Mark);
  keepMark({ settings }, path);
}

/** Records that messages may have been sent of which this database knows nothing. */
export function noteRestored({ settings, sources }: Kept, now: Date): void {
  const at = now.toISOString();
  // A mark in the future was written by a wrong clock, or by a command with `--now`.
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
