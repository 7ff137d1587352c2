import type { Cluster } from '../domain/cluster.ts';
import type { ClusterImport, ClusterPart, RejectedItem } from '../domain/cluster-import.ts';
import { mergeClusterPart, mergeWholeCluster } from './merge-cluster.ts';

/** What an import makes of the registered clusters. */
export interface ClusterImportPlan {
  /** Every cluster to save, with what it had from other sources; a registered pool that it lacks is gone. */
  readonly clusters: readonly Cluster[];
  /** IDs of clusters that are gone. */
  readonly vanished: readonly string[];
  /** What could not be placed, besides what was refused when it was read. */
  readonly rejected: readonly RejectedItem[];
}

type Registry = Map<string, Cluster>;

/** The registered cluster that a part belongs to. */
function findClusterOfPart(registry: Registry, part: ClusterPart): Cluster | null {
  const ids = [...part.possibleIds, part.cluster.id];
  return ids.map((id) => registry.get(id)).find((cluster) => cluster !== undefined) ?? null;
}

function withoutGonePools(cluster: Cluster): Cluster {
  return { ...cluster, nodePools: cluster.nodePools.filter(({ vanishedAt }) => vanishedAt === null) };
}

/** Clusters that Azure listed before and lists no more. */
function findVanished(registry: Registry, imported: ClusterImport): Cluster[] {
  const seen = new Set([...imported.clusters.map((cluster) => cluster.id), ...imported.unread]);
  const isSeen = ({ id, name }: Cluster) => seen.has(id) || seen.has(name.toLowerCase());
  return [...registry.values()].filter((cluster) => {
    return cluster.origin === 'resource-graph' && cluster.vanishedAt === null && !isSeen(cluster);
  });
}

/** Resource Graph leaves out what may not be read without a word: a subscription that is gone as a whole is doubtful. */
function planVanished(registry: Registry, imported: ClusterImport): Omit<ClusterImportPlan, 'clusters'> {
  const readable = new Set(imported.clusters.map((cluster) => cluster.subscriptionId));
  const vanished = Map.groupBy(findVanished(registry, imported), (cluster) => readable.has(cluster.subscriptionId));
  return {
    vanished: (vanished.get(true) ?? []).map((cluster) => cluster.id),
    rejected: (vanished.get(false) ?? []).map((cluster) => ({
      item: cluster.name,
      reason: `is kept as of ${cluster.asOf}: nothing of subscription ${cluster.subscriptionId} was listed. Give the identity Reader there, or: vhdwatch clusters remove`,
    })),
  };
}

/**
 * Merges an import into the registered clusters; the same import a second time changes nothing but `asOf`.
 * `everything`: the import is a discovery of all there is, so clusters that an earlier one found and this complete one
 * did not are gone.
 */
export function planClusterImport(
  registered: readonly Cluster[],
  imported: ClusterImport,
  { everything }: { readonly everything: boolean } = { everything: false },
): ClusterImportPlan {
  const registry: Registry = new Map(registered.map((cluster) => [cluster.id, cluster]));
  const changed: Registry = new Map();
  const rejected: RejectedItem[] = [];
  const put = (cluster: Cluster): void => {
    registry.set(cluster.id, cluster);
    changed.set(cluster.id, cluster);
  };
  for (const cluster of imported.clusters) {
    put(mergeWholeCluster(registry.get(cluster.id) ?? null, cluster, !imported.partial.includes(cluster.id)));
  }
  for (const part of imported.parts) {
    const before = findClusterOfPart(registry, part);
    const orphan = part.kind === 'upgrade-profile-of-node-pool' && !before;
    if (orphan) rejected.push({ item: part.cluster.name, reason: 'is not registered: import the cluster first' });
    else put(mergeClusterPart(before, part));
  }
  const gone = everything && imported.isWholeList ? planVanished(registry, imported) : { vanished: [], rejected: [] };
  const clusters = [...changed.values()].map(withoutGonePools);
  return { clusters, vanished: gone.vanished, rejected: [...rejected, ...gone.rejected] };
}
