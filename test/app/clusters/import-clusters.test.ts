import { beforeEach, describe, expect, it, test } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { registerByHand, removeCluster } from '../../../src/app/clusters/register-cluster.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import type { NodeImage } from '../../../src/domain/catalogue.ts';
import { azCluster, kubectlNode, type ModelPool, SYSTEM, WIN22 } from '../../inventory/fleet-builders.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

const NEW_IMAGE: NodeImage = {
  osSku: 'Windows2022',
  version: '20348.5386.260715',
  builtOn: '2026-07-15',
  announcedIn: '2026-07-17',
  announcedAt: '2026-07-24T18:00:00.000Z',
  announcementUrl: null,
  announcedAs: null,
  notesUrl: null,
  sources: [],
  life: [],
  state: 'newest',
  security: null,
};

let app: TestApp;

beforeEach(() => {
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-07-28T08:00:00Z' });
  app.store.catalogue.replace({ images: [NEW_IMAGE], retirements: [], kubernetesVersions: [] });
});

function fileOf(content: unknown, name = 'f.json') {
  return { name, content: Buffer.from(JSON.stringify(content)) };
}

function importPools(...pools: readonly ModelPool[]) {
  return importClusters(app.context, [fileOf([azCluster({ name: 'shop', pools: [SYSTEM, ...pools] })])]);
}

function inState(provisioningState: string, more: Partial<ModelPool> = {}): ModelPool {
  return { ...WIN22, ...more, extra: { provisioningState } };
}

function idOfShop(): string {
  return app.store.clusters.list()[0]?.id ?? '';
}

function rulesFound(): readonly string[] {
  return app.store.findings.listOpen().map(({ rule }) => rule);
}

describe('what an import counts', () => {
  it('is each cluster and pool once, however many files and documents tell of it', () => {
    const [shop, mill] = ['shop', 'mill'].map((name) => ({ name, pools: [SYSTEM, WIN22] }));
    if (!shop || !mill) throw new Error('no models');
    const nodes = { kind: 'List', items: shop.pools.map((pool, index) => kubectlNode(shop, pool, index)) };
    const files = [[azCluster(shop), azCluster(mill)], nodes, azCluster(mill)].map((content, n) =>
      fileOf(content, `${n}.json`),
    );
    const counts = { clusters: 2, nodePools: 4, windowsNodePools: 2 };
    expect(importClusters(app.context, files)).toMatchObject(counts);
    expect(importClusters(app.context, files)).toMatchObject(counts);
  });
});

test('what is only of registered clusters may be named before the file that brings its cluster', () => {
  const shop = azCluster({ name: 'shop', pools: [SYSTEM, WIN22] });
  const window = { id: `${shop['id']}/maintenanceConfigurations/default`, name: 'default', maintenanceWindow: null };
  const latestNodeImageVersion = 'AKSWindows-2022-containerd-20348.5386.260715';
  const profile = {
    id: `${shop['id']}/agentPools/win22/upgradeProfiles/default`,
    osType: 'Windows',
    latestNodeImageVersion,
  };
  const report = importClusters(app.context, [
    fileOf([window], 'w.json'),
    fileOf(profile, 'u.json'),
    fileOf([shop], 'c.json'),
  ]);
  expect(report).toMatchObject({ clusters: 1, nodePools: 2, rejected: [] });
  const [known] = app.store.clusters.list();
  expect(known?.maintenance?.windows).toHaveLength(1);
  expect(known?.nodePools.map((pool) => pool.latestNodeImageVersion)).toContain(latestNodeImageVersion);
});

test('what was imported while the clock was ahead is no newer word than what comes after', () => {
  const NEWER = 'AKSWindows-2022-containerd-20348.5386.260715';
  app.clock.jump(30 * 86_400_000);
  importPools(WIN22, { ...WIN22, name: 'gone' });
  app.clock.jump(-30 * 86_400_000);
  importPools({ ...WIN22, image: NEWER });
  const [shop] = app.store.clusters.list();
  expect(shop?.asOf).toBe('2026-07-28T08:00:00.000Z');
  expect(shop?.nodePools.map(({ name }) => name)).toEqual(['sys', 'win22']);
  expect(shop?.nodePools[1]).toMatchObject({ nodeImageVersion: NEWER });
});

test('an import that takes a while, after the clock was ahead, is the newest word all the same', () => {
  app.clock.jump(30 * 86_400_000);
  importPools(WIN22);
  app.clock.jump(-30 * 86_400_000);
  const begun = app.clock.now().toISOString();
  app.clock.advance(60_000);
  const content = azCluster({ name: 'shop', pools: [SYSTEM, { ...WIN22, count: 9 }] });
  importClusters(app.context, [fileOf([content])], { asOf: begun });
  expect(app.store.clusters.list()[0]).toMatchObject({ asOf: begun, nodePools: [{}, { count: 9 }] });
});

test('a tag or label that looks like an instant stays as it is when the clock was ahead', () => {
  const tags = { expires: '2027-01-01T00:00:00Z', asOf: '2027-01-01T00:00:00Z' };
  const nodeLabels = { until: '2027-01-01T00.00.00Z' };
  const settings = { tags, nodeLabels, maxPods: 30 };
  const shop = { name: 'shop', tags, pools: [SYSTEM, { ...WIN22, extra: settings }] };
  app.clock.jump(30 * 86_400_000);
  importClusters(app.context, [fileOf([azCluster(shop)])]);
  app.clock.jump(-30 * 86_400_000);
  importClusters(app.context, [fileOf({ kind: 'List', items: [kubectlNode(shop, WIN22, 1)] })]);
  const [saved] = app.store.clusters.list();
  expect(saved?.asOf).toBe('2026-07-28T08:00:00.000Z');
  expect(saved?.tags).toEqual(tags);
  expect(saved?.nodePools[1]).toMatchObject({ tags, settings: { labels: nodeLabels } });
});

test('maintenance windows told while the clock was ahead give way to those told after', () => {
  const schedule = (dayOfWeek: string) => ({ schedule: { weekly: { dayOfWeek, intervalWeeks: 1 } }, durationHours: 4 });
  const importWindow = (dayOfWeek: string) => {
    const id = `${String(azCluster({ name: 'shop', pools: [] })['id'])}/maintenanceConfigurations/aksManagedNodeOSUpgradeSchedule`;
    const window = { id, name: 'aksManagedNodeOSUpgradeSchedule', maintenanceWindow: schedule(dayOfWeek) };
    return importClusters(app.context, [fileOf([window])]);
  };
  importPools(WIN22);
  app.clock.jump(30 * 86_400_000);
  importWindow('Saturday');
  app.clock.jump(-30 * 86_400_000);
  importWindow('Sunday');
  expect(app.store.clusters.list()[0]?.maintenance?.windows[0]?.when).toContain('Sunday');
});

describe('the history of node pools', () => {
  const history = () => app.store.nodePoolHistory.listOf(idOfShop());

  it('gets an observation only when something changed, and none of Linux pools', () => {
    importPools(inState('Succeeded'));
    app.clock.advance(60_000);
    importPools(inState('Succeeded'));
    app.clock.advance(60_000);
    importPools(inState('UpgradingNodeImageVersion'));
    const version = WIN22.image;
    expect(history()).toMatchObject([
      {
        nodePool: 'win22',
        observations: [
          { observedAt: '2026-07-28T08:00:00.000Z', provisioningState: 'Succeeded', nodeImageVersion: version },
          { observedAt: '2026-07-28T08:02:00.000Z', provisioningState: 'UpgradingNodeImageVersion' },
        ],
      },
    ]);
  });

  it('shows an upgrade that reported success and changed nothing', () => {
    for (const state of ['Succeeded', 'UpgradingNodeImageVersion', 'Succeeded']) {
      expect(rulesFound()).not.toContain('upgrade-without-effect');
      importPools(inState(state));
      app.clock.advance(3_600_000);
    }
    expect(rulesFound()).toContain('upgrade-without-effect');
    expect(getStatusReport(app.context).findings.map(({ rule }) => rule)).toContain('upgrade-without-effect');
    importPools(inState('Succeeded', { image: 'AKSWindows-2022-containerd-20348.5386.260715' }));
    expect(rulesFound()).not.toContain('upgrade-without-effect');
  });

  it('ends with the pool: one that is made anew under its name has no past', () => {
    for (const state of ['Succeeded', 'UpgradingNodeImageVersion', 'Succeeded', 'Upgrading']) {
      importPools(inState(state));
      app.clock.advance(3_600_000);
    }
    importPools();
    expect(history()).toMatchObject([{ observations: [] }]);
    app.clock.advance(20 * 86_400_000);
    importPools(inState('Upgrading'));
    expect(rulesFound()).not.toContain('not-running');
    expect(history()).toMatchObject([{ observations: [{ provisioningState: 'Upgrading' }] }]);
    importPools(inState('Succeeded'));
    importPools();
    importPools(inState('Succeeded'));
    expect(rulesFound()).not.toContain('upgrade-without-effect');
  });

  it('keeps the newest sixty observations of a pool, and is forgotten with the cluster', () => {
    for (let n = 0; n < 70; n += 1) importPools(inState(`State${n}`));
    const states = history()[0]?.observations.map(({ provisioningState }) => provisioningState);
    expect(states).toHaveLength(60);
    expect([states?.[0], states?.at(-1)]).toEqual(['State10', 'State69']);
    const id = idOfShop();
    removeCluster(app.context, 'shop');
    expect(app.store.nodePoolHistory.listOf(id)).toEqual([]);
  });
});

function pod(image: string, more: { node?: string; name?: string; os?: string } = {}) {
  const { node = 'akswin22000001', name = 'p1', os = 'windows' } = more;
  return {
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { nodeName: node, nodeSelector: { 'kubernetes.io/os': os }, containers: [{ image }] },
  };
}

const OLD_BASE = 'mcr.microsoft.com/windows/servercore:ltsc2019';

function podsFile(...pods: readonly unknown[]) {
  return fileOf({ apiVersion: 'v1', kind: 'List', items: pods }, 'pods.json');
}

test('a pod that runs on a node of no known pool is not counted as waiting for one', () => {
  const unfit = () => app.store.findings.listOpen().filter(({ rule }) => rule === 'container-images');
  const importPod = (one: object) => {
    const shop = azCluster({ name: 'shop', pools: [SYSTEM, WIN22] });
    importClusters(app.context, [fileOf([shop]), podsFile(one)], { cluster: 'shop' });
  };
  const running = pod(OLD_BASE, { node: 'win-node-7' });
  importPod({ ...running, spec: { ...running.spec, nodeName: undefined } });
  expect(unfit()).toHaveLength(1);
  importPod(running);
  expect(unfit()).toEqual([]);
});

describe('nodes of a cluster whose name somebody typed', () => {
  const shop = { name: 'shop', pools: [SYSTEM, WIN22] };
  const nodes = shop.pools.map((pool, index) => kubectlNode(shop, pool, index));

  it('say of which cluster the pods beside them are', () => {
    registerByHand(app.context, 'shop', {});
    const both = fileOf({ kind: 'List', items: [...nodes, pod(OLD_BASE)] });
    expect(importClusters(app.context, [both])).toMatchObject({ clusters: 1, windowsNodePools: 1, workloads: 1 });
  });

  it('are of the cluster that is named with them', () => {
    registerByHand(app.context, 'shop', {});
    registerByHand(app.context, 'mill', {});
    importClusters(app.context, [fileOf({ kind: 'List', items: nodes })], { cluster: 'mill' });
    const pools = Object.fromEntries(app.store.clusters.list().map((one) => [one.name, one.nodePools.length]));
    expect(pools).toEqual({ mill: 2, shop: 0 });
  });
});

describe('pods', () => {
  beforeEach(() => void importPools(WIN22));

  it('of a registered cluster lead to advice on their container images, until they are gone', () => {
    const files = [podsFile(pod(OLD_BASE), pod('nginx', { os: 'linux', node: 'aks-sys-1-vmss000000' }))];
    expect(importClusters(app.context, files, { cluster: 'shop' })).toEqual({
      clusters: 0,
      nodePools: 0,
      windowsNodePools: 0,
      workloads: 1,
      complete: true,
      rejected: [],
      notices: [],
    });
    const found = app.store.findings.listOpen().find(({ rule }) => rule === 'container-images');
    expect(found).toMatchObject({ nodePool: 'win22', severity: 'high', summary: expect.stringContaining(OLD_BASE) });
    const mended = podsFile(pod('mcr.microsoft.com/windows/servercore:ltsc2022'));
    importClusters(app.context, [mended], { cluster: idOfShop() });
    expect(rulesFound()).not.toContain('container-images');
  });

  describe('stay known where a list may lack them', () => {
    const mended = pod('mcr.microsoft.com/windows/servercore:ltsc2022');
    const elsewhere = { ...mended, metadata: { ...mended.metadata, namespace: 'web' } };
    const system = { ...mended, metadata: { ...mended.metadata, namespace: 'kube-system' } };
    const kept = [expect.stringMatching(/^Kept as known before: 1 workload .*kubectl get pods -A -o json/)];

    it.each([
      ['of another namespace only', { kind: 'List', items: [elsewhere] }],
      ['of the namespace of the system only', { kind: 'List', items: [system] }],
      ['of which a page is missing', { kind: 'PodList', metadata: { continue: 'x' }, items: [elsewhere] }],
      ['of which one could not be read', { kind: 'List', items: [elsewhere, { kind: 'Pod', metadata: {} }] }],
    ])('%s', (_, list) => {
      importClusters(app.context, [podsFile(pod(OLD_BASE))], { cluster: 'shop' });
      const { notices } = importClusters(app.context, [fileOf(list)], { cluster: 'shop' });
      expect(rulesFound()).toContain('container-images');
      expect(notices).toEqual(expect.arrayContaining(kept));
    });

    it('and not where all pods are listed', () => {
      importClusters(app.context, [podsFile(pod(OLD_BASE))], { cluster: 'shop' });
      importClusters(app.context, [podsFile(elsewhere, system)], { cluster: 'shop' });
      expect(rulesFound()).not.toContain('container-images');
    });
  });

  it('stay known when the cluster is imported again', () => {
    importClusters(app.context, [podsFile(pod(OLD_BASE))], { cluster: 'shop' });
    importPools(WIN22);
    expect(rulesFound()).toContain('container-images');
  });

  it('come together with their cluster in one go, in any order', () => {
    const fleet = fileOf([azCluster({ name: 'new', group: 'rg-new', pools: [SYSTEM, WIN22] })]);
    const report = importClusters(app.context, [podsFile(pod(OLD_BASE)), fleet], { cluster: 'new' });
    expect(report).toMatchObject({ clusters: 1, workloads: 1 });
    expect(app.store.findings.listOpen().find(({ rule }) => rule === 'container-images')?.cluster).toBe('new');
  });

  it('without their cluster are refused, and nothing else of that import is kept', () => {
    const fleet = fileOf([azCluster({ name: 'other', group: 'rg-other', pools: [WIN22] })]);
    expect(() => importClusters(app.context, [fleet, podsFile(pod(OLD_BASE))])).toThrow(
      expect.objectContaining({ code: 'invalid_usage', next: 'name-cluster' }),
    );
    expect(() => importClusters(app.context, [fleet, podsFile(pod(OLD_BASE))], { cluster: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
    expect(app.store.clusters.list().map(({ name }) => name)).toEqual(['shop']);
  });

  it('are missed where a cluster is named for nothing', () => {
    expect(() => importClusters(app.context, [fileOf([])], { cluster: 'shop' })).toThrow(
      expect.objectContaining({ code: 'invalid_usage', message: expect.stringContaining('no file lists pods') }),
    );
  });

  it('of another cluster by mistake are doubted', () => {
    const { notices } = importClusters(app.context, [podsFile(pod(OLD_BASE, { node: 'aksoth000001' }))], {
      cluster: 'shop',
    });
    expect(notices).toEqual([expect.stringMatching(/^The pods run on oth, and shop has no such Windows node pool/)]);
    const linux = podsFile(pod('nginx', { os: 'linux', node: 'aks-sys-1-vmss000000' }));
    expect(importClusters(app.context, [linux], { cluster: 'shop' }).notices).toEqual([
      'No pod runs on Windows, so nothing is kept for shop.',
    ]);
  });
});

describe('a fleet that changes', () => {
  it('marks a pool that is gone, and brings it back when it is reported again', () => {
    const poolNames = () => app.store.clusters.list()[0]?.nodePools.map(({ name }) => name);
    importPools(WIN22, { ...WIN22, name: 'win2' });
    expect(importPools(WIN22).notices).toEqual(['Gone by this import: 1 node pool (shop/win2).']);
    expect(poolNames()).toEqual(['sys', 'win22']);
    app.clock.advance(3_600_000);
    expect(importPools(WIN22).notices).toEqual([]);
    importPools(WIN22, { ...WIN22, name: 'win2' });
    expect(poolNames()).toEqual(['sys', 'win2', 'win22']);
  });

  it('says so when reports are old', () => {
    importPools(WIN22);
    expect(getStatusReport(app.context).notices).toEqual([]);
    app.clock.advance(9 * 86_400_000);
    expect(getStatusReport(app.context).notices).toEqual([
      'The report of shop is older than 7 days (28 Jul 2026): import again, or "vhdwatch clusters discover".',
    ]);
  });
});
