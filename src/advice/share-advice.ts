import { type NodePool, operationOf } from '../domain/cluster.ts';
import type { BareFinding } from '../domain/finding.ts';
import type { NodePoolAssessment } from '../domain/node-pool-assessment.ts';
import type { NodePoolHistory } from '../domain/pool-week.ts';
import { digestOf } from '../domain/text.ts';
import { assessNodePool } from './assess-node-pool.ts';
import { type AdviceInput, findIdleUpgrade } from './cluster-facts.ts';
import { adviseOnCluster } from './find-advice.ts';
import type { ImageFacts } from './find-pool-version.ts';

/** Advice as of one catalogue and instant, for a fleet: what is the same of many clusters and pools is worked out once. */
export interface SharedAdvice {
  /** What is found on clusters of a kind (`kindOf`); `read` gives one of them. */
  readonly findOn: (kind: string, read: () => ClusterKnown) => readonly BareFinding[];
  /** Where a pool stands, as others in its region with its image do. */
  readonly assess: (pool: ImageFacts, location: string | null) => NodePoolAssessment;
}

type ClusterKnown = Pick<AdviceInput, 'cluster' | 'workloads' | 'history'>;

/** So many kinds are remembered at most: most of a large fleet are made by the same few templates. */
const MOST = 1_000;

/** Clusters that differ in nothing but what they are called, and whose they are, are looked at once. */
export function shareAdvice(basis: Pick<AdviceInput, 'catalogue' | 'lifecycle' | 'now'>): SharedAdvice {
  const { catalogue, lifecycle, now } = basis;
  const assessed = createMemory<NodePoolAssessment>();
  const found = createMemory<readonly BareFinding[]>();
  return {
    assess: ({ osType, osSku, nodeImageVersion, latestNodeImageVersion, windowsUpdate = '', nodeImages }, location) => {
      const facts = { osType, osSku, nodeImageVersion, latestNodeImageVersion, windowsUpdate, nodeImages };
      return assessed(JSON.stringify([facts, location]), () =>
        assessNodePool(facts, catalogue, lifecycle, now, location),
      );
    },
    findOn: (kind, read) =>
      found(kind, () =>
        adviseOnCluster({ ...basis, ...read() }).findings.map(
          ({ clusterId: _id, cluster: _name, title: _title, ...bare }) => bare,
        ),
      ),
  };
}

/** The same for clusters of which the same is found. It takes longer than finding it where that is known: keep it. */
export function kindOf(on: ClusterKnown): string {
  return digestOf(describeFacts(on), 32);
}

function createMemory<T extends object>(): (facts: string, workOut: () => T) => T {
  const known = new Map<string, T>();
  return (facts, workOut) => {
    const found = known.get(facts) ?? workOut();
    if (known.size >= MOST) known.clear();
    known.set(facts, found);
    return found;
  };
}

/** A resource of Azure, as a subnet: which one it is, is nothing to anybody but who runs a command. */
const RESOURCE = /"\/subscriptions\/[^"]*"/gi;

/** What is not told is undefined, and not written: of many, a copy of all is several times as fast as one without some. */
function describeFacts({ cluster, workloads, history = [] }: ClusterKnown): string {
  const facts = {
    ...cluster,
    id: undefined,
    name: undefined,
    title: undefined,
    subscriptionId: undefined,
    resourceGroup: undefined,
    nodeResourceGroup: undefined,
    tags: undefined,
    ownership: cluster.ownership.environment,
    nodePools: cluster.nodePools.map((pool) => describePool(pool, history)),
  };
  return JSON.stringify([facts, workloads]).replace(RESOURCE, '"/"');
}

function describePool(pool: NodePool, history: readonly NodePoolHistory[]): object {
  const { evidence, snapshotId } = pool;
  const observations = history.find(({ nodePool }) => nodePool === pool.name)?.observations ?? [];
  // Of a pool that is in no operation, nothing else of its past is looked at.
  const past = operationOf(pool) !== null ? observations : findIdleUpgrade(observations, pool);
  const azure = evidence?.azure && { ...evidence.azure, since: undefined, differedAt: undefined };
  // Its single nodes were counted already, and are most of what is known of a cluster.
  const nodes = evidence?.nodes && { ...evidence.nodes, nodes: undefined };
  // Of a snapshot people are told the name.
  const snapshot = snapshotId?.split('/').at(-1);
  return { ...pool, tags: undefined, snapshotId: snapshot, evidence: evidence && { ...evidence, azure, nodes }, past };
}
