import type { Cluster, EvidenceSource, NodePool } from '../../domain/cluster.ts';
import type { ClusterOwnership } from '../../domain/cluster-ownership.ts';
import { compareNames } from '../../domain/text.ts';
import {
  type FactSources,
  findFactSources,
  findOwnershipSources,
  type OwnershipSources,
} from '../../inventory/fact-sources.ts';
import type { AppContext } from '../app-context.ts';

// Beside find-clusters.ts, not in it: every command finds clusters, and only this one loads what reads reports.

export interface ClusterList {
  readonly clusters: readonly Cluster[];
  readonly toJSON: () => readonly ListedCluster[];
}

export function listClusters({ store }: AppContext, includeVanished = false): ClusterList {
  const clusters = store.clusters.list({ includeVanished }).toSorted((a, b) => compareNames(a.name, b.name));
  return { clusters, toJSON: () => clusters.map(toListed) };
}

interface ListedCluster extends Omit<Cluster, 'evidence' | 'nodePools' | 'ownership'> {
  readonly ownership: Omit<ClusterOwnership, 'typedAt'>;
  readonly ownershipFacts: OwnershipSources;
  /** Instant of each source's newest word, UTC ISO text. */
  readonly sources: Readonly<Partial<Record<EvidenceSource, string>>>;
  readonly nodePools: readonly (Omit<NodePool, 'evidence'> & { readonly facts: FactSources })[];
}

function toListed(registered: Cluster): ListedCluster {
  const { evidence = {}, nodePools, ownership, ...cluster } = registered;
  const { typedAt: _, ...ownershipOnly } = ownership;
  const { azure, nodes, typed } = evidence;
  const known = Object.entries({ azure, nodes, typed }).filter(([, asOf]) => asOf !== undefined);
  return {
    ...cluster,
    ownership: ownershipOnly,
    ownershipFacts: findOwnershipSources(registered),
    sources: Object.fromEntries(known),
    nodePools: nodePools.map((pool) => {
      const { evidence: _, ...facts } = pool;
      return { ...facts, facts: findFactSources(pool, evidence) };
    }),
  };
}
