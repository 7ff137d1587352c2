import { expect, test } from 'vitest';
import { addSupportPlans } from '../../src/catalogue/add-support-plans.ts';
import type { Retirement } from '../../src/domain/catalogue.ts';

const CALENDAR = [
  {
    minor: '1.30',
    generallyAvailableOn: '2024-07',
    endOfSupportOn: '2025-08-22',
    endOfLtsOn: '2026-07',
    sourceUrl: 'https://example.test/calendar',
  },
];

function statement(changes: Partial<Retirement>): Retirement {
  return {
    subject: 'Kubernetes/1.30',
    phase: 'retirement',
    date: null,
    fromKubernetes: null,
    previous: [],
    statedIn: '2026-07-17',
    statedAt: '2026-07-24T18:00:00.000Z',
    url: 'https://example.test/n',
    quote: 'Kubernetes 1.30 is now deprecated',
    doubt: null,
    ...changes,
  };
}

function planOf(changes: Partial<Retirement>): string | undefined {
  return addSupportPlans([statement(changes)], CALENDAR)[0]?.plan;
}

test('a deprecation is of the plan whose end the calendar has nearest to it', () => {
  expect(planOf({})).toBe('lts');
  expect(planOf({ date: '2026-07-31' })).toBe('lts');
  expect(planOf({ date: '2025-08' })).toBe('community');
  expect(planOf({ statedAt: '2025-08-01T00:00:00.000Z' })).toBe('community');
});

test('LTS only is the end of community support; without a row of the calendar nothing is guessed', () => {
  expect(planOf({ subject: 'Kubernetes/1.33', phase: 'lts-only' })).toBe('community');
  expect(planOf({ subject: 'Kubernetes/1.33' })).toBeUndefined();
  expect(planOf({ subject: 'Windows2019' })).toBeUndefined();
});
