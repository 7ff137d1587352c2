import { appendFileSync } from 'node:fs';

const IMAGES_OF_A_YEAR = ['260715', '260610', '260513', '260415', '260311', '260210', '260113', '251210', '251112'];
/** Of a hundred clusters, those with Windows pools. */
const WINDOWS_SHARE = 15;
const TEAMS = 500;
/** So many clusters lie in one subnet. */
const CLUSTERS_OF_SUBNET = 20;
/** So many clusters are written to the file at a time. */
const PART = 1_000;

/** What az prints of a pool besides, nearly all of it null. */
const UNUSED_OF_POOL = [
  'artifactStreamingProfile capacityReservationGroupId creationData gatewayProfile gpuInstanceProfile gpuProfile',
  'hostGroupId kubeletConfig linuxOsConfig localDnsProfile maxCount messageOfTheDay minCount networkProfile',
  'nodePublicIpPrefixId nodeTaints podIpAllocationMode podSubnetId proximityPlacementGroupId scaleSetEvictionPolicy',
  'scaleSetPriority spotMaxPrice status tags virtualMachineNodesStatus virtualMachinesProfile windowsProfile',
].flatMap((line) => line.split(' '));

/** The same of a cluster. */
const UNUSED_OF_CLUSTER = [
  'aiToolchainOperatorProfile azureMonitorProfile bootstrapProfile disableLocalAccounts diskEncryptionSetId',
  'extendedLocation fqdnSubdomain httpProxyConfig ingressProfile kind nodeProvisioningProfile',
  'nodeResourceGroupProfile podIdentityProfile privateFqdn privateLinkResources publicNetworkAccess serviceMeshProfile',
  'status systemData upgradeSettings workloadAutoScalerProfile',
].flatMap((line) => line.split(' '));

function nothingOf(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, null]));
}

function createPool(name: string, index: number, subnet: string): object {
  const isWindows = name.startsWith('win');
  const day = index % IMAGES_OF_A_YEAR.length;
  return {
    ...nothingOf(UNUSED_OF_POOL),
    availabilityZones: ['1', '2', '3'],
    count: 3,
    currentOrchestratorVersion: '1.34.7',
    eTag: `2ad9f0a4-0000-4000-8000-${String(index).padStart(12, '0')}`,
    enableAutoScaling: false,
    enableEncryptionAtHost: false,
    enableFips: false,
    enableNodePublicIp: false,
    enableUltraSsd: false,
    kubeletDiskType: 'OS',
    maxPods: 30,
    mode: isWindows ? 'User' : 'System',
    name,
    nodeImageVersion: isWindows
      ? `AKSWindows-2022-containerd-gen2-20348.${5386 - 130 * day}.${IMAGES_OF_A_YEAR[day]}`
      : 'AKSUbuntu-2204gen2containerd-202607.09.0',
    nodeLabels: { 'contoso.example/workload': name },
    orchestratorVersion: '1.34',
    osDiskSizeGb: 128,
    osDiskType: 'Managed',
    osSku: isWindows ? 'Windows2022' : 'Ubuntu',
    osType: isWindows ? 'Windows' : 'Linux',
    powerState: { code: 'Running' },
    provisioningState: 'Succeeded',
    scaleDownMode: 'Delete',
    securityProfile: { enableSecureBoot: false, enableVtpm: false, sshAccess: null },
    type: 'VirtualMachineScaleSets',
    upgradeSettings: { drainTimeoutInMinutes: null, maxSurge: '10%' },
    vmSize: 'Standard_D4s_v5',
    vnetSubnetId: subnet,
    workloadRuntime: 'OCIContainer',
  };
}

function createCluster(index: number): object {
  const pools = index % 100 < WINDOWS_SHARE ? ['system', 'win22a', 'win22b'] : ['system', 'linux', 'batch'];
  const subscription = `/subscriptions/00000000-0000-4000-8000-${String(index % 40).padStart(12, '0')}`;
  const network = Math.floor(index / CLUSTERS_OF_SUBNET);
  const subnet = `/subscriptions/00000000-0000-4000-8000-00000000feed/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-aks/subnets/nodes-${network}`;
  const group = `MC_rg-${index}_team-${index}-prod_westeurope`;
  const kubelet = `${subscription}/resourcegroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/team-${index}-prod-agentpool`;
  return {
    aadProfile: { adminUsers: null, enableAzureRbac: true, managed: true, serverAppSecret: null },
    addonProfiles: { azurepolicy: { config: null, enabled: true, identity: null } },
    agentPoolProfiles: pools.map((name) => createPool(name, index, subnet)),
    ...nothingOf(UNUSED_OF_CLUSTER),
    apiServerAccessProfile: null,
    autoScalerProfile: null,
    autoUpgradeProfile: { nodeOsUpgradeChannel: index % 3 === 0 ? 'None' : 'NodeImage', upgradeChannel: null },
    azurePortalFqdn: `team-${index}-prod-dns-0a1b2c3d.portal.hcp.westeurope.azmk8s.io`,
    currentKubernetesVersion: '1.34.7',
    dnsPrefix: `team-${index}-prod-dns`,
    eTag: `7c1ff0a4-0000-4000-8000-${String(index).padStart(12, '0')}`,
    enableRbac: true,
    fqdn: `team-${index}-prod-dns-0a1b2c3d.hcp.westeurope.azmk8s.io`,
    id: `${subscription}/resourcegroups/rg-${index}/providers/Microsoft.ContainerService/managedClusters/team-${index}-prod`,
    identity: { delegatedResources: null, principalId: null, type: 'SystemAssigned', userAssignedIdentities: null },
    identityProfile: { kubeletidentity: { clientId: null, objectId: null, resourceId: kubelet } },
    kubernetesVersion: '1.34',
    linuxProfile: null,
    location: 'westeurope',
    maxAgentPools: 100,
    name: `team-${index}-prod`,
    networkProfile: {
      advancedNetworking: null,
      dnsServiceIp: '10.0.0.10',
      ipFamilies: ['IPv4'],
      loadBalancerProfile: null,
      loadBalancerSku: 'standard',
      natGatewayProfile: null,
      networkDataplane: 'azure',
      networkMode: null,
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
      networkPolicy: 'calico',
      outboundType: 'loadBalancer',
      podCidr: '10.244.0.0/16',
      podCidrs: ['10.244.0.0/16'],
      serviceCidr: '10.0.0.0/16',
      serviceCidrs: ['10.0.0.0/16'],
    },
    nodeResourceGroup: group,
    oidcIssuerProfile: { enabled: true, issuerUrl: `https://westeurope.oic.prod-aks.azure.example/${index}/` },
    powerState: { code: 'Running' },
    provisioningState: 'Succeeded',
    resourceGroup: `rg-${index}`,
    resourceUid: `66c0${String(index).padStart(20, '0')}`,
    securityProfile: { azureKeyVaultKms: null, customCaTrustCertificates: null, defender: null, imageCleaner: null },
    servicePrincipalProfile: { clientId: 'msi', secret: null },
    sku: { name: 'Base', tier: 'Standard' },
    storageProfile: { blobCsiDriver: null, diskCsiDriver: { enabled: true } },
    supportPlan: 'KubernetesOfficial',
    tags: { environment: 'prod', 'vhdwatch-channel': `C0TEAM${String(index % TEAMS).padStart(4, '0')}` },
    type: 'Microsoft.ContainerService/ManagedClusters',
    windowsProfile: { adminUsername: 'azureuser', enableCsiProxy: true, gmsaProfile: null, licenseType: null },
  };
}

/** One list of an invented fleet, as az prints it to a file: three pools a cluster, 500 teams, some 10 KB a cluster. */
export function writeFleet(file: string, clusters: number): void {
  for (let from = 0; from < clusters; from += PART) {
    const part = Array.from({ length: Math.min(PART, clusters - from) }, (_, offset) => createCluster(from + offset));
    appendFileSync(file, `${from === 0 ? '[' : ','}${JSON.stringify(part, null, 2).slice(1, -2)}`);
  }
  appendFileSync(file, '\n]\n');
}
