import { expect, test } from 'vitest';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { recordHistoryInSteps } from '../../../src/app/reminders/fleet-history.ts';
import type { WeekCounts } from '../../../src/domain/pool-week.ts';
import { atOnce } from '../../../src/domain/steps.ts';
import { renderYear } from '../../../src/surfaces/web/pages/overview-page.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import { serve } from './support/serve.ts';

const week = (weekOn: string, current: number, behind: number, unsupported = 0) => ({
  weekOn,
  current,
  behind,
  unsupported,
  unknown: 0,
});

const shown = (weeks: readonly WeekCounts[]) => {
  const drawn = renderYear(weeks, '2026-08-20');
  return drawn === false ? null : drawn.text;
};

/** Heights of the bars of a status, left to right. */
const heightsOf = (text: string, status: string) =>
  [...text.matchAll(new RegExp(`class="share-${status}"[^>]* height="([\\d.]+)"`, 'g'))].map(([, height]) =>
    Number(height),
  );

test('each week is a bar whose parts are as high as their share, with a gap where nobody recorded', () => {
  const text = shown([week('2026-07-27', 1, 3), week('2026-08-10', 3, 1), week('2026-08-17', 0, 0, 4)]) ?? '';
  const [first = 0, second = 0, ...more] = heightsOf(text, 'current');
  expect([second / first, more]).toEqual([expect.closeTo(3, 1), []]);
  expect(heightsOf(text, 'behind')).toEqual([expect.closeTo(second, 0), expect.closeTo(first, 0)]);
  expect(heightsOf(text, 'unsupported')).toHaveLength(1);
  const places = [...text.matchAll(/<rect class="share-\w+" x="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect([...new Set(places)]).toEqual([104, 104 + 2 * 160, 104 + 3 * 160]);
});

test('the drawing has its words beside it: how the pools stood month by month', () => {
  const text = shown([week('2026-07-27', 0, 4), week('2026-08-10', 2, 2), week('2026-08-17', 3, 1)]);
  expect(text).toContain('In the week of 17 Aug 2026: 75 % current, 25 % behind, 0 % unsupported.');
  const rows = [...(text ?? '').matchAll(/<th scope="row">([^<]+)<\/th><td[^>]*>(\d+)<\/td><td[^>]*>([^<]+)</g)];
  expect(rows.map(([, ...cells]) => cells.join(' | '))).toEqual([
    '17 Aug 2026 | 4 | 75 % current, 25 % behind, 0 % unsupported',
    '27 Jul 2026 | 4 | 0 % current, 100 % behind, 0 % unsupported',
  ]);
});

test('one week says nothing about a trend, and is not drawn', () => {
  expect(shown([])).toBeNull();
  expect(shown([week('2026-08-17', 1, 0)])).toBeNull();
});

test('the overview shows what was recorded, once a week, this week as it stands now', async () => {
  const { context, clock } = await openScenario(
    [createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']])],
    createTeam({ web: '20348.5256.260610' }),
    '2026-08-10T09:00:00Z',
  );
  atOnce(recordHistoryInSteps(context, assessFleet(context)));
  clock.set('2026-08-17T09:00:00Z');
  atOnce(recordHistoryInSteps(context, assessFleet(context)));
  expect(context.store.history.listCounts('2026-01-01')).toEqual([week('2026-08-10', 0, 1), week('2026-08-17', 0, 1)]);
  reportFleet({ context }, createTeam({ web: '20348.5386.260715' }));
  const { get } = await serve({}, { store: context.store, clock });
  expect((await get('/')).body).toContain('In the week of 17 Aug 2026: 100 % current');
});
