import type { Cluster, NodePool } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { count } from '../count.ts';
import { DOCS } from '../evidence.ts';
import { now } from '../plan/step.ts';

/** Nodes that keep cluster services up while one of them is upgraded, and what AKS recommends for production. */
const FEWEST_NODES = 2;
const RECOMMENDED_NODES = 3;

/** Too few nodes in the Linux system pool; when its one node goes, DNS of the Windows pods goes with it. */
export const systemPoolNodes: AdviceRule = {
  name: 'system-pool-nodes',
  stage: 'prepare',
  find: findSystemPoolNodes,
};

function findSystemPoolNodes({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const systemPools = cluster.nodePools.filter(isLiveSystemPool);
  const [first] = systemPools;
  const nodes = systemPools.reduce((sum, pool) => sum + fewestOf(pool), 0);
  if (!first || windowsPools.length === 0 || nodes >= FEWEST_NODES) return [];
  const state = first.settings?.autoscaler ? `may shrink to ${count(nodes, 'node')}` : `has ${count(nodes, 'node')}`;
  return [
    {
      nodePool: first.name,
      severity: 'low',
      subject: 'SystemNodePool',
      due: null,
      summary: `The Linux system node pool ${state}: an upgrade or a fault of one takes DNS away from the Windows pods too; ${RECOMMENDED_NODES} are recommended.`,
      steps: [widen(cluster, first)],
      evidence: [DOCS.systemPools],
    },
  ];
}

/** Nodes that a pool has for sure. */
function fewestOf({ count: nodes, settings }: NodePool): number {
  return settings?.autoscaler?.min ?? nodes ?? FEWEST_NODES;
}

/** `scale` is refused on an autoscaled pool. */
function widen(cluster: Cluster, { name, settings }: NodePool): Step {
  const scaler = settings?.autoscaler;
  const title = `Keep ${RECOMMENDED_NODES} nodes: nothing that runs is touched, and each further node costs and needs quota.`;
  if (!scaler)
    return now(title, createNodePoolCommand(cluster, name, 'scale', ['--node-count', String(RECOMMENDED_NODES)]));
  return now(
    title,
    createNodePoolCommand(
      cluster,
      name,
      'update',
      '--update-cluster-autoscaler',
      ['--min-count', String(RECOMMENDED_NODES)],
      ['--max-count', String(Math.max(RECOMMENDED_NODES, scaler.max))],
    ),
  );
}

function isLiveSystemPool(pool: NodePool): boolean {
  return pool.mode === 'System' && pool.osType === 'Linux' && pool.vanishedAt === null;
}
