/** Fleet JSON in each form that people have it, written for these tests from one model. */
export interface ModelPool {
  readonly name: string;
  readonly osType?: string;
  readonly osSku?: string | null;
  readonly image?: string | null;
  readonly count?: number | null;
  readonly mode?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface ModelCluster {
  readonly name: string;
  readonly group?: string;
  readonly subscription?: string;
  readonly tags?: Readonly<Record<string, string>> | null;
  readonly pools: readonly ModelPool[];
}

export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';

export const SYSTEM: ModelPool = {
  name: 'sys',
  osType: 'Linux',
  osSku: 'Ubuntu',
  image: 'AKSUbuntu-2204gen2containerd-202607.09.0',
  mode: 'System',
};

export const WIN22: ModelPool = { name: 'win22', image: 'AKSWindows-2022-containerd-20348.5020.260415', count: 4 };

export function idOf({ name, group = 'rg-Alpha', subscription = SUBSCRIPTION }: ModelCluster): string {
  return `/subscriptions/${subscription}/resourcegroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

function poolOf({
  name,
  osType = 'Windows',
  osSku = 'Windows2022',
  image = null,
  count = 3,
  mode = 'User',
}: ModelPool) {
  return { name, osType, osSku, nodeImageVersion: image, count, mode };
}

/** A pool as az prints it. */
export function azPool(pool: ModelPool): Record<string, unknown> {
  return {
    ...poolOf(pool),
    vmSize: 'Standard_D4s_v5',
    type: 'VirtualMachineScaleSets',
    orchestratorVersion: '1.34',
    currentOrchestratorVersion: '1.34.7',
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
    enableFips: false,
    podSubnetId: null,
    upgradeSettings: { maxSurge: '10%', maxUnavailable: '0' },
    virtualMachineNodesStatus: null,
    tags: null,
    ...pool.extra,
  };
}

/** A cluster as `az aks list` prints it. */
export function azCluster(cluster: ModelCluster): Record<string, unknown> {
  return {
    id: idOf(cluster),
    name: cluster.name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    resourceGroup: cluster.group ?? 'rg-Alpha',
    location: 'westeurope',
    tags: cluster.tags ?? null,
    sku: { name: 'Base', tier: 'Standard' },
    kubernetesVersion: '1.34',
    currentKubernetesVersion: '1.34.7',
    supportPlan: 'KubernetesOfficial',
    powerState: { code: 'Running' },
    provisioningState: 'Succeeded',
    networkProfile: {
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
      networkPolicy: 'calico',
      networkDataplane: 'azure',
    },
    autoUpgradeProfile: { upgradeChannel: null, nodeOsUpgradeChannel: 'NodeImage' },
    agentPoolProfiles: cluster.pools.map(azPool),
  };
}

const ARM_NAMES: Readonly<Record<string, string>> = {
  osSku: 'osSKU',
  enableFips: 'enableFIPS',
  podSubnetId: 'podSubnetID',
};

function toArmNames(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const present = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([key, value]) => [ARM_NAMES[key] ?? key, value]));
}

/** The same cluster as ARM answers it: nested, ARM's spelling, nothing that is unset. */
export function armCluster(cluster: ModelCluster): Record<string, unknown> {
  const { id, name, type, location, tags, sku, resourceGroup: _, autoUpgradeProfile: __, ...rest } = azCluster(cluster);
  const properties = {
    ...rest,
    autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
    agentPoolProfiles: cluster.pools.map((pool) => toArmNames(azPool(pool))),
  };
  return { id, name, type, location, ...(tags ? { tags } : {}), sku, properties };
}

/** The same cluster as a row of our Resource Graph query: cluster facts as text columns, "" where unset. */
export function graphRow(cluster: ModelCluster): Record<string, unknown> {
  return {
    id: idOf(cluster),
    name: cluster.name,
    subscriptionId: cluster.subscription ?? SUBSCRIPTION,
    resourceGroup: (cluster.group ?? 'rg-Alpha').toLowerCase(),
    location: 'westeurope',
    tags: cluster.tags ?? null,
    tier: 'Standard',
    kubernetesVersion: '1.34',
    currentKubernetesVersion: '1.34.7',
    supportPlan: 'KubernetesOfficial',
    powerState: 'Running',
    provisioningState: 'Succeeded',
    networkPlugin: 'azure',
    networkPluginMode: 'overlay',
    networkPolicy: 'calico',
    networkDataplane: 'azure',
    upgradeChannel: '',
    nodeOSUpgradeChannel: 'NodeImage',
    pools: cluster.pools.map((pool) => toArmNames(azPool(pool))),
  };
}

/** A node as `kubectl get nodes -o json` shows it. */
export function kubectlNode(
  cluster: ModelCluster,
  pool: ModelPool,
  index: number,
  group?: string,
): Record<string, unknown> {
  const { osType, osSku, nodeImageVersion, mode } = poolOf(pool);
  const nodeGroup = group ?? `MC_${cluster.group ?? 'rg-Alpha'}_${cluster.name}_westeurope`;
  const labels = {
    'kubernetes.azure.com/agentpool': pool.name,
    'kubernetes.azure.com/cluster': nodeGroup,
    'kubernetes.azure.com/mode': mode.toLowerCase(),
    'kubernetes.azure.com/nodepool-type': 'VirtualMachineScaleSets',
    'kubernetes.azure.com/os-sku': osSku,
    'kubernetes.azure.com/node-image-version': nodeImageVersion,
    'kubernetes.io/os': osType.toLowerCase(),
    'node.kubernetes.io/instance-type': 'Standard_D4s_v5',
    'topology.kubernetes.io/region': 'westeurope',
  };
  const scaleSet = `/subscriptions/${cluster.subscription ?? SUBSCRIPTION}/resourceGroups/${nodeGroup.toLowerCase()}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `aks${pool.name}00000${index}`, labels },
    spec: {
      providerID: `azure://${scaleSet}/providers/Microsoft.Compute/virtualMachineScaleSets/x/virtualMachines/${index}`,
    },
    status: {
      nodeInfo: { kubeletVersion: 'v1.34.7', kernelVersion: '10.0.20348.5020', operatingSystem: osType.toLowerCase() },
    },
  };
}

/** In every order. */
export function permutationsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((one, at) => permutationsOf(all.toSpliced(at, 1)).map((rest) => [one, ...rest]));
}
