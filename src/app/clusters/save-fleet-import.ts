import { type Cluster, nameForCommand } from '../../domain/cluster.ts';
import type { ClusterImport, RejectedItem } from '../../domain/cluster-import.ts';
import { findConcerned } from '../../inventory/identity.ts';
import { planClusterImport } from '../../inventory/plan-cluster-import.ts';
import type { WritingContext } from '../app-context.ts';

/** What saving an import did. */
export interface SavedImport {
  /** Clusters that were registered or renewed. */
  readonly clusters: number;
  readonly ids: readonly string[];
  /** Node pools in the import. */
  readonly nodePools: number;
  readonly windowsNodePools: number;
  /** Clusters that are gone. */
  readonly vanished: number;
  /** Names of clusters of which only nodes are known. */
  readonly unnamed: readonly string[];
  /** What was refused when it was read or could not be placed. */
  readonly rejected: readonly RejectedItem[];
}

/**
 * Merges an import into the registered fleet and keeps what changed in the pools' history.
 * `everything`: the import is all there is, so that clusters it lacks are gone. `target`: the cluster that nodes are of.
 */
export function saveFleetImport(
  { store, clock }: WritingContext,
  imported: ClusterImport,
  { everything, target = null }: { readonly everything: boolean; readonly target?: Cluster | null },
): SavedImport {
  const at = clock.now().toISOString();
  const registered = everything
    ? store.clusters.list({ includeVanished: true })
    : findConcerned(imported, store.clusters);
  const plan = planClusterImport(registered, imported, { everything, target });
  for (const cluster of plan.clusters) {
    store.clusters.save(cluster);
    store.nodePoolHistory.record({ ...cluster, asOf: at });
  }
  for (const { id, into } of plan.absorbed) store.clusters.absorb(id, into);
  for (const id of plan.vanished) store.clusters.markVanished(id, at);
  return {
    clusters: plan.clusters.length,
    ids: plan.clusters.map(({ id }) => id),
    ...countPools(imported),
    vanished: plan.vanished.length,
    unnamed: plan.clusters.filter((one) => nameForCommand(one) !== one.name).map(({ name }) => name),
    rejected: [...imported.rejected, ...plan.rejected],
  };
}

function countPools({ clusters, parts }: ClusterImport): Pick<SavedImport, 'nodePools' | 'windowsNodePools'> {
  const pools = [...clusters, ...parts.map(({ cluster }) => cluster)].flatMap(({ nodePools }) => nodePools);
  return { nodePools: pools.length, windowsNodePools: pools.filter(({ osType }) => osType === 'Windows').length };
}
