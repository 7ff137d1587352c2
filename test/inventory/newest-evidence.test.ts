import { describe, expect, it } from 'vitest';
import type { Cluster, NodePool } from '../../src/domain/cluster.ts';
import type { ClusterImport } from '../../src/domain/cluster-import.ts';
import { findFactSources } from '../../src/inventory/fact-sources.ts';
import { planClusterImport } from '../../src/inventory/plan-cluster-import.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import {
  azCluster,
  kubectlNode,
  type ModelCluster,
  type ModelPool,
  permutationsOf,
  SYSTEM,
  WIN22,
} from './fleet-builders.ts';

const APRIL = String(WIN22.image);
const JULY = 'AKSWindows-2022-containerd-20348.5386.260715';
const [FIRST, SECOND, THIRD] = ['2026-08-01T09:00:00.000Z', '2026-08-20T09:00:00.000Z', '2026-08-25T09:00:00.000Z'];

const ALPHA: ModelCluster = { name: 'alpha', pools: [SYSTEM, WIN22] };

function azure(asOf: string, win: Partial<ModelPool> = {}, cluster = ALPHA): ClusterImport {
  const pools = cluster.pools.map((pool) => (pool.name === 'win22' ? { ...pool, ...win } : pool));
  return parseClusterFile(JSON.stringify([azCluster({ ...cluster, pools })]), { asOf, fileName: 'az.json' });
}

/** The same nodes, none of which was heard of since that instant. */
function heard(lastHeartbeatTime: string, told: ClusterImport): ClusterImport {
  return {
    ...told,
    parts: told.parts.map((part) => ({ ...part, heardAt: new Date(lastHeartbeatTime).toISOString() })),
  };
}

/** Nodes of the Windows pool on these images, beside one of the system pool. */
function nodes(asOf: string, ...images: readonly string[]): ClusterImport {
  const windows = images.map((image, index) => kubectlNode(ALPHA, { ...WIN22, image }, index));
  const text = JSON.stringify({ kind: 'List', items: [kubectlNode(ALPHA, SYSTEM, 9), ...windows] });
  return parseClusterFile(text, { asOf, fileName: 'nodes.json' });
}

function fold(...imports: readonly ClusterImport[]): Cluster | undefined {
  return imports.reduce<readonly Cluster[]>((known, one) => {
    const changed = planClusterImport(known, one).clusters;
    const gone = known.filter(({ id }) => changed.every((cluster) => cluster.id !== id));
    return [...gone, ...changed];
  }, [])[0];
}

function win22(cluster: Cluster | undefined): NodePool | undefined {
  return cluster?.nodePools.find(({ name, vanishedAt }) => name === 'win22' && vanishedAt === null);
}

/** As people see it. */
function seenOf(cluster: Cluster | undefined): Cluster | undefined {
  if (!cluster) return cluster;
  const { evidence: _, ...seen } = cluster;
  return { ...seen, nodePools: cluster.nodePools.map(({ evidence: __, ...pool }) => pool) };
}

describe('a fleet known only from its nodes', () => {
  it('follows them', () => {
    const cluster = fold(nodes(FIRST, APRIL, APRIL), nodes(THIRD, JULY, JULY, JULY));
    expect(win22(cluster)).toMatchObject({ nodeImageVersion: JULY, count: 3, nodeImages: { [JULY]: 3 } });
    expect(cluster).toMatchObject({ asOf: THIRD, evidence: { nodes: THIRD } });
  });

  it('does not follow an older look at them', () => {
    const newest = fold(nodes(FIRST, APRIL), nodes(THIRD, JULY));
    expect(fold(nodes(THIRD, JULY), nodes(FIRST, APRIL))).toEqual(newest);
  });

  it('does not follow a list that is told today, and whose nodes were heard of last before what is known', () => {
    const old = heard('2026-08-10T08:58:00Z', nodes(THIRD, APRIL));
    const known = fold(nodes(SECOND, JULY));
    expect(fold(nodes(SECOND, JULY), old)).toEqual(known);
    const same = azure(SECOND, { image: JULY });
    expect(win22(fold(same, old))).toMatchObject({ nodeImageVersion: JULY });
    // What is told together is of one day, and what was told before they were heard of is older.
    expect(win22(fold(azure(THIRD, { image: JULY }), old))).toMatchObject({ nodeImageVersion: APRIL });
    expect(win22(fold(azure(FIRST, { image: JULY }), old))).toMatchObject({ nodeImageVersion: APRIL });
  });

  it('is the same whether what is known since was told before such a list or after it', () => {
    const old = heard('2026-08-10T08:58:00Z', nodes(THIRD, APRIL));
    const later = '2026-08-27T09:00:00.000Z';
    for (const others of [
      [nodes(SECOND, JULY)],
      [azure(SECOND, { image: JULY })],
      [azure(SECOND, { image: JULY }), azure(later, { image: JULY, count: 5 })],
      [azure(FIRST), azure(SECOND, { image: JULY })],
      [nodes(FIRST, APRIL), azure(SECOND, { image: JULY }), nodes(later, JULY)],
    ]) {
      const [first, ...orders] = permutationsOf([old, ...others]).map((order) => seenOf(fold(...order)));
      for (const cluster of orders) expect(cluster).toEqual(first);
      expect(win22(first)).toMatchObject({ nodeImageVersion: JULY });
    }
  });

  it('has no nodes in a pool that a list of all of them lacks', () => {
    const cluster = fold(nodes(FIRST, APRIL, APRIL), nodes(THIRD));
    expect(win22(cluster)).toMatchObject({ count: 0, nodeImages: {} });
    expect(cluster?.asOf).toBe(THIRD);
  });
});

describe('Azure and the nodes', () => {
  it.each([
    ['nodes that were replaced since', [azure(FIRST), nodes(THIRD, JULY, JULY)], JULY],
    ['nodes that were replaced since, read before', [nodes(THIRD, JULY, JULY), azure(FIRST)], JULY],
    ['Azure, which tells of an upgrade since', [nodes(FIRST, APRIL), azure(THIRD, { image: JULY })], JULY],
    ['nodes on the old image at the same time', [azure(THIRD, { image: JULY }), nodes(THIRD, APRIL)], APRIL],
    ['the same, the other way round', [nodes(THIRD, APRIL), azure(THIRD, { image: JULY })], APRIL],
    [
      'nodes, while Azure says the same again',
      [azure(FIRST, { image: JULY }), nodes(SECOND, APRIL), azure(THIRD, { image: JULY })],
      APRIL,
    ],
  ])('the image is that of %s', (_whose, imports, image) => {
    expect(win22(fold(...imports))?.nodeImageVersion).toBe(image);
  });

  it('differ on one node while an upgrade rolls: Azure knows the image of no single node', () => {
    const later = '2026-08-01T09:30:00.000Z';
    const rolling = { nodeImageVersion: APRIL, nodeImages: { [APRIL]: 1, [JULY]: 1 }, count: 4 };
    for (const image of [APRIL, JULY]) {
      const cluster = fold(nodes(FIRST, APRIL, JULY), azure(later, { image }));
      expect(win22(cluster)).toMatchObject(rolling);
      // Told in the other order it is the same.
      expect(win22(fold(azure(later, { image }), nodes(FIRST, APRIL, JULY)))).toEqual(win22(cluster));
    }
    const done = fold(nodes(FIRST, APRIL, JULY), azure(THIRD, { image: JULY }));
    expect(win22(done)).toMatchObject({ nodeImageVersion: JULY, nodeImages: {} });
  });

  it('do not agree where a list lacks the nodes of a pool, and it may be filtered: Azure counts them', () => {
    const filtered = fold(azure(FIRST), nodes(SECOND, JULY, JULY), nodes(THIRD));
    expect(win22(filtered)).toMatchObject({ count: 4, nodesSeen: 0 });
  });

  it('tell of a pool of node auto-provisioning that is gone as of the list that lacks it', () => {
    const karpenter = azure(FIRST, {}, { ...ALPHA, pools: [SYSTEM] });
    const daily = azure(THIRD, {}, { ...ALPHA, pools: [SYSTEM] });
    const items = [kubectlNode(ALPHA, SYSTEM, 9), kubectlNode(ALPHA, WIN22, 0)];
    const label = '"kubernetes.azure.com/agentpool":"win22"';
    const text = JSON.stringify({ kind: 'List', items }).replace(label, `${label},"karpenter.sh/nodepool":"win22"`);
    const seen = parseClusterFile(text, { asOf: FIRST, fileName: 'nodes.json' });
    expect(win22(fold(karpenter, seen))?.isProvisioned).toBe(true);
    expect(win22(fold(azure(FIRST), seen))?.isProvisioned).toBeUndefined();
    expect(fold(karpenter, seen)).toMatchObject({ asOf: FIRST });
    const scaledAway = fold(karpenter, seen, daily, nodes(THIRD));
    expect(scaledAway).toMatchObject({ asOf: THIRD });
    expect(win22(scaledAway)).toBeUndefined();
    expect(win22(fold(karpenter, daily, nodes(THIRD), seen))).toBeUndefined();
  });

  it('differ on whether a pool is Spot: Azure, which tells all of its settings, knows', () => {
    const label = '"kubernetes.azure.com/scalesetpriority":"spot","kubernetes.azure.com/mode"';
    const items = [kubectlNode(ALPHA, SYSTEM, 9), kubectlNode(ALPHA, WIN22, 0)];
    const text = JSON.stringify({ kind: 'List', items }).replaceAll('"kubernetes.azure.com/mode"', label);
    const spot = parseClusterFile(text, { asOf: FIRST, fileName: 'nodes.json' });
    expect(win22(fold(spot))?.spot).not.toBeNull();
    const azPools = [SYSTEM, WIN22].map((pool) => ({ ...pool, extra: { maxPods: 30 } }));
    const regular = azure(SECOND, {}, { ...ALPHA, pools: azPools });
    expect(win22(fold(spot, regular))?.spot ?? null).toBeNull();
    expect(win22(fold(regular, spot))?.spot ?? null).toBeNull();
  });

  it('keep what only Azure knows', () => {
    const cluster = fold(azure(FIRST), nodes(THIRD, JULY));
    expect(win22(cluster)).toMatchObject({ provisioningState: 'Succeeded', maxSurge: '10%', count: 1 });
    expect(cluster).toMatchObject({ tier: 'Standard', evidence: { azure: FIRST, nodes: THIRD } });
  });
});

describe('what a report of Azure leaves out', () => {
  const without = (asOf: string) => azure(asOf, { image: null });

  it('stays what was told last, as of then', () => {
    const cluster = fold(azure(FIRST), without(SECOND), without(THIRD));
    expect(win22(cluster)).toMatchObject({ nodeImageVersion: APRIL, osSku: 'Windows2022' });
    const facts = findFactSources(win22(cluster) as NodePool, cluster?.evidence ?? {});
    expect(facts.nodeImageVersion).toEqual({ source: 'azure', asOf: FIRST });
    expect(facts.count).toEqual({ source: 'azure', asOf: THIRD });
  });

  it('is the same in any order, and forgotten once it is told anew', () => {
    const told = [azure(FIRST), without(SECOND), azure(THIRD, { image: JULY })];
    for (const order of [told, told.toReversed()]) expect(win22(fold(...order))?.nodeImageVersion).toBe(JULY);
    const [first, second] = [azure(FIRST), azure(SECOND, { image: JULY })];
    for (const order of [
      [first, second],
      [second, first],
    ])
      expect(win22(fold(...order, without(THIRD)))?.nodeImageVersion).toBe(JULY);
    expect(win22(fold(without(THIRD), second, first))?.nodeImageVersion).toBe(JULY);
  });

  it('is what nodes showed since, and older than them nowhere', () => {
    const seen = nodes(SECOND, JULY, JULY);
    expect(win22(fold(azure(FIRST), seen, without(THIRD)))?.nodeImageVersion).toBe(JULY);
    expect(win22(fold(without(THIRD), seen, azure(FIRST)))?.nodeImageVersion).toBe(JULY);
    expect(win22(fold(nodes(FIRST, JULY), azure(SECOND), without(THIRD)))?.nodeImageVersion).toBe(APRIL);
  });

  it('says nothing of a pool that is made anew', () => {
    const anew = azure(SECOND, { image: null, extra: { provisioningState: 'Creating' } });
    expect(win22(fold(azure(FIRST), anew))?.nodeImageVersion).toBeNull();
    expect(win22(fold(azure(FIRST), anew, without(THIRD)))?.nodeImageVersion).toBeNull();
  });

  it('says nothing of a pool that was gone in between', () => {
    const gone = azure(SECOND, {}, { ...ALPHA, pools: [SYSTEM] });
    expect(win22(fold(azure(FIRST), gone, without(THIRD)))?.nodeImageVersion).toBeNull();
  });

  it('is nothing that an earlier pool of the name had, in whatever order it is told', () => {
    const extra = { scaleSetPriority: 'Spot', nodeTaints: ['a=b:NoSchedule'] };
    const told = [azure(FIRST, { extra }), azure(SECOND, {}, { ...ALPHA, pools: [SYSTEM] }), nodes(THIRD, JULY)];
    for (const order of permutationsOf(told)) {
      const pool = win22(fold(...order));
      expect(pool).toMatchObject({ nodeImageVersion: JULY, count: 1 });
      expect(pool).not.toHaveProperty('spot');
      expect(pool).not.toHaveProperty('settings');
    }
  });

  it('is no image of another Windows than Azure names since', () => {
    const other = azure(SECOND, { image: null, osSku: 'Windows2025' });
    const neither = azure(THIRD, { image: null, osSku: null });
    for (const order of [
      [azure(FIRST), other],
      [other, azure(FIRST)],
      [azure(FIRST), other, neither],
      [azure(FIRST), neither, other],
    ])
      expect(win22(fold(...order))).toMatchObject({ nodeImageVersion: null, osSku: 'Windows2025' });
  });
});

describe('an older report of Azure', () => {
  it('changes nothing', () => {
    const factsOf = (cluster: Cluster | undefined) => cluster?.nodePools.map(({ evidence: _, ...pool }) => pool);
    const [newest, after] = [fold(azure(THIRD, { image: JULY })), fold(azure(THIRD, { image: JULY }), azure(FIRST))];
    expect(factsOf(after)).toEqual(factsOf(newest));
    expect(after).toMatchObject({ asOf: THIRD, evidence: newest?.evidence });
  });

  it('brings back no pool that is gone', () => {
    const without = azure(THIRD, {}, { ...ALPHA, pools: [SYSTEM] });
    expect(win22(fold(azure(FIRST), without))).toBeUndefined();
    expect(win22(fold(without, azure(FIRST)))).toBeUndefined();
  });
});

describe('since when a cluster is in an operation', () => {
  const inState = (asOf: string, provisioningState: string): ClusterImport => {
    const text = JSON.stringify([{ ...azCluster(ALPHA), provisioningState }]);
    return parseClusterFile(text, { asOf, fileName: 'az.json' });
  };

  it('is the first report in a row that tells the same one', () => {
    const deleting = [inState(SECOND, 'Deleting'), inState(THIRD, 'Deleting')];
    expect(fold(inState(FIRST, 'Upgrading'), ...deleting)?.evidence?.operating).toBe(SECOND);
    expect(fold(...deleting.toReversed())?.evidence?.operating).toBe(SECOND);
    expect(fold(...deleting, inState(THIRD, 'Succeeded'))?.evidence).not.toHaveProperty('operating');
    expect(fold(inState(FIRST, 'Updating'))?.evidence).not.toHaveProperty('operating');
  });
});

describe('since when a cluster is stopped', () => {
  const inState = (asOf: string, code: string): ClusterImport => {
    const text = JSON.stringify([{ ...azCluster(ALPHA), powerState: { code } }]);
    return parseClusterFile(text, { asOf, fileName: 'az.json' });
  };

  it('is the first report in a row that says so', () => {
    const stopped = [inState(SECOND, 'Stopped'), inState(THIRD, 'Stopped')];
    expect(fold(inState(FIRST, 'Running'), ...stopped)?.evidence?.stopped).toBe(SECOND);
    expect(fold(...stopped)?.evidence?.stopped).toBe(SECOND);
    expect(fold(...stopped.toReversed())?.evidence?.stopped).toBe(SECOND);
  });

  it('is not what was before it ran again', () => {
    expect(fold(inState(FIRST, 'Stopped'), inState(SECOND, 'Running'))?.evidence).not.toHaveProperty('stopped');
    const inOrder = [inState(FIRST, 'Stopped'), inState(SECOND, 'Running'), inState(THIRD, 'Stopped')];
    expect(fold(...inOrder)?.evidence?.stopped).toBe(THIRD);
  });
});
