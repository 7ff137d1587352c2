import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

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
