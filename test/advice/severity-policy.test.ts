import { expect, test } from 'vitest';
import { PLANNING_DAYS, severityOfCountdown, severityOfImageAge } from '../../src/advice/severity-policy.ts';
import { SOON_DAYS } from '../../src/domain/node-pool-assessment.ts';
import { DEFAULT_ESCALATION } from '../../src/domain/reminder-settings.ts';

test('advice begins on the very day from which a limit can be set', () => {
  expect([SOON_DAYS - 1, SOON_DAYS].map(severityOfImageAge)).toEqual([null, 'low']);
  expect([PLANNING_DAYS + 1, PLANNING_DAYS].map(severityOfCountdown)).toEqual([null, 'low']);
});

test('by default the severity rises on the days on which more people are told', () => {
  const rises = (days: readonly number[], severityOn: (day: number) => unknown, before: number) =>
    days.filter((day) => severityOn(day) !== severityOn(day + before));
  const ages = DEFAULT_ESCALATION.imageAge.map(({ days }) => days);
  expect(rises(ages, severityOfImageAge, -1)).toEqual(ages);
  // The last day is told once more: nothing is more than critical.
  const ends = DEFAULT_ESCALATION.beforeEnd.map(({ days }) => days).filter((days) => days > 0);
  expect(rises(ends, severityOfCountdown, 1)).toEqual(ends);
});
