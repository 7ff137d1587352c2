import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.ts';
import type { ClusterImport } from '../../src/domain/cluster-import.ts';
import { mergeClusterPart, mergeWholeCluster } from '../../src/inventory/merge-cluster.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import {
  azCluster,
  azPool,
  idOf,
  kubectlNode,
  type ModelCluster,
  type ModelPool,
  permutationsOf,
  SYSTEM,
  WIN22,
} from './fleet-builders.ts';

const ALPHA: ModelCluster = { name: 'alpha', pools: [SYSTEM, WIN22] };
const NEWER = 'AKSWindows-2022-containerd-20348.5386.260715';

function read(value: unknown, asOf = '2026-08-07T08:00:00.000Z'): ClusterImport {
  return parseClusterFile(JSON.stringify(value), { asOf, fileName: 'f.json' });
}

/** A pool as `az aks nodepool list` prints it. */
function ownPool(pool: ModelPool): Record<string, unknown> {
  return {
    ...azPool(pool),
    id: `${idOf(ALPHA)}/agentPools/${pool.name}`,
    type: 'Microsoft.ContainerService/managedClusters/agentPools',
    typePropertiesType: 'VirtualMachineScaleSets',
  };
}

describe('node pool lists', () => {
  const pools = read([azCluster(ALPHA)]).clusters[0]?.nodePools;

  it('gives the pools that the whole cluster has, and knows that they are all', () => {
    const imported = read([ownPool(SYSTEM), ownPool(WIN22)]);
    expect(imported).toMatchObject({ clusters: [], rejected: [] });
    expect(imported.parts).toMatchObject([{ kind: 'node-pools-of-cluster', allPools: true }]);
    expect(imported.parts[0]?.cluster.nodePools).toEqual(pools);
    expect(imported.parts[0]?.cluster).toMatchObject({
      id: idOf(ALPHA).toLowerCase(),
      name: 'alpha',
      resourceGroup: 'rg-Alpha',
    });
  });

  it('reads the same from ARM, where a pool has a type on both levels', () => {
    const nested = [SYSTEM, WIN22].map((pool) => {
      const { id, name } = ownPool(pool);
      return { id, name, type: 'Microsoft.ContainerService/managedClusters/agentPools', properties: azPool(pool) };
    });
    expect(read({ value: nested }).parts[0]?.cluster.nodePools).toEqual(pools);
  });

  it('knows that a single pool or a filtered list are not all', () => {
    expect(read(ownPool(SYSTEM)).parts[0]?.allPools).toBe(false);
    expect(read([ownPool(WIN22)]).parts[0]?.allPools).toBe(false);
  });

  it('refuses a pool whose cluster is not known', () => {
    const imported = read([
      { ...ownPool(WIN22), id: null },
      { ...ownPool(WIN22), name: '' },
    ]);
    expect(imported.parts).toEqual([]);
    expect(imported.rejected).toEqual([
      { item: 'win22', reason: 'id: does not name the AKS cluster that the pool belongs to' },
      { item: 'alpha/win22', reason: 'name: is empty' },
    ]);
  });

  it('reads one Resource Graph row for each pool', () => {
    const { agentPoolProfiles: _, ...cluster } = azCluster(ALPHA);
    const imported = read(
      [SYSTEM, WIN22].map((pool) => ({ id: cluster['id'], name: 'alpha', location: 'westeurope', pool: azPool(pool) })),
    );
    expect(imported.parts).toMatchObject([
      { kind: 'node-pools-of-cluster', allPools: false, cluster: { location: 'westeurope' } },
    ]);
    expect(imported.parts[0]?.cluster.nodePools).toEqual(pools);
  });
});

describe('upgrade profiles', () => {
  const profile = {
    id: `${idOf(ALPHA)}/agentPools/win22/upgradeProfiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles',
  };
  const facts = { kubernetesVersion: '1.34.7', osType: 'Windows', latestNodeImageVersion: NEWER };

  it('tell the newest image of one pool, from az and from ARM', () => {
    for (const value of [
      { ...profile, ...facts, upgrades: null },
      { ...profile, properties: facts },
    ]) {
      const [part] = read(value).parts;
      expect(part).toMatchObject({ kind: 'upgrade-profile-of-node-pool', cluster: { id: idOf(ALPHA).toLowerCase() } });
      expect(part?.cluster.nodePools).toMatchObject([{ name: 'win22', latestNodeImageVersion: NEWER }]);
    }
  });

  it('are refused where they do not name their pool, as those of a whole cluster do', () => {
    const imported = read({
      ...facts,
      id: `${idOf(ALPHA)}/upgradeProfiles/default`,
      type: 'x/managedClusters/upgradeProfiles',
      name: 'default',
    });
    expect(imported.parts).toEqual([]);
    expect(imported.rejected).toHaveLength(1);
  });
});

describe('maintenance windows', () => {
  function windowOf(name: string, schedule: object): object {
    return {
      id: `${idOf(ALPHA)}/maintenanceConfigurations/${name}`,
      name,
      resourceGroup: 'rg-Alpha',
      maintenanceWindow: {
        durationHours: 6,
        schedule: { daily: null, weekly: null, absoluteMonthly: null, relativeMonthly: null, ...schedule },
        startTime: '22:00',
        utcOffset: '+02:00',
      },
    };
  }
  const IMAGES = 'aksManagedNodeOSUpgradeSchedule';

  it('are all told together, in words', () => {
    const { parts, rejected } = read([
      windowOf(IMAGES, { weekly: { dayOfWeek: 'Sunday', intervalWeeks: 2 } }),
      windowOf('aksManagedAutoUpgradeSchedule', {
        relativeMonthly: { dayOfWeek: 'Sunday', intervalMonths: 1, weekIndex: 'First' },
      }),
    ]);
    expect(rejected).toEqual([]);
    expect(parts).toMatchObject([{ kind: 'maintenance-of-cluster', cluster: { id: idOf(ALPHA).toLowerCase() } }]);
    expect(parts[0]?.cluster.maintenance?.windows).toEqual([
      {
        name: 'aksManagedAutoUpgradeSchedule',
        when: 'monthly on the first Sunday from 22:00 (UTC+02:00) for 6 hours',
      },
      { name: IMAGES, when: 'every 2 weeks on Sunday from 22:00 (UTC+02:00) for 6 hours' },
    ]);
  });

  it('say on which days they are closed, but for those that lie behind', () => {
    const closed = [
      { start: '2026-01-05', end: '2026-01-09' },
      { start: '2026-12-20', end: '2027-01-03' },
    ];
    const window = windowOf(IMAGES, { weekly: { dayOfWeek: 'Sunday', intervalWeeks: 1 } });
    const { maintenanceWindow } = window as { maintenanceWindow: object };
    const { parts } = read([{ ...window, maintenanceWindow: { ...maintenanceWindow, notAllowedDates: closed } }]);
    expect(parts[0]?.cluster.maintenance?.windows[0]?.when).toBe(
      'weekly on Sunday from 22:00 (UTC+02:00) for 6 hours, but not from 20 Dec 2026 to 3 Jan 2027',
    );
  });

  it.each([
    [{ weekly: { dayOfWeek: 'Sunday', intervalWeeks: 1 } }, '2026-08-09 2026-08-16 2026-08-30'],
    [{ weekly: { dayOfWeek: 'Sunday', intervalWeeks: 4 } }, '2026-08-30 2026-09-27 2026-10-25'],
    [{ daily: { intervalDays: 10 } }, '2026-08-09 2026-08-19 2026-08-29'],
    [{ absoluteMonthly: { dayOfMonth: 31, intervalMonths: 1 } }, '2026-08-31 2026-09-30 2026-10-31'],
    [
      { relativeMonthly: { dayOfWeek: 'Sunday', weekIndex: 'First', intervalMonths: 3 } },
      '2026-09-06 2026-12-06 2027-03-07',
    ],
    [
      { relativeMonthly: { dayOfWeek: 'Monday', weekIndex: 'Last', intervalMonths: 1 } },
      '2026-08-31 2026-09-28 2026-10-26',
    ],
  ])('open next on days that their first one tells: %j', (schedule, days) => {
    const tell = (first: object) => {
      const window = windowOf(IMAGES, schedule) as { maintenanceWindow: object };
      const closed = [{ start: '2026-08-20', end: '2026-08-28' }];
      const told = { ...window, maintenanceWindow: { ...window.maintenanceWindow, ...first, notAllowedDates: closed } };
      return read([told]).parts[0]?.cluster.maintenance?.windows[0]?.opensOn;
    };
    expect(tell({ startDate: '2026-06-30' })?.slice(0, 3).join(' ')).toBe(days);
    expect(tell({})).toBeUndefined();
  });

  it('stay with the cluster when it is reported again, until they are told anew', () => {
    const [whole] = read([azCluster(ALPHA)]).clusters;
    const tell = (schedule: object, asOf: string) => {
      const [part] = read([windowOf(IMAGES, schedule)]).parts;
      if (!whole || !part?.cluster.maintenance) throw new Error('nothing was read');
      const maintenance = { ...part.cluster.maintenance, asOf };
      return { ...part, cluster: { ...part.cluster, asOf, maintenance } };
    };
    if (!whole) throw new Error('nothing was read');
    const first = mergeClusterPart(whole, tell({ daily: { intervalDays: 1 } }, '2026-08-08T08:00:00.000Z'));
    const again = mergeWholeCluster(first, { ...whole, asOf: '2026-08-09T08:00:00.000Z' }, true);
    expect(again.maintenance?.windows[0]?.when).toMatch(/^daily/);
    const older = mergeClusterPart(again, tell({ daily: { intervalDays: 3 } }, '2026-08-01T08:00:00.000Z'));
    expect(older.maintenance).toEqual(again.maintenance);
    const anew = mergeClusterPart(again, tell({ daily: { intervalDays: 3 } }, '2026-08-10T08:00:00.000Z'));
    expect(anew.maintenance?.windows[0]?.when).toMatch(/^every 3 days/);
    expect(anew.nodePools).toEqual(again.nodePools);
  });

  it('that come one by one are added to those that are known, in whatever order', () => {
    const [whole] = read([azCluster(ALPHA)]).clusters;
    const [weekly, daily] = [{ weekly: { dayOfWeek: 'Sunday', intervalWeeks: 1 } }, { daily: { intervalDays: 1 } }];
    const [images, kubernetes] = [windowOf(IMAGES, weekly), windowOf('aksManagedAutoUpgradeSchedule', weekly)];
    const changed = windowOf(IMAGES, daily);
    const told = (...files: unknown[]) => {
      const parts = files.flatMap((file) => read(file).parts);
      const cluster = parts.reduce<Cluster | null>((known, part) => mergeClusterPart(known, part), whole ?? null);
      const { windows = [], isPart } = cluster?.maintenance ?? {};
      return [...windows.map(({ name, when }) => `${name.slice(10, 15)} ${when?.slice(0, 6)}`).sort(), isPart];
    };
    expect(told(images)).toEqual(['NodeO weekly', true]);
    expect(told(images, kubernetes)).toEqual(['AutoU weekly', 'NodeO weekly', true]);
    expect(told([images, kubernetes], changed)).toEqual(['AutoU weekly', 'NodeO daily ', undefined]);
    expect(told(changed, [images])).toEqual(['NodeO weekly', undefined]);
  });

  it('are as of their own day each, whatever order lists and single ones come in', () => {
    const [whole] = read([azCluster(ALPHA)]).clusters;
    const weeks = (intervalWeeks: number) => ({ weekly: { dayOfWeek: 'Sunday', intervalWeeks } });
    const [own, kubernetes] = [IMAGES, 'aksManagedAutoUpgradeSchedule'];
    const told = (files: readonly (readonly [number, unknown])[]) => {
      const parts = files.flatMap(([day, file]) => read(file, `2026-08-0${day}T08:00:00.000Z`).parts);
      const cluster = parts.reduce<Cluster | null>((known, part) => mergeClusterPart(known, part), whole ?? null);
      const windows = cluster?.maintenance?.windows.map(
        ({ name, when }) => `${name.slice(10, 15)} ${when?.slice(0, 13)}`,
      );
      return { windows: windows?.sort(), isPart: cluster?.maintenance?.isPart };
    };
    const list = [1, [windowOf(own, weeks(2)), windowOf(kubernetes, weeks(2))]] as const;
    const [second, third] = [[2, [windowOf(own, weeks(3))]] as const, [3, windowOf(own, weeks(4))] as const];
    const [late, old] = [[4, windowOf(kubernetes, weeks(5))] as const, [1, windowOf(kubernetes, weeks(9))] as const];
    const answers: readonly (readonly [
      readonly (readonly [number, unknown])[],
      readonly string[],
      true | undefined,
    ])[] = [
      [[list, third], ['AutoU every 2 weeks', 'NodeO every 4 weeks'], undefined],
      [[list, second, third], ['NodeO every 4 weeks'], undefined],
      [[list, third, late], ['AutoU every 5 weeks', 'NodeO every 4 weeks'], undefined],
      [[second, old], ['NodeO every 3 weeks'], undefined],
      [[third, late, old], ['AutoU every 5 weeks', 'NodeO every 4 weeks'], true],
    ];
    for (const [files, windows, isPart] of answers)
      for (const order of permutationsOf(files)) expect(told(order)).toEqual({ windows, isPart });
  });

  it('are refused where they do not name their cluster', () => {
    const stranger = { ...windowOf(IMAGES, {}), id: '/subscriptions/s/managedClusters/x/maintenanceConfigurations/y' };
    expect(read([stranger]).rejected[0]?.reason).toContain('does not name the AKS cluster');
  });
});

describe('kubectl get nodes', () => {
  const list = (nodes: readonly unknown[]) => ({ apiVersion: 'v1', kind: 'List', items: nodes });

  it('gives the pools as Azure reports them, where nodes can tell', () => {
    const nodes = [kubectlNode(ALPHA, SYSTEM, 0), kubectlNode(ALPHA, SYSTEM, 1), kubectlNode(ALPHA, SYSTEM, 2)];
    const windows = [0, 1, 2, 3].map((index) => kubectlNode(ALPHA, WIN22, index));
    const imported = read(list([...nodes, ...windows]));
    const azure = read([azCluster(ALPHA)]).clusters[0];
    expect(imported.rejected).toEqual([]);
    expect(imported.parts).toMatchObject([{ kind: 'nodes-of-cluster', allPools: true, possibleIds: [] }]);
    const cluster = imported.parts[0]?.cluster;
    expect(cluster).toMatchObject({
      id: azure?.id,
      name: 'alpha',
      resourceGroup: 'rg-Alpha',
      location: 'westeurope',
      origin: 'kubectl',
    });
    const unknown = { provisioningState: null, powerState: null, fipsEnabled: null, maxSurge: null };
    expect(cluster?.nodePools).toEqual(
      azure?.nodePools.map((pool) => ({
        ...pool,
        ...unknown,
        nodeImages: { [pool.nodeImageVersion ?? '']: pool.count },
      })),
    );
  });

  it('counts the images of a pool in the middle of an upgrade, the oldest as its own', () => {
    const imported = read(
      list([
        kubectlNode(ALPHA, { ...WIN22, image: NEWER }, 0),
        kubectlNode(ALPHA, WIN22, 1),
        kubectlNode(ALPHA, WIN22, 2),
      ]),
    );
    expect(imported.parts[0]?.cluster.nodePools).toMatchObject([
      { nodeImageVersion: WIN22.image, nodeImages: { [String(WIN22.image)]: 2, [NEWER]: 1 }, count: 3 },
    ]);
  });

  it('orders images by number: 26100.7462 is older than 26100.32230', () => {
    const images = ['AKSWindows-2025-gen2-26100.32230.260120', 'AKSWindows-2025-gen2-26100.7462.251212'];
    const nodes = images.map((image, index) => kubectlNode(ALPHA, { name: 'w25', osSku: 'Windows2025', image }, index));
    expect(read(list(nodes)).parts[0]?.cluster.nodePools[0]?.nodeImageVersion).toBe(images[1]);
  });

  it('takes the OS SKU from the kernel where nodes have no image label', () => {
    const nodes = [kubectlNode(ALPHA, { ...WIN22, image: null, osSku: null }, 0)];
    expect(read(list(nodes)).parts[0]?.cluster.nodePools[0]).toMatchObject({
      osSku: 'Windows2022',
      nodeImageVersion: null,
      nodeImages: {},
    });
  });

  it('keeps what Windows runs where the label names no version, and nothing where it does', () => {
    const bare = list([kubectlNode(ALPHA, { ...WIN22, image: 'AKSWindows-2022-containerd-gen2' }, 0)]);
    expect(read(bare).parts[0]?.cluster.nodePools[0]).toMatchObject({ windowsUpdate: '20348.5020' });
    expect(read(list([kubectlNode(ALPHA, WIN22, 0)])).parts[0]?.cluster.nodePools[0]).not.toHaveProperty(
      'windowsUpdate',
    );
  });

  it('takes the Windows nodes of a pool of two systems, whatever the order', () => {
    const linux = kubectlNode(ALPHA, { ...SYSTEM, name: 'auto', mode: 'User' }, 0);
    const windows = kubectlNode(ALPHA, { ...WIN22, name: 'auto' }, 1);
    const [there, back] = [
      [linux, windows],
      [windows, linux],
    ].map((nodes) => read(list(nodes)).parts);
    expect(there?.[0]?.cluster.nodePools).toMatchObject([{ name: 'auto', osType: 'Windows', count: 1 }]);
    expect(back).toEqual(there);
  });

  it('counts Linux nodes of no pool in one line', () => {
    const own = { 'kubernetes.io/os': 'linux' };
    const strays = ['a', 'b', 'c'].map((name) => ({ kind: 'Node', metadata: { name, labels: own } }));
    const { rejected, notices, complete } = read(list([...strays, kubectlNode(ALPHA, WIN22, 0)]));
    expect({ rejected, complete }).toEqual({ rejected: [], complete: true });
    expect(notices).toEqual([expect.stringMatching(/: 3 Linux nodes\.$/)]);
  });

  it.each([
    ['names with underscores', 'MC_rg_a_alpha_westeurope', 2],
    ['a node resource group with a name of its own', 'my-nodes', 0],
  ])('does not guess the cluster from %s', (_, group, possible) => {
    const [part] = read(list([kubectlNode(ALPHA, WIN22, 0, group)])).parts;
    expect(part?.cluster.id).toBe(`manual/${group.toLowerCase()}`);
    expect(part?.possibleIds).toHaveLength(possible);
  });

  it('reads the pool from the label that older nodes have', () => {
    const text = JSON.stringify(list([kubectlNode(ALPHA, WIN22, 0)])).replace(
      'kubernetes.azure.com/agentpool',
      'agentpool',
    );
    expect(read(JSON.parse(text)).parts[0]?.cluster.nodePools).toMatchObject([{ name: 'win22' }]);
  });

  it('reads the cluster from the ID of the machine where the label is missing', () => {
    const [node] = [kubectlNode(ALPHA, WIN22, 0)];
    const text = JSON.stringify(list([node])).replace('kubernetes.azure.com/cluster', 'was-cluster');
    expect(read(JSON.parse(text)).parts[0]?.cluster.nodePools).toMatchObject([{ name: 'win22' }]);
  });

  it('tells a Spot pool by the label that Azure gives to its nodes', () => {
    const label = '"kubernetes.azure.com/scalesetpriority":"spot","kubernetes.azure.com/mode"';
    const text = JSON.stringify(list([kubectlNode(ALPHA, WIN22, 0)])).replace('"kubernetes.azure.com/mode"', label);
    const [part] = read(JSON.parse(text)).parts;
    expect(part?.cluster.nodePools).toMatchObject([{ spot: { evictionPolicy: null } }]);
    const registered = part ? mergeClusterPart(null, part) : null;
    expect(registered?.nodePools).toMatchObject([{ spot: { evictionPolicy: null } }]);
  });

  it('says of a listing that goes on that the rest is missing, and of no pool that it has no more nodes', () => {
    const page = {
      ...list([kubectlNode(ALPHA, WIN22, 0)]),
      metadata: { continue: 'eyJ2IjoibWV0YSJ9', remainingItemCount: 9 },
    };
    const cut = read(page);
    expect(cut).toMatchObject({ complete: false, notices: [expect.stringContaining('page of several')] });
    expect(cut.parts[0]?.allPools).toBe(false);
  });

  it('reads what jq leaves of nodes by their labels, and says what is missing where they have none', () => {
    const { metadata, status } = kubectlNode(ALPHA, WIN22, 0) as { metadata: { name: string }; status: object };
    const { name } = metadata;
    expect(read([{ metadata }]).parts[0]?.cluster.nodePools).toMatchObject([{ name: 'win22', count: 1 }]);
    for (const part of [{ name, ...status }, { name: 'aksnpwin000001' }, { metadata: { name }, spec: {} }, { status }])
      expect(read([part]).rejected).toMatchObject([
        {
          reason: expect.stringMatching(
            /^is a part of a node, without its metadata\.labels.*kubectl get nodes -o json/,
          ),
        },
      ]);
  });

  it('says that a file is old where no node of it was heard of for a day', () => {
    const heard = (lastHeartbeatTime: string, index = 0) => {
      const node = kubectlNode(ALPHA, WIN22, index);
      const conditions = [{ type: 'Ready', status: 'True', lastHeartbeatTime }, { type: 'DiskPressure' }];
      return { ...node, status: { ...(node['status'] as object), conditions } };
    };
    const [old, older] = [heard('2026-07-20T08:02:00Z', 1), heard('2026-07-19T08:02:00Z')];
    expect(read(list([old, older])).notices).toEqual([
      expect.stringMatching(
        /no node was heard of since 20 Jul 2026, 08:02 UTC, yet all count as of 7 Aug 2026, 08:00 UTC/,
      ),
    ]);
    expect(read(list([older, heard('2027-01-01T00:00:00Z', 2)])).notices).toEqual([]);
    expect(read(list([heard('yesterday')])).notices).toEqual([]);
  });

  it('says nothing of other pools where one node was asked for by its name', () => {
    const node = kubectlNode(ALPHA, SYSTEM, 0);
    expect(read(node).parts[0]?.allPools).toBe(false);
    expect(read(list([node])).parts[0]?.allPools).toBe(true);
  });

  it('refuses nodes of no AKS node pool', () => {
    const virtual = { kind: 'Node', metadata: { name: 'virtual-node', labels: { type: 'virtual-kubelet' } } };
    const imported = read(list([virtual, { kind: 'Node', metadata: { name: 'bare' } }, kubectlNode(ALPHA, WIN22, 0)]));
    expect(imported.parts).toHaveLength(1);
    expect(imported.rejected).toEqual([
      { item: 'virtual-node', reason: expect.stringContaining('kubernetes.azure.com/cluster') },
      { item: 'bare', reason: expect.stringContaining('kubernetes.azure.com/cluster') },
    ]);
  });
});
