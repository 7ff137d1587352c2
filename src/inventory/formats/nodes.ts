import { formatInstant } from '../../domain/calendar-date.ts';
import type { NodeReport } from '../../domain/cluster.ts';
import { compareTexts } from '../../domain/text.ts';
import { anyText, listOf, object, optional, optionalText, type ReadBy, readWith, tags } from '../field-readers.ts';
import { type Fields, findField, isRecord } from '../fields.ts';
import { placeholderOf } from '../identity.ts';
import type { ImportCollector } from '../import-collector.ts';
import { clusterIdOf, clusterOfId } from '../read-cluster.ts';
import { poolOfNodes, readImageName } from '../read-node-pool.ts';

/** Only what is used of a Kubernetes node. Labels: AZURE facts 1.2. */
const NodeFields = object({
  metadata: object({ name: anyText, labels: tags }),
  spec: optional(object({ providerid: optionalText })),
  status: optional(
    object({
      conditions: optional(listOf(object({ lastheartbeattime: optionalText }))),
      nodeinfo: object({ kubeletversion: optionalText, kernelversion: optionalText, operatingsystem: optionalText }),
    }),
  ),
});

/** A node of an AKS cluster, and where it belongs. */
export interface ClusterNode {
  /** Node resource group, `MC_rg_cluster_region` unless it was given a name of its own. */
  readonly nodeResourceGroup: string;
  readonly subscriptionId: string | null;
  readonly region: string | null;
  readonly pool: string;
  readonly report: NodeReport;
  /** When its kubelet was heard last, some minutes before it was listed while it runs; UTC ISO text, empty where that is not told. */
  readonly heardAt: string;
}

type NodeFields = ReadBy<typeof NodeFields>;

/** The label is cut at 63 characters and has other signs in the place of some; the provider's ID has it as it is, in lower case. */
function placeOf(
  { spec }: NodeFields,
  label: string | undefined,
): Pick<ClusterNode, 'subscriptionId' | 'nodeResourceGroup'> | null {
  const [, subscriptionId = null, group = null] =
    /^azure:\/\/\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\//i.exec(spec?.providerid ?? '') ?? [];
  if (!label) return group === null ? null : { subscriptionId, nodeResourceGroup: group };
  const isWhole = group === null || group.toLowerCase() === label.toLowerCase();
  return { subscriptionId, nodeResourceGroup: isWhole ? label : group };
}

function findLatest(instants: readonly (string | null)[]): string {
  const known = instants.filter((one) => one !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(one));
  return known.sort().at(-1) ?? '';
}

function toNode(
  fields: NodeFields,
  place: Pick<ClusterNode, 'subscriptionId' | 'nodeResourceGroup'>,
  pool: string,
): ClusterNode {
  const { labels } = fields.metadata;
  const info = fields.status?.nodeinfo;
  const aks = (label: string): string | null => labels[`kubernetes.azure.com/${label}`] ?? null;
  return {
    ...place,
    region: labels['topology.kubernetes.io/region'] ?? null,
    pool: pool.toLowerCase(),
    heardAt: findLatest(fields.status?.conditions?.map((one) => one.lastheartbeattime) ?? []),
    report: {
      name: fields.metadata.name,
      mode: aks('mode'),
      osType: labels['kubernetes.io/os'] ?? info?.operatingsystem ?? null,
      osSku: aks('os-sku'),
      imageName: readImageName(aks('node-image-version')),
      vmSize: labels['node.kubernetes.io/instance-type'] ?? null,
      type: aks('nodepool-type'),
      fips: aks('fips_enabled'),
      priority: aks('scalesetpriority'),
      kubernetesVersion: info?.kubeletversion?.replace(/^v/, '') ?? null,
      windowsUpdate: /^10\.0\.(\d{5}(?:\.\d{1,6})?)$/.exec(info?.kernelversion ?? '')?.[1] ?? null,
      isProvisioned: labels['karpenter.sh/nodepool'] !== undefined,
    },
  };
}

/** A node of an AKS node pool; or why it is none. Linux nodes of no pool are nobody's concern: `stray`. */
type ReadNode = { readonly node: ClusterNode } | { readonly refused: string } | { readonly stray: true };

export function readNode(fields: Fields): ReadNode {
  const parsed = readWith(NodeFields, fields);
  if ('refused' in parsed) return isRecord(fields['metadata']) ? parsed : { refused: PART_OF_NODE };
  const { labels } = parsed.read.metadata;
  const place = placeOf(parsed.read, labels['kubernetes.azure.com/cluster']?.trim());
  const pool = labels['kubernetes.azure.com/agentpool'] ?? labels['agentpool'];
  const isLinux = labels['kubernetes.io/os']?.toLowerCase() === 'linux';
  if (isLinux && !(place && pool)) return { stray: true };
  if (!place) return { refused: 'has no label kubernetes.azure.com/cluster, so it is no node of an AKS cluster' };
  if (!pool) return { refused: 'has no label kubernetes.azure.com/agentpool, so it belongs to no node pool' };
  return { node: toNode(parsed.read, place, pool) };
}

/** What only nodes have, and how AKS calls them. */
const OF_NODES = ['nodeinfo', 'kubeletversion', 'kernelversion', 'osimage', 'containerruntimeversion', 'providerid'];
const NODE_NAME = /^aks(?:[a-z0-9]{1,6}[0-9a-z]{6}|-[a-z0-9]+-\d+-vmss[0-9a-z]{6})$/;

/** Why what jq or a template left of a node is refused. */
export const PART_OF_NODE =
  'is a part of a node, without its metadata.labels, which tell the cluster, the pool and the image: import what "kubectl get nodes -o json" prints, whole';

export function isPartOfNode(fields: Fields): boolean {
  const { name, status, metadata } = fields;
  const parts = [fields, status, metadata].filter(isRecord);
  const isOfNode = parts.some((part) => OF_NODES.some((key) => findField(part, key) !== undefined));
  return isOfNode || NODE_NAME.test(String(name ?? (isRecord(metadata) && findField(metadata, 'name'))));
}

/** Both names may contain `_`, so the same text can be split in several ways: `rg_a` + `b`, or `rg` + `a_b`. */
function splitsOf(text: string): readonly (readonly [string, string])[] {
  const parts = text.split('_');
  return parts.slice(1).map((_, at) => [parts.slice(0, at + 1).join('_'), parts.slice(at + 1).join('_')] as const);
}

/**
 * The cluster a node belongs to, from its node resource group `MC_<resource group>_<cluster>_<region>`. One possible
 * reading is the cluster's Azure ID; none or several leave it `manual/…`, to be matched by what is registered.
 */
function clusterOfNode(node: ClusterNode) {
  const group = node.nodeResourceGroup;
  const region = node.region ?? group.slice(group.lastIndexOf('_') + 1);
  const standard = group.toLowerCase().startsWith('mc_') && group.toLowerCase().endsWith(`_${region.toLowerCase()}`);
  const splits = standard ? splitsOf(group.slice('MC_'.length, -(region.length + 1))) : [];
  const { subscriptionId } = node;
  const id = placeholderOf(group);
  const unknown = { id, name: `unknown (nodes in ${group})`, resourceGroup: null };
  if (subscriptionId === null) {
    const [only] = splits;
    if (!only || splits.length > 1) return { ...unknown, possibleIds: [] };
    return { id, name: only[1], resourceGroup: only[0], possibleIds: [] };
  }
  const ids = splits.map(([resourceGroup, name]) => ({
    id: clusterIdOf(subscriptionId, resourceGroup, name),
    name,
    resourceGroup,
  }));
  const [only] = ids;
  if (only && ids.length === 1) return { ...only, possibleIds: [] };
  return { ...unknown, possibleIds: ids.map((one) => one.id) };
}

/** One node a name, in order of the names. */
function distinct(nodes: readonly ClusterNode[]): readonly ClusterNode[] {
  const byName = new Map(nodes.map((node) => [`${node.nodeResourceGroup.toLowerCase()}/${node.report.name}`, node]));
  return [...byName.values()].sort((a, b) => compareTexts(a.report.name, b.report.name));
}

/** No node is away for so long while another one is listed. */
const A_DAY = 24 * 60 * 60_000;

/** When any node of a file was heard of last, where the file is older than a day by that; UTC ISO text. */
function findOldWord(nodes: readonly ClusterNode[], asOf: string): string | undefined {
  const heardAt = Date.parse(findLatest(nodes.map((node) => node.heardAt)));
  return Date.parse(asOf) - heardAt >= A_DAY ? new Date(heardAt).toISOString() : undefined;
}

/** A file of yesterday, which is taken for what is so now where nothing newer is known, unless somebody says when it was written. */
export function sayOldNodes(nodes: readonly ClusterNode[], asOf: string, files: readonly string[]): string | null {
  const heardAt = findOldWord(nodes, asOf);
  if (heardAt === undefined) return null;
  return `${files.join(', ')}: no node was heard of since ${formatInstant(heardAt)}, yet all count as of ${formatInstant(asOf)} (what was told in between stays): where the file is that old, import a new one; --as-of says when a file was written.`;
}

/** Takes the nodes of a file, grouped by pool, one part for each cluster. In a list of them, pools scaled to zero have none. */
export function collectNodes(nodes: readonly ClusterNode[], isList: boolean, into: ImportCollector): void {
  const heardAt = findOldWord(nodes, into.asOf);
  const groups = Map.groupBy(distinct(nodes), ({ nodeResourceGroup, pool }) =>
    JSON.stringify([nodeResourceGroup.toLowerCase(), pool]),
  );
  for (const group of groups.values()) {
    const [node] = group;
    if (!node) continue;
    const { id, name, resourceGroup, possibleIds } = clusterOfNode(node);
    const reports = group.map(({ report }) => report);
    const pool = into.takePool(id, `${name}/${node.pool}`, poolOfNodes(node.pool, reports));
    if (!pool) continue;
    const location = node.region?.toLowerCase() ?? null;
    const subscriptionId = node.subscriptionId?.toLowerCase() ?? null;
    const from = { origin: 'kubectl', asOf: into.asOf };
    const base = clusterOfId({ id, subscriptionId: '', resourceGroup: '', cluster: name, nodePool: null }, from, [
      pool,
    ]);
    const { nodeResourceGroup } = node;
    const cluster = { ...base, subscriptionId, resourceGroup, location, nodeResourceGroup };
    into.addPart({
      kind: 'nodes-of-cluster',
      cluster,
      allPools: isList,
      possibleIds,
      nodes: { [pool.name]: reports },
      heardAt,
    });
  }
}
