import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.ts';
import { flattenResource } from '../../src/inventory/fields.ts';
import { planClusterImport } from '../../src/inventory/plan-cluster-import.ts';
import { readCluster } from '../../src/inventory/read-cluster.ts';
import { readNodePool } from '../../src/inventory/read-node-pool.ts';
import { parseClusterFile } from '../support/parse-cluster-file.ts';
import { azCluster, azPool, WIN22 } from './fleet-builders.ts';

function settingsOf(extra: Record<string, unknown>) {
  const read = readNodePool(flattenResource(azPool({ ...WIN22, extra })));
  return 'pool' in read ? read.pool : null;
}

const SET_UP = {
  maxPods: 30,
  nodeLabels: { Team: 'orders', 'kubernetes.azure.com/x': 'y' },
  nodeTaints: ['os=windows:NoSchedule'],
  availabilityZones: ['1', '3'],
  vnetSubnetID: '/subscriptions/s/subnets/nodes',
  enableAutoScaling: true,
  minCount: 2,
  maxCount: 9,
};

describe('what a pool was created with', () => {
  it('is read as Azure reports it, labels with the case they were given', () => {
    expect(settingsOf(SET_UP)?.settings).toEqual({
      labels: { 'kubernetes.azure.com/x': 'y', Team: 'orders' },
      taints: ['os=windows:NoSchedule'],
      zones: ['1', '3'],
      subnetId: '/subscriptions/s/subnets/nodes',
      maxPods: 30,
      autoscaler: { min: 2, max: 9 },
    });
  });

  it('has no number of nodes while it is stopped: none then is not how many come back', () => {
    expect(settingsOf({ count: 0, powerState: { code: 'Stopped' } })?.count).toBeNull();
    expect(settingsOf({ count: 2, powerState: { code: 'Stopped' } })?.count).toBe(2);
    expect(settingsOf({ count: 0, powerState: { code: 'Running' } })?.count).toBe(0);
  });

  it('has the version that an upgrade asked for, and so has a cluster, while another one runs', () => {
    const versions = { orchestratorVersion: '1.36.3', currentOrchestratorVersion: '1.35.6' };
    expect(settingsOf(versions)?.wantedKubernetesVersion).toBe('1.36.3');
    const read = (kubernetesVersion: string) =>
      readCluster(
        flattenResource({
          ...azCluster({ name: 'alpha', pools: [] }),
          kubernetesVersion,
          currentKubernetesVersion: '1.35.6',
        }),
        { origin: 'az', asOf: '2026-08-20T00:00:00.000Z' },
      );
    expect(read('1.36.3')).toMatchObject({
      cluster: { kubernetesVersion: '1.35.6', wantedKubernetesVersion: '1.36.3' },
    });
    expect(read('1.35')).not.toHaveProperty('cluster.wantedKubernetesVersion');
  });

  it('is nothing at all where a query did not ask for it', () => {
    expect(settingsOf({ maxPods: undefined })).not.toHaveProperty('settings');
  });

  it('has the sizes of single virtual machines, with how many of each there are', () => {
    const virtualMachineNodesStatus = [
      { size: 'Standard_D4s_v5', count: 3 },
      { size: 'Standard_D8s_v5', count: 2 },
    ];
    expect(settingsOf({ ...SET_UP, virtualMachineNodesStatus })?.settings?.machines).toEqual(virtualMachineNodesStatus);
    expect(settingsOf({ ...SET_UP, virtualMachineNodesStatus: null })?.settings).not.toHaveProperty('machines');
  });

  it('has the autoscaler of single virtual machines, in the form of either API version', () => {
    const scaler = { size: 'Standard_D4s_v5', minCount: 1, maxCount: 6 };
    for (const autoscale of [scaler, [scaler]]) {
      const pool = settingsOf({
        ...SET_UP,
        enableAutoScaling: false,
        virtualMachinesProfile: { scale: { autoscale } },
      });
      expect(pool?.settings).toMatchObject({ autoscaler: null, scaledMachines: 'Standard_D4s_v5, 1 to 6 nodes' });
    }
  });

  it('has the way of its upgrades where that is not the usual one', () => {
    expect(settingsOf({ ...SET_UP, upgradeStrategy: 'BlueGreen' })?.settings).toMatchObject({ isBlueGreen: true });
    expect(settingsOf({ ...SET_UP, upgradeStrategy: 'Rolling' })?.settings).not.toHaveProperty('isBlueGreen');
  });

  it('has no autoscaler where that is off or half told', () => {
    expect(settingsOf({ ...SET_UP, enableAutoScaling: false })?.settings?.autoscaler).toBeNull();
    expect(settingsOf({ ...SET_UP, maxCount: null })?.settings?.autoscaler).toBeNull();
  });

  it('takes no text that could not stand in a command', () => {
    const hostile = { ...SET_UP, nodeTaints: ['ok=1:NoSchedule', 'bad\n=rm', 7], nodeLabels: { a: 'x\u202e', b: 'y' } };
    expect(settingsOf(hostile)?.settings).toMatchObject({ taints: ['ok=1:NoSchedule'], labels: { b: 'y' } });
  });

  it('stays known when a report without it follows', () => {
    const read = (extra: Readonly<Record<string, unknown>>, asOf: string) =>
      parseClusterFile(JSON.stringify([azCluster({ name: 'alpha', pools: [{ ...WIN22, extra }] })]), {
        asOf,
        fileName: 'f',
      });
    const whole = read(SET_UP, '2026-08-03T08:00:00.000Z');
    const narrow = read({ maxPods: undefined }, '2026-08-04T08:00:00.000Z');
    for (const order of [
      [whole, narrow],
      [narrow, whole],
    ]) {
      const known = order.reduce<readonly Cluster[]>((before, one) => planClusterImport(before, one).clusters, []);
      expect(known[0]?.nodePools[0]?.settings).toEqual(settingsOf(SET_UP)?.settings);
    }
  });

  it('tells Spot, snapshot and what else a new pool has to carry', () => {
    const pool = settingsOf({
      ...SET_UP,
      osDiskType: 'Ephemeral',
      enableEncryptionAtHost: true,
      enableUltraSSD: false,
      windowsProfile: { disableOutboundNat: true },
      upgradeSettings: { maxSurge: '33%', drainTimeoutInMinutes: 120, undrainableNodeBehavior: 'Cordon' },
      kubeletConfig: { containerLogMaxSizeMB: 50 },
      scaleSetPriority: 'Spot',
      scaleSetEvictionPolicy: 'Delete',
      spotMaxPrice: -1,
      creationData: { sourceResourceId: '/subscriptions/s/snapshots/golden' },
    });
    expect(pool?.settings).toMatchObject({
      osDiskType: 'Ephemeral',
      encryptionAtHost: true,
      disableOutboundNat: true,
      drainTimeoutMinutes: 120,
      undrainableNodeBehavior: 'Cordon',
      kubeletConfig: true,
    });
    expect(pool?.settings).not.toHaveProperty('ultraSsd');
    expect(pool).toMatchObject({
      spot: { evictionPolicy: 'Delete', maxPrice: -1 },
      snapshotId: '/subscriptions/s/snapshots/golden',
    });
  });

  it('tells the Kubernetes version that an upgrade asked for and did not reach', () => {
    const behind = { orchestratorVersion: '1.35.6', currentOrchestratorVersion: '1.34.9' };
    expect(settingsOf(behind)).toMatchObject({ kubernetesVersion: '1.34.9', wantedKubernetesVersion: '1.35.6' });
    const there = { orchestratorVersion: '1.35', currentOrchestratorVersion: '1.35.6' };
    expect(settingsOf(there)).not.toHaveProperty('wantedKubernetesVersion');
  });
});
