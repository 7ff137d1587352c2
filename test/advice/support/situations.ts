import { loadLifecycleFile } from '../../../src/catalogue/lifecycle.ts';
import { mergeLifecycle } from '../../../src/catalogue/merge-lifecycle.ts';
import type { Catalogue } from '../../../src/domain/catalogue.ts';
import type { Cluster, NodePool } from '../../../src/domain/cluster.ts';
import type { Lifecycle } from '../../../src/domain/lifecycle.ts';
import { buildCatalogue, buildCluster, buildPool, buildSystemPool } from './builders.ts';

/** The day on which the situations are looked at. */
export const NOVEMBER_2026 = new Date('2026-11-27T09:00:00Z');

/** Images as they stand on that day, one a month. */
export function buildNovemberCatalogue(): Catalogue {
  return buildCatalogue([
    '17763.8276.260114',
    '17763.8389.260210',
    '20348.5256.260610',
    '20348.5386.260715',
    '20348.5499.260812',
    '20348.5610.260909',
    '20348.5720.261014',
    '20348.5830.261111',
    '25398.2330.260513',
    '26100.33158.260715',
    '26100.33296.260812',
    '26100.33400.260909',
    '26100.33510.261014',
    '26100.33620.261111',
  ]);
}

/** The dates that the program brings along, with nothing polled. */
export function loadLifecycle(): Lifecycle {
  return mergeLifecycle(buildNovemberCatalogue(), loadLifecycleFile());
}

const IMAGES = {
  win19: 'AKSWindows-2019-containerd-17763.8389.260210',
  win22: 'AKSWindows-2022-containerd-gen2-20348.5830.261111',
  win22October: 'AKSWindows-2022-containerd-gen2-20348.5720.261014',
  win22July: 'AKSWindows-2022-containerd-20348.5386.260715',
  win25: 'AKSWindows-2025-gen2-26100.33620.261111',
  win25August: 'AKSWindows-2025-gen2-26100.33296.260812',
  annual: 'AKSWindows-23H2-gen2-25398.2330.260513',
};

const SETTINGS = {
  labels: { tier: 'web' },
  taints: ['os=windows:NoSchedule'],
  zones: ['1', '2', '3'],
  subnetId: '/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes',
  maxPods: 50,
  autoscaler: null,
};

function pool(name: string, image: keyof typeof IMAGES, changes: Partial<NodePool> = {}): NodePool {
  return buildPool({ name, nodeImageVersion: IMAGES[image], osSku: null, settings: SETTINGS, ...changes });
}

function cluster(name: string, kubernetesVersion: string, pools: readonly NodePool[], changes: Partial<Cluster> = {}) {
  const own = (one: NodePool): NodePool => ({ ...one, kubernetesVersion: one.kubernetesVersion ?? kubernetesVersion });
  const system = pools.some(({ osType }) => osType === 'Linux') ? [] : [buildSystemPool()];
  return buildCluster({
    name,
    kubernetesVersion,
    networkPolicy: 'none',
    asOf: '2026-11-27T06:00:00.000Z',
    nodePools: [...system, ...pools].map(own),
    ...changes,
  });
}

/** As somebody types a pool by hand. */
function withoutSettings({ settings: _, ...rest }: NodePool): NodePool {
  return rest;
}

const LTS = { tier: 'Premium', supportPlan: 'AKSLongTermSupport' } as const;
const OCTOBER_2025 = 'AKSWindows-2025-gen2-26100.33510.261014';
const WINDOW = {
  name: 'aksManagedNodeOSUpgradeSchedule',
  when: 'weekly on Sunday from 22:00 (UTC+02:00) for 6 hours',
};
const SPOT = { evictionPolicy: 'Deallocate', maxPrice: -1 };
const SNAPSHOT = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/snapshots/golden';

/** Fleets of every kind of trouble, a cluster each, by what is the matter with it. */
export const SITUATIONS: Readonly<Record<string, Cluster>> = Object.fromEntries(
  [
    cluster('healthy', '1.36.3', [pool('win25', 'win25'), pool('win22', 'win22')]),
    cluster('stopped-cluster-old', '1.32.9', [pool('win19', 'win19', { powerState: 'Stopped' })], {
      powerState: 'Stopped',
    }),
    cluster('stopped-long-ago', '1.36.3', [pool('win25', 'win25', { powerState: 'Stopped' })], {
      powerState: 'Stopped',
      evidence: { azure: '2026-11-27T06:00:00.000Z', stopped: '2025-12-20T06:00:00.000Z' },
    }),
    cluster('stopped-npm-2019', '1.32.9', [pool('win19', 'win19', { powerState: 'Stopped' })], {
      powerState: 'Stopped',
      networkPolicy: 'azure',
    }),
    cluster(
      'stopped-without-counts',
      '1.36.3',
      [
        buildSystemPool({ powerState: 'Stopped', count: null }),
        pool('win22', 'win22October', { powerState: 'Stopped', count: null }),
      ],
      { powerState: 'Stopped' },
    ),
    cluster('stopped-pool-old', '1.35.6', [pool('win22', 'win22July', { powerState: 'Stopped', count: 2 })]),
    cluster('stopped-pool-2019', '1.32.9', [pool('win19', 'win19', { powerState: 'Stopped', count: 0 })], LTS),
    cluster('zero-nodes', '1.35.6', [
      pool('win22', 'win22July', { count: 0, settings: { ...SETTINGS, autoscaler: { min: 0, max: 5 } } }),
    ]),
    cluster('failed-image', '1.35.6', [pool('win22', 'win22October', { provisioningState: 'Failed' })]),
    cluster('failed-kubernetes', '1.35.6', [
      pool('win22', 'win22October', {
        provisioningState: 'Failed',
        kubernetesVersion: '1.34.9',
        wantedKubernetesVersion: '1.35.6',
      }),
    ]),
    cluster('failed-cluster-unsupported', '1.33.12', [pool('win22', 'win22')], { provisioningState: 'Failed' }),
    cluster('upgrading', '1.35.6', [pool('win22', 'win22July', { provisioningState: 'UpgradingNodeImageVersion' })]),
    cluster('creating', '1.35.6', [pool('win22', 'win22July', { provisioningState: 'Creating' })]),
    cluster('spot-2022', '1.34.8', [pool('spot22', 'win22October', { spot: SPOT }), pool('win22', 'win22October')]),
    cluster('spot-beside-2019', '1.32.9', [pool('spot22', 'win22', { spot: SPOT }), pool('win19', 'win19')], LTS),
    cluster('spot-2019-far', '1.32.9', [pool('spot19', 'win19', { spot: SPOT }), pool('win22', 'win22')], LTS),
    cluster('spot-moves-twice', '1.31.9', [pool('annu', 'annual', { spot: SPOT }), pool('win19', 'win19')], {
      upgradeChannel: 'rapid',
      ...LTS,
    }),
    cluster('pool-behind-and-ending', '1.32.9', [pool('annu', 'annual', { kubernetesVersion: '1.31.9' })], LTS),
    cluster('failed-plane', '1.35.6', [pool('win22', 'win22October')], {
      provisioningState: 'Failed',
      wantedKubernetesVersion: '1.36.3',
    }),
    cluster(
      'failed-plane-with-pools',
      '1.35.6',
      [
        buildSystemPool({ provisioningState: 'Failed', wantedKubernetesVersion: '1.36.3' }),
        pool('win22', 'win22', { provisioningState: 'Failed', wantedKubernetesVersion: '1.36.3' }),
      ],
      { provisioningState: 'Failed', wantedKubernetesVersion: '1.36.3' },
    ),
    cluster('failed-plane-spot', '1.35.6', [pool('spot22', 'win22', { spot: SPOT })], {
      provisioningState: 'Failed',
      wantedKubernetesVersion: '1.36.3',
    }),
    cluster('two-failures', '1.35.6', [
      pool('wina', 'win22', {
        provisioningState: 'Failed',
        kubernetesVersion: '1.34.9',
        wantedKubernetesVersion: '1.35.6',
      }),
      pool('winb', 'win22', { provisioningState: 'Failed' }),
    ]),
    cluster('annual-old', '1.31.9', [pool('annu', 'annual', { snapshotId: SNAPSHOT })]),
    cluster('npm-2022-old', '1.31.9', [pool('win22', 'win22')], { networkPolicy: 'azure' }),
    cluster('going-behind', '1.36.3', [
      pool('win25', 'win25'),
      pool('win22', 'win22', { kubernetesVersion: '1.32.9', provisioningState: 'Deleting' }),
    ]),
    cluster('spot-autoupgraded', '1.34.8', [pool('spot22', 'win22', { spot: SPOT })], { upgradeChannel: 'stable' }),
    cluster('spot-unsupported', '1.33.12', [pool('spot22', 'win22', { spot: SPOT })]),
    cluster('pinned', '1.35.6', [pool('win22', 'win22July', { snapshotId: SNAPSHOT })]),
    cluster('lts-132-2019', '1.32.9', [pool('win19', 'win19')], LTS),
    cluster('lts-131', '1.31.12', [pool('win22', 'win22')], LTS),
    cluster('lts-annual', '1.33.12', [pool('annu', 'annual')], LTS),
    cluster('behind-by-two', '1.32.9', [pool('win22', 'win22October')], { upgradeChannel: 'stable' }),
    cluster('2019-unsupported', '1.32.9', [pool('win19', 'win19', { count: 6 }), pool('win22', 'win22')]),
    cluster('2019-very-old', '1.29.15', [pool('win19', 'win19')], { networkPolicy: 'azure' }),
    cluster('kubenet-calico', '1.35.6', [pool('win22', 'win22')], {
      networkPlugin: 'kubenet',
      networkPluginMode: null,
      networkPolicy: 'calico',
    }),
    cluster('2022-at-bound', '1.36.3', [pool('win22', 'win22October')], { upgradeChannel: 'rapid' }),
    cluster('gen1-at-bound', '1.36.3', [
      pool('win22', 'win22October', { nodeImageVersion: 'AKSWindows-2022-containerd-20348.5720.261014' }),
    ]),
    cluster('private-2019', '1.32.9', [pool('win19', 'win19')], { isPrivate: true, ...LTS }),
    cluster('sealed-2019', '1.32.9', [pool('win19', 'win19')], { isPrivate: true, isRunCommandOff: true, ...LTS }),
    cluster('system-autoscaled-one', '1.36.3', [
      buildSystemPool({ count: 3, settings: { ...SETTINGS, autoscaler: { min: 1, max: 2 } } }),
      pool('win25', 'win25'),
    ]),
    cluster('system-single', '1.36.3', [buildSystemPool({ count: 1 }), pool('win25', 'win25')]),
    cluster('legacy-channel', '1.35.6', [pool('win22', 'win22July')], {
      upgradeChannel: 'node-image',
      nodeOsUpgradeChannel: null,
    }),
    cluster('legacy-channel-lts', '1.33.12', [pool('win25', 'win25')], {
      upgradeChannel: 'node-image',
      nodeOsUpgradeChannel: null,
      ...LTS,
    }),
    cluster('plane-past-bound', '1.37.1', [pool('win22', 'win22', { kubernetesVersion: '1.36.3' })]),
    cluster(
      'channel-without-use',
      '1.32.9',
      [pool('win19', 'win19'), pool('win22', 'win22', { snapshotId: SNAPSHOT })],
      {
        nodeOsUpgradeChannel: 'SecurityPatch',
        ...LTS,
      },
    ),
    cluster('unset-channel', '1.35.6', [pool('win22', 'win22October')], { nodeOsUpgradeChannel: null }),
    cluster(
      'security-patch-linux',
      '1.35.6',
      [buildSystemPool(), buildSystemPool({ name: 'apps', mode: 'User' }), pool('win22', 'win22July')],
      { nodeOsUpgradeChannel: 'SecurityPatch' },
    ),
    cluster('surge-zero', '1.34.8', [pool('win22', 'win22October', { maxSurge: '0' })]),
    cluster('surge-all', '1.35.6', [pool('win22', 'win22October', { maxSurge: '100%' })]),
    cluster('node-subnet-2019', '1.32.9', [pool('win19', 'win19')], { networkPluginMode: null, ...LTS }),
    cluster('pool-behind-three', '1.35.6', [pool('win22', 'win22', { kubernetesVersion: '1.32.9' })]),
    cluster('pinned-behind', '1.35.6', [pool('win22', 'win22', { kubernetesVersion: '1.33.9', snapshotId: SNAPSHOT })]),
    cluster('pool-2019-behind', '1.35.6', [pool('win19', 'win19', { kubernetesVersion: '1.32.9' })]),
    cluster('failed-with-its-pool', '1.35.6', [pool('win22', 'win22October', { provisioningState: 'Failed' })], {
      provisioningState: 'Failed',
    }),
    cluster('failed-2019', '1.34.8', [
      pool('win19', 'win19', {
        provisioningState: 'Failed',
        kubernetesVersion: '1.32.9',
        wantedKubernetesVersion: '1.34.8',
      }),
    ]),
    cluster('lts-131-2019', '1.31.12', [pool('win19', 'win19')], LTS),
    cluster('deleting', '1.33.12', [pool('win19', 'win19', { provisioningState: 'Deleting' })]),
    cluster('stopped-and-failed', '1.33.12', [pool('win22', 'win22July', { provisioningState: 'Failed' })], {
      powerState: 'Stopped',
      provisioningState: 'Failed',
    }),
    cluster('stopped-pool-in-the-way', '1.33.12', [pool('win19', 'win19', { powerState: 'Stopped' })]),
    cluster('lts-annual-old', '1.30.14', [pool('annu', 'annual')], LTS),
    cluster('move-begun', '1.32.9', [pool('win19', 'win19'), pool('win25', 'win25')], LTS),
    cluster('machines-of-two-sizes', '1.36.3', [
      pool('win22', 'win22October', {
        type: 'VirtualMachines',
        vmSize: null,
        maxSurge: null,
        settings: {
          ...SETTINGS,
          machines: [
            { size: 'Standard_D4s_v5', count: 3 },
            { size: 'Standard_D8s_v5', count: 2 },
          ],
        },
      }),
    ]),
    cluster('annual', '1.33.12', [pool('annu', 'annual')]),
    cluster('calico-2025', '1.36.3', [pool('win25', 'win25August')], { networkPolicy: 'calico' }),
    cluster('calico-2022-at-bound', '1.36.3', [pool('win22', 'win22')], { networkPolicy: 'calico' }),
    cluster('automatic', '1.34.8', [pool('win22', 'win22')], { isAutomatic: true, upgradeChannel: 'stable' }),
    cluster('npm-2022', '1.35.6', [pool('win22', 'win22')], { networkPolicy: 'azure' }),
    cluster('npm-2022-unsupported', '1.33.12', [pool('win22', 'win22July')], { networkPolicy: 'azure' }),
    cluster(
      'autoscaled-2019',
      '1.32.9',
      [pool('win19', 'win19', { settings: { ...SETTINGS, autoscaler: { min: 2, max: 8 } } })],
      LTS,
    ),
    cluster('spot-2019-unsupported', '1.32.9', [pool('spot19', 'win19', { spot: SPOT })]),
    cluster('failed-linux', '1.34.8', [
      buildSystemPool({ provisioningState: 'Failed' }),
      pool('win25', 'win25', { kubernetesVersion: '1.34.8' }),
    ]),
    cluster('canceled', '1.36.3', [pool('win25', 'win25August', { provisioningState: 'Canceled' })]),
    cluster('two-moves', '1.36.3', [pool('wina', 'win22'), pool('winb', 'win22')]),
    cluster('node-subnet-image', '1.36.3', [pool('win25', 'win25August')], { networkPluginMode: null }),
    cluster('surge-zero-unavailable', '1.36.3', [
      pool('win25', 'win25', { maxSurge: '0', settings: { ...SETTINGS, maxUnavailable: '1' } }),
    ]),
    cluster('all-unavailable', '1.36.3', [
      pool('win25', 'win25August', { maxSurge: '0', settings: { ...SETTINGS, maxUnavailable: '3' } }),
    ]),
    cluster('surge-of-all-nodes', '1.36.3', [pool('win25', 'win25August', { maxSurge: '3' })]),
    cluster('one-node-unavailable', '1.36.3', [
      pool('win25', 'win25August', { count: 1, maxSurge: '0', settings: { ...SETTINGS, maxUnavailable: '1' } }),
    ]),
    cluster('blue-green', '1.36.3', [
      pool('win22', 'win22October', { maxSurge: '100%', settings: { ...SETTINGS, isBlueGreen: true } }),
    ]),
    cluster('surge-of-some', '1.36.3', [
      pool('win25', 'win25August', { maxSurge: '3', settings: { ...SETTINGS, autoscaler: { min: 1, max: 9 } } }),
    ]),
    cluster('single-machines-2019', '1.32.9', [pool('win19', 'win19', { type: 'VirtualMachines' })], LTS),
    cluster(
      'scaled-machines-2019',
      '1.32.9',
      [
        pool('win19', 'win19', {
          type: 'VirtualMachines',
          settings: { ...SETTINGS, scaledMachines: 'Standard_D4s_v5, 1 to 6 nodes' },
        }),
      ],
      LTS,
    ),
    cluster('in-window', '1.36.3', [pool('win25', 'win25', { nodeImageVersion: OCTOBER_2025 })]),
    cluster('auto-upgraded', '1.35.6', [pool('win25', 'win25')], { upgradeChannel: 'rapid' }),
    cluster('channel-with-window', '1.36.3', [pool('win25', 'win25')], {
      nodeOsUpgradeChannel: 'SecurityPatch',
      maintenance: { asOf: '2026-11-20T00:00:00Z', windows: [WINDOW] },
    }),
    cluster('channel-without-window', '1.36.3', [pool('win25', 'win25')], {
      nodeOsUpgradeChannel: 'None',
      maintenance: { asOf: '2026-11-20T00:00:00Z', windows: [{ ...WINDOW, name: 'aksManagedAutoUpgradeSchedule' }] },
    }),
    cluster('window-known', '1.36.3', [pool('win25', 'win25', { nodeImageVersion: OCTOBER_2025 })], {
      maintenance: { asOf: '2026-11-20T00:00:00Z', windows: [WINDOW] },
    }),
    cluster('long-unsupported', '1.28.9', [pool('win22', 'win22')]),
    cluster('by-hand', '1.34.8', [withoutSettings(pool('win22', 'win22July'))], {
      origin: 'manual',
      subscriptionId: null,
      resourceGroup: null,
      location: null,
      nodeOsUpgradeChannel: null,
    }),
  ].map((one) => [one.name, one]),
);
