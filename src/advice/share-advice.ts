import type { NodePool } from '../domain/cluster.ts';
import type { BareFinding } from '../domain/finding.ts';
import type { NodePoolHistory } from '../domain/pool-week.ts';
import { type AdviceInput, findIdleUpgrade, isUpgradingState } from './cluster-facts.ts';
import { adviseOnCluster } from './find-advice.ts';

/** What is found on a cluster, and on others of which the same is known, at one instant. */
export type SharedAdvice = (on: Pick<AdviceInput, 'cluster' | 'workloads' | 'history'>) => readonly BareFinding[];

/** So many kinds of clusters are remembered at most: most of a large fleet are made by the same few templates. */
const MOST = 1_000;

/** Clusters that differ in nothing but what they are called, and whose they are, are looked at once. */
export function shareAdvice(basis: Pick<AdviceInput, 'catalogue' | 'lifecycle' | 'now'>): SharedAdvice {
  const known = new Map<string, readonly BareFinding[]>();
  return (on) => {
    const facts = describeFacts(on);
    const before = known.get(facts);
    if (before) return before;
    const { findings } = adviseOnCluster({ ...basis, ...on });
    const found = findings.map(({ clusterId: _id, cluster: _name, title: _title, ...bare }) => bare);
    if (known.size >= MOST) known.clear();
    known.set(facts, found);
    return found;
  };
}

/** A resource of Azure: a subnet, a snapshot. Where it lies is nothing to anybody but who runs a command. */
const RESOURCE = /"\/subscriptions\/[^"]*\/([^"/]*)"/gi;

/** All that a finding can rest on. */
function describeFacts({ cluster, workloads, history = [] }: Parameters<SharedAdvice>[0]): string {
  const {
    id: _id,
    name: _name,
    title: _title,
    subscriptionId: _subscription,
    resourceGroup: _group,
    nodeResourceGroup: _nodes,
    tags: _tags,
    ownership,
    nodePools,
    ...facts
  } = cluster;
  const pools = nodePools.map((pool) => describePool(pool, history));
  return JSON.stringify([facts, ownership.environment, pools, workloads]).replace(RESOURCE, '"$1"');
}

function describePool(pool: NodePool, history: readonly NodePoolHistory[]): object {
  const { tags: _tags, evidence, ...facts } = pool;
  const observations = history.find(({ nodePool }) => nodePool === pool.name)?.observations ?? [];
  // Of a pool that is not being upgraded, nothing else of its past is looked at.
  const past = isUpgradingState(pool.provisioningState) ? observations : findIdleUpgrade(observations, pool);
  if (!evidence?.azure) return { ...facts, evidence, past };
  const { since: _since, differedAt: _differed, ...azure } = evidence.azure;
  return { ...facts, evidence: { ...evidence, azure }, past };
}
