import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { DOCS, linksOfStatement } from '../evidence.ts';
import { findFeatureEnd } from '../feature-ends.ts';

/** Kubenet never carries Windows nodes; what is reported can only be on its way out, or wrong. */
export const kubenet: AdviceRule = {
  name: 'kubenet',
  find: findKubenet,
};

function findKubenet(facts: ClusterFacts): readonly Advice[] {
  if (facts.cluster.networkPlugin?.toLowerCase() !== 'kubenet' || facts.windowsPools.length === 0) return [];
  const end = findFeatureEnd(facts.lifecycle, /kubenet/i);
  return [
    {
      nodePool: null,
      severity: 'high',
      subject: 'NetworkPlugin/kubenet',
      due: end?.date ?? null,
      summary: 'The network plugin kubenet does not support Windows node pools; move the cluster to Azure CNI Overlay.',
      commands: [
        createAksCommand(facts.cluster, 'show', '--query networkProfile -o json'),
        createAksCommand(facts.cluster, 'update', '--network-plugin azure --network-plugin-mode overlay'),
      ],
      evidence: [...(end ? linksOfStatement(end) : []), DOCS.overlay],
    },
  ];
}
