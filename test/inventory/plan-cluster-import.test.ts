import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.ts';
import type { ClusterImport } from '../../src/domain/cluster-import.ts';
import { planClusterImport } from '../../src/inventory/plan-cluster-import.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { azCluster, azPool, graphRow, idOf, kubectlNode, type ModelCluster, SYSTEM, WIN22 } from './fleet-builders.ts';

const MONDAY = '2026-08-03T08:00:00.000Z';
const FRIDAY = '2026-08-07T08:00:00.000Z';
const SATURDAY = '2026-08-08T08:00:00.000Z';
const NEWER = 'AKSWindows-2022-containerd-20348.5386.260715';

const ALPHA: ModelCluster = { name: 'alpha', tags: { owner: 'ann' }, pools: [SYSTEM, WIN22] };

function read(value: unknown, asOf = FRIDAY): ClusterImport {
  return parseClusterFile(JSON.stringify(value), { asOf, fileName: 'f.json' });
}

/** What is known of a cluster, without where it is from. */
function factsOf(cluster: Cluster | undefined): Partial<Cluster> {
  const { evidence: _, nodePools = [], ...facts } = cluster ?? {};
  return { ...facts, nodePools: nodePools.map(({ evidence: __, nodesSeen: ___, ...pool }) => pool) };
}

const registered = planClusterImport([], read([azCluster(ALPHA)], MONDAY)).clusters;

function profile(latestNodeImageVersion: string, cluster = ALPHA) {
  return { id: `${idOf(cluster)}/agentPools/win22/upgradeProfiles/default`, osType: 'Windows', latestNodeImageVersion };
}

/** The one cluster after an import into the registered ones. */
function mergeOne(imported: ClusterImport, before: readonly Cluster[] = registered): Cluster | undefined {
  const plan = planClusterImport(before, imported);
  expect(plan.clusters).toHaveLength(1);
  const [cluster] = plan.clusters;
  const nodePools = cluster?.nodePools.filter(({ vanishedAt }) => vanishedAt === null) ?? [];
  return cluster && { ...cluster, nodePools };
}

function windowsPool(cluster: Cluster | undefined) {
  return cluster?.nodePools.find((pool) => pool.name === 'win22');
}

describe('whole clusters', () => {
  it('are the same after the same import, but for the instant', () => {
    const again = mergeOne(read([azCluster(ALPHA)]));
    expect(factsOf(again)).toEqual({ ...factsOf(registered[0]), asOf: FRIDAY });
    expect(again?.evidence).toMatchObject({ azure: FRIDAY, listed: FRIDAY });
  });

  it('lose the pools that a complete import no longer lists', () => {
    const cluster = mergeOne(read([azCluster({ ...ALPHA, pools: [SYSTEM] })]));
    expect(cluster?.nodePools.map((pool) => pool.name)).toEqual(['sys']);
  });

  it('keep the pools that a list lacks which was filtered, since each cluster has a system pool', () => {
    const filtered = read([azCluster({ ...ALPHA, pools: [WIN22] })]);
    expect(mergeOne(filtered)?.nodePools.map(({ name }) => name)).toEqual(['sys', 'win22']);
    const automatic = { ...azCluster({ ...ALPHA, pools: [WIN22] }), sku: { name: 'Automatic', tier: 'Standard' } };
    expect(mergeOne(read([automatic]))?.nodePools.map(({ name }) => name)).toEqual(['win22']);
  });

  it('lose the pools that a filtered list lacks where all lists of them were filtered', () => {
    const other = { ...WIN22, name: 'win25' };
    const before = mergeOne(read([azCluster({ ...ALPHA, pools: [WIN22, other] })]), []);
    if (!before) throw new Error('no cluster');
    const now = mergeOne(read([azCluster({ ...ALPHA, pools: [WIN22] })]), [before]);
    expect(now?.nodePools.map(({ name }) => name)).toEqual(['win22']);
  });

  it('keep their pools when one of the import was refused, since it may be that one', () => {
    const broken = { ...azCluster(ALPHA), agentPoolProfiles: [azPool(SYSTEM), { ...azPool(WIN22), count: 'many' }] };
    expect(mergeOne(read([broken]))?.nodePools.map((pool) => pool.name)).toEqual(['sys', 'win22']);
  });
});

describe('parts of clusters', () => {
  it('add the offer of an upgrade profile to the pool', () => {
    const cluster = mergeOne(read(profile(NEWER)));
    const before = factsOf(registered[0]);
    expect(factsOf(cluster)).toEqual({
      ...before,
      nodePools: before.nodePools?.map((pool) =>
        pool.name === 'win22' ? { ...pool, latestNodeImageVersion: NEWER } : pool,
      ),
    });
  });

  it('refuse an upgrade profile of a cluster that is not registered', () => {
    const plan = planClusterImport(registered, read(profile(NEWER, { ...ALPHA, name: 'gamma' })));
    expect(plan).toMatchObject({
      clusters: [],
      absorbed: [],
      rejected: [{ item: 'gamma', reason: 'is not registered: import the cluster first' }],
    });
  });

  it('are placed in a cluster of the same file', () => {
    const cluster = mergeOne(read([profile(NEWER), azCluster(ALPHA)]), []);
    expect(windowsPool(cluster)?.latestNodeImageVersion).toBe(NEWER);
  });

  it('renew pools from a pool list and keep what it cannot know of the cluster', () => {
    const pool = { ...azPool({ ...WIN22, image: NEWER }), id: `${idOf(ALPHA)}/agentPools/win22` };
    const cluster = mergeOne(read([pool]));
    expect(windowsPool(cluster)?.nodeImageVersion).toBe(NEWER);
    expect(cluster).toMatchObject({ origin: 'az', asOf: FRIDAY, tier: 'Standard', ownership: { owners: ['ann'] } });
    expect(cluster?.nodePools).toHaveLength(2);
  });

  it('register a cluster of which only pools or nodes are known', () => {
    const nodes = { kind: 'List', items: [kubectlNode(ALPHA, WIN22, 0)] };
    expect(mergeOne(read(nodes), [])).toMatchObject({
      id: idOf(ALPHA).toLowerCase(),
      origin: 'kubectl',
      nodePools: [{ name: 'win22' }],
    });
  });
});

describe('the view of nodes', () => {
  const nodes = {
    kind: 'List',
    items: [kubectlNode(ALPHA, WIN22, 0), kubectlNode(ALPHA, { ...WIN22, image: NEWER }, 1)],
  };
  const seen = planClusterImport(registered, read(nodes)).clusters;

  it("is added to Azure's view, and counts the nodes where it is newer", () => {
    expect(factsOf(seen[0]).nodePools?.[1]).toEqual({
      ...factsOf(registered[0]).nodePools?.[1],
      count: 2,
      nodeImages: { [String(WIN22.image)]: 1, [NEWER]: 1 },
    });
    expect(seen[0]).toMatchObject({ origin: 'az', asOf: FRIDAY, ownership: { owners: ['ann'] } });
    expect(seen[0]?.evidence).toMatchObject({ azure: MONDAY, nodes: FRIDAY });
  });

  it('stays while Azure reports the pool unchanged, and goes when it reports another image', () => {
    expect(windowsPool(mergeOne(read([azCluster(ALPHA)], SATURDAY), seen))?.nodeImages).toEqual(
      windowsPool(seen[0])?.nodeImages,
    );
    const upgraded = { ...ALPHA, pools: [SYSTEM, { ...WIN22, image: NEWER }] };
    expect(windowsPool(mergeOne(read([azCluster(upgraded)], SATURDAY), seen))?.nodeImages).toEqual({});
  });

  it('finds the registered cluster where the node resource group can be read in two ways', () => {
    const model = { ...ALPHA, group: 'rg_a' };
    const before = planClusterImport([], read([azCluster(model)])).clusters;
    expect(mergeOne(read({ items: [kubectlNode(model, WIN22, 0)] }), before)?.id).toBe(idOf(model).toLowerCase());
  });
});

describe('offers after the next import', () => {
  const rowsOnSaturday = (model: ModelCluster) => read({ data: [graphRow(model)] }, SATURDAY);
  const offered = planClusterImport(registered, read(profile(NEWER))).clusters;

  it('are forgotten when a file was imported, which does not ask for them', () => {
    expect(windowsPool(mergeOne(read([azCluster(ALPHA)], SATURDAY), offered))?.latestNodeImageVersion).toBeNull();
  });

  it('stay when discovery could not ask and they still are ahead of the pool', () => {
    expect(windowsPool(mergeOne(rowsOnSaturday(ALPHA), offered))?.latestNodeImageVersion).toBe(NEWER);
    const upgraded = { ...ALPHA, pools: [SYSTEM, { ...WIN22, image: NEWER }] };
    expect(windowsPool(mergeOne(rowsOnSaturday(upgraded), offered))?.latestNodeImageVersion).toBeNull();
  });
});
