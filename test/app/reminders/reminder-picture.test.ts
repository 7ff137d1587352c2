import { expect, test } from 'vitest';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { refreshFindings } from '../../../src/app/polling/refresh-findings.ts';
import { readFleetWeeks } from '../../../src/app/reminders/fleet-history.ts';
import { remind } from '../../../src/app/reminders/remind.ts';
import { remindDue } from '../../../src/app/reminders/remind-due.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const TEAM = 'C0SHOPTEAM1';
const OTHER = 'C0OTHERTEAM';
const JUNE = createRelease('2026-06-19', '2026-06-25T18:00:00Z', [['2022', '20348.5256.260610']]);
const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);

let app: TestApp;

/** A second team's cluster beside the first one's. */
function createTwoTeams(shop: string, other: string): object[] {
  const [mine, theirs] = [createTeam({ web: shop }), createTeam({ api: other }, OTHER)];
  const named = JSON.stringify(theirs).replaceAll('rg-shop', 'rg-other').replaceAll('"shop"', '"other"');
  return [...mine, ...(JSON.parse(named.replaceAll('managedClusters/shop', 'managedClusters/other')) as object[])];
}

function pictureOf(channel: string) {
  const found = app.store.outbox
    .list(50)
    .find((entry) => entry.channel === channel && entry.content.kind === 'upgrade-reminder');
  return found?.content.kind === 'upgrade-reminder' ? found.content.picture : undefined;
}

test('a reminder carries how the pools of its channel stood week by week', async () => {
  app = await openScenario(
    [JUNE, JULY],
    createTwoTeams('20348.5256.260610', '20348.5256.260610'),
    '2026-08-03T09:00:00Z',
  );
  await remindDue(app.context);
  app.clock.set('2026-08-10T09:00:00Z');
  reportFleet(app, createTwoTeams('20348.5256.260610', '20348.5386.260715'));
  await remindDue(app.context);
  app.clock.set('2026-08-20T09:00:00Z');
  await remindDue(app.context);
  const none = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
  expect(pictureOf(TEAM)).toMatchObject({
    drawnOn: '2026-08-20',
    weeks: [
      { ...none, weekOn: '2026-08-03', behind: 1 },
      { ...none, weekOn: '2026-08-10', behind: 1 },
      { ...none, weekOn: '2026-08-17', behind: 1 },
    ],
  });
  expect(readFleetWeeks(app.context, assessFleet(app.context)).map(({ current, behind }) => [current, behind])).toEqual(
    [
      [0, 2],
      [1, 1],
      [1, 1],
    ],
  );
});

test('history of one OS SKU is that of pools that ran its images', async () => {
  app = await openScenario(
    [JUNE, JULY],
    createTeam({ web: '20348.5256.260610', new25: '26100.33158.260715' }),
    '2026-08-03T09:00:00Z',
  );
  await remindDue(app.context);
  const clusters = assessFleet(app.context).clusters();
  const count = (osSkus: `Windows${string}`[]) =>
    app.store.history.listCounts('2026-01-01', { clusterIds: clusters.map(({ id }) => id), osSkus });
  expect(count(['Windows2022'])).toMatchObject([{ weekOn: '2026-08-03', behind: 1 }]);
  const total = count([]).map(({ current, behind, unsupported, unknown }) => current + behind + unsupported + unknown);
  expect(total).toEqual([2]);
  expect(app.store.history.listCounts('2026-01-01', { clusterIds: [] })).toEqual([]);
});

test('a forced reminder records the week first, so that its picture ends with today; a single week has none', async () => {
  app = await openScenario([JUNE, JULY], createTeam({ web: '20348.5256.260610' }), '2026-08-03T09:00:00Z');
  refreshFindings(app.context);
  await remind(app.context, { force: true });
  expect(pictureOf(TEAM)).toBeUndefined();
  app.clock.set('2026-08-10T09:00:00Z');
  await remind(app.context, { force: true });
  expect(pictureOf(TEAM)?.weeks).toMatchObject([
    { weekOn: '2026-08-03', behind: 1 },
    { weekOn: '2026-08-10', behind: 1 },
  ]);
});
