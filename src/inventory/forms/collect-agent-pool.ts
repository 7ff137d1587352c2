import { parseClusterId } from '../azure-id.ts';
import { requiredText } from '../fields.ts';
import type { Fields } from '../flatten-resource.ts';
import type { ImportCollector } from '../import-collector.ts';
import { clusterOfId, type ReadOrigin } from '../read-cluster.ts';
import { readNodePool } from '../read-node-pool.ts';

/**
 * Takes one pool read on its own (`az aks nodepool list` or `show`, ARM agentPools): its `id` names the cluster.
 * `listed` tells that it stood in a list of the cluster's pools.
 */
export function collectAgentPool(
  fields: Fields,
  item: string,
  { listed, ...from }: ReadOrigin & { readonly listed: boolean },
  into: ImportCollector,
): void {
  const text = requiredText.safeParse(fields['id']);
  const id = text.success ? parseClusterId(text.data) : null;
  if (!id) {
    into.refuse(item, 'id: does not name the AKS cluster that the pool belongs to');
    return;
  }
  const pool = into.takePool(id.id, `${id.cluster}/${id.nodePool ?? item}`, readNodePool(fields));
  if (!pool) return;
  const cluster = clusterOfId(id, from, [pool]);
  into.addPart({ kind: 'node-pools-of-cluster', cluster, allPools: listed, possibleIds: [] });
}

/** Takes the upgrade profile of a pool (`az aks nodepool get-upgrades`): the newest image that Azure offers it. */
export function collectUpgradeProfile(fields: Fields, item: string, from: ReadOrigin, into: ImportCollector): void {
  const text = requiredText.safeParse(fields['id']);
  const id = text.success ? parseClusterId(text.data) : null;
  if (!id?.nodePool) {
    into.refuse(item, 'id: does not name the node pool that the upgrade profile is of');
    return;
  }
  // Its own name is "default"; what it says of Kubernetes and the image is about the pool.
  const { latestnodeimageversion, ostype, kubernetesversion } = fields;
  const profile = { name: id.nodePool, latestnodeimageversion, ostype, currentorchestratorversion: kubernetesversion };
  const pool = into.takePool(id.id, `${id.cluster}/${id.nodePool}`, readNodePool(profile));
  if (!pool) return;
  if (pool.latestNodeImageVersion === null) into.warn(`${id.cluster}/${pool.name}`, 'upgrade profile names no image');
  const cluster = clusterOfId(id, from, [pool]);
  into.addPart({ kind: 'upgrade-profile-of-node-pool', cluster, allPools: false, possibleIds: [] });
}
