import { expect, test } from 'vitest';
import { findAgeMs } from '../../src/domain/clock.ts';

const NOW = new Date('2026-08-20T09:00:00.000Z');

test.each([
  ['2026-08-20T08:59:59.000Z', 1_000],
  ['1970-01-01T00:00:00.000Z', NOW.getTime()],
  ['2026-08-20T09:00:00.000Z', 0],
  // Another machine's clock.
  ['2026-08-20T09:04:00.000Z', 0],
  ['2026-08-20T09:06:00.000Z', Number.POSITIVE_INFINITY],
  ['2286-11-20T17:46:39.000Z', Number.POSITIVE_INFINITY],
  ['soon', Number.POSITIVE_INFINITY],
  ['', Number.POSITIVE_INFINITY],
])('the age of %j is %d ms', (instant, age) => {
  expect(findAgeMs(instant, NOW)).toBe(age);
});
