import type { Cluster, EvidenceSource, NodePool } from '../../domain/cluster.ts';
import { type FactSources, findFactSources } from '../../inventory/pool-evidence.ts';
import type { AppContext } from '../app-context.ts';

/** Every registered cluster, on request those that are gone as well; by name. */
export function listClusters(
  { store }: AppContext,
  options?: { readonly includeVanished: boolean },
): readonly Cluster[] {
  return store.clusters.list(options);
}

/** A cluster as it is listed: where each fact is from, and as of when, in the place of the evidence. */
export interface ListedCluster extends Omit<Cluster, 'evidence' | 'nodePools'> {
  /** Instant of each source's newest word, UTC ISO text. */
  readonly sources: Readonly<Partial<Record<EvidenceSource, string>>>;
  readonly nodePools: readonly ListedPool[];
}

/** A node pool as it is listed. */
export interface ListedPool extends Omit<NodePool, 'evidence'> {
  readonly facts: FactSources;
}

/** The cluster as it is listed. */
export function toListed({ evidence = {}, nodePools, ...cluster }: Cluster): ListedCluster {
  const { azure, nodes, typed } = evidence;
  const known = Object.entries({ azure, nodes, typed }).filter(([, asOf]) => asOf !== undefined);
  return {
    ...cluster,
    sources: Object.fromEntries(known),
    nodePools: nodePools.map((pool) => {
      const { evidence: _, ...facts } = pool;
      return { ...facts, facts: findFactSources(pool, evidence) };
    }),
  };
}
