import { countOf } from './text.ts';

/** The present instant; injected so that tests and `--now` can choose it. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. Its time can be set by somebody; its uptime cannot. */
export interface WallClock extends Clock {
  /** Milliseconds since the machine started, sleep included. */
  uptimeMs(): number;
}

/** The clocks of two machines that keep time differ by less. */
const AHEAD_MS = 5 * 60_000;

/** Milliseconds; infinite for an instant in the future, which a wrong clock wrote, and for text that is no instant. */
export function findAgeMs(instant: string, now: Date): number {
  const ageMs = now.getTime() - Date.parse(instant);
  return ageMs >= -AHEAD_MS ? Math.max(0, ageMs) : Number.POSITIVE_INFINITY;
}

const UNITS: readonly (readonly [ms: number, one: string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** `3 hours ago`; `just now` below a minute, and for an instant slightly in the future, from another clock. */
export function sayAgo(instant: string, now: Date): string {
  const ms = findAgeMs(instant, now);
  if (ms === Number.POSITIVE_INFINITY) return 'at an unknown time';
  const [unit, one] = UNITS.find(([size]) => ms >= size) ?? [];
  return unit === undefined || one === undefined ? 'just now' : `${countOf(Math.floor(ms / unit), one)} ago`;
}

/** `3 hours ago`, or that it has not happened yet. */
export function sayLast(instant: string | null, now: Date): string {
  return instant === null ? 'none yet' : sayAgo(instant, now);
}
