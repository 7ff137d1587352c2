import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { DOCS } from '../evidence.ts';
import { now } from '../plan/step.ts';

/** A pool made from a snapshot keeps that image, whatever the channel says, until somebody upgrades it. */
export const snapshotPin: AdviceRule = {
  name: 'snapshot-pin',
  stage: 'later',
  isOptional: true,
  find: findSnapshotPin,
};

function findSnapshotPin({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  return windowsPools
    .filter(({ pool }) => pool.snapshotId !== undefined)
    .map(({ pool }) => ({
      nodePool: pool.name,
      severity: 'info',
      subject: 'Snapshot',
      due: null,
      summary: `The pool is pinned to the snapshot ${pool.snapshotId?.split('/').at(-1) ?? ''}: no channel upgrades its image, and an image upgrade without a snapshot ends the pin.`,
      steps: [
        now(
          'See the snapshot; nothing is changed.',
          createNodePoolCommand(cluster, pool.name, 'show', '--query creationData.sourceResourceId -o tsv'),
        ),
      ],
      evidence: [DOCS.snapshots],
    }));
}
