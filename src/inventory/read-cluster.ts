import { isChannelId } from '../domain/channel-subscription.ts';
import { type Cluster, createUnknownCluster, type NodePool } from '../domain/cluster.ts';
import { compareTexts } from '../domain/text.ts';
import {
  isPlainText,
  object,
  optional,
  optionalFlag,
  optionalText,
  optionalVersion,
  powerState,
  type ReadBy,
  readWith,
  tags,
} from './field-readers.ts';
import type { Fields } from './fields.ts';
import { readWantedVersion } from './read-node-pool.ts';

/** Only what is used of a cluster, keys in lower case; shapes in AZURE facts 2.1. */
const ClusterFields = object({
  id: optionalText,
  name: optionalText,
  location: optionalText,
  tags,
  sku: optional(object({ name: optionalText, tier: optionalText })),
  kubernetesversion: optionalVersion,
  currentkubernetesversion: optionalVersion,
  supportplan: optionalText,
  powerstate: powerState,
  provisioningstate: optionalText,
  noderesourcegroup: optionalText,
  networkprofile: optional(
    object({
      networkplugin: optionalText,
      networkpluginmode: optionalText,
      networkpolicy: optionalText,
      networkdataplane: optionalText,
    }),
  ),
  apiserveraccessprofile: optional(object({ enableprivatecluster: optionalFlag, disableruncommand: optionalFlag })),
  autoupgradeprofile: optional(object({ upgradechannel: optionalText, nodeosupgradechannel: optionalText })),
});
type ClusterFields = ReadBy<typeof ClusterFields>;

/** A cluster without its pools, with what is doubtful about it; or why it was refused. */
type ReadCluster = { readonly cluster: Cluster; readonly warnings: readonly string[] } | { readonly refused: string };

export interface ReadOrigin {
  readonly origin: string;
  readonly asOf: string;
}

export function clusterOfId(id: ClusterId, { origin, asOf }: ReadOrigin, nodePools: readonly NodePool[]): Cluster {
  const { subscriptionId, resourceGroup } = id;
  return {
    ...createUnknownCluster({ id: id.id, name: id.cluster, subscriptionId, resourceGroup, origin, asOf }),
    nodePools,
  };
}

function describe(fields: ClusterFields): Partial<Cluster> {
  const network = fields.networkprofile;
  return {
    ...(fields.name === null ? {} : { name: fields.name }),
    // Region names are the same place with and without spaces: "West Europe", "westeurope".
    location: fields.location?.toLowerCase().replaceAll(' ', '') ?? null,
    kubernetesVersion: fields.currentkubernetesversion ?? fields.kubernetesversion,
    tier: fields.sku?.tier ?? null,
    supportPlan: fields.supportplan,
    powerState: fields.powerstate,
    provisioningState: fields.provisioningstate,
    networkPlugin: network?.networkplugin ?? null,
    networkPluginMode: network?.networkpluginmode ?? null,
    networkPolicy: network?.networkpolicy ?? null,
    networkDataplane: network?.networkdataplane ?? null,
    upgradeChannel: fields.autoupgradeprofile?.upgradechannel ?? null,
    nodeOsUpgradeChannel: fields.autoupgradeprofile?.nodeosupgradechannel ?? null,
    ...readWantedVersion(fields.kubernetesversion, fields.currentkubernetesversion),
    ...(fields.noderesourcegroup === null ? {} : { nodeResourceGroup: fields.noderesourcegroup }),
    ...(fields.sku?.name?.toLowerCase() === 'automatic' ? { isAutomatic: true } : {}),
    ...(fields.apiserveraccessprofile?.enableprivatecluster ? { isPrivate: true } : {}),
    ...(fields.apiserveraccessprofile?.disableruncommand ? { isRunCommandOff: true } : {}),
    tags: fields.tags,
  };
}

export const NO_ID =
  'id: is missing, so that its subscription is unknown: import what "az aks list -o json" prints, without --query';

/** The one reader of a cluster, whatever form it came in; `fields` flat and in lower case. Its pools are added later. */
export function readCluster(fields: Fields, from: ReadOrigin): ReadCluster {
  const parsed = readWith(ClusterFields, { ...fields, id: writeId(fields) });
  if ('refused' in parsed) return parsed;
  const { read } = parsed;
  if (read.id === null) return { refused: NO_ID };
  const id = parseClusterId(read.id);
  if (!id || id.nodePool !== null) return { refused: `id "${read.id}" is not that of an AKS cluster` };
  const { ownership, warnings } = ownershipOfTags(read.tags);
  return { cluster: { ...clusterOfId(id, from, []), ...describe(read), ownership }, warnings };
}

/** The parts of a cluster's Azure resource ID, in the case they were written in. */
interface ClusterId {
  /** The whole ID of the cluster in lower case. */
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly cluster: string;
  /** Set where the ID is that of a node pool or of something below it. */
  readonly nodePool: string | null;
}

/** As it is, or as the address that it is asked at. */
const ID =
  /^(?:https:\/\/[^/]+)?\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.containerservice\/managedclusters\/([^/?]+)(?:\/agentpools\/([^/?]+)(?:\/.*)?)?\/?(?:\?.*)?$/is;

export function clusterIdOf(subscriptionId: string, resourceGroup: string, cluster: string): string {
  const group = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}`;
  return `${group}/providers/microsoft.containerservice/managedclusters/${cluster}`.toLowerCase();
}

function writeId(fields: Fields): unknown {
  const { id, subscriptionid, resourcegroupname, resourcegroup = resourcegroupname, name, clustername = name } = fields;
  const parts = [subscriptionid, resourcegroup, clustername].filter((part) => typeof part === 'string' && part !== '');
  const [subscription = '', group = '', cluster = ''] = parts.map(String);
  return id == null && parts.length === 3 ? clusterIdOf(subscription, group, cluster) : id;
}

/** Which cluster a resource or row is, or is a part of; `null` where it does not say. */
export function findClusterId(fields: Fields): ClusterId | null {
  const id = writeId(fields);
  return typeof id === 'string' && isPlainText(id) ? parseClusterId(id) : null;
}

/** Reads the Azure ID of a cluster, a node pool or its upgrade profile; `null` for anything else. */
export function parseClusterId(text: string): ClusterId | null {
  const [, subscriptionId, resourceGroup, cluster, nodePool] = ID.exec(text) ?? [];
  if (!subscriptionId || !resourceGroup || !cluster) return null;
  return {
    id: clusterIdOf(subscriptionId, resourceGroup, cluster),
    subscriptionId: subscriptionId.toLowerCase(),
    resourceGroup,
    cluster,
    nodePool: nodePool ?? null,
  };
}

/** A tag is typed blind, so a short word in capitals is taken for a name there, not for an ID. */
const SHORTEST_CHANNEL = 7;

/** Reads who hears about a cluster from its Azure tags: `vhdwatch-…` first, then the usual `owner`, `team`, `environment`. */
export function ownershipOfTags(tags: Readonly<Record<string, string>>) {
  // Azure's tag names are case-insensitive.
  const byName = new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const find = (...names: string[]) => names.map((name) => byName.get(name)).find((value) => value) ?? null;
  const channel = find('vhdwatch-channel');
  const owners = find('vhdwatch-owner', 'owner', 'team') ?? '';
  const valid = channel === null || (isChannelId(channel) && channel.length >= SHORTEST_CHANNEL);
  return {
    ownership: {
      channel: valid ? channel : null,
      owners: [...new Set(owners.split(',').map((owner) => owner.trim()))].filter((owner) => owner !== ''),
      environment: find('vhdwatch-environment', 'environment'),
    },
    warnings: valid ? [] : [`tag vhdwatch-channel is ignored: "${channel}" is no channel ID such as C0123456789`],
  };
}

type Maintenance = NonNullable<Cluster['maintenance']>;

/** What two reports tell together: of each window the newer word; what the newest list lacks was told since then, or is gone. */
export function joinWindows(a: Maintenance, b: Maintenance): Maintenance {
  const reports = [a, b].sort((one, other) => compareTexts(one.asOf, other.asOf));
  const listed = reports.findLast(({ isPart }) => !isPart)?.asOf;
  const asOf = listed ?? reports.at(-1)?.asOf ?? a.asOf;
  const told = reports.flatMap((report) => report.windows.map((window) => ({ asOf: report.asOf, ...window })));
  const newest = new Map(told.sort((one, other) => compareTexts(one.asOf, other.asOf)).map((one) => [one.name, one]));
  const windows = [...newest.values()]
    .filter((window) => window.asOf >= (listed ?? ''))
    .map(({ asOf: own, ...window }) => (own === asOf ? window : { ...window, asOf: own }))
    .sort((one, other) => compareTexts(one.name, other.name));
  return { asOf, windows, ...(listed === undefined ? { isPart: true } : {}) };
}
