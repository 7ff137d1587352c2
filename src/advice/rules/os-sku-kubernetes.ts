import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { DOCS, distinctLinks, linksOfStatement } from '../evidence.ts';
import { findPhase } from '../os-sku-ends.ts';
import { planOsSkuMove } from '../plan/os-sku-move.ts';
import { withoutIrreversible } from '../plan/step.ts';
import { findRefusedUpgrade, isOsSkuEnding, type RefusedUpgrade } from '../refused-upgrade.ts';
import { describeClusterChannel } from '../upgrade-outlook.ts';

/**
 * The cluster's next Kubernetes upgrade will be refused because of the pool's OS SKU. Silent where the OS SKU ends: that
 * asks for the same move, and names the refused upgrade too.
 */
export const osSkuKubernetes: AdviceRule = {
  name: 'os-sku-kubernetes',
  stage: 'move',
  find: findOsSkuKubernetes,
};

function findOsSkuKubernetes(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.flatMap((pool) => {
    const refused = isOsSkuEnding(facts, pool) ? null : findRefusedUpgrade(facts, pool);
    return refused === null ? [] : [describe(facts, pool, refused)];
  });
}

function describe(facts: ClusterFacts, poolFacts: WindowsPoolFacts, { minor, due, severity }: RefusedUpgrade): Advice {
  const plan = planOsSkuMove(facts, poolFacts);
  const bound = findPhase(poolFacts.ends, 'no-new-node-pools');
  return {
    nodePool: poolFacts.pool.name,
    severity,
    subject: poolFacts.osSku ?? 'Windows',
    due,
    summary: `The upgrade to Kubernetes ${minor} will be refused while this pool runs ${poolFacts.title}; first ${plan.words}, then upgrade Kubernetes${plan.warning}${describeClusterChannel(facts)}.`,
    stage: plan.stage,
    steps: severity === 'info' ? withoutIrreversible(plan.steps) : plan.steps,
    evidence: distinctLinks([...(bound ? linksOfStatement(bound) : []), DOCS.osUpgrade]),
  };
}
