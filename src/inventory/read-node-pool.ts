import type { NodePool, NodePoolSettings, NodeReport } from '../domain/cluster.ts';
import { compareNodeImageVersions, parseNodeImageName } from '../domain/node-image-version.ts';
import { findKnownOsSku, type OsSku, osSkuOfBuild } from '../domain/os-sku.ts';
import { compareTexts } from '../domain/text.ts';
import {
  anyFields,
  listOf,
  object,
  optional,
  optionalCount,
  optionalFlag,
  optionalText,
  optionalVersion,
  optionalWord,
  powerState,
  type ReadBy,
  readWith,
  requiredText,
  tags,
  texts,
} from './field-readers.ts';
import type { Fields } from './fields.ts';

/** Machines of one size. */
const Groups = optional(listOf(object({ count: optionalCount, size: optionalText })));

const Scalers = listOf(object({ size: optionalText, mincount: optionalCount, maxcount: optionalCount }));
/** A preview had a list of them. */
const Scaler: ReturnType<typeof optional<ReadBy<typeof Scalers>>> = optional((value, issues) =>
  Scalers(Array.isArray(value) ? value : [value], issues),
);

/** Only what is used of a pool, keys in lower case; shapes in AZURE facts 2.1. */
const PoolFields = object({
  name: requiredText,
  ostype: optionalText,
  ossku: optionalText,
  mode: optionalText,
  nodeimageversion: optionalText,
  latestnodeimageversion: optionalText,
  count: optionalCount,
  virtualmachinenodesstatus: Groups,
  virtualmachinesprofile: optional(object({ scale: optional(object({ manual: Groups, autoscale: Scaler })) })),
  vmsize: optionalText,
  type: optionalText,
  typepropertiestype: optionalText,
  orchestratorversion: optionalVersion,
  currentorchestratorversion: optionalVersion,
  provisioningstate: optionalText,
  powerstate: powerState,
  enablefips: optionalFlag,
  podsubnetid: optionalText,
  upgradestrategy: optionalText,
  upgradesettings: optional(
    object({
      maxsurge: optionalWord,
      maxunavailable: optionalWord,
      draintimeoutinminutes: optionalCount,
      nodesoakdurationinminutes: optionalCount,
      undrainablenodebehavior: optionalText,
    }),
  ),
  osdisktype: optionalText,
  osdisksizegb: optionalCount,
  enableencryptionathost: optionalFlag,
  enableultrassd: optionalFlag,
  enablenodepublicip: optionalFlag,
  capacityreservationgroupid: optionalText,
  proximityplacementgroupid: optionalText,
  hostgroupid: optionalText,
  gpuinstanceprofile: optionalText,
  gpuprofile: optional(object({ driver: optionalText, drivertype: optionalText })),
  nodepublicipprefixid: optionalText,
  securityprofile: optional(object({ enablevtpm: optionalFlag, enablesecureboot: optionalFlag })),
  networkprofile: optional(anyFields),
  kubeletconfig: optional(anyFields),
  windowsprofile: optional(object({ disableoutboundnat: optionalFlag })),
  scaledownmode: optionalText,
  podipallocationmode: optionalText,
  scalesetpriority: optionalText,
  scalesetevictionpolicy: optionalText,
  spotmaxprice: optionalWord,
  creationdata: optional(object({ sourceresourceid: optionalText })),
  nodelabels: tags,
  nodetaints: texts,
  availabilityzones: texts,
  vnetsubnetid: optionalText,
  maxpods: optionalCount,
  enableautoscaling: optionalFlag,
  mincount: optionalCount,
  maxcount: optionalCount,
  tags,
});
type PoolFields = ReadBy<typeof PoolFields>;

export type ReadNodePool =
  | { readonly pool: NodePool; readonly warnings: readonly string[] }
  | { readonly refused: string };

const OS_TYPES = ['Linux', 'Windows'] as const;
const MODES = ['System', 'User', 'Gateway'] as const;

/** What the image tells, else Azure's word, else the OS SKU. `null`: an unknown word, or none of them. */
function readOsType(fields: PoolFields): NodePool['osType'] | null {
  const { ostype, nodeimageversion, latestnodeimageversion, ossku } = fields;
  if (parseNodeImageName(readImageName(nodeimageversion))) return 'Windows';
  if (ostype !== null) return OS_TYPES.find((word) => word.toLowerCase() === ostype.toLowerCase()) ?? null;
  const named = nodeimageversion ?? latestnodeimageversion ?? ossku;
  return named === null ? null : /^(?:AKS)?Windows/i.test(named) ? 'Windows' : 'Linux';
}

function groupsOf({ virtualmachinenodesstatus, virtualmachinesprofile }: PoolFields) {
  return virtualmachinenodesstatus ?? virtualmachinesprofile?.scale?.manual ?? null;
}

/** Pools of single virtual machines have no `count` of their own; none while it is stopped is not how many come back. */
function readCount(fields: PoolFields): number | null {
  const count = fields.count ?? groupsOf(fields)?.reduce((sum, group) => sum + (group.count ?? 0), 0) ?? null;
  return count === 0 && fields.powerstate === 'Stopped' ? null : count;
}

/** Azure always tells `maxPods`: a query that left it out left out the others, too, and absent is not none. */
function readSettings(fields: PoolFields): { readonly settings?: NodePoolSettings } {
  if (fields.maxpods === null) return {};
  const { enableautoscaling: isScaled, mincount: min, maxcount: max } = fields;
  const settings = {
    labels: fields.nodelabels,
    taints: fields.nodetaints,
    zones: fields.availabilityzones,
    subnetId: fields.vnetsubnetid,
    maxPods: fields.maxpods,
    autoscaler: isScaled && min !== null && max !== null ? { min, max } : null,
    ...readSpecials(fields),
  };
  return { settings };
}

/** How many single virtual machines there are of each size; `null` for a scale set. */
function readMachines(fields: PoolFields): NodePoolSettings['machines'] | null {
  const known = (groupsOf(fields) ?? []).flatMap(({ size, count }) =>
    size === null ? [] : { size, count: count ?? 0 },
  );
  return known.length === 0 ? null : known;
}

function describeScalers({ virtualmachinesprofile }: PoolFields): string | null {
  const scalers = virtualmachinesprofile?.scale?.autoscale ?? [];
  const words = scalers.map(({ size, mincount, maxcount }) => `${size}, ${mincount ?? 0} to ${maxcount} nodes`);
  return words.length === 0 ? null : words.join('; ');
}

/** What few pools have; only what is set. */
function readSpecials(fields: PoolFields): Partial<NodePoolSettings> {
  const upgrade = fields.upgradesettings;
  const specials = {
    machines: readMachines(fields),
    scaledMachines: describeScalers(fields),
    isBlueGreen: fields.upgradestrategy?.toLowerCase() === 'bluegreen',
    osDiskType: fields.osdisktype,
    osDiskSizeGb: fields.osdisksizegb,
    encryptionAtHost: fields.enableencryptionathost,
    ultraSsd: fields.enableultrassd,
    nodePublicIp: fields.enablenodepublicip,
    capacityReservationGroupId: fields.capacityreservationgroupid,
    proximityPlacementGroupId: fields.proximityplacementgroupid,
    hostGroupId: fields.hostgroupid,
    gpuDriver: fields.gpuprofile?.driver,
    gpuInstanceProfile: fields.gpuinstanceprofile,
    kubeletConfig: Object.values(fields.kubeletconfig ?? {}).some((value) => value != null),
    maxUnavailable: /^0%?$/.test(upgrade?.maxunavailable ?? '0') ? null : upgrade?.maxunavailable,
    nodePublicIpPrefixId: fields.nodepublicipprefixid,
    vtpm: fields.securityprofile?.enablevtpm,
    secureBoot: fields.securityprofile?.enablesecureboot,
    gpuDriverType: fields.gpuprofile?.drivertype,
    hasNetworkProfile: Object.values(fields.networkprofile ?? {}).some(
      (value) => value != null && String(value) !== '',
    ),
    disableOutboundNat: fields.windowsprofile?.disableoutboundnat,
    scaleDownMode: fields.scaledownmode,
    podIpAllocationMode: fields.podipallocationmode,
    drainTimeoutMinutes: upgrade?.draintimeoutinminutes,
    nodeSoakMinutes: upgrade?.nodesoakdurationinminutes,
    undrainableNodeBehavior: upgrade?.undrainablenodebehavior,
  };
  return onlySet(specials);
}

/** Spot, snapshot and an upgrade that did not arrive; only what is so. */
function readStates(fields: PoolFields): Pick<NodePool, 'spot' | 'snapshotId' | 'wantedKubernetesVersion'> {
  const { orchestratorversion: wanted, currentorchestratorversion: current, spotmaxprice } = fields;
  const maxPrice = spotmaxprice !== null && Number.isFinite(Number(spotmaxprice)) ? Number(spotmaxprice) : null;
  const isSpot = fields.scalesetpriority?.toLowerCase() === 'spot';
  return onlySet({
    spot: isSpot ? { evictionPolicy: fields.scalesetevictionpolicy, maxPrice } : null,
    snapshotId: fields.creationdata?.sourceresourceid,
    ...readWantedVersion(wanted, current),
  });
}

/** The version that an upgrade asked for and that does not run. Who wants a minor is content with each of its patches. */
export function readWantedVersion(wanted: string | null, current: string | null) {
  const isThere = wanted === null || current === null || current.startsWith(wanted);
  return isThere ? {} : { wantedKubernetesVersion: wanted };
}

type OnlySet<T> = { readonly [K in keyof T]?: Exclude<NonNullable<T[K]>, false> };

function onlySet<T extends object>(values: T): OnlySet<T> {
  const set: Partial<T> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== null && value !== undefined && value !== false) set[key] = value;
  }
  return set as OnlySet<T>;
}

function toNodePool(fields: PoolFields, osType: NodePool['osType']): NodePool {
  const image = readImageName(fields.nodeimageversion);
  return {
    // Lower case by Azure's rule; ARM answers with the case in which somebody typed it.
    name: fields.name.toLowerCase(),
    mode: MODES.find((mode) => mode.toLowerCase() === fields.mode?.toLowerCase()) ?? null,
    osType,
    osSku: osType === 'Windows' ? readOsSku(fields.ossku, image) : fields.ossku,
    nodeImageVersion: image,
    latestNodeImageVersion: readImageName(fields.latestnodeimageversion),
    count: readCount(fields),
    vmSize: fields.vmsize,
    kubernetesVersion: fields.currentorchestratorversion ?? fields.orchestratorversion,
    provisioningState: fields.provisioningstate,
    powerState: fields.powerstate,
    // `type` of a pool read on its own is the resource type; its kind is then one level deeper.
    type: fields.typepropertiestype ?? (fields.type?.includes('/') ? null : fields.type),
    fipsEnabled: fields.enablefips,
    podSubnetId: fields.podsubnetid,
    maxSurge: fields.upgradesettings?.maxsurge ?? null,
    ...readSettings(fields),
    ...readStates(fields),
    nodeImages: {},
    tags: fields.tags,
    vanishedAt: null,
  };
}

/** The one reader of a node pool, whatever form it came in; `fields` flat and in lower case. Unknown values are null. */
export function readNodePool(fields: Fields): ReadNodePool {
  const parsed = readWith(PoolFields, fields);
  if ('refused' in parsed) return parsed;
  const { read } = parsed;
  const osType = readOsType(read);
  if (osType === null) {
    const why =
      read.ostype === null
        ? 'has no osType, and no image that tells whether it runs Windows'
        : `osType "${read.ostype}" is neither Linux nor Windows`;
    return { refused: why };
  }
  const pool = toNodePool(read, osType);
  const word = readOsSku(read.ossku, null);
  const doubtful = osType === 'Windows' && word !== null && findKnownOsSku(pool.osSku ?? '') !== null;
  const isOther = read.ostype !== null && read.ostype.toLowerCase() !== osType.toLowerCase();
  const warnings = [
    ...(isOther ? [`osType says ${read.ostype}, its image is of ${osType}: taken as that`] : []),
    ...(doubtful && word !== pool.osSku ? [`osSKU says ${word}, its image is ${pool.osSku}: taken as that`] : []),
  ];
  return { pool, warnings };
}

const PLACEHOLDER = /^AKSWindows-2019-17763\.2019\.221114$/i;

/** A node image name as it was reported; the placeholder is no image. */
export function readImageName(text: string | null): string | null {
  return text !== null && PLACEHOLDER.test(text) ? null : text;
}

/** The OS SKU of a pool: from the build of its image where known, since Azure's word can be a default. */
function readOsSku(reported: string | null, imageName: string | null): OsSku | string | null {
  const word = reported === null ? null : (findKnownOsSku(reported) ?? reported);
  return parseNodeImageName(imageName)?.version.osSku ?? word;
}

function countImages(nodes: readonly NodeReport[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { imageName } of nodes) if (imageName !== null) counts.set(imageName, (counts.get(imageName) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => compareImageNames(a, b)));
}

function compareImageNames(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => parseNodeImageName(name)?.version);
  return (first && second && compareNodeImageVersions(first, second)) || compareTexts(a, b);
}

/** Oldest patch version; the API server allows several during an upgrade. */
function oldestVersion(versions: readonly (string | null)[]): string | null {
  const known = versions.filter((version) => version !== null);
  return known.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0] ?? null;
}

/** Node auto-provisioning puts both systems into one pool: what is watched are its Windows nodes. */
function ofOneSystem(nodes: readonly NodeReport[]): readonly NodeReport[] {
  const windows = nodes.filter(({ osType }) => osType?.toLowerCase() === 'windows');
  return windows.length > 0 ? windows : nodes;
}

/**
 * A pool as its nodes show it, in order of their names. Where they differ the oldest image and version count, because
 * that is what is still to be upgraded; `nodeImages` has all of them. What nodes cannot tell (power state, surge …) is
 * null.
 */
export function poolOfNodes(name: string, all: readonly NodeReport[]): ReadNodePool {
  const nodes = ofOneSystem(all);
  const [first] = nodes;
  if (!first) return { refused: 'has no nodes' };
  const nodeImages = countImages(nodes);
  const update =
    first.osType?.toLowerCase() === 'windows' ? oldestVersion(nodes.map((node) => node.windowsUpdate)) : null;
  const read = readNodePool({
    name,
    ostype: first.osType,
    ossku: first.osSku ?? (update === null ? null : osSkuOfBuild(Number(update.split('.')[0]))),
    mode: first.mode,
    nodeimageversion: Object.keys(nodeImages)[0],
    count: nodes.length,
    vmsize: first.vmSize,
    type: first.type,
    enablefips: first.fips,
    scalesetpriority: first.priority,
    currentorchestratorversion: oldestVersion(nodes.map((node) => node.kubernetesVersion)),
  });
  if ('refused' in read) return read;
  const isKnown = Object.keys(nodeImages).some((image) => parseNodeImageName(image) !== null);
  // An image name without a version says less than the kernel does.
  return {
    ...read,
    pool: { ...read.pool, nodeImages, ...(update === null || isKnown ? {} : { windowsUpdate: update }) },
  };
}
