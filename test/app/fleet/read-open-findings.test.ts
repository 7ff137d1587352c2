import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assessFleet, findFleetAdvice } from '../../../src/app/fleet/assess-fleet.ts';
import { createScopes } from '../../../src/app/fleet/channel-scopes.ts';
import { readOpenFindings } from '../../../src/app/fleet/read-open-findings.ts';
import { readReminderFacts } from '../../../src/app/reminders/read-reminder-facts.ts';
import { dayOf } from '../../../src/domain/calendar-date.ts';
import { planUpgradeReminder } from '../../../src/messages/upgrade-reminder.ts';
import { createRelease, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

type AzCluster = Readonly<Record<string, unknown>> & { readonly name: string };

const FLEET = JSON.parse(readFileSync(new URL('../../../demo/fleet.json', import.meta.url), 'utf8')) as AzCluster[];
const RELEASES = [
  createRelease('2026-06-19', '2026-06-25T18:00:00Z', [
    ['2022', '20348.5256.260610'],
    ['2025', '26100.33001.260610'],
  ]),
  createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]),
];

let app: TestApp;

beforeEach(() => {
  app = openScenario(RELEASES, FLEET, '2026-08-10T09:00:00Z');
});
afterEach(() => app.store.close());

/** Same-named clusters, a removed one and the next day: what is kept must follow all of it. */
function moveOn(): void {
  const twin = { ...FLEET[0], id: String(FLEET[0]?.['id']).replace('/resourcegroups/', '/resourcegroups/second-') };
  reportFleet(app, [...FLEET, twin]);
  const [first] = app.store.clusters.list();
  app.store.transaction(() => app.store.clusters.remove(first?.id ?? ''));
  app.clock.set('2026-09-21T09:00:00Z');
}

test.each([
  ['a program that keeps its rules', '1'],
  ['one that does not know', null],
])('the kept findings are those that are worked out, in the same order, for %s', (_who, version) => {
  moveOn();
  const context = { ...app.context, version };
  for (let time = 0; time < 2; time += 1) {
    const fleet = assessFleet(context);
    const kept = app.store.transaction(() => [...readOpenFindings(context, fleet).values()].flat());
    expect(kept.length).toBeGreaterThan(20);
    expect(kept).toStrictEqual(findFleetAdvice(fleet));
  }
});

test('a reminder of the kept findings is the reminder of those that are worked out', () => {
  moveOn();
  const { context, store } = app;
  const { fleet, destinations, scopeOf, suppressions } = store.transaction(() => readReminderFacts(context));
  const { lifecycle, now } = fleet;
  const options = {
    lifecycle,
    suppressions,
    previous: null,
    month: '2026-09',
    late: false,
    forced: false,
    now,
    today: dayOf(now),
  };
  const reminders = destinations.map((destination) => planUpgradeReminder(scopeOf(destination), options));
  const found = Map.groupBy(findFleetAdvice(fleet), ({ clusterId }) => clusterId);
  const scopeAnew = createScopes(fleet, (clusterId) => found.get(clusterId) ?? []);
  const anew = destinations.map((destination) => planUpgradeReminder(scopeAnew(destination), options));
  expect(reminders.filter((one) => one !== null).length).toBeGreaterThan(2);
  expect(JSON.stringify(reminders)).toBe(JSON.stringify(anew));
});
