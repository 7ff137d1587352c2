import { daysBetween, formatDate } from '../../domain/calendar-date.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import { titleOfOsSku } from '../../domain/os-sku.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { DOCS, distinctLinks, linksOfStatement } from '../evidence.ts';
import { findOsSkuTarget } from '../find-os-sku-target.ts';
import { findFreeze } from '../os-sku-ends.ts';
import { findRefusedMinor } from '../plan/kubernetes-path.ts';
import { planOsSkuMove } from '../plan/os-sku-move.ts';
import { withoutIrreversible } from '../plan/step.ts';
import { PLANNING_DAYS } from '../severity-policy.ts';

/** A longer-lived Windows version is there. Silent where a retirement or a refused upgrade already says "move". */
export const recommendedOsSku: AdviceRule = {
  name: 'recommended-os-sku',
  isOptional: true,
  find: findRecommendedOsSku,
};

function findRecommendedOsSku(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.filter((pool) => !hasToMove(facts, pool)).flatMap((pool) => describe(facts, pool));
}

function hasToMove(facts: ClusterFacts, poolFacts: WindowsPoolFacts): boolean {
  const minor = minorOf(facts.cluster.kubernetesVersion ?? '');
  const freezeOn = findFreeze(poolFacts.ends)?.date ?? null;
  const isEnding = freezeOn !== null && daysBetween(facts.today, freezeOn) <= PLANNING_DAYS;
  return isEnding || (minor !== null && findRefusedMinor(facts, poolFacts, minor) !== null);
}

function describe(facts: ClusterFacts, poolFacts: WindowsPoolFacts): readonly Advice[] {
  const target = findOsSkuTarget(facts, poolFacts);
  const freeze = findFreeze(poolFacts.ends);
  if (!target || !freeze?.date) return [];
  const better = titleOfOsSku(target.osSku);
  const plan = planOsSkuMove(facts, poolFacts);
  return [
    {
      nodePool: poolFacts.pool.name,
      severity: 'info',
      subject: poolFacts.osSku ?? 'Windows',
      due: freeze.date,
      summary: `${poolFacts.title} retires on ${formatDate(freeze.date)}, ${better} is recommended and takes a new node pool${plan.warning}.`,
      steps: withoutIrreversible(plan.steps),
      evidence: distinctLinks([...linksOfStatement(freeze), DOCS.osUpgrade]),
    },
  ];
}
