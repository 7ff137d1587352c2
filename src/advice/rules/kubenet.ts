import { formatDate } from '../../domain/calendar-date.ts';
import type { Step } from '../../domain/finding.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { DOCS, linksOfStatement } from '../evidence.ts';
import { findFeatureEnd } from '../feature-ends.ts';
import { removeNetworkEngine } from '../plan/network-engine.ts';
import { irreversible, now } from '../plan/step.ts';

/** Kubenet never carries Windows nodes; what is reported can only be on its way out, or wrong. */
export const kubenet: AdviceRule = {
  name: 'kubenet',
  stage: 'network',
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
      summary: `Windows nodes get no network of kubenet${end?.date ? `, which ends on ${formatDate(end.date)}` : ''}: move the cluster to Azure CNI Overlay.`,
      steps: planOverlay(facts),
      evidence: [...(end ? linksOfStatement(end) : []), DOCS.overlay],
    },
  ];
}

/** Calico has to go before the plugin changes. */
function planOverlay({ cluster }: ClusterFacts): readonly Step[] {
  const engine = cluster.networkPolicy?.toLowerCase();
  const hasEngine = engine !== undefined && engine !== 'none';
  return [
    now(
      'See the network of the cluster; nothing is changed. A route table managed by AKS needs a user-assigned identity.',
      createAksCommand(cluster, 'show', '--query "{network:networkProfile,identity:identity.type}" -o json'),
    ),
    ...(hasEngine ? [removeNetworkEngine(cluster)] : []),
    irreversible(
      'Change to Azure CNI Overlay: every node pool is reimaged at once, pods get new addresses, and there is no way back.',
      createAksCommand(cluster, 'update', '--network-plugin azure --network-plugin-mode overlay'),
    ),
  ];
}
