/** A fleet in the shape of `az aks list -o json`, reduced to what matters: three clusters, four Windows node pools. */
export function createSampleFleet(): object[] {
  return [
    createAzCluster('shop', 'rg-shop', {}, [
      createAzPool('npwin', 'Windows2022', 'AKSWindows-2022-containerd-20348.5256.260610'),
      createAzPool('npbig', 'Windows2025', 'AKSWindows-2025-gen2-26100.33158.260715'),
    ]),
    createAzCluster('billing', 'rg-billing', { 'vhdwatch-channel': 'C0BILLING1' }, [
      createAzPool('win22', 'Windows2022', 'AKSWindows-2022-containerd-gen2-20348.5020.260415'),
    ]),
    createAzCluster('legacy', 'rg-legacy', {}, [
      createAzPool('win19', 'Windows2019', 'AKSWindows-2019-containerd-17763.8389.260210'),
    ]),
  ];
}

/** One cluster as `az` prints it, with a Linux system pool besides the pools given. */
export function createAzCluster(
  name: string,
  resourceGroup: string,
  tags: Record<string, string>,
  pools: object[],
): object {
  const linux = {
    ...createAzPool('system', 'Ubuntu', 'AKSUbuntu-2204gen2containerd-202607.09.0'),
    mode: 'System',
    osType: 'Linux',
    count: 3,
  };
  return {
    id: `/subscriptions/00000000-0000-4000-8000-000000000001/resourcegroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`,
    name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: 'westeurope',
    resourceGroup,
    tags,
    kubernetesVersion: '1.34.7',
    currentKubernetesVersion: '1.34.7',
    sku: { name: 'Base', tier: 'Standard' },
    supportPlan: 'KubernetesOfficial',
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkPolicy: 'calico' },
    autoUpgradeProfile: { upgradeChannel: null, nodeOsUpgradeChannel: 'None' },
    agentPoolProfiles: [linux, ...pools],
  };
}

/** One node pool as `az` prints it. */
export function createAzPool(name: string, osSku: string, nodeImageVersion: string): object {
  return {
    name,
    mode: 'User',
    osType: osSku.startsWith('Windows') ? 'Windows' : 'Linux',
    osSku,
    nodeImageVersion,
    count: 2,
    vmSize: 'Standard_D4s_v5',
    type: 'VirtualMachineScaleSets',
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
    enableFips: osSku === 'Windows2025',
  };
}
