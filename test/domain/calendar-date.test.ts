import { expect, test } from 'vitest';
import { addDays, daysBetween, formatDate, isDay, lastDayOf } from '../../src/domain/calendar-date.ts';

test.each([
  ['2026-03', '2026-03-31'],
  ['2028-02', '2028-02-29'],
  ['2026-12', '2026-12-31'],
  ['2026-07-15', '2026-07-15'],
])('the last day of %s is %s', (date, last) => {
  expect(lastDayOf(date)).toBe(last);
});

test('counts days over a change of daylight saving and of the year', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(daysBetween('2026-08-20', '2026-07-15')).toBe(-36);
});

test('a month counts as its last day', () => {
  expect(daysBetween('2026-11-01', '2026-11')).toBe(29);
});

test('moves a date over the end of a month', () => {
  expect(addDays('2026-07-15', 90)).toBe('2026-10-13');
});

test('writes dates as people read them', () => {
  expect(formatDate('2027-03-15')).toBe('15 Mar 2027');
  expect(formatDate('2027-03')).toBe('Mar 2027');
});

test.each([
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-7-1', false],
  ['2026-07', false],
  ['2026-07-15T00:00:00Z', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
