import { z } from 'zod';
import { type Cluster, createUnknownCluster, type NodePool } from '../domain/cluster.ts';
import { type ClusterId, parseClusterId } from './azure-id.ts';
import { describeIssues, optionalFlag, optionalText, powerState, requiredText, tags } from './fields.ts';
import type { Fields } from './flatten-resource.ts';
import { readOwnership } from './read-ownership.ts';

/** Only what is used of a cluster, keys in lower case; shapes in AZURE facts 2.1. */
const ClusterFields = z.object({
  id: requiredText,
  name: requiredText,
  location: optionalText,
  tags,
  sku: z.object({ tier: optionalText }).nullish(),
  kubernetesversion: optionalText,
  currentkubernetesversion: optionalText,
  supportplan: optionalText,
  powerstate: powerState,
  provisioningstate: optionalText,
  noderesourcegroup: optionalText,
  networkprofile: z
    .object({
      networkplugin: optionalText,
      networkpluginmode: optionalText,
      networkpolicy: optionalText,
      networkdataplane: optionalText,
    })
    .nullish(),
  apiserveraccessprofile: z.object({ enableprivatecluster: optionalFlag }).nullish(),
  autoupgradeprofile: z.object({ upgradechannel: optionalText, nodeosupgradechannel: optionalText }).nullish(),
});
type ClusterFields = z.output<typeof ClusterFields>;

/** A cluster without its pools, with what is doubtful about it; or why it was refused. */
export type ReadCluster =
  | { readonly cluster: Cluster; readonly warnings: readonly string[] }
  | { readonly refused: string };

/** Where a cluster was read from, and when. */
export interface ReadOrigin {
  readonly origin: string;
  readonly asOf: string;
}

/** A cluster of which only the ID is known. */
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
    name: fields.name,
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
    ...(fields.noderesourcegroup === null ? {} : { nodeResourceGroup: fields.noderesourcegroup }),
    ...(fields.apiserveraccessprofile?.enableprivatecluster ? { isPrivate: true } : {}),
    tags: fields.tags,
  };
}

/** The one reader of a cluster, whatever form it came in; `fields` flat and in lower case. Its pools are added later. */
export function readCluster(fields: Fields, from: ReadOrigin): ReadCluster {
  const parsed = ClusterFields.safeParse(fields);
  if (!parsed.success) return { refused: describeIssues(parsed.error) };
  const id = parseClusterId(parsed.data.id);
  if (!id || id.nodePool !== null) return { refused: `id "${parsed.data.id}" is not that of an AKS cluster` };
  const { ownership, warnings } = readOwnership(parsed.data.tags);
  return { cluster: { ...clusterOfId(id, from, []), ...describe(parsed.data), ownership }, warnings };
}
