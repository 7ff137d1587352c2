import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../domain/app-error.ts';
import type { AppContext } from './app-context.ts';

const NAME = 'work';
const HELD_FOR_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
const ASK_EVERY_MS = 250;

/** This process, so that another one on this machine can tell whether it still lives. */
const HOLDER = `${hostname()}|${process.pid}|${randomUUID()}`;

/**
 * Runs `work` while no other process works on this database: nothing is polled, planned or sent twice. The lease lives in
 * the database on wall-clock time, whatever `--now` says. A holder on this machine that died is not waited for.
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
  const renewal = setInterval(() => acquire(store), RENEW_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    store.leases.release(NAME, HOLDER);
  }
}

function acquire(store: AppContext['store']): boolean {
  const now = new Date();
  const until = new Date(now.getTime() + HELD_FOR_MS).toISOString();
  return store.transaction(() => {
    const holder = store.leases.findHolder(NAME);
    if (holder !== null && holder !== HOLDER && isDead(holder)) store.leases.release(NAME, holder);
    return store.leases.acquire(NAME, HOLDER, now.toISOString(), until);
  });
}

/** True for a process of this machine that is gone. In a container the number is reused: a twin of ours is gone too. */
function isDead(holder: string): boolean {
  const [host, pid] = holder.split('|');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
