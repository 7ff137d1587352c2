import type { NodePool } from '../../domain/cluster.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { count } from '../count.ts';
import { DOCS } from '../evidence.ts';

/** Nodes that keep cluster services up while one of them is upgraded. */
const FEWEST_NODES = 2;

/** Too few nodes in the Linux system pool; when its one node goes, DNS of the Windows pods goes with it. */
export const systemPoolNodes: AdviceRule = {
  name: 'system-pool-nodes',
  find: findSystemPoolNodes,
};

function findSystemPoolNodes({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const systemPools = cluster.nodePools.filter(isLiveSystemPool);
  const [first] = systemPools;
  const nodes = systemPools.reduce((sum, pool) => sum + (pool.count ?? FEWEST_NODES), 0);
  if (!first || windowsPools.length === 0 || nodes >= FEWEST_NODES) return [];
  return [
    {
      nodePool: first.name,
      severity: 'low',
      subject: 'SystemNodePool',
      due: null,
      summary: `The Linux system node pool has ${count(nodes, 'node')}; with fewer than ${FEWEST_NODES}, an upgrade or a fault takes DNS away from the Windows pods too.`,
      commands: [createNodePoolCommand(cluster, first.name, 'scale', ['--node-count', String(FEWEST_NODES)])],
      evidence: [DOCS.systemPools],
    },
  ];
}

function isLiveSystemPool(pool: NodePool): boolean {
  return pool.mode === 'System' && pool.osType === 'Linux' && pool.vanishedAt === null;
}
