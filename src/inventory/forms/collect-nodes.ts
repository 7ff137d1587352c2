import { compareTexts } from '../../domain/text.ts';
import type { ImportCollector } from '../import-collector.ts';
import { poolOfNodes } from '../pool-of-nodes.ts';
import { clusterOfId } from '../read-cluster.ts';
import { clusterOfNode } from './cluster-of-nodes.ts';
import type { ClusterNode } from './read-node.ts';

/** One node a name, in order of the names. */
function distinct(nodes: readonly ClusterNode[]): readonly ClusterNode[] {
  const byName = new Map(nodes.map((node) => [`${node.nodeResourceGroup.toLowerCase()}/${node.report.name}`, node]));
  return [...byName.values()].sort((a, b) => compareTexts(a.report.name, b.report.name));
}

/** Takes the nodes of a file, grouped by pool, one part for each cluster. Pools scaled to zero have no nodes. */
export function collectNodes(nodes: readonly ClusterNode[], into: ImportCollector): void {
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
      allPools: true,
      possibleIds,
      nodes: { [pool.name]: reports },
    });
  }
}
