import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import type { NodePool } from '../../../src/domain/cluster.ts';
import { buildCatalogue } from '../../advice/support/builders.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const CASES = new URL('../../../../shared/cases/fleet/', import.meta.url);
const absent = !existsSync(CASES);
if (absent) process.stderr.write('test/app/clusters/handed-cases: ../shared/cases is absent, skipped\n');

const NOW = '2026-08-25T09:00:00Z';
const [APRIL, JULY] = ['260415', '260715'];

function open(): TestApp {
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: NOW });
  const versions = [
    '20348.4648.260111',
    '20348.5020.260415',
    '20348.5139.260513',
    '20348.5256.260610',
    '20348.5386.260715',
  ];
  app.context.store.transaction((store) => store.catalogue.replace(buildCatalogue(versions)));
  return app;
}

function take(app: TestApp, name: string, { now = NOW, cluster }: { now?: string; cluster?: string } = {}) {
  app.clock.set(now);
  const report = importClusters(
    app.context,
    [{ name, content: readFileSync(new URL(name, CASES)) }],
    cluster === undefined ? {} : { cluster },
  );
  app.clock.set(NOW);
  return report;
}

function poolOf(app: TestApp, name: string): NodePool | undefined {
  return app.store.clusters
    .list()
    .flatMap(({ nodePools }) => nodePools)
    .find((pool) => pool.name === name);
}

const findingsOf = (app: TestApp, rule: string) =>
  getStatusReport(app.context).findings.filter((finding) => finding.rule === rule);

const test_ = test.skipIf(absent);

test_.each([
  ['02-warning-before.txt', 1],
  ['05-arg-table.json', 2],
  ['07-nodelist-raw.json', 1],
  ['26-snake-python.json', 1],
])('%s is read', (file, clusters) => {
  const report = take(open(), file);
  expect(report).toMatchObject({ clusters, rejected: [] });
});

test_('03: cut objects are refused with the cause', () => {
  const report = take(open(), '03-convertto-depth2.json');
  expect(report.clusters).toBe(0);
  expect(report.rejected[0]?.reason).toContain('-Depth 10');
});

test_.each([
  ['08-own-node-rg-az.json 08-own-node-rg-nodes.json'],
  ['08-own-node-rg-nodes.json 08-own-node-rg-az.json'],
])('08: one cluster, mixed images, from %s', (files) => {
  const app = open();
  for (const file of files.split(' ')) take(app, file);
  expect(app.store.clusters.list().map(({ name }) => name)).toEqual(['mill-prod']);
  expect(Object.values(poolOf(app, 'npwin')?.nodeImages ?? {})).toEqual([1, 1]);
  expect(findingsOf(app, 'node-images-mixed')).toHaveLength(1);
});

test_('10: a pool in another case is the same pool', () => {
  const app = open();
  take(app, '10-case-az.json');
  take(app, '10-case-show.json');
  expect(app.store.clusters.list()[0]?.nodePools.map(({ name }) => name)).toEqual(['npwin', 'system']);
  expect(poolOf(app, 'npwin')?.nodeImageVersion).toContain(JULY);
});

test_('13: a deleted pool is gone beside a cluster that is being made', () => {
  const app = open();
  take(app, '13-before.json', { now: '2026-08-24T09:00:00Z' });
  expect(poolOf(app, 'npold')).toBeDefined();
  expect(take(app, '13-after-with-creating.json').rejected).toEqual([]);
  expect(poolOf(app, 'npold')).toBeUndefined();
});

test_('40: what a special pool is made of goes with it, and what does not is named', () => {
  const app = open();
  take(app, '40-move-special-pool.json');
  const [plan] = getStatusReport(app.context).plans;
  const added = (plan?.stages ?? [])
    .flatMap(({ nodePool, steps }) => steps.map((step) => ({ nodePool, ...step })))
    .filter(({ commands }) => commands.some((line) => line.includes('nodepool add')));
  const spot = added.find(({ nodePool }) => nodePool === 'gpu19');
  for (const option of [
    '--priority Spot --eviction-policy Delete --spot-max-price -1',
    '--node-osdisk-type Ephemeral --node-osdisk-size 256',
    '--enable-encryption-at-host',
    '--enable-ultra-ssd',
    '--enable-node-public-ip',
    '/capacityReservationGroups/crg1',
    '/proximityPlacementGroups/ppg1',
    '--disable-windows-outbound-nat',
    '--tags costCenter=4711',
    '--labels team=render',
    '--drain-timeout 60 --node-soak-duration 10',
  ])
    expect(spot?.commands.join()).toContain(option);
  expect(spot?.title).toContain('the GPU driver type GRID');
  const regular = added.filter(({ nodePool }) => nodePool === 'win19b').map(({ commands }) => commands.join());
  expect(regular).not.toEqual([]);
  for (const line of regular) expect(line).not.toMatch(/spot/i);
});

test_('42: a pool without nodes leads nothing', () => {
  const app = open();
  take(app, '42-blue-green-zero.json');
  const severities = getStatusReport(app.context).findings.filter(({ nodePool }) => nodePool === 'bluew');
  expect(severities.every(({ severity }) => severity === 'low' || severity === 'info')).toBe(true);
});

test_.each([
  ['43-azure-says-new-az.json 43-azure-says-new-nodes.json'],
  ['43-azure-says-new-nodes.json 43-azure-says-new-az.json'],
])('43: nodes on the old image are a finding, from %s', (files) => {
  const app = open();
  for (const file of files.split(' ')) take(app, file);
  expect(getStatusReport(app.context)).toMatchObject({ current: 0, behind: 1 });
  expect(findingsOf(app, 'azure-and-nodes-differ')).toMatchObject([{ severity: 'high' }]);
});

test_('44: an upgrade of weeks is stuck, and an old report of one says nothing', () => {
  const app = open();
  take(app, '44-upgrading-for-weeks.json', { now: '2026-07-20T09:00:00Z' });
  expect(findingsOf(app, 'not-running')).toEqual([]);
  expect(findingsOf(app, 'node-image-age')).toHaveLength(1);
  take(app, '44-upgrading-for-weeks.json');
  expect(findingsOf(app, 'not-running')).toMatchObject([{ severity: 'high' }]);
  expect(findingsOf(app, 'node-image-age')).toHaveLength(1);
});

test_('46: a cluster long out of support is sent to a version that is in support', () => {
  const app = open();
  take(app, '46-old-kubernetes.json');
  const { plans } = getStatusReport(app.context);
  expect(plans).toHaveLength(6);
  const targets = plans.map(({ stages }) => {
    const commands = stages.flatMap(({ steps }) => steps.flatMap((step) => step.commands)).join('\n');
    return [...new Set([...commands.matchAll(/--kubernetes-version (\S+)/g)].map(([, version]) => version))];
  });
  for (const versions of targets) expect(versions).toEqual(['1.34']);
});

test_('50: HostProcess is no alarm, old bases are, and unknown ones are counted', () => {
  const app = open();
  take(app, '50-cluster.json');
  const { workloads } = take(app, '50-pods.json', { cluster: 'mill-prod' });
  expect(workloads).toBe(12);
  const findings = findingsOf(app, 'container-images');
  const words = findings.map(({ severity, summary }) => `${severity}: ${summary}`).join('\n');
  expect(words).toContain('high: 5 container images cannot start');
  expect(words).toContain('info: The Windows base of 5 container images is unknown');
  expect(words).not.toContain('windows-exporter');
});

test_('52: the Windows nodes of a pool of two systems count', () => {
  const app = open();
  take(app, '52-pool-of-two-systems.json');
  expect(poolOf(app, 'aksmanagedap')).toMatchObject({ osType: 'Windows', count: 1 });
  expect(getStatusReport(app.context)).toMatchObject({ windowsNodePools: 1, behind: 1 });
});

test_('63: a pool four minors behind its control plane is pressing', () => {
  const app = open();
  take(app, '63-pool-behind-control-plane.json');
  const findings = getStatusReport(app.context).findings.filter(({ severity }) => severity === 'high');
  expect(findings.some(({ nodePool, summary }) => nodePool === 'npwin' && /1\.31/.test(summary))).toBe(true);
});

test_('70: a fleet known only from kubectl follows its nodes', () => {
  const app = open();
  take(app, '70-kubectl-before.json', { now: '2026-08-01T09:00:00Z' });
  expect(poolOf(app, 'npwin')?.nodeImageVersion).toContain(APRIL);
  take(app, '70-kubectl-after.json');
  expect(poolOf(app, 'npwin')).toMatchObject({ kubernetesVersion: '1.34.6', count: 3 });
  expect(app.store.clusters.list()[0]?.asOf).toBe('2026-08-25T09:00:00.000Z');
  expect(getStatusReport(app.context)).toMatchObject({ current: 1, behind: 0 });
});

test_('71: nodes that are newer than what Azure said count', () => {
  const app = open();
  take(app, '71-az-before.json', { now: '2026-08-22T09:00:00Z' });
  take(app, '70-kubectl-after.json');
  expect(poolOf(app, 'npwin')?.nodeImageVersion).toContain(JULY);
  expect(getStatusReport(app.context)).toMatchObject({ current: 1, behind: 0 });
});
