import type { Cluster, ClusterEvidence, EvidenceSource, FactSource, NodePool } from '../domain/cluster.ts';
import { listOwnershipFacts, type OwnershipFact } from '../domain/cluster-ownership.ts';
import { compareTexts } from '../domain/text.ts';
import { type Contested, evidenceOf, lookOf, NOTHING, poolOfLook } from './pool-evidence.ts';

/** Facts that several sources can tell. */
const CONTESTED: readonly (keyof Contested)[] = ['nodeImageVersion', 'kubernetesVersion', 'count'];

/** Who said what a pool is known to have; facts that nobody told are absent. */
export type FactSources = Readonly<Partial<Record<keyof NodePool, FactSource>>>;

/** Where facts of a registered pool are from, the contested ones without `keys`: the newest report that tells each so. */
export function findFactSources(
  pool: NodePool,
  cluster: ClusterEvidence,
  keys: readonly (keyof NodePool)[] = CONTESTED,
): FactSources {
  const evidence = evidenceOf(pool);
  const { azure, nodes, typed, offer } = evidence;
  const look = lookOf(poolOfLook(pool.name, nodes), evidence, cluster.nodesListed);
  const reports = [
    { source: 'nodes' as const, asOf: look?.asOf, facts: look && (look.pool ?? { ...NOTHING, count: 0 }) },
    { source: 'azure' as const, asOf: azure?.asOf, facts: azure?.pool },
    ...Object.entries(azure?.earlier ?? {}).map(([key, { asOf, value }]) => ({
      source: 'azure' as const,
      asOf,
      facts: { [key]: value },
    })),
    { source: 'azure' as const, asOf: offer?.asOf, facts: offer?.pool },
    { source: 'typed' as const, asOf: typed?.asOf, facts: typed?.pool },
  ];
  const found = keys.flatMap((key) => {
    const telling = reports.filter(
      ({ facts }) => pool[key] !== null && (facts as Partial<NodePool> | null | undefined)?.[key] === pool[key],
    );
    const [newest] = telling.sort((a, b) => compareTexts(b.asOf ?? '', a.asOf ?? ''));
    return newest?.asOf === undefined ? [] : [[key, { source: newest.source, asOf: newest.asOf }] as const];
  });
  return Object.fromEntries(found);
}

/** Where what is known of a cluster itself is from: Azure's description, else what its nodes or a person told. */
export function findClusterSource({ evidence = {}, asOf }: Pick<Cluster, 'evidence' | 'asOf'>): FactSource {
  const { described, azure, nodes, typed } = evidence;
  const told = described ?? azure;
  if (told !== undefined) return { source: 'azure', asOf: told };
  return nodes === undefined ? { source: 'typed', asOf: typed ?? asOf } : { source: 'nodes', asOf: nodes };
}

/** Where what is known of who hears about a cluster is from; an instant is `null` where it was typed before that was kept. */
export type OwnershipSources = Readonly<
  Partial<Record<OwnershipFact, { readonly source: EvidenceSource; readonly asOf: string | null }>>
>;

/** The same of who hears about it: typed by a person, else from its tags. */
export function findOwnershipSources(cluster: Pick<Cluster, 'evidence' | 'asOf' | 'ownership'>): OwnershipSources {
  const { ownership } = cluster;
  const ofTags = findClusterSource(cluster);
  const sources = listOwnershipFacts(ownership).map((fact) => {
    const typedAt = ownership.typedAt?.[fact];
    return [fact, typedAt === undefined ? ofTags : { source: 'typed' as const, asOf: typedAt }];
  });
  return Object.fromEntries(sources);
}

/** The same of its Kubernetes version, which is also typed. */
export function findVersionSource(cluster: Pick<Cluster, 'evidence' | 'asOf'>): FactSource {
  const { kubernetesVersion: asOf, typed, nodes } = cluster.evidence ?? {};
  if (asOf === undefined) return findClusterSource(cluster);
  return { source: asOf === typed ? 'typed' : asOf === nodes ? 'nodes' : 'azure', asOf };
}
