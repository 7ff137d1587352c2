import type { Advice } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { createNodeList } from '../commands/list-nodes.ts';
import { count } from '../count.ts';
import { DOCS } from '../evidence.ts';
import { listNodeVersions } from '../find-pool-version.ts';

/** Rule 12: nodes of one pool run different images: an upgrade is under way, or it is stuck. */
export function findNodeImagesMixed(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools
    .filter(({ pool }) => listNodeVersions(pool).length > 1)
    .map((poolFacts) => createAdvice(facts, poolFacts));
}

function createAdvice({ cluster }: ClusterFacts, { pool, osSku, isUpgrading }: WindowsPoolFacts): Advice {
  const versions = listNodeVersions(pool).map(({ text }) => text);
  return {
    nodePool: pool.name,
    severity: isUpgrading ? 'info' : 'medium',
    subject: osSku ?? 'Windows',
    due: null,
    summary: `The nodes run ${count(versions.length, 'different node image')} (${versions.join(', ')}): ${explain(pool.provisioningState, isUpgrading)}.`,
    commands: [
      createNodePoolCommand(cluster, pool.name, 'show', '--query provisioningState -o tsv'),
      ...createNodeList(cluster, pool.name),
      ...(isUpgrading ? [] : [createNodePoolCommand(cluster, pool.name, 'upgrade', '--node-image-only')]),
    ],
    evidence: [DOCS.nodeImageUpgrade],
  };
}

/** Without Azure's word (nodes seen through kubectl alone) both are possible. */
function explain(provisioningState: string | null, isUpgrading: boolean): string {
  if (isUpgrading) return 'an upgrade is under way';
  return provisioningState === null
    ? 'an upgrade is under way or stuck'
    : 'no upgrade is under way, so the last one is stuck; look for cordoned or NotReady nodes and run it again';
}
