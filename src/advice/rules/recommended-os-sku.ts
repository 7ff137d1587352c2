import { formatDate } from '../../domain/calendar-date.ts';
import { titleOfOsSku } from '../../domain/os-sku.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { DOCS, distinctLinks, linksOfStatement } from '../evidence.ts';
import { findOsSkuTarget } from '../find-os-sku-target.ts';
import { findFreeze } from '../os-sku-ends.ts';
import { planOsSkuMove } from '../plan/os-sku-move.ts';
import { withoutIrreversible } from '../plan/step.ts';
import { findRefusedUpgrade, isOsSkuEnding } from '../refused-upgrade.ts';

/** A longer-lived Windows version is there. Silent where a retirement or a refused upgrade already says "move". */
export const recommendedOsSku: AdviceRule = {
  name: 'recommended-os-sku',
  stage: 'later',
  isOptional: true,
  find: findRecommendedOsSku,
};

function findRecommendedOsSku(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.filter((pool) => !hasToMove(facts, pool)).flatMap((pool) => describe(facts, pool));
}

function hasToMove(facts: ClusterFacts, poolFacts: WindowsPoolFacts): boolean {
  return isOsSkuEnding(facts, poolFacts) || findRefusedUpgrade(facts, poolFacts) !== null;
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
