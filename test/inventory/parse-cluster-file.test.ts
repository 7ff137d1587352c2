import { describe, expect, it } from 'vitest';
import type { ClusterImport } from '../../src/domain/cluster-import.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { armCluster, azCluster, azPool, graphRow, idOf, type ModelCluster, SYSTEM, WIN22 } from './fleet-builders.ts';

const OPTIONS = { asOf: '2026-08-07T08:00:00.000Z', fileName: 'fleet.json' };

const ALPHA: ModelCluster = { name: 'alpha', tags: { owner: 'team-a' }, pools: [SYSTEM, WIN22] };
const BETA: ModelCluster = {
  name: 'beta',
  pools: [SYSTEM, { name: 'wvm', osSku: 'Windows2025', image: 'AKSWindows-2025-gen2-26100.32860.260513', count: 2 }],
};

function read(value: unknown): ClusterImport {
  return parseClusterFile(JSON.stringify(value), OPTIONS);
}

/** Clusters without what rightly differs between sources. */
function bare(imported: ClusterImport) {
  return imported.clusters.map(({ origin: _, ...rest }) => rest);
}

function poolsOf(imported: ClusterImport) {
  return imported.clusters.flatMap((cluster) => cluster.nodePools);
}

describe('one fleet in several forms', () => {
  const az = read([ALPHA, BETA].map(azCluster));

  it('reads az aks list with everything that advice needs', () => {
    expect(az).toMatchObject({ rejected: [], notices: [], parts: [], complete: true });
    expect(az.clusters[0]).toMatchObject({
      id: idOf(ALPHA).toLowerCase(),
      name: 'alpha',
      resourceGroup: 'rg-Alpha',
      kubernetesVersion: '1.34.7',
      tier: 'Standard',
      nodeOsUpgradeChannel: 'NodeImage',
      upgradeChannel: null,
      networkPolicy: 'calico',
      origin: 'az',
      asOf: OPTIONS.asOf,
    });
    expect(az.clusters[0]?.nodePools[1]).toMatchObject({
      name: 'win22',
      osType: 'Windows',
      osSku: 'Windows2022',
      mode: 'User',
      count: 4,
      kubernetesVersion: '1.34.7',
      maxSurge: '10%',
      fipsEnabled: false,
      type: 'VirtualMachineScaleSets',
    });
  });

  it.each([
    ['az aks show, one after the other', [ALPHA, BETA].map((model) => JSON.stringify(azCluster(model))).join('\n')],
    ['one ARM page', JSON.stringify({ value: [ALPHA, BETA].map(armCluster) })],
    [
      'a list of ARM pages',
      JSON.stringify([{ value: [armCluster(ALPHA)], nextLink: 'https://x' }, { value: [armCluster(BETA)] }]),
    ],
    ['a Resource Graph answer', JSON.stringify({ data: [ALPHA, BETA].map(graphRow), resultTruncated: 'false' })],
    ['bare Resource Graph rows', JSON.stringify([ALPHA, BETA].map(graphRow))],
    [
      'keys in capitals',
      JSON.stringify([ALPHA, BETA].map(azCluster)).replaceAll(/"(agentPoolProfiles|osSku|count|sku|tier)":/g, (key) =>
        key.toUpperCase(),
      ),
    ],
  ])('gives the same clusters from %s', (_, text) => {
    const imported = parseClusterFile(text, OPTIONS);
    expect(imported).toMatchObject({ rejected: [], complete: true });
    expect(bare(imported)).toEqual(bare(az));
  });

  it('gives the same output for the same input', () => {
    expect(read([ALPHA, BETA].map(azCluster))).toEqual(az);
  });

  it('takes a fleet of no clusters as what it is', () => {
    expect(read([])).toMatchObject({ clusters: [], parts: [], rejected: [], notices: [], complete: true });
  });

  it('knows that a last page is missing, without refusing anything', () => {
    const imported = read({ value: [armCluster(ALPHA)], nextLink: 'https://management.azure.com/next' });
    expect(imported).toMatchObject({ rejected: [], complete: false });
    expect(imported.notices).toEqual(['fleet.json is one page of several: import all of them.']);
    expect(read({ data: [graphRow(ALPHA)], skip_token: 'abc' }).complete).toBe(false);
    expect(read({ data: [graphRow(ALPHA)], resultTruncated: 'true' }).complete).toBe(false);
  });
});

describe('malformed items', () => {
  it('refuses a cluster without an ID, a name or pools, and keeps the others', () => {
    const { id: _, ...noId } = azCluster(ALPHA);
    const imported = read([
      noId,
      { ...azCluster(ALPHA), name: 7 },
      { ...azCluster(ALPHA), agentPoolProfiles: null },
      azCluster(BETA),
    ]);
    expect(imported.clusters.map((cluster) => cluster.name)).toEqual(['beta']);
    expect(imported.complete).toBe(false);
    expect(imported.rejected).toEqual([
      { item: 'alpha', reason: expect.stringMatching(/^id: /) },
      { item: idOf(ALPHA), reason: expect.stringMatching(/^name: /) },
      {
        item: 'alpha',
        reason: 'agentPoolProfiles: is no list of node pools: import what "az aks list -o json" prints',
      },
    ]);
  });

  it('reads a version of which YAML made a number', () => {
    const versions = { orchestratorVersion: 1.3, currentOrchestratorVersion: null };
    const cluster = azCluster({ ...ALPHA, pools: [{ ...WIN22, extra: versions }] });
    const imported = read([{ ...cluster, kubernetesVersion: 1.35, currentKubernetesVersion: null }]);
    expect(imported.clusters).toMatchObject([
      { kubernetesVersion: '1.35', nodePools: [{ kubernetesVersion: '1.30' }] },
    ]);
  });

  it('refuses only the pool that is malformed', () => {
    const bad = [{ name: null }, { name: 'odd', osType: 'Solaris' }, { name: 'three', count: 'three' }, 'text'];
    const cluster = { ...azCluster(ALPHA), agentPoolProfiles: [azPool(WIN22), ...bad] };
    const imported = read([cluster]);
    expect(poolsOf(imported).map((pool) => pool.name)).toEqual(['win22']);
    expect(imported.rejected.map(({ item }) => item)).toEqual([
      'alpha/pool 2',
      'alpha/odd',
      'alpha/three',
      'alpha/pool 5',
    ]);
    expect(imported.rejected[1]?.reason).toBe('osType "Solaris" is neither Linux nor Windows');
  });

  it('says what a strange item is', () => {
    const imported = read([
      { type: 'Microsoft.Compute/virtualMachines', id: '/subscriptions/x', name: 'vm1' },
      { error: { code: 'AuthorizationFailed', message: 'no' } },
      42,
      null,
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'till', namespace: 'shop' } },
      {
        ...azCluster(ALPHA),
        id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Kubernetes/connectedClusters/arc',
      },
    ]);
    expect(imported.rejected).toEqual([
      {
        item: 'vm1',
        reason:
          'is "Microsoft.Compute/virtualMachines", not an AKS cluster, node pool or node: import what "az aks list -o json" prints',
      },
      { item: 'item 2', reason: "is Azure's error answer AuthorizationFailed: no" },
      { item: 'item 3', reason: 'is no JSON object' },
      { item: 'item 4', reason: 'is no JSON object' },
      { item: 'till', reason: expect.stringMatching(/^is a Deployment, .* "kubectl get pods -A -o json" prints$/) },
      { item: 'alpha', reason: expect.stringContaining('is not that of an AKS cluster') },
    ]);
  });

  it('names no kind and no code where a strange item has none', () => {
    const { rejected } = read([
      { error: { message: 'no' } },
      { error: { code: 'Gone' } },
      { apiVersion: 'v1', kind: null, metadata: {} },
    ]);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      "is Azure's error answer: no",
      "is Azure's error answer Gone",
      expect.stringMatching(/^is no whole AKS cluster, node pool or node/),
    ]);
  });

  it('says of what asks Azure for a cluster or a pool from within Kubernetes that it is no answer', () => {
    const spec = { name: 'win22', osType: 'Windows', nodeImageVersion: 'AKSWindows-2022-containerd-20348.5386.260715' };
    const pool = { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1', kind: 'AzureManagedMachinePool', spec };
    const { rejected } = read([{ ...pool, metadata: { name: 'win22' } }]);
    const reason =
      /^is "AzureManagedMachinePool" of infrastructure\.cluster\.x-k8s\.io, an object of Kubernetes: .* "az aks list -o json" prints$/;
    expect(rejected).toEqual([{ item: 'win22', reason: expect.stringMatching(reason) }]);
  });

  it('keeps hostile names literally and refuses control characters', () => {
    const hostile: ModelCluster = { name: "x'; rm -rf <b>*_~`", pools: [{ ...WIN22, name: '$(id)' }] };
    const imported = read([
      azCluster(hostile),
      azCluster({ name: 'bell\u0007', pools: [] }),
      azCluster({ name: 'turn\u202Ed', pools: [] }),
    ]);
    expect(imported.clusters.map((cluster) => [cluster.name, cluster.nodePools[0]?.name])).toEqual([
      [hostile.name, '$(id)'],
    ]);
    expect(imported.rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('control characters'),
      expect.stringContaining('control characters'),
    ]);
    expect(JSON.stringify(imported)).not.toContain('\\u0007');
  });

  it('takes the last of two clusters with one ID and of two pools with one name, and says so', () => {
    const twice = { ...ALPHA, pools: [WIN22, { ...WIN22, count: 9 }] };
    const imported = read([azCluster(ALPHA), azCluster({ ...twice, group: 'RG-ALPHA' })]);
    expect(imported.clusters).toHaveLength(1);
    expect(poolsOf(imported).map((pool) => pool.count)).toEqual([9]);
    expect(imported.rejected).toEqual([
      { item: 'alpha/win22', reason: 'is there twice; the last one counts' },
      { item: 'alpha', reason: 'is there twice; the last one counts' },
    ]);
  });
});

describe('facts of a pool', () => {
  function poolFrom(pool: Parameters<typeof azPool>[0]) {
    const imported = read([azCluster({ name: 'alpha', pools: [pool] })]);
    return { pool: poolsOf(imported)[0], rejected: imported.rejected };
  }

  it('takes the OS SKU from the build of the image and says where Azure differs', () => {
    const { pool, rejected } = poolFrom({ ...WIN22, osSku: 'Windows2019' });
    expect(pool?.osSku).toBe('Windows2022');
    expect(rejected).toEqual([
      { item: 'alpha/win22', reason: 'osSKU says Windows2019, its image is Windows2022: taken as that' },
    ]);
  });

  it('takes an unknown build as a family of its own', () => {
    const { pool, rejected } = poolFrom({
      ...WIN22,
      osSku: 'Windows2028',
      image: 'AKSWindows-2028-gen2-28000.12.280110',
    });
    expect(pool?.osSku).toBe('Windows28000');
    expect(rejected).toEqual([]);
  });

  it('takes a pool for Windows whose image is, whatever its word', () => {
    const { pool, rejected } = poolFrom({ ...WIN22, osType: 'Linux' });
    expect(pool).toMatchObject({ osType: 'Windows', osSku: 'Windows2022' });
    expect(rejected).toEqual([
      { item: 'alpha/win22', reason: 'osType says Linux, its image is of Windows: taken as that' },
    ]);
  });

  it("falls back on Azure's word where there is no image, in its usual spelling", () => {
    expect(poolFrom({ ...WIN22, osSku: 'windowsannual', image: null }).pool?.osSku).toBe('WindowsAnnual');
    expect(poolFrom({ ...WIN22, osSku: null, image: '' }).pool).toMatchObject({ osSku: null, nodeImageVersion: null });
  });

  it("takes the placeholder of AKS's tests as no image", () => {
    const { pool } = poolFrom({ ...WIN22, osSku: 'Windows2019', image: 'AKSWindows-2019-17763.2019.221114' });
    expect(pool).toMatchObject({ nodeImageVersion: null, osSku: 'Windows2019' });
  });

  it('adds up the nodes of a pool of virtual machines, which has no count', () => {
    const virtualMachineNodesStatus = [
      { size: 'a', count: 2 },
      { size: 'b', count: 3 },
    ];
    expect(poolFrom({ ...WIN22, count: null, extra: { virtualMachineNodesStatus } }).pool?.count).toBe(5);
    const virtualMachinesProfile = { scale: { manual: virtualMachineNodesStatus } };
    expect(poolFrom({ ...WIN22, count: null, extra: { virtualMachinesProfile } }).pool?.count).toBe(5);
    expect(poolFrom({ ...WIN22, count: null }).pool?.count).toBeNull();
  });

  it('reads a pool without osType by its image or OS SKU, and takes none for Linux of which nothing tells', () => {
    const without = { extra: { osType: null } };
    expect(poolFrom({ ...WIN22, ...without }).pool?.osType).toBe('Windows');
    expect(poolFrom({ ...WIN22, image: null, ...without }).pool?.osType).toBe('Windows');
    expect(poolFrom({ ...SYSTEM, ...without }).pool?.osType).toBe('Linux');
    const bare = { name: 'npwin' };
    const cluster = { ...azCluster({ name: 'bare', pools: [] }), agentPoolProfiles: [azPool(SYSTEM), bare] };
    const { clusters, rejected } = read([cluster]);
    expect(clusters.flatMap(({ nodePools }) => nodePools.map(({ name }) => name))).toEqual(['sys']);
    expect(rejected).toEqual([{ item: 'bare/npwin', reason: expect.stringContaining('has no osType') }]);
  });

  it('reads a key that stands twice in different case once, from where it has a value', () => {
    for (const extra of [
      { osSku: 'Windows2025', osSKU: null },
      { osSku: null, osSKU: 'Windows2025' },
    ]) {
      expect(poolFrom({ ...WIN22, image: null, extra }).pool?.osSku).toBe('Windows2025');
    }
  });

  it('leaves words it does not know unknown', () => {
    const extra = { mode: 'Spare', powerState: { code: 'Deallocating' } };
    expect(poolFrom({ ...WIN22, extra }).pool).toMatchObject({ mode: null, powerState: null });
  });
});

describe('ownership from tags', () => {
  function withTags(tags: Record<string, string>) {
    const imported = read([azCluster({ ...ALPHA, tags })]);
    return { ownership: imported.clusters[0]?.ownership, rejected: imported.rejected, complete: imported.complete };
  }

  it('routes by the vhdwatch tags, whatever their case', () => {
    const tags = {
      'VhdWatch-Channel': 'C0123456789',
      'vhdwatch-owner': 'ann, U0AAAAAAA ,ann',
      'vhdwatch-environment': 'prod',
      owner: 'x',
    };
    expect(withTags(tags).ownership).toEqual({
      channel: 'C0123456789',
      owners: ['ann', 'U0AAAAAAA'],
      environment: 'prod',
    });
  });

  it('falls back on owner, team and environment', () => {
    expect(withTags({ team: 'shop', environment: 'dev' }).ownership).toEqual({
      channel: null,
      owners: ['shop'],
      environment: 'dev',
    });
    expect(withTags({ team: 'shop', owner: 'ann' }).ownership?.owners).toEqual(['ann']);
  });

  it.each([
    ['\u202Eفريق الدفع\u202C, \u200Fann\uFEFF', ['فريق الدفع', 'ann']],
    ['Team Orders\n', ['Team Orders']],
    ['\u200F,\u200B', []],
  ])('reads what was pasted with marks that nobody sees: %j', (owner, owners) => {
    expect(withTags({ owner }).ownership?.owners).toEqual(owners);
  });

  it.each([
    [
      'a list of names with values',
      [
        { key: 'owner', value: 'ann' },
        { name: 'cost', value: 7 },
      ],
    ],
    ['a list of objects', [{ owner: 'ann' }, { cost: 7 }]],
    ['words as az takes them', ['owner=ann', 'cost=7']],
    ['text', '{"owner":"ann","cost":"7"}'],
    ['an object with a number', { owner: 'ann', cost: 7, more: { a: 1 }, none: null }],
  ])('reads tags that come as %s', (_form, tags) => {
    const imported = read([{ ...azCluster(ALPHA), tags }]);
    expect(imported.clusters[0]).toMatchObject({ tags: { owner: 'ann', cost: '7' }, ownership: { owners: ['ann'] } });
    expect(imported.rejected).toEqual([]);
  });

  it.each([5, true, 'none', [[['owner=ann']], 7, null]])('keeps a cluster whose tags are no tags: %j', (tags) => {
    const imported = read([{ ...azCluster(ALPHA), tags }]);
    expect(imported).toMatchObject({ clusters: [{ name: 'alpha', tags: {} }], rejected: [] });
  });

  it('ignores a channel name, says so and keeps the cluster', () => {
    const { ownership, rejected, complete } = withTags({ 'vhdwatch-channel': '#ops' });
    expect(ownership?.channel).toBeNull();
    expect(rejected).toEqual([{ item: 'alpha', reason: expect.stringContaining('"#ops" is no channel ID') }]);
    expect(complete).toBe(true);
  });
});
