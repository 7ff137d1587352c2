import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../domain/app-error.ts';
import type { AppContext, WritingContext } from './app-context.ts';

const NAME = 'work';
const HELD_FOR_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
const ASK_EVERY_MS = 250;

/** Databases that this process works on, as far as it knows. */
const working = new WeakSet<AppContext['store']>();

/**
 * Runs `work` while no other process works on this database: nothing is polled, planned or sent twice. The lease lives in
 * the database on wall-clock time, whatever `--now` says. A holder that is certainly dead is not waited for.
 * @throws AppError `conflict` when another process is at work for longer than `patienceMs`.
 */
export async function withWorkLease<T>({ store }: AppContext, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  while (!acquire(store)) {
    if (Date.now() >= giveUpAt) {
      throw new AppError(
        'conflict',
        'Another vhdwatch process is at work on this database: wait for it, or stop it, and try again.',
      );
    }
    await sleep(ASK_EVERY_MS);
  }
  const renewal = setInterval(() => renew(store), RENEW_EVERY_MS);
  working.add(store);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    working.delete(store);
    release(store);
  }
}

/** Where it cannot be given back, on a full disk for example, it runs out by itself. */
function release(store: AppContext['store']): void {
  try {
    store.transaction(({ leases }) => leases.release(NAME, PROCESS_IDENTITY));
  } catch {}
}

/**
 * Makes sure, in the transaction that marks a message as being sent, that nobody took over: a machine that slept for a
 * minute wakes up in the middle of its work, and another one may be doing that work by now.
 * @throws AppError `conflict`
 */
export function keepWorkLease({ store }: WritingContext): void {
  if (!working.has(store) || take(store)) return;
  throw new AppError('conflict', 'Another vhdwatch process took over this database; this one stops its work.');
}

/** Which process works on the database: `host, process 4711`; `null` while none does. */
export function findWorker({ store }: AppContext): string | null {
  const [host, , process] = store.leases.findHolder(NAME)?.split('|') ?? [];
  return host === undefined ? null : `${host}, process ${process}`;
}

/** A failure to renew shows when the lease is needed next; here it would end the process. */
function renew(store: AppContext['store']): void {
  try {
    acquire(store);
  } catch {}
}

function acquire(store: AppContext['store']): boolean {
  return store.transaction((writable) => {
    const holder = writable.leases.findHolder(NAME);
    if (holder !== null && isDeadProcess(holder)) writable.leases.release(NAME, holder);
    return take(writable);
  });
}

function take(store: WritingContext['store']): boolean {
  const now = new Date();
  const until = new Date(now.getTime() + HELD_FOR_MS).toISOString();
  return store.leases.acquire(NAME, PROCESS_IDENTITY, now.toISOString(), until);
}

/**
 * This process, so that another one can tell whether it still lives: host, the space its number belongs to (each
 * container has its own, and hosts may share a name), its number, and a mark of its own.
 */
export const PROCESS_IDENTITY = `${hostname()}|${findNumberSpace()}|${process.pid}|${randomUUID()}`;

/**
 * True for a process that is certainly gone: one of our own number space that ended, or whose number is ours by now.
 * Of a process elsewhere, in another container for example, nothing can be known.
 */
export function isDeadProcess(identity: string): boolean {
  const [host, space, pid, mark] = identity.split('|');
  if (mark === undefined || identity === PROCESS_IDENTITY) return false;
  if (host !== hostname() || space !== findNumberSpace()) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Elsewhere than on Linux the processes of a host share one. */
function findNumberSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'host';
  }
}
