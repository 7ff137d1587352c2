import { formatDate } from '../../domain/calendar-date.ts';
import type { Cluster, NodePool } from '../../domain/cluster.ts';
import type { Severity } from '../../domain/finding.ts';
import { compareNodeImageVersions } from '../../domain/node-image-version.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createAksCommand, createNodePoolCommand } from '../commands/az-aks.ts';
import { createNodeList } from '../commands/kubectl.ts';
import { count } from '../count.ts';
import { DOCS } from '../evidence.ts';
import { listNodeVersions, readVersion } from '../find-pool-version.ts';
import { afterCheck, now } from '../plan/step.ts';

/** What Azure reports of a pool and what its nodes show cannot both be so. Nodes of several images have a rule of their own. */
export const azureAndNodesDiffer: AdviceRule = {
  name: 'azure-and-nodes-differ',
  stage: 'repair',
  find: ({ cluster, windowsPools }: ClusterFacts) =>
    windowsPools.flatMap((facts) => {
      if (facts.isUpgrading || facts.isStopped) return [];
      return [...findOldNodes(cluster, facts), ...findOddCount(cluster, facts)];
    }),
};

/** Azure's own report of a pool; `null` where it told nothing of it. */
function reportOfAzure({ evidence, ...pool }: NodePool): Pick<NodePool, 'nodeImageVersion' | 'count'> | null {
  return evidence?.azure ? (evidence.azure.pool ?? pool) : null;
}

function findOldNodes(cluster: Cluster, { pool }: WindowsPoolFacts): readonly Advice[] {
  const reported = readVersion(reportOfAzure(pool)?.nodeImageVersion ?? '');
  const [oldest, ...others] = listNodeVersions(pool);
  if (!reported || !oldest || others.length > 0 || reported.build !== oldest.build) return [];
  if (compareNodeImageVersions(reported, oldest) <= 0) return [];
  const nodes = pool.nodesSeen === undefined ? 'all nodes run' : `all ${count(pool.nodesSeen, 'node')} run`;
  const summary = `Azure reports ${reported.text}, and ${nodes.replace('all 1 node run', 'its node runs')} ${oldest.text}${sayWhen(cluster, pool)}: the upgrade did not reach the nodes.`;
  return [describe(cluster, pool, 'high', 'Evidence/image', summary)];
}

function findOddCount(cluster: Cluster, { pool }: WindowsPoolFacts): readonly Advice[] {
  const counted = reportOfAzure(pool)?.count ?? null;
  const seen = pool.nodesSeen;
  if (counted === null || seen === undefined) return [];
  const by = `${count(counted, 'node')} by Azure`;
  if (seen === 0 && counted > 0) {
    const summary = `The pool has ${by}, and the cluster lists none of it${sayWhen(cluster, pool)}: its nodes are gone, or it was scaled to zero since.`;
    return [describe(cluster, pool, pool.count === 0 ? 'low' : 'medium', 'Evidence/nodes', summary)];
  }
  // An autoscaler adds nodes at any time, and what is newer than Azure's word need not differ from it.
  if (seen <= counted || pool.settings?.autoscaler || pool.count === seen) return [];
  const summary = `The pool has ${by}, and the cluster lists ${seen}${sayWhen(cluster, pool)}: a surge may have been left behind.`;
  return [describe(cluster, pool, 'low', 'Evidence/nodes', summary)];
}

function sayWhen({ evidence }: Cluster, pool: NodePool): string {
  const asOf = pool.nodesSeen === 0 ? evidence?.nodesListed : pool.evidence?.nodes?.asOf;
  return asOf === undefined ? '' : ` (nodes as of ${formatDate(asOf.slice(0, 10))})`;
}

function describe(cluster: Cluster, pool: NodePool, severity: Severity, subject: string, summary: string): Advice {
  return {
    nodePool: pool.name,
    severity,
    subject,
    due: null,
    summary,
    steps: [
      now(
        'See what Azure and the nodes say now; nothing is changed.',
        createNodePoolCommand(
          cluster,
          pool.name,
          'show',
          '--query "{image:nodeImageVersion,nodes:count,state:provisioningState}" -o json',
        ),
        ...createNodeList(cluster, pool.name),
      ),
      afterCheck(
        'If they still differ, reconcile the cluster to what is set (answer y): an upgrade can say that the pool is on the latest image already.',
        createAksCommand(cluster, 'update'),
      ),
    ],
    evidence: [DOCS.nodeImageUpgrade],
  };
}
