import type { Cluster, NodePool, NodePoolSettings } from '../../domain/cluster.ts';
import type { OsSkuLifecycle } from '../../domain/lifecycle.ts';
import type { OsSku } from '../../domain/os-sku.ts';
import { ADVISED_SURGE, effectOfSurge } from '../surge.ts';
import type { CommandPart } from './az-aks.ts';
import { createNodePoolCommand } from './az-aks.ts';

/** Azure puts this on Spot nodes itself, and it would keep workloads off regular ones. */
const SPOT_MARK = 'kubernetes.azure.com/scalesetpriority';

/** Adds the pool that replaces another, with all of its settings that commands can carry. */
export function createAddPool(cluster: Cluster, pool: NodePool, to: OsSkuLifecycle): readonly string[] {
  const name = chooseNewPoolName(cluster, pool.name, to.osSku);
  const others = isOfMachines(pool) ? (pool.settings?.machines ?? []).slice(1) : [];
  const add = createNodePoolCommand(
    cluster,
    name,
    'add',
    '--os-type Windows',
    ['--os-sku', to.osSku],
    to.needsFips ? '--enable-fips-image' : '',
    isGen2(pool) && !to.needsFips ? '--aks-custom-headers UseWindowsGen2VM=true' : '',
    ...createSize(pool),
    // Spot pools are upgraded without extra nodes, and Azure refuses a surge there.
    ['--max-surge', pool.spot || pool.settings?.isBlueGreen ? null : surgeOfReplacement(pool)],
    ['--tags', pairsOf(pool.tags)],
    ...(pool.spot ? createSpot(pool.spot) : []),
    ...(pool.settings ? copySettings(pool, pool.settings) : []),
  );
  return [
    add,
    ...others.map(({ size, count }) =>
      createNodePoolCommand(cluster, name, 'manual-scale add', ['--vm-sizes', size], ['--node-count', count]),
    ),
  ];
}

/** Whether upgrades go on as in the old pool: not where all nodes are away at once, or nothing says how many may be. */
function keepsSurge(pool: NodePool): boolean {
  const effect = effectOfSurge(pool);
  return effect === null || (effect === 'without-extra' && pool.settings?.maxUnavailable !== undefined);
}

/** The surge of the old pool, unless it is one that upgrades are advised against. */
export function surgeOfReplacement(pool: NodePool): string | null {
  return keepsSurge(pool) ? pool.maxSurge : ADVISED_SURGE;
}

/** A pool of single virtual machines may have several sizes, and begins with one of them; the others follow. */
function createSize(pool: NodePool): readonly CommandPart[] {
  if (!isOfMachines(pool))
    return [
      ['--node-count', countOf(pool)],
      ['--node-vm-size', pool.vmSize],
    ];
  const [first] = pool.settings?.machines ?? [];
  return [
    '--vm-set-type VirtualMachines',
    ['--vm-sizes', first?.size ?? pool.vmSize ?? '<vm-size>'],
    ['--node-count', first?.count ?? countOf(pool)],
  ];
}

function isOfMachines({ type }: NodePool): boolean {
  return type === 'VirtualMachines';
}

/** What a person has to carry over, since no option can: in words for a sentence, empty where there is nothing. */
export function listNotCarried(pool: NodePool): readonly string[] {
  const { settings, snapshotId } = pool;
  if (!settings) return ['every other setting of the old pool (they were not reported)'];
  return [
    ...(settings.isBlueGreen ? ['the blue-green upgrade strategy (--upgrade-strategy BlueGreen, aks-preview)'] : []),
    ...(settings.scaledMachines ? [`the autoscaler of its machines (${settings.scaledMachines})`] : []),
    ...(settings.kubeletConfig ? ['the kubelet configuration (a file for --kubelet-config)'] : []),
    ...(settings.gpuDriverType ? [`the GPU driver type ${settings.gpuDriverType} (--driver-type, aks-preview)`] : []),
    ...(snapshotId
      ? [`a snapshot of the new Windows version (${snapshotId.split('/').at(-1)} is of the old one)`]
      : []),
    ...(settings.hasNetworkProfile ? ['allowed host ports, application security groups and tags of public IPs'] : []),
  ];
}

/** True for a pool of generation 2 virtual machines, which it stays. */
export function isGen2({ nodeImageVersion }: NodePool): boolean {
  return /gen2/i.test(nodeImageVersion ?? '');
}

/** az refuses a number outside of what the autoscaler may choose. A stopped pool has none of its own: somebody has to say it. */
function countOf({ count, settings }: NodePool): number | string {
  const scaler = settings?.autoscaler;
  if (!scaler) return count ?? '<node-count>';
  return Math.min(Math.max(count ?? 0, scaler.min), scaler.max);
}

function pairsOf(record: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(record).map(([key, value]) => `${key}=${value}`);
}

function createSpot({ evictionPolicy, maxPrice }: NonNullable<NodePool['spot']>): readonly CommandPart[] {
  return ['--priority Spot', ['--eviction-policy', evictionPolicy], ['--spot-max-price', maxPrice]];
}

/** Labels of Azure's own come by themselves, and az refuses them. */
function copySettings(pool: NodePool, settings: NodePoolSettings): readonly CommandPart[] {
  const { labels, taints, zones, subnetId, maxPods, autoscaler } = settings;
  const own = Object.entries(labels).filter(([key]) => !/(^|\.)(kubernetes|k8s)\.(azure\.com|io)\//.test(key));
  return [
    ['--labels', pairsOf(Object.fromEntries(own))],
    ['--node-taints', taints.filter((taint) => !taint.startsWith(SPOT_MARK)).join(',')],
    ['--zones', zones],
    ['--vnet-subnet-id', subnetId],
    ['--pod-subnet-id', pool.podSubnetId],
    ['--max-pods', maxPods],
    autoscaler ? '--enable-cluster-autoscaler' : '',
    ['--min-count', autoscaler?.min],
    ['--max-count', autoscaler?.max],
    ['--node-osdisk-type', settings.osDiskType],
    ['--node-osdisk-size', settings.osDiskSizeGb],
    settings.encryptionAtHost ? '--enable-encryption-at-host' : '',
    settings.ultraSsd ? '--enable-ultra-ssd' : '',
    settings.nodePublicIp ? '--enable-node-public-ip' : '',
    ['--node-public-ip-prefix-id', settings.nodePublicIpPrefixId],
    settings.vtpm ? '--enable-vtpm' : '',
    settings.secureBoot ? '--enable-secure-boot' : '',
    settings.disableOutboundNat ? '--disable-windows-outbound-nat' : '',
    ['--crg-id', settings.capacityReservationGroupId],
    ['--ppg', settings.proximityPlacementGroupId],
    ['--host-group-id', settings.hostGroupId],
    ['--gpu-driver', settings.gpuDriver],
    ['--gpu-instance-profile', settings.gpuInstanceProfile],
    ['--scale-down-mode', settings.scaleDownMode],
    ['--pod-ip-allocation-mode', settings.podIpAllocationMode],
    ['--max-unavailable', pool.spot || !keepsSurge(pool) ? null : settings.maxUnavailable],
    ['--drain-timeout', settings.drainTimeoutMinutes],
    ['--node-soak-duration', settings.nodeSoakMinutes],
    ['--undrainable-node-behavior', settings.undrainableNodeBehavior],
  ];
}

/** Windows pool names have at most six characters: lower-case letters and digits, a letter first. */
const SUFFIXES: readonly string[] = ['', ...'bcdefghijklmnopqrstuvwxyz'];

/** `win25`, `win25b` …: no name the cluster has, and none twice, so that the advice on two pools can be followed. */
export function chooseNewPoolName(cluster: Cluster, nodePool: string, osSku: OsSku): string {
  const taken = new Set(cluster.nodePools.map((pool) => pool.name.toLowerCase()));
  const base = `win${osSku.replace(/\D/g, '').slice(-2)}`;
  const free = SUFFIXES.map((suffix) => `${base}${suffix}`).filter((name) => !taken.has(name));
  const position = cluster.nodePools
    .filter((pool) => pool.osType === 'Windows')
    .findIndex((pool) => pool.name === nodePool);
  return free[Math.max(0, position) % Math.max(1, free.length)] ?? base;
}
