import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { registerByHand } from '../../../src/app/clusters/register-cluster.ts';
import { getStatusOutline, getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { assessFleet, type FleetAssessment, listKnown } from '../../../src/app/fleet/assess-fleet.ts';
import { createScopes } from '../../../src/app/fleet/channel-scopes.ts';
import { readFleetStatus } from '../../../src/app/fleet/fleet-status.ts';
import {
  listWorst,
  readOpenFindings,
  updateFindings,
  updateFindingsInSteps,
} from '../../../src/app/fleet/open-findings.ts';
import { undoChange } from '../../../src/app/interactions/undo-change.ts';
import { readReminderFacts } from '../../../src/app/reminders/read-reminder-facts.ts';
import { holdImage } from '../../../src/app/suppressions/suppress.ts';
import { dayOf } from '../../../src/domain/calendar-date.ts';
import { SEVERITIES } from '../../../src/domain/finding.ts';
import { keyOfPool } from '../../../src/domain/pool-reference.ts';
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

const ANN = { id: 'U0ANN', name: 'Ann' };

let app: TestApp;

const workOut = (fleet: FleetAssessment) => fleet.clusters().flatMap(({ id }) => listKnown(fleet.adviceOf(id)));

beforeEach(async () => {
  app = await openScenario(RELEASES, FLEET, '2026-08-10T09:00:00Z');
});

/** Same-named clusters, a removed one and the next day: what is kept must follow all of it. */
function moveOn(): void {
  const twin = { ...FLEET[0], id: String(FLEET[0]?.['id']).replace('/resourcegroups/', '/resourcegroups/second-') };
  reportFleet(app, [...FLEET, twin]);
  const [first] = app.store.clusters.list();
  app.store.transaction(() => app.store.clusters.remove(first?.id ?? ''));
  app.clock.set('2026-09-21T09:00:00Z');
}

test.each([
  ['the program that keeps them', '1'],
  ['one that may have other rules', '2'],
])('the kept findings are those that are worked out, in the same order, for %s', (_who, version) => {
  moveOn();
  const context = { ...app.context, version };
  for (let time = 0; time < 2; time += 1) {
    updateFindings({ ...app.context, version: '1' });
    const fleet = assessFleet(context);
    const kept = readOpenFindings(context, fleet).listOpenOf(fleet.clusters().map(({ id }) => id));
    expect(kept.length).toBeGreaterThan(20);
    expect(kept).toStrictEqual(workOut(fleet));
    const { findings, plans: _, ...counts } = getStatusReport(context);
    expect(getStatusOutline(context)).toMatchObject({
      ...counts,
      findings: findings.map(({ commands, steps, evidence, traits, ...outline }) => outline),
    });
  }
});

test('a report that comes between two steps is the one that findings are kept of', () => {
  const context = { ...app.context, version: '1' };
  app.clock.set('2026-09-21T09:00:00Z');
  const steps = updateFindingsInSteps(context);
  steps.next();
  reportFleet(app, FLEET.slice(1));
  while (!steps.next().done);
  const fleet = assessFleet(context);
  const ids = fleet.clusters().map(({ id }) => id);
  expect(app.store.findings.listOpenOf(ids)).toStrictEqual(workOut(fleet));
  // Known from keeping them, or read.
  expect(readOpenFindings(context, fleet).listOpenOf(ids)).toStrictEqual(app.store.findings.listOpenOf(ids));
});

test('a reminder of the kept findings is the reminder of those that are worked out', () => {
  moveOn();
  const { context, store } = app;
  const { fleet, destinations, scopeOf, suppressions } = store.transaction(() => readReminderFacts(context));
  const { lifecycle, now } = fleet;
  const options = {
    lifecycle,
    silences: [],
    doubts: [],
    suppressions,
    previous: null,
    month: '2026-09',
    late: false,
    again: false,
    now,
    today: dayOf(now),
  };
  const reminders = destinations.map((destination) => planUpgradeReminder(scopeOf(destination), options));
  const found = Map.groupBy(workOut(fleet), ({ clusterId }) => clusterId);
  const scopeAnew = createScopes(fleet, (ids) => ids.flatMap((id) => found.get(id) ?? []));
  const anew = destinations.map((destination) => planUpgradeReminder(scopeAnew(destination), options));
  expect(reminders.filter((one) => one !== null).length).toBeGreaterThan(2);
  expect(reminders).toEqual(anew);
});

test('of a part the worst of each place is listed and counted, whether it is kept or worked out', () => {
  const context = { ...app.context, version: '1' };
  updateFindings(context);
  const fleet = assessFleet(context);
  const [first, second, third] = fleet.pools;
  const clusters = [first, second, third].flatMap((pool) => pool?.cluster ?? []);
  const pools = [first].flatMap((pool) => (pool ? [{ clusterId: pool.cluster.id, nodePool: pool.nodePool.name }] : []));
  const clusterIds = [...new Set(clusters.map(({ id }) => id))];
  const parts = [null, { clusterIds, pools: null }, { clusterIds, pools }].map((part) => {
    const read = (version: string) => {
      const findings = readOpenFindings({ ...context, version }, fleet);
      const listed = findings.listPlaces(1_000, part);
      const places = new Map(listed.map((one) => [keyOfPool(one), one.severity]));
      if (part === null)
        expect(new Map(findings.listSeverities().map((one) => [keyOfPool(one), one.severity]))).toEqual(places);
      expect(findings.listPlaces(2, part)).toStrictEqual(listed.slice(0, 2));
      return { listed, counts: SEVERITIES.map((severity) => findings.countPlaces(severity, part)) };
    };
    const kept = read('1');
    expect(kept).toStrictEqual(read('another'));
    expect(Math.max(...kept.counts)).toBe(kept.listed.length);
    return kept.listed.length;
  });
  expect(parts.toSorted((a, b) => b - a)).toEqual(parts);
  expect(parts[2]).toBeGreaterThan(1);
});

test('is one answer, however much of what is kept was overtaken', () => {
  const context = { ...app.context, version: '1' };
  const answer = () => {
    const { counts, findings } = readFleetStatus(context);
    return { counts, open: findings.countOpen(), worst: listWorst(findings, 5) };
  };
  const workedOut = () => {
    const { findings: _kept, counts } = readFleetStatus({ ...context, version: 'another' });
    const all = assessFleet(context).findings();
    return { counts, open: Object.groupBy(all, ({ severity }) => severity), worst: all.slice(0, 5) };
  };
  const expectSame = () => {
    const [mine, theirs] = [answer(), workedOut()];
    for (const severity of SEVERITIES) expect(mine.open[severity]).toBe(theirs.open[severity]?.length ?? 0);
    expect(mine.counts).toEqual(theirs.counts);
    expect(mine.worst.map(({ severity }) => severity)).toEqual(theirs.worst.map(({ severity }) => severity));
  };
  updateFindings(context);
  expectSame();
  app.clock.set('2026-12-01T09:00:00Z');
  expectSame();
  updateFindings(context);
  registerByHand(context, 'edge', { pool: ['npwin=AKSWindows-2022-containerd-20348.5256.260610'] });
  expectSame();
  app.store.clusters.remove(app.store.clusters.list()[0]?.id ?? '');
  expectSame();
});

test('what is worked out for a fleet that stands is worked out once, and after a change for that cluster only', () => {
  const context = { ...app.context, version: 'another' };
  const read = () => readOpenFindings(context, assessFleet(context)).listOpen();
  const other =
    assessFleet(context)
      .clusters()
      .find(({ name }) => name === FLEET[1]?.name)?.id ?? '';
  const adviceOnOther = () => assessFleet(context).adviceOf(other)?.findings;
  const before = read();
  const adviceBefore = adviceOnOther();
  expect(read()).toBe(before);
  reportFleet(
    app,
    FLEET.map((cluster, index) => (index === 0 ? { ...cluster, location: 'westus' } : cluster)),
  );
  expect(read()).not.toBe(before);
  expect(adviceOnOther()).toBe(adviceBefore);
});

test('what is kept sends nobody to an image on hold, from when it is until it is not', () => {
  updateFindings(app.context);
  const listed = () => getStatusOutline(app.context).findings.map(({ summary }) => summary);
  const before = listed();
  const { auditId } = holdImage(app.context, ANN, {
    version: '20348.5386.260715',
    reason: 'nodes do not join',
    url: null,
  });
  expect(listed().join('\n')).toContain('; wait for the next image: 20348.5386.260715 is on hold.');
  expect(listed().join('\n')).not.toContain('upgrade to 20348.5386.260715');
  expect(listed()).toEqual(getStatusReport(app.context).findings.map(({ summary }) => summary));
  undoChange(app.context, ANN, auditId);
  expect(listed()).toEqual(before);
});
