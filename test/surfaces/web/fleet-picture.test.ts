import { expect, test } from 'vitest';
import { assessFleet } from '../../../src/app/assess-fleet.ts';
import { recordHistory } from '../../../src/app/record-history.ts';
import { renderFleetPicture } from '../../../src/surfaces/web/pages/fleet-picture.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import { serve } from './support/serve.ts';

const week = (weekOn: string, current: number, behind: number, unsupported = 0) => ({
  weekOn,
  current,
  behind,
  unsupported,
  unknown: 0,
});

test('a week is one stack of bars whose heights are the shares', () => {
  const picture = renderFleetPicture(
    { weeks: [week('2026-08-10', 0, 4), week('2026-08-17', 3, 1)], dates: [] },
    '2026-08-20',
  );
  const text = picture?.text ?? '';
  expect(
    [...text.matchAll(/height="([\d.]+)" class="part-(\w+)"/g)].map(([, height, part]) => `${part} ${height}`),
  ).toEqual(['current 0', 'behind 140', 'unsupported 0', 'current 105', 'behind 35', 'unsupported 0']);
  expect(text).toContain('Week of 17 Aug 2026: 75 % current, 25 % behind, 0 % unsupported');
});

test('names from outside are escaped, and without anything there is no picture', () => {
  const dates = [{ id: 'x', on: '2026-12-01', title: '<script>', concerned: ['"><img>'], url: 'https://example.org' }];
  const picture = renderFleetPicture({ weeks: [], dates }, '2026-08-20');
  expect(picture?.text).not.toMatch(/<script>|<img>/);
  expect(renderFleetPicture({ weeks: [], dates: [] }, '2026-08-20')).toBeNull();
});

test('the fleet page shows what was recorded, once a week, the last word counting', async () => {
  const { context, clock } = openScenario(
    [createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']])],
    createTeam({ web: '20348.5256.260610' }),
    '2026-08-17T09:00:00Z',
  );
  recordHistory(context, assessFleet(context));
  clock.set('2026-08-18T09:00:00Z');
  reportFleet({ context }, createTeam({ web: '20348.5386.260715' }));
  recordHistory(context, assessFleet(context));
  expect(context.store.history.listCounts('2026-01-01')).toEqual([week('2026-08-17', 1, 0)]);
  const { get } = await serve({}, { store: context.store, clock });
  expect((await get('/fleet')).body).toContain('Week of 17 Aug 2026: 100 % current');
});
