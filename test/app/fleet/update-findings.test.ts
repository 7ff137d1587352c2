import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { WritingContext } from '../../../src/app/app-context.ts';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { registerByHand, removeCluster } from '../../../src/app/clusters/register-cluster.ts';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { areFindingsUpToDate, updateFindingsInSteps } from '../../../src/app/fleet/open-findings.ts';
import { inTurns } from '../../../src/app/in-turns.ts';
import { refreshFindings } from '../../../src/app/polling/refresh-findings.ts';
import { azCluster, type ModelPool, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { decorateStore } from '../../support/decorate-store.ts';

const NEWER = { ...WIN22, image: 'AKSWindows-2022-containerd-20348.5386.260715' };

let app: TestApp;
let context: WritingContext;
/** Clusters whose findings were brought up to date since the last look. */
let advised: string[];

beforeEach(() => {
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-07T08:00:00Z' });
  const { store } = app;
  const findings = {
    ...store.findings,
    refreshOf: (ids: readonly string[], found: Parameters<typeof store.findings.refreshOf>[1]) => {
      advised.push(...ids.map((id) => store.clusters.find(id)?.name ?? id));
      store.findings.refreshOf(ids, found);
    },
  };
  context = { ...app.context, version: '1', store: decorateStore(store, { findings }) };
  advised = [];
});

function importPools(fleet: Readonly<Record<string, ModelPool>>): void {
  const clusters = Object.entries(fleet).map(([name, pool]) => azCluster({ name, pools: [SYSTEM, pool] }));
  importClusters(context, [{ name: 'f.json', content: Buffer.from(JSON.stringify(clusters)) }]);
}

function takeAdvised(): readonly string[] {
  return advised.splice(0).sort();
}

/** The open findings are those of working everything out anew. */
function expectFindingsAreTrue(): void {
  const keys = (findings: readonly { cluster: string; rule: string }[]) =>
    findings.map(({ cluster, rule }) => `${cluster} ${rule}`).sort();
  expect(keys(app.store.findings.listOpen())).toEqual(keys(assessFleet(app.context).findings()));
}

test('only a cluster that changed is held against the catalogue again, until the day changes', () => {
  importPools({ a: WIN22, b: WIN22, c: WIN22 });
  expect(takeAdvised()).toEqual(['a', 'b', 'c']);
  refreshFindings(context);
  expect(takeAdvised()).toEqual([]);
  importPools({ b: NEWER });
  expect(takeAdvised()).toEqual(['b']);
  expectFindingsAreTrue();
  app.clock.advance(86_400_000);
  refreshFindings(context);
  expect(takeAdvised()).toEqual(['a', 'b', 'c']);
  expectFindingsAreTrue();
});

test('the same fleet told of again is held against nothing, and is of that instant', () => {
  importPools({ a: WIN22, b: WIN22 });
  const before = assessFleet(context);
  takeAdvised();
  app.clock.advance(3_600_000);
  importPools({ a: WIN22, b: NEWER });
  expect(takeAdvised()).toEqual(['b']);
  expect(before.clusters().map(({ asOf }) => asOf)).toEqual(['2026-08-07T08:00:00.000Z', '2026-08-07T08:00:00.000Z']);
  expect(
    assessFleet(context)
      .clusters()
      .map(({ asOf }) => asOf),
  ).toEqual(['2026-08-07T09:00:00.000Z', '2026-08-07T09:00:00.000Z']);
  expectFindingsAreTrue();
});

test('a new catalogue, another program and pods count as changes', () => {
  importPools({ a: WIN22, b: WIN22 });
  takeAdvised();
  app.store.catalogue.replace({ images: [], retirements: [], kubernetesVersions: [] });
  refreshFindings(context);
  expect(takeAdvised()).toEqual(['a', 'b']);
  refreshFindings({ ...context, version: '2' });
  expect(takeAdvised()).toEqual(['a', 'b']);
  registerByHand(context, 'a', { containerImage: ['mcr.microsoft.com/windows/nanoserver:1809'] });
  takeAdvised();
  refreshFindings({ ...context, version: '2' });
  expect(takeAdvised()).toEqual(['a']);
  expect(app.store.findings.listOpen().map(({ rule }) => rule)).toContain('container-images');
});

test('what was rolled back is worked out again', () => {
  importPools({ a: WIN22 });
  takeAdvised();
  expect(() =>
    context.store.transaction(() => {
      importPools({ a: NEWER, b: WIN22 });
      throw new Error('too late');
    }),
  ).toThrow('too late');
  takeAdvised();
  importPools({ b: WIN22 });
  expect(takeAdvised()).toEqual(['b']);
  expectFindingsAreTrue();
});

test('findings of a cluster that is gone are resolved', () => {
  importPools({ a: WIN22, b: WIN22 });
  removeCluster(context, 'a');
  expectFindingsAreTrue();
  const [b] = app.store.clusters.list();
  app.store.clusters.markVanished(b?.id ?? '', '2026-08-07T08:00:00.000Z');
  refreshFindings(context);
  expect(app.store.findings.listOpen()).toEqual([]);
});

test('many clusters are brought up to date in steps, between which others may have their turn', async () => {
  importPools(Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`c${index}`, WIN22])));
  app.clock.advance(86_400_000);
  takeAdvised();
  const pauses = [...updateFindingsInSteps(context)];
  expect(takeAdvised()).toHaveLength(250);
  expect(pauses.length).toBeGreaterThanOrEqual(2);
  expectFindingsAreTrue();
  refreshFindings(context);
  expect(takeAdvised()).toEqual([]);
});

test('what is overtaken between two steps is worked out again', async () => {
  importPools(Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`c${index}`, WIN22])));
  app.clock.advance(86_400_000);
  const steps = inTurns(updateFindingsInSteps(context));
  await setImmediate();
  importPools({ c0: NEWER });
  await steps;
  refreshFindings(context);
  expectFindingsAreTrue();
});

test('a cluster without Windows is not read, and what is kept stands for the new fleet', () => {
  importPools({ a: WIN22 });
  takeAdvised();
  const linux = azCluster({ name: 'linux', pools: [SYSTEM] });
  importClusters(context, [{ name: 'f.json', content: Buffer.from(JSON.stringify([linux])) }]);
  expect(takeAdvised()).toEqual([]);
  expect(areFindingsUpToDate(context)).toBe(true);
  expectFindingsAreTrue();
});
