import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { DOCS } from '../evidence.ts';
import { now } from '../plan/step.ts';

/** Pods get addresses from a subnet of their own; for Windows, Azure CNI Overlay is the recommended way. */
export const podSubnet: AdviceRule = {
  name: 'pod-subnet',
  stage: 'later',
  find: findPodSubnet,
};

function findPodSubnet({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  return windowsPools
    .filter(({ pool }) => pool.podSubnetId !== null && pool.podSubnetId !== '')
    .map(({ pool }) => ({
      nodePool: pool.name,
      severity: 'info',
      subject: 'PodNetwork/dynamic-ip-allocation',
      due: null,
      summary:
        'Azure CNI Overlay is recommended over dynamic IP allocation for Windows; plan it for the next cluster, the network of this one cannot be changed in place.',
      steps: [
        now(
          'See the subnet; nothing is changed.',
          createNodePoolCommand(cluster, pool.name, 'show', '--query podSubnetId -o tsv'),
        ),
      ],
      evidence: [DOCS.windowsPractices, DOCS.overlay],
    }));
}
