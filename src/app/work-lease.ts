import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../domain/app-error.ts';
import { isBusy } from '../store/database.ts';
import type { AppContext, WritingContext } from './app-context.ts';

const WORK = 'work';
/** Held for the life of the service that does the jobs; another one on the same database stands by. */
const DUTY = 'duty';
const HELD_FOR_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
/** The service may be polling at this moment, or a command. */
const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 250;
/** Asking a database that another process holds stops everything else for as long: in between the page has its turn. */
const ASK_BUSY_EVERY_MS = 2_000;
const ASK_DUTY_EVERY_MS = 1_000;

/** Databases that this process works on, as far as it knows. */
const working = new WeakSet<AppContext['store']>();
/** When it followed another process there, by `performance.now()`. */
const followedAt = new WeakMap<AppContext['store'], number>();

/**
 * The lease lives in the database on wall-clock time, whatever `--now` says; a holder that is certainly dead is not
 * waited for. @throws AppError `conflict` after `patienceMs`
 */
export async function withWorkLease<T>(
  { store }: AppContext,
  work: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  await waitForWork(store, Date.now() + patienceMs);
  const renewal = setInterval(() => renew(store), RENEW_EVERY_MS);
  working.add(store);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    working.delete(store);
    release(store, WORK);
  }
}

async function waitForWork(store: AppContext['store'], giveUpAt: number): Promise<void> {
  for (let found = tryToAcquire(store); found !== 'ours'; found = tryToAcquire(store)) {
    if (Date.now() >= giveUpAt) {
      throw new AppError(
        'conflict',
        'Another vhdwatch process is at work on this database: wait for it, or stop it, and try again.',
      );
    }
    await sleep(found === 'busy' ? ASK_BUSY_EVERY_MS : ASK_EVERY_MS);
  }
}

function tryToAcquire(store: AppContext['store']): 'ours' | 'taken' | 'busy' {
  try {
    return acquire(store, WORK) ? 'ours' : 'taken';
  } catch (error) {
    if (!isBusy(error)) throw error;
    return 'busy';
  }
}

/** Where it cannot be given back, on a full disk for example, it runs out by itself. */
function release(store: AppContext['store'], name: string): void {
  try {
    store.transaction(({ leases }) => leases.release(name, PROCESS_IDENTITY));
  } catch {}
}

/** Milliseconds since this process followed another one at the work on this database; `null` where it never did. */
export function findSinceFollowedMs(store: AppContext['store']): number | null {
  const at = followedAt.get(store);
  return at === undefined ? null : performance.now() - at;
}

/**
 * Makes sure, in the transaction that marks a message as being sent, that nobody took over: a machine that slept for a
 * minute wakes up in the middle of its work, and another one may be doing that work by now, or have done it. @throws
 * AppError `conflict`
 */
export function keepWorkLease({ store }: WritingContext): void {
  if (!working.has(store) || renewWork(store)) return;
  throw new AppError('conflict', 'Another vhdwatch process took over this database; this one stops its work.');
}

/** `isOurs` is asked often: it renews, or takes over once whoever had it went, died, or said nothing for half a minute. */
export function createDuty({ store }: AppContext) {
  let isOurs = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    isOurs: () => {
      const now = performance.now();
      if (now - askedAt < (isOurs ? RENEW_EVERY_MS : ASK_DUTY_EVERY_MS)) return isOurs;
      askedAt = now;
      try {
        isOurs = acquire(store, DUTY);
      } catch {
        // A database that cannot be written shows where it is needed; the lease runs out by itself.
        askedAt = performance.now() + ASK_BUSY_EVERY_MS - (isOurs ? RENEW_EVERY_MS : ASK_DUTY_EVERY_MS);
      }
      return isOurs;
    },
    end: () => {
      if (isOurs) release(store, DUTY);
      isOurs = false;
    },
  };
}

/** Which service does the jobs, else which process is at work: `host, process 4711`; `null` while none does. */
export function findWorker({ store }: AppContext): string | null {
  for (const name of [DUTY, WORK]) {
    const holder = store.leases.findHolder(name, new Date());
    const [host, , process] = holder?.split('|') ?? [];
    if (holder !== null && !isDeadProcess(holder)) return `${host}, process ${process}`;
  }
  return null;
}

/** True while another service does the jobs, and this one would go on. Never throws: probes ask it. */
export function isStandby({ store }: AppContext): boolean {
  try {
    const holder = store.leases.findHolder(DUTY, new Date());
    return holder !== null && holder !== PROCESS_IDENTITY;
  } catch {
    return false;
  }
}

/** A failure to renew shows when the lease is needed next; here it would end the process. */
function renew(store: AppContext['store']): void {
  try {
    store.transaction(renewWork);
  } catch {}
}

function renewWork({ leases }: WritingContext['store']): boolean {
  return leases.renew(WORK, PROCESS_IDENTITY, new Date(), HELD_FOR_MS);
}

function acquire(store: AppContext['store'], name: string): boolean {
  return store.transaction(({ leases }) => {
    const last = leases.findLastHolder(name);
    if (last !== null && isDeadProcess(last)) leases.release(name, last);
    const isOurs = leases.acquire(name, PROCESS_IDENTITY, new Date(), HELD_FOR_MS);
    if (isOurs && name === WORK && last !== null && last !== PROCESS_IDENTITY) followedAt.set(store, performance.now());
    return isOurs;
  });
}

/**
 * This process, so that another one can tell whether it still lives: host, the space its number belongs to (each
 * container has its own, and hosts may share a name), its number, and a mark of its own.
 */
export const PROCESS_IDENTITY = `${hostname()}|${findNumberSpace()}|${process.pid}|${randomUUID()}`;

/** One of our own number space that ended, or whose number is ours by now; of a process elsewhere nothing can be known. */
function isDeadProcess(identity: string): boolean {
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

/** Of a start of the machine, since numbers of spaces are alike on all; elsewhere than on Linux, all of a host share one. */
function findNumberSpace(): string {
  const read = (what: () => string): string => {
    try {
      return what().trim();
    } catch {
      return 'host';
    }
  };
  const start = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  return `${start} ${read(() => readlinkSync('/proc/self/ns/pid'))}`;
}
