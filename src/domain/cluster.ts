import type { CalendarDate } from './calendar-date.ts';
import type { ClusterOwnership } from './cluster-ownership.ts';
import type { OsSku } from './os-sku.ts';

export interface NodePoolSettings {
  readonly labels: Readonly<Record<string, string>>;
  /** `key=value:NoSchedule` */
  readonly taints: readonly string[];
  readonly zones: readonly string[];
  readonly subnetId: string | null;
  readonly maxPods: number | null;
  /** `null` where the number of nodes is set by hand. */
  readonly autoscaler: { readonly min: number; readonly max: number } | null;
  /** `Ephemeral`, `Managed`; this and what follows is absent where it is not set, or was not read yet. */
  readonly osDiskType?: string;
  readonly osDiskSizeGb?: number;
  /** How many nodes of each size a pool of single virtual machines has; absent for a scale set. */
  readonly machines?: readonly { readonly size: string; readonly count: number }[];
  /** What scales its single virtual machines, in words: `Standard_D4s_v5, 1 to 6 nodes`. */
  readonly scaledMachines?: string;
  /** True where an upgrade adds as many new nodes beside the old ones first; otherwise it replaces them in turn, by its surge. */
  readonly isBlueGreen?: boolean;
  readonly encryptionAtHost?: boolean;
  readonly ultraSsd?: boolean;
  readonly nodePublicIp?: boolean;
  readonly capacityReservationGroupId?: string;
  readonly proximityPlacementGroupId?: string;
  readonly hostGroupId?: string;
  readonly gpuDriver?: string;
  readonly gpuInstanceProfile?: string;
  /** True where the kubelet has custom settings, which are given as a file when a pool is created. */
  readonly kubeletConfig?: boolean;
  readonly disableOutboundNat?: boolean;
  readonly scaleDownMode?: string;
  readonly podIpAllocationMode?: string;
  readonly drainTimeoutMinutes?: number;
  readonly nodeSoakMinutes?: number;
  readonly undrainableNodeBehavior?: string;
  /** Nodes that an upgrade may take away first, `1` or `25%`; absent for none. */
  readonly maxUnavailable?: string;
  readonly nodePublicIpPrefixId?: string;
  readonly vtpm?: boolean;
  readonly secureBoot?: boolean;
  /** `CUDA`, `GRID`. */
  readonly gpuDriverType?: string;
  /** True where the pool has allowed host ports, application security groups or tags of its public IPs. */
  readonly hasNetworkProfile?: boolean;
}

interface SpotSettings {
  readonly evictionPolicy: string | null;
  /** `-1`: up to the price of a regular node. */
  readonly maxPrice: number | null;
}

export interface NodeReport {
  readonly name: string;
  readonly mode: string | null;
  readonly osType: string | null;
  readonly osSku: string | null;
  readonly imageName: string | null;
  readonly vmSize: string | null;
  readonly type: string | null;
  readonly fips: string | null;
  /** `spot`, `regular`. */
  readonly priority: string | null;
  readonly kubernetesVersion: string | null;
  /** Build and revision of a Windows kernel, `20348.5020` of `10.0.20348.5020`. */
  readonly windowsUpdate: string | null;
  /** True where node auto-provisioning made it: Azure does not list its pool. */
  readonly isProvisioned: boolean;
}

export type EvidenceSource = 'azure' | 'nodes' | 'typed';

/** Who reported a fact, and when: UTC ISO text. */
export interface FactSource {
  readonly source: EvidenceSource;
  readonly asOf: string;
}

/** The newest report of one source about a pool. Instants are UTC ISO text. */
export interface PoolReport {
  readonly asOf: string;
  /** The pool as this source alone reports it; absent where there is no other source, so that it equals the pool itself. */
  readonly pool?: NodePool;
}

export interface AzurePoolReport extends PoolReport {
  /** The first of its latest reports in a row with the same image, version, count and state. */
  readonly since: string;
  /** Its newest report that said something else; absent where none is known. */
  readonly differedAt?: string;
  /** What its newest report leaves out, from the last report that had it. */
  readonly earlier?: EarlierFacts;
}

/** Facts of a pool that a report may leave out, such as a row of Resource Graph with few columns. */
type OmittedFact = 'nodeImageVersion' | 'kubernetesVersion' | 'count' | 'osSku' | 'vmSize' | 'mode';

export type EarlierFacts = {
  readonly [Fact in OmittedFact]?: { readonly asOf: string; readonly value: NonNullable<NodePool[Fact]> };
};

export interface NodesReport {
  readonly asOf: string;
  /** When any node of its list was heard of last, where that is long before and nothing was told in between. */
  readonly heardAt?: string;
  readonly nodes: readonly NodeReport[];
}

/** The newest report of each source about a pool, from which the pool itself follows. */
export interface PoolEvidence {
  readonly azure?: AzurePoolReport;
  readonly nodes?: NodesReport;
  readonly typed?: PoolReport;
  /** The upgrade profile: which image Azure offers. */
  readonly offer?: PoolReport;
  /** The newest settings, where Azure's newest report has none. */
  readonly settings?: { readonly asOf: string; readonly settings: NodePoolSettings };
}

/** Instants of the newest reports about a cluster, UTC ISO text; absent where there are none. */
export interface ClusterEvidence extends Readonly<Partial<Record<EvidenceSource, string>>> {
  /** Azure's newest description of the cluster itself. */
  readonly described?: string;
  /** Azure's newest list of all its pools. */
  readonly listed?: string;
  /** The newest list of all its nodes. */
  readonly nodesListed?: string;
  /** The same as `heardAt` of a pool, of the newest list of any nodes. */
  readonly nodesHeard?: string;
  /** The newest report of what Azure offers any of its pools. */
  readonly offer?: string;
  /** The newest report of its Kubernetes version. */
  readonly kubernetesVersion?: string;
  /** The first of Azure's latest descriptions in a row that say that it is stopped; absent while it is not. */
  readonly stopped?: string;
  /** The first of Azure's latest descriptions in a row with the operation that it is in; absent while it is in none. */
  readonly operating?: string;
}

export interface NodePool {
  readonly name: string;
  readonly mode: 'System' | 'User' | 'Gateway' | null;
  readonly osType: 'Linux' | 'Windows';
  /** Windows: from the build number of the image where known, else from Azure's `osSKU`. Linux: Azure's word. */
  readonly osSku: OsSku | string | null;
  /** Full name as Azure returns it, `AKSWindows-2022-containerd-20348.5386.260715`. */
  readonly nodeImageVersion: string | null;
  /** Newest image Azure itself offers this pool (upgrade profile), full name; `null` when not asked. */
  readonly latestNodeImageVersion: string | null;
  readonly count: number | null;
  readonly vmSize: string | null;
  /** Patch version the pool runs, `1.34.7`; may be only a minor where the source has no more. */
  readonly kubernetesVersion: string | null;
  readonly provisioningState: string | null;
  readonly powerState: 'Running' | 'Stopped' | null;
  /** `VirtualMachineScaleSets`, `VirtualMachines`, `AvailabilitySet`. */
  readonly type: string | null;
  readonly fipsEnabled: boolean | null;
  /** Set where the pool gets pod addresses from a subnet of its own (dynamic IP allocation). */
  readonly podSubnetId: string | null;
  readonly maxSurge: string | null;
  /** Absent where the source does not say (kubectl, typed by hand). */
  readonly settings?: NodePoolSettings;
  readonly spot?: SpotSettings;
  /** Snapshot that the pool was made from and is pinned to. */
  readonly snapshotId?: string;
  /** Version that an upgrade asked for and the pool does not run; absent where both are the same. */
  readonly wantedKubernetesVersion?: string;
  /** Node-level view where nodes were imported (kubectl): image names and how many nodes run each. */
  readonly nodeImages: Readonly<Record<string, number>>;
  /** Windows build and revision that the oldest node runs, `20348.5020`, where its image name has no version. */
  readonly windowsUpdate?: string;
  /** How many nodes the newest list of nodes had, while Azure has reported nothing else since; absent without such a list. */
  readonly nodesSeen?: number;
  /** True where node auto-provisioning made all of its nodes: Azure has no node pool of that name. */
  readonly isProvisioned?: boolean;
  /** The reports that it follows from; absent on a pool as one source reports it. */
  readonly evidence?: PoolEvidence;
  readonly tags: Readonly<Record<string, string>>;
  /** Instant the pool was missing from a complete import; `null` while it is there. */
  readonly vanishedAt: string | null;
}

export function hasLongTermSupport({ supportPlan }: Pick<Cluster, 'supportPlan'>): boolean {
  return supportPlan?.toLowerCase() === 'akslongtermsupport';
}

/** Placeholder in a command for a name that nobody reported: of a cluster seen through its nodes, only their resource group is known. */
export function nameForCommand({ name }: Pick<Cluster, 'name'>): string {
  return name.startsWith('unknown (') ? '<cluster-name>' : name;
}

interface MaintenanceWindow {
  /** `aksManagedNodeOSUpgradeSchedule` for node images, `aksManagedAutoUpgradeSchedule` for Kubernetes. */
  readonly name: string;
  /** `weekly on Saturday from 02:00 (UTC+01:00) for 4 hours`; `null` where no schedule is reported. */
  readonly when: string | null;
  /** The next days on which it opened as of the report; absent where its first day is not told. */
  readonly opensOn?: readonly CalendarDate[];
  /** When it was reported, by itself; absent where that is when its report was. */
  readonly asOf?: string;
}

/** The maintenance windows of a cluster. */
interface MaintenanceReport {
  /** When all of them were listed last; of some, when the newest was reported. */
  readonly asOf: string;
  /** Only some were told, one by one: there may be others. */
  readonly isPart?: true;
  readonly windows: readonly MaintenanceWindow[];
}

export interface Cluster {
  /** Azure resource ID in lower case; `manual/<name>` for a cluster typed by hand or seen through kubectl. */
  readonly id: string;
  /** `unknown (nodes in …)` where only its nodes were seen, and they do not say. */
  readonly name: string;
  /** What people are shown where another registered cluster has the same name, `shop (rg-eu)`; absent otherwise. */
  readonly title?: string;
  readonly subscriptionId: string | null;
  readonly resourceGroup: string | null;
  readonly location: string | null;
  readonly kubernetesVersion: string | null;
  /** Version that an upgrade asked for and the control plane does not run; absent where both are the same. */
  readonly wantedKubernetesVersion?: string;
  readonly tier: string | null;
  /** `KubernetesOfficial` or `AKSLongTermSupport`. */
  readonly supportPlan: string | null;
  readonly powerState: 'Running' | 'Stopped' | null;
  readonly provisioningState: string | null;
  readonly networkPlugin: string | null;
  readonly networkPluginMode: string | null;
  readonly networkPolicy: string | null;
  readonly networkDataplane: string | null;
  readonly upgradeChannel: string | null;
  readonly nodeOsUpgradeChannel: string | null;
  /** True for AKS Automatic, whose upgrade channels are fixed. */
  readonly isAutomatic?: boolean;
  /** True where the API server is reached only from inside the cluster's network. */
  readonly isPrivate?: boolean;
  /** True where Azure passes no commands on to it (`az aks command invoke`). */
  readonly isRunCommandOff?: boolean;
  /** Absent where nobody reported its windows: there may be some all the same. */
  readonly maintenance?: MaintenanceReport;
  /** Resource group of its nodes, as Azure names it, or its nodes. */
  readonly nodeResourceGroup?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly ownership: ClusterOwnership;
  readonly nodePools: readonly NodePool[];
  /** Where it came from: `az`, `arm`, `resource-graph`, `kubectl`, `manual`. */
  readonly origin: string;
  /** Instant of the newest report about it, UTC ISO text. */
  readonly asOf: string;
  /** The same for each source; absent on a cluster as one source reports it. */
  readonly evidence?: ClusterEvidence;
  readonly vanishedAt: string | null;
}

/** What a person is shown as the name of a cluster: no other registered one is shown under the same. */
export function titleOf({ name, title }: Pick<Cluster, 'name' | 'title'>): string {
  return title ?? name;
}

/** A registered cluster as something about it names it. */
export interface ClusterReference {
  readonly clusterId: string;
  readonly cluster: string;
  /** What people are shown where another cluster has the same name; absent otherwise. */
  readonly title?: string;
}

export function referToCluster({ id, name, title }: Pick<Cluster, 'id' | 'name' | 'title'>): ClusterReference {
  return { clusterId: id, cluster: name, ...(title === undefined ? {} : { title }) };
}

export function listLivePools({ nodePools }: Pick<Cluster, 'nodePools'>): readonly NodePool[] {
  return nodePools.filter(({ vanishedAt }) => vanishedAt === null);
}

export function listWindowsPools(cluster: Pick<Cluster, 'nodePools'>): readonly NodePool[] {
  return listLivePools(cluster).filter(({ osType }) => osType === 'Windows');
}

/** True for the ID, the name or the title of a cluster, in whatever case. */
export function isCalled({ id, name, title }: Pick<Cluster, 'id' | 'name' | 'title'>, text: string): boolean {
  const wanted = text.toLowerCase();
  return [id, name, title].some((one) => one?.toLowerCase() === wanted);
}

/**
 * Its resource group behind the name, and the subscription too where others are in a group of that name; without an
 * Azure ID, the ID.
 */
export function createTitle(
  { id, name, resourceGroup }: Pick<Cluster, 'id' | 'name' | 'resourceGroup'>,
  inGroup: readonly string[],
): string {
  const own = findAzurePlace(id);
  if (!own) return `${name} (${id})`;
  const group = resourceGroup ?? own.group;
  if (inGroup.length === 0) return `${name} (${group})`;
  const short = own.subscription.slice(0, SHORT_SUBSCRIPTION);
  const isEnough = inGroup.every((other) => !findAzurePlace(other)?.subscription.startsWith(short));
  return `${name} (${group}, ${isEnough ? short : own.subscription})`;
}

const SHORT_SUBSCRIPTION = 8;

function findAzurePlace(id: string): { readonly subscription: string; readonly group: string } | null {
  const [, subscription = '', group = ''] = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\//.exec(id) ?? [];
  return subscription === '' ? null : { subscription, group };
}

/** Operations that Azure performs once, within hours; unlike scaling, which comes again and again. */
export type Operation = 'upgrading' | 'creating' | 'deleting';

/** The operation that a cluster or pool is in; `null` for none of them. */
export function operationOf({ provisioningState }: Pick<Cluster | NodePool, 'provisioningState'>): Operation | null {
  const [, word] = /^(upgrading|creating|deleting)/i.exec(provisioningState ?? '') ?? [];
  return word === undefined ? null : (word.toLowerCase() as Operation);
}

/** True for what is being deleted: nothing is worth doing on it. */
export function isGoing(one: Pick<Cluster | NodePool, 'provisioningState'>): boolean {
  return operationOf(one) === 'deleting';
}

/**
 * Instant of the newest report about a pool, even one that lists none of its nodes; that of its cluster where only an
 * offer was reported for it.
 */
export function findPoolAsOf(
  cluster: Pick<Cluster, 'asOf' | 'evidence'>,
  { evidence: { azure, nodes, typed } = {}, nodesSeen }: Pick<NodePool, 'evidence' | 'nodesSeen'>,
): string {
  const listed = nodesSeen === 0 ? cluster.evidence?.nodesListed : undefined;
  const instants = [azure?.asOf, nodes?.asOf, typed?.asOf, listed].filter((one) => one !== undefined);
  return instants.sort().at(-1) ?? cluster.asOf;
}

/** Instant of Azure's newest report about a pool, or about its cluster; that of the newest report by anyone where Azure sent none. */
export function findAzureAsOf(cluster: Pick<Cluster, 'asOf' | 'evidence'>, pool?: Pick<NodePool, 'evidence'>): string {
  return pool?.evidence?.azure?.asOf ?? cluster.evidence?.azure ?? cluster.asOf;
}

const LONGEST_LABEL = 63;

/**
 * A node resource group as AKS writes it into the label `kubernetes.azure.com/cluster` of its nodes, in lower case: cut
 * at 63 characters, brackets as dashes, and a last sign that no label may end with as `z`.
 */
export function labelOfNodeGroup(group: string): string {
  const plain = group.toLowerCase().replace(/[()]/g, '-').slice(0, LONGEST_LABEL);
  if (!/[-_.]$/.test(plain)) return plain;
  return `${plain.length === LONGEST_LABEL ? plain.slice(0, -1) : plain}z`;
}

type ClusterIdentity = Pick<Cluster, 'id' | 'name' | 'subscriptionId' | 'resourceGroup' | 'origin' | 'asOf'>;

/** A cluster of which nothing else is known yet, to spread what is known over. */
export function createUnknownCluster(identity: ClusterIdentity): Cluster {
  return {
    ...identity,
    location: null,
    kubernetesVersion: null,
    tier: null,
    supportPlan: null,
    powerState: null,
    provisioningState: null,
    networkPlugin: null,
    networkPluginMode: null,
    networkPolicy: null,
    networkDataplane: null,
    upgradeChannel: null,
    nodeOsUpgradeChannel: null,
    tags: {},
    ownership: { channel: null, owners: [], environment: null },
    nodePools: [],
    vanishedAt: null,
  };
}

/** True while nobody can upgrade it: what concerns it applies when it is started. */
export function isPoolStopped(
  { powerState }: Pick<Cluster, 'powerState'>,
  pool: Pick<NodePool, 'powerState'>,
): boolean {
  return powerState === 'Stopped' || pool.powerState === 'Stopped';
}
