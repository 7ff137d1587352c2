import { clusterIdOf } from '../azure-id.ts';
import type { ClusterNode } from './read-node.ts';

/** How a cluster that only its nodes tell of is called. */
export interface NodeCluster {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string | null;
  readonly possibleIds: readonly string[];
}

/** Both names may contain `_`, so the same text can be split in several ways: `rg_a` + `b`, or `rg` + `a_b`. */
function splitsOf(text: string): readonly (readonly [string, string])[] {
  const parts = text.split('_');
  return parts.slice(1).map((_, at) => [parts.slice(0, at + 1).join('_'), parts.slice(at + 1).join('_')] as const);
}

/**
 * The cluster a node belongs to, from its node resource group `MC_<resource group>_<cluster>_<region>`.
 * One possible reading is the cluster's Azure ID; none or several leave it `manual/…`, to be matched by what is registered.
 */
export function clusterOfNode(node: ClusterNode): NodeCluster {
  const group = node.nodeResourceGroup;
  const region = node.region ?? group.slice(group.lastIndexOf('_') + 1);
  const standard = group.toLowerCase().startsWith('mc_') && group.toLowerCase().endsWith(`_${region.toLowerCase()}`);
  const splits = standard ? splitsOf(group.slice('MC_'.length, -(region.length + 1))) : [];
  const unknown = { id: `manual/${group.toLowerCase()}`, name: `unknown (nodes in ${group})`, resourceGroup: null };
  const { subscriptionId } = node;
  if (subscriptionId === null) {
    const [only] = splits;
    if (!only || splits.length > 1) return { ...unknown, possibleIds: [] };
    return { id: `manual/${group.toLowerCase()}`, name: only[1], resourceGroup: only[0], possibleIds: [] };
  }
  const ids = splits.map(([resourceGroup, name]) => ({
    id: clusterIdOf(subscriptionId, resourceGroup, name),
    name,
    resourceGroup,
  }));
  const [only] = ids;
  if (only && ids.length === 1) return { ...only, possibleIds: [] };
  return { ...unknown, possibleIds: ids.map(({ id }) => id) };
}
