import { compareTexts } from '../../domain/compare-texts.ts';
import type { ImportCollector } from '../import-collector.ts';
import { clusterOfId } from '../read-cluster.ts';
import { clusterOfNode } from './cluster-of-nodes.ts';
import { poolOfNodes } from './pool-of-nodes.ts';
import type { ClusterNode } from './read-node.ts';

function isWindows({ osType }: ClusterNode): boolean {
  return osType?.toLowerCase() === 'windows';
}

/** Node auto-provisioning puts both systems into one pool: what is watched are its Windows nodes. */
function ofOneSystem(nodes: readonly ClusterNode[]): readonly ClusterNode[] {
  const windows = nodes.filter(isWindows);
  return windows.length > 0 ? windows : nodes;
}

/** Takes the nodes of a file, grouped by pool, one part for each cluster. Pools scaled to zero have no nodes. */
export function collectNodes(nodes: readonly ClusterNode[], into: ImportCollector): void {
  const sorted = nodes.toSorted((a, b) => compareTexts(a.name, b.name));
  const groups = Map.groupBy(sorted, (node) =>
    JSON.stringify([node.nodeResourceGroup.toLowerCase(), node.pool.toLowerCase()]),
  );
  for (const all of groups.values()) {
    const group = ofOneSystem(all);
    const [node] = group;
    if (!node) continue;
    const { id, name, resourceGroup, possibleIds } = clusterOfNode(node);
    const pool = into.takePool(`${name}/${node.pool}`, poolOfNodes(group));
    if (!pool) continue;
    const location = node.region?.toLowerCase() ?? null;
    const subscriptionId = node.subscriptionId?.toLowerCase() ?? null;
    const from = { origin: 'kubectl', asOf: into.asOf };
    const base = clusterOfId({ id, subscriptionId: '', resourceGroup: '', cluster: name, nodePool: null }, from, [
      pool,
    ]);
    const cluster = { ...base, subscriptionId, resourceGroup, location };
    into.addPart({ kind: 'nodes-of-cluster', cluster, allPools: false, possibleIds });
  }
}
