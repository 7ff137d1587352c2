import { type CalendarDate, daysBetween } from '../../domain/calendar-date.ts';
import type { Severity } from '../../domain/finding.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { DOCS, distinctLinks, linksOfStatement } from '../evidence.ts';
import { endOfKubernetesSupport, findKubernetesRow, isKubernetesAvailable } from '../kubernetes-support.ts';
import { findPhase } from '../os-sku-ends.ts';
import { findRefusedMinor } from '../plan/kubernetes-path.ts';
import { planOsSkuMove } from '../plan/os-sku-move.ts';
import { withoutIrreversible } from '../plan/step.ts';
import { noMoreThan, severityOfCountdown } from '../severity-policy.ts';

/** The cluster's next Kubernetes upgrade will be refused because of the pool's OS SKU. */
export const osSkuKubernetes: AdviceRule = {
  name: 'os-sku-kubernetes',
  find: findOsSkuKubernetes,
};

function findOsSkuKubernetes(facts: ClusterFacts): readonly Advice[] {
  const minor = minorOf(facts.cluster.kubernetesVersion ?? '');
  if (minor === null) return [];
  return facts.windowsPools.flatMap((pool) => {
    const refused = findRefusedMinor(facts, pool, minor);
    return refused === null ? [] : [describe(facts, pool, minor, refused)];
  });
}

function describe(facts: ClusterFacts, poolFacts: WindowsPoolFacts, minor: string, next: string): Advice {
  const isAvailable = isKubernetesAvailable(facts.lifecycle, next, facts.today);
  const due = endOfKubernetesSupport(facts.cluster, findKubernetesRow(facts.lifecycle, minor));
  const plan = planOsSkuMove(facts, poolFacts);
  const bound = findPhase(poolFacts.ends, 'no-new-node-pools');
  const severity = severityOf(facts, due, isAvailable);
  return {
    nodePool: poolFacts.pool.name,
    severity,
    subject: poolFacts.osSku ?? 'Windows',
    due,
    summary: `The upgrade to Kubernetes ${next} will be refused while this pool runs ${poolFacts.title}; first ${plan.words}, then upgrade Kubernetes${plan.warning}.`,
    steps: severity === 'info' ? withoutIrreversible(plan.steps) : plan.steps,
    evidence: distinctLinks([...(bound ? linksOfStatement(bound) : []), DOCS.osUpgrade]),
  };
}

/** It matters as soon as the cluster has to leave its minor, and hardly before there is a minor to go to. */
function severityOf({ today }: ClusterFacts, due: CalendarDate | null, isAvailable: boolean): Severity {
  const pressing = due === null ? null : severityOfCountdown(daysBetween(today, due));
  if (pressing === null) return isAvailable ? 'low' : 'info';
  // The end of support has a finding of its own that is critical; this one is what stands in its way.
  return noMoreThan(pressing, 'high');
}
