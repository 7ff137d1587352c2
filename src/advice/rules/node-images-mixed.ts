import { addDays, type CalendarDate, daysBetween } from '../../domain/calendar-date.ts';
import type { Cluster } from '../../domain/cluster.ts';
import type { NodeImageVersion } from '../../domain/node-image-version.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { createNodeList } from '../commands/kubectl.ts';
import { count } from '../count.ts';
import { DOCS } from '../evidence.ts';
import { listNodeVersions } from '../find-pool-version.ts';
import { describeReplacement } from '../plan/image-upgrade.ts';
import { afterCheck, now } from '../plan/step.ts';
import { IMAGE_AGE_LIMIT_DAYS, severityOfStuckUpgrade } from '../severity-policy.ts';

/** Nodes of one pool run different images: an upgrade is under way, or it is stuck. */
export const nodeImagesMixed: AdviceRule = {
  name: 'node-images-mixed',
  stage: 'repair',
  settledBy: 'node-image',
  find: findNodeImagesMixed,
};

function findNodeImagesMixed({ cluster, windowsPools, today }: ClusterFacts): readonly Advice[] {
  return windowsPools.flatMap((poolFacts) => {
    const versions = listNodeVersions(poolFacts.pool);
    const [oldest] = versions;
    return oldest && versions.length > 1 ? [describe(cluster, poolFacts, versions, oldest, today)] : [];
  });
}

function describe(
  cluster: Cluster,
  poolFacts: WindowsPoolFacts,
  versions: readonly NodeImageVersion[],
  oldest: NodeImageVersion,
  today: CalendarDate,
): Advice {
  const { pool, isUpgrading } = poolFacts;
  const images = `${count(versions.length, 'different node image')} (${versions.map(({ text }) => text).join(', ')})`;
  return {
    nodePool: pool.name,
    severity: isUpgrading ? 'info' : severityOfStuckUpgrade(daysBetween(oldest.builtOn, today)),
    subject: oldest.osSku,
    due: addDays(oldest.builtOn, IMAGE_AGE_LIMIT_DAYS),
    summary: `The nodes run ${images}: ${explain(poolFacts)}.`,
    steps: [
      now(
        'See the state of the pool and its nodes; nothing is changed.',
        createNodePoolCommand(cluster, pool.name, 'show', '--query provisioningState -o tsv'),
        ...createNodeList(cluster, pool.name),
      ),
      ...(isUpgrading
        ? []
        : [
            afterCheck(
              `If no node is cordoned or NotReady, and no PodDisruptionBudget holds a pod, upgrade again: ${describeReplacement(poolFacts)}.`,
              createNodePoolCommand(cluster, pool.name, 'upgrade', '--node-image-only'),
            ),
          ]),
    ],
    evidence: [DOCS.nodeImageUpgrade],
  };
}

/** Without Azure's word of today (nodes seen through kubectl alone) both are possible. */
function explain({ pool: { provisioningState }, isUpgrading, stuckDays }: WindowsPoolFacts): string {
  if (isUpgrading) return 'an upgrade is under way';
  if (stuckDays !== null) return 'the upgrade is stuck';
  return provisioningState === null || /^upgrading/i.test(provisioningState)
    ? 'an upgrade is under way or stuck'
    : 'no upgrade is under way, so the last one is stuck; look for cordoned or NotReady nodes and run it again';
}
