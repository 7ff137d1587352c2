import type { Cluster } from '../../domain/cluster.ts';
import type { ClusterImport, RejectedItem } from '../../domain/cluster-import.ts';
import { planClusterImport } from '../../inventory/plan-cluster-import.ts';
import type { AppContext, WritingContext } from '../app-context.ts';

/** What saving an import did. */
export interface SavedImport {
  /** Clusters that were registered or renewed. */
  readonly clusters: number;
  /** Node pools in the import. */
  readonly nodePools: number;
  readonly windowsNodePools: number;
  /** Clusters that are gone. */
  readonly vanished: number;
  /** What was refused when it was read or could not be placed. */
  readonly rejected: readonly RejectedItem[];
}

/**
 * Merges an import into the registered fleet and keeps what changed in the pools' history.
 * `everything`: the import is all there is, so that clusters it lacks are gone.
 */
export function saveFleetImport(
  { store, clock }: WritingContext,
  imported: ClusterImport,
  { everything }: { readonly everything: boolean },
): SavedImport {
  const at = clock.now().toISOString();
  const registered = everything ? store.clusters.list({ includeVanished: true }) : findConcerned(store, imported);
  const plan = planClusterImport(registered, imported, { everything });
  for (const cluster of plan.clusters) {
    store.clusters.save(cluster);
    store.nodePoolHistory.record({ ...cluster, asOf: at });
  }
  for (const id of plan.vanished) store.clusters.markVanished(id, at);
  return {
    clusters: plan.clusters.length,
    ...countPools(imported),
    vanished: plan.vanished.length,
    rejected: [...imported.rejected, ...plan.rejected],
  };
}

/** The registered clusters that an import can change: one cluster is imported as fast into a large fleet as into a small one. */
function findConcerned(store: AppContext['store'], { clusters, parts }: ClusterImport): readonly Cluster[] {
  const ids = [...clusters.map(({ id }) => id), ...parts.flatMap((part) => [part.cluster.id, ...part.possibleIds])];
  return [...new Set(ids)].map((id) => store.clusters.find(id)).filter((cluster) => cluster !== null);
}

function countPools({ clusters, parts }: ClusterImport): Pick<SavedImport, 'nodePools' | 'windowsNodePools'> {
  const pools = [...clusters, ...parts.map(({ cluster }) => cluster)].flatMap(({ nodePools }) => nodePools);
  return { nodePools: pools.length, windowsNodePools: pools.filter(({ osType }) => osType === 'Windows').length };
}
