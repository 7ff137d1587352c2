import { expect, test } from 'vitest';
import { retainInSteps } from '../../../src/app/operations/maintain-database.ts';
import { atOnce } from '../../../src/domain/steps.ts';
import { createTestApp } from '../../support/create-test-app.ts';

/** Mondays 994, 497, 364 and 35 days before the day of the poll. */
const WEEKS = ['2023-12-11', '2025-04-21', '2025-09-01', '2026-07-27'];

/** With a newest release of 31 Aug 2026. */
function keptWeeks(retentionDays: number, now = '2026-08-31T09:00:00Z'): readonly string[] {
  const { context, store } = createTestApp({ githubUrl: 'http://127.0.0.1:9', now });
  const publishedAt = '2026-08-31T09:00:00Z';
  const release = { externalId: '1', title: 'Release', url: 'https://example.test/1', publishedAt, body: 'x' };
  store.documents.save({ source: 'aks-releases', ...release }, publishedAt);
  store.history.save(
    WEEKS.map((weekOn) => ({
      weekOn,
      clusterId: 'manual/shop',
      nodePool: 'web',
      status: 'behind' as const,
      version: '20348.5256.260610',
      imagesBehind: 1,
      ageDays: 60,
    })),
  );
  for (const weekOn of WEEKS) store.history.countWeek(weekOn);
  atOnce(retainInSteps({ ...context, retentionDays }));
  return store.history.listCounts('2000-01-01').map(({ weekOn }) => weekOn);
}

test('the weekly history is kept as long as the rest, and at least 400 days', () => {
  expect(keptWeeks(30)).toEqual(WEEKS.slice(2));
  expect(keptWeeks(400)).toEqual(WEEKS.slice(2));
  expect(keptWeeks(600)).toEqual(WEEKS.slice(1));
  expect(keptWeeks(1000)).toEqual(WEEKS);
});

test('a clock that runs ahead, or --now, takes nothing with it', () => {
  expect(keptWeeks(30, '2286-11-20T00:00:00Z')).toEqual(WEEKS.slice(2));
});
