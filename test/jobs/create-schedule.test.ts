import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSchedule, findNextRun } from '../../src/jobs/create-schedule.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Asks every second from `from` to `to`, and gives the instants at which it was due. */
function askThrough(schedule: ReturnType<typeof createSchedule>, from: string, to: string, stepMs = 1_000): string[] {
  const due: string[] = [];
  for (let now = Date.parse(from); now <= Date.parse(to); now += stepMs) {
    vi.setSystemTime(now);
    if (schedule.isDue()) due.push(new Date(now).toISOString());
  }
  return due;
}

function start(at: string, expression: string, timeZone = 'UTC') {
  vi.setSystemTime(new Date(at));
  return createSchedule(expression, timeZone);
}

test('is due once at each of its times', () => {
  const schedule = start('2026-08-20T09:01:00Z', '*/15 * * * *');
  expect(askThrough(schedule, '2026-08-20T09:01:00Z', '2026-08-20T09:46:00Z')).toEqual([
    '2026-08-20T09:15:00.000Z',
    '2026-08-20T09:30:00.000Z',
    '2026-08-20T09:45:00.000Z',
  ]);
});

test('knows seconds', () => {
  const schedule = start('2026-08-20T09:00:00.100Z', '*/1 * * * * *');
  expect(askThrough(schedule, '2026-08-20T09:00:01Z', '2026-08-20T09:00:05Z')).toHaveLength(5);
});

test('the next run is told by the clock of who asks: a demo plays on a day of its own', () => {
  vi.setSystemTime(new Date('2026-11-28T17:22:00Z'));
  const clock = { now: () => new Date('2026-08-26T09:01:00Z') };
  expect(findNextRun('*/15 * * * *', 'UTC', clock)).toBe('2026-08-26T09:09:00.000Z');
});

describe('a clock that jumps', () => {
  test('forward makes what was due due once, and goes on from there', () => {
    const schedule = start('2026-08-20T09:01:00Z', '*/15 * * * *');
    vi.setSystemTime(new Date('2026-08-23T04:07:00Z'));
    expect(schedule.isDue()).toBe(true);
    expect(schedule.isDue()).toBe(false);
    expect(askThrough(schedule, '2026-08-23T04:07:01Z', '2026-08-23T04:16:00Z')).toEqual(['2026-08-23T04:15:00.000Z']);
  });

  test('back is not waited for', () => {
    const schedule = start('2027-08-20T09:01:00Z', '*/15 * * * *');
    vi.setSystemTime(new Date('2026-08-20T09:01:00Z'));
    expect(schedule.isDue()).toBe(false);
    expect(askThrough(schedule, '2026-08-20T09:01:01Z', '2026-08-20T09:16:00Z')).toEqual(['2026-08-20T09:15:00.000Z']);
  });
});

describe.each([
  ['Europe/Berlin', '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z'],
  ['America/New_York', '2026-03-07T00:00:00Z', '2026-03-09T12:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T00:00:00Z', '2026-10-05T00:00:00Z'],
])('a quarter-hour schedule in %s', (timeZone, from, to) => {
  test('goes on every quarter of an hour through the night that skips an hour', () => {
    const schedule = start(from, '*/15 * * * *', timeZone);
    const due = askThrough(schedule, from, to, 60_000).map((at) => Date.parse(at));
    const gaps = due.slice(1).map((at, index) => (at - (due[index] ?? 0)) / 60_000);
    expect(new Set(gaps)).toEqual(new Set([15]));
  });
});
