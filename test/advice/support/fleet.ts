import type { Cluster } from '../../../src/domain/cluster.ts';
import { buildCluster, buildPool, buildSystemPool } from './builders.ts';

/** Ten clusters as real estates have them, one for each kind of trouble; all run 202607 Linux images. */
export function buildFleet(): readonly Cluster[] {
  return [
    buildCluster({
      name: 'billing-legacy',
      kubernetesVersion: '1.32.11',
      networkPolicy: 'none',
      nodePools: [
        buildSystemPool(),
        buildPool({
          name: 'win19',
          osSku: 'Windows2019',
          nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210',
          count: 4,
        }),
        buildPool({ name: 'win22', count: 2 }),
      ],
    }),
    buildCluster({
      name: 'orders-prod',
      kubernetesVersion: '1.34.7',
      networkPolicy: 'none',
      nodeOsUpgradeChannel: 'None',
      nodePools: [
        buildSystemPool(),
        buildPool({ name: 'win22a', nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415', count: 6 }),
        buildPool({ name: 'win22b', nodeImageVersion: 'AKSWindows-2022-containerd-gen2-20348.5256.260610' }),
      ],
    }),
    buildCluster({
      name: 'shop-prod',
      networkPolicy: 'none',
      upgradeChannel: 'patch',
      nodePools: [
        buildSystemPool(),
        buildPool({
          name: 'npwin',
          osSku: 'Windows2025',
          nodeImageVersion: 'AKSWindows-2025-gen2-26100.33158.260715',
          fipsEnabled: true,
        }),
      ],
    }),
    buildCluster({
      name: 'edge-annual',
      kubernetesVersion: '1.33.13',
      networkPolicy: 'none',
      tier: 'Premium',
      supportPlan: 'AKSLongTermSupport',
      nodePools: [
        buildSystemPool(),
        buildPool({
          name: 'annu',
          osSku: 'WindowsAnnual',
          nodeImageVersion: 'AKSWindows-23H2-gen2-25398.2330.260513',
        }),
      ],
    }),
    buildCluster({
      name: 'hr-dev',
      kubernetesVersion: '1.34.9',
      tier: 'Free',
      networkPlugin: 'kubenet',
      networkPluginMode: null,
      nodePools: [
        buildSystemPool({ count: 1 }),
        buildPool({ nodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610', count: 1 }),
      ],
    }),
    buildCluster({
      name: 'payments-lts',
      kubernetesVersion: '1.32.12',
      networkPolicy: 'none',
      upgradeChannel: 'patch',
      tier: 'Premium',
      supportPlan: 'AKSLongTermSupport',
      nodePools: [
        buildSystemPool(),
        buildPool({ nodeImageVersion: 'AKSWindows-2022-containerd-gen2-20348.5386.260715' }),
      ],
    }),
    buildCluster({
      name: 'platform-linux',
      kubernetesVersion: '1.36.2',
      networkPolicy: 'none',
      nodePools: [buildSystemPool(), buildSystemPool({ name: 'apps', mode: 'User' })],
    }),
    buildCluster({
      name: 'qa-stopped',
      kubernetesVersion: '1.34.4',
      networkPolicy: 'none',
      tier: 'Free',
      powerState: 'Stopped',
      nodePools: [
        buildSystemPool({ count: 1, powerState: 'Stopped' }),
        buildPool({
          nodeImageVersion: 'AKSWindows-2022-containerd-20348.4893.260311',
          powerState: 'Stopped',
          count: 2,
        }),
      ],
    }),
    buildCluster({
      name: 'partners-npm',
      kubernetesVersion: '1.35.5',
      networkPluginMode: null,
      networkPolicy: 'azure',
      nodeOsUpgradeChannel: 'SecurityPatch',
      nodePools: [buildSystemPool(), buildPool({ nodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610' })],
    }),
    buildCluster({
      name: 'lab-onenode',
      kubernetesVersion: '1.36.2',
      networkPolicy: 'none',
      tier: 'Free',
      provisioningState: 'Updating',
      nodePools: [
        buildSystemPool({ count: 1 }),
        buildPool({
          name: 'wvm',
          osSku: 'Windows2025',
          nodeImageVersion: 'AKSWindows-2025-gen2-26100.32860.260513',
          count: null,
          type: 'VirtualMachines',
          provisioningState: 'UpgradingNodeImageVersion',
          fipsEnabled: true,
        }),
      ],
    }),
  ];
}
