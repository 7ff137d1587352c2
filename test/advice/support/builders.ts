import type { Catalogue, NodeImage } from '../../../src/domain/catalogue.ts';
import type { Cluster, NodePool } from '../../../src/domain/cluster.ts';
import type { ImageArrival } from '../../../src/domain/image-arrival.ts';
import { parseNodeImageVersion } from '../../../src/domain/node-image-version.ts';

/** A Windows Server 2022 pool that runs well; override what the test is about. */
export function buildPool(changes: Partial<NodePool> = {}): NodePool {
  return {
    name: 'win22',
    mode: 'User',
    osType: 'Windows',
    osSku: 'Windows2022',
    nodeImageVersion: 'AKSWindows-2022-containerd-20348.5386.260715',
    latestNodeImageVersion: null,
    count: 3,
    vmSize: 'Standard_D4s_v5',
    kubernetesVersion: null,
    provisioningState: 'Succeeded',
    powerState: 'Running',
    type: 'VirtualMachineScaleSets',
    fipsEnabled: false,
    podSubnetId: null,
    maxSurge: '10%',
    nodeImages: {},
    tags: {},
    vanishedAt: null,
    ...changes,
  };
}

/** A Linux system pool of three nodes. */
export function buildSystemPool(changes: Partial<NodePool> = {}): NodePool {
  return buildPool({
    name: 'system',
    mode: 'System',
    osType: 'Linux',
    osSku: 'Ubuntu',
    nodeImageVersion: 'AKSUbuntu-2404gen2containerd-202607.09.0',
    ...changes,
  });
}

/** A supported, healthy cluster with one system pool and one Windows pool; override what the test is about. */
export function buildCluster(changes: Partial<Cluster> = {}): Cluster {
  const name = changes.name ?? 'shop-prod';
  return {
    id: `/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg-${name}/providers/microsoft.containerservice/managedclusters/${name}`,
    name,
    subscriptionId: '00000000-0000-0000-0000-000000000001',
    resourceGroup: `rg-${name}`,
    location: 'westeurope',
    kubernetesVersion: '1.35.6',
    tier: 'Standard',
    supportPlan: 'KubernetesOfficial',
    powerState: 'Running',
    provisioningState: 'Succeeded',
    networkPlugin: 'azure',
    networkPluginMode: 'overlay',
    networkPolicy: 'calico',
    networkDataplane: 'azure',
    upgradeChannel: null,
    nodeOsUpgradeChannel: 'NodeImage',
    tags: {},
    ownership: { channel: null, owners: [], environment: null },
    nodePools: [buildSystemPool(), buildPool()],
    origin: 'az',
    asOf: '2026-08-20T06:00:00.000Z',
    vanishedAt: null,
    ...changes,
  };
}

/** A published image; the release tag defaults to one after its build day. */
export function buildImage(version: string, changes: Partial<NodeImage> = {}): NodeImage {
  const parsed = parseNodeImageVersion(version);
  if (!parsed) throw new Error(`the test names no image version: ${version}`);
  return {
    osSku: parsed.osSku,
    version,
    builtOn: parsed.builtOn,
    announcedIn: parsed.builtOn,
    announcedAt: `${parsed.builtOn}T12:00:00.000Z`,
    announcementUrl: `https://example.test/releases/${parsed.builtOn}`,
    announcedAs: null,
    notesUrl: `https://example.test/notes/${version}.txt`,
    sources: [parsed.builtOn],
    life: [],
    state: 'superseded',
    security: null,
    ...changes,
  };
}

/** What a region has of Windows Server 2022 gen1: `version@day`, or a bare version whose day is not known; `~` while it is being rolled out. */
export function buildArrivals(
  region: string,
  images: readonly string[],
  changes: Partial<ImageArrival> = {},
): ImageArrival[] {
  return images.map((text) => {
    const [version = '', arrivedOn = null] = text.replace('~', '').split('@');
    const osSku = parseNodeImageVersion(version)?.osSku ?? 'Windows2022';
    return { osSku, generation: 1, region, version, arrivedOn, isArriving: text.startsWith('~'), ...changes };
  });
}

/** A catalogue of these images; order and `newest` are derived. */
export function buildCatalogue(versions: readonly (string | NodeImage)[]): Catalogue {
  const images = versions
    .map((entry) => (typeof entry === 'string' ? buildImage(entry) : entry))
    .sort((a, b) => b.builtOn.localeCompare(a.builtOn));
  const seen = new Set<string>();
  const marked = images.map((image) => {
    if (image.state === 'withdrawn' || seen.has(image.osSku)) return image;
    seen.add(image.osSku);
    return { ...image, state: 'newest' as const };
  });
  return { images: marked, retirements: [], kubernetesVersions: [] };
}
