import { expect, test } from 'vitest';
import { adviseOnCluster } from '../../src/advice/find-advice.ts';
import { kindOf, shareAdvice } from '../../src/advice/share-advice.ts';
import type { Cluster, NodeReport } from '../../src/domain/cluster.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { AUGUST_2026, buildAugustCatalogue } from './support/august-2026.ts';
import { buildCluster, buildPool } from './support/builders.ts';
import { buildFleet } from './support/fleet.ts';
import { buildLifecycle } from './support/lifecycle.ts';

const BASIS = { catalogue: buildAugustCatalogue(), lifecycle: buildLifecycle(), now: AUGUST_2026 };

const withoutNames = ({ clusterId: _id, cluster: _name, title: _title, ...bare }: Finding) => bare;
const findAlone = (cluster: Cluster) => adviseOnCluster({ ...BASIS, cluster }).findings.map(withoutNames);

function createFindOn() {
  const { findOn } = shareAdvice(BASIS);
  return (on: Parameters<typeof kindOf>[0]) => findOn(kindOf(on), () => on);
}

/** The same cluster somewhere else, of somebody else. */
function rename(cluster: Cluster, number: number): Cluster {
  const subscriptionId = `00000000-0000-4000-8000-00000000000${number}`;
  const name = `twin-${number}`;
  return {
    ...cluster,
    id: `/subscriptions/${subscriptionId}/resourcegroups/rg-${number}/providers/microsoft.containerservice/managedclusters/${name}`,
    name,
    title: `${name} (rg-${number})`,
    subscriptionId,
    resourceGroup: `rg-${number}`,
    nodeResourceGroup: `MC_rg-${number}_${name}`,
    tags: { number: String(number) },
    ownership: { ...cluster.ownership, channel: `C0TEAM${number}`, owners: [name] },
  };
}

function buildNode(name: string): NodeReport {
  const unknown = {
    mode: null,
    osType: null,
    osSku: null,
    imageName: null,
    vmSize: null,
    type: null,
    fips: null,
    priority: null,
  };
  return { name, ...unknown, kubernetesVersion: null, windowsUpdate: null, isProvisioned: false };
}

test('of clusters that differ in their names alone the same is found, as of each by itself', () => {
  const findOn = createFindOn();
  for (const cluster of buildFleet()) {
    const first = findOn({ cluster: rename(cluster, 1) });
    expect(first).toEqual(findAlone(rename(cluster, 1)));
    expect(findOn({ cluster: rename(cluster, 2) })).toBe(first);
    expect(first).toEqual(findAlone(rename(cluster, 2)));
  }
});

test('of clusters that differ in the subnets and other resources they use alone the same is found', () => {
  const findOn = createFindOn();
  const ids = ['subnetId', 'capacityReservationGroupId', 'proximityPlacementGroupId', 'hostGroupId'] as const;
  for (const cluster of buildFleet()) {
    const withResources = (name: string): Cluster => {
      const id = `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/${name}/providers/x/${name}`;
      const resources = Object.fromEntries(ids.map((key) => [key, id]));
      const nodePools = cluster.nodePools.map((pool) => ({
        ...pool,
        podSubnetId: id,
        ...(pool.settings ? { settings: { ...pool.settings, ...resources } } : {}),
      }));
      return { ...cluster, nodePools };
    };
    const first = findOn({ cluster: withResources('blue') });
    expect(findOn({ cluster: withResources('green') })).toBe(first);
    expect(first).toEqual(findAlone(withResources('green')));
  }
});

test('of nodes that differ in nothing but their names the same is found', () => {
  const findOn = createFindOn();
  const on = (name: string) =>
    findOn({
      cluster: buildCluster({
        nodePools: [buildPool({ evidence: { nodes: { asOf: '2026-08-01T00:00:00.000Z', nodes: [buildNode(name)] } } })],
      }),
    });
  expect(on('akswin000001')).toBe(on('akswin000000'));
});

test('what differs is found for itself', () => {
  const findOn = createFindOn();
  const snapshot = (name: string) =>
    `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/snapshots/${name}`;
  const clusters = [
    buildCluster(),
    buildCluster({ kubernetesVersion: '1.32.7' }),
    buildCluster({ ownership: { channel: null, owners: [], environment: 'production' } }),
    buildCluster({ nodePools: [buildPool({ snapshotId: snapshot('golden') })] }),
    buildCluster({ nodePools: [buildPool({ snapshotId: snapshot('silver') })] }),
    buildCluster({ nodePools: [buildPool({ name: 'other' })] }),
  ];
  for (const cluster of clusters) expect(findOn({ cluster })).toEqual(findAlone(cluster));
});
