import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { DOCS } from '../evidence.ts';
import { now } from '../plan/step.ts';

/** Pods of Windows nodes take addresses of the node subnet; AKS recommends Azure CNI Overlay, to which it can change. */
export const nodeSubnet: AdviceRule = {
  name: 'node-subnet',
  stage: 'later',
  isOptional: true,
  find: findNodeSubnet,
};

function findNodeSubnet({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const isNodeSubnet = cluster.networkPlugin?.toLowerCase() === 'azure' && cluster.networkPluginMode === null;
  if (!isNodeSubnet || windowsPools.length === 0 || windowsPools.some(({ pool }) => pool.podSubnetId)) return [];
  return [
    {
      nodePool: null,
      severity: 'info',
      subject: 'PodNetwork/node-subnet',
      due: null,
      summary:
        'Every Windows node takes 31 addresses of the node subnet, a second pool beside the first as many again; Azure CNI Overlay is recommended, and the change reimages every pool at once, wants the network policy engine removed first, and has no way back.',
      steps: [
        now(
          'See the network of the cluster; nothing is changed.',
          createAksCommand(cluster, 'show', '--query networkProfile -o json'),
        ),
      ],
      evidence: [DOCS.azureCniUpdate, DOCS.overlay],
    },
  ];
}
