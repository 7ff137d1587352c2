import { daysBetween, formatDate } from '../../domain/calendar-date.ts';
import type { LifecyclePhase, OsSkuLifecycle } from '../../domain/lifecycle.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { DOCS, distinctLinks, linksOfStatement } from '../evidence.ts';
import { findFreeze, findPhase, hasTakenEffect } from '../os-sku-ends.ts';
import { planOsSkuMove } from '../plan/os-sku-move.ts';
import { findRefusedUpgrade, type RefusedUpgrade } from '../refused-upgrade.ts';
import { IMAGES_ABOUT_TO_GO_DAYS, severityOfRetired, severityOfRetiring, worseOf } from '../severity-policy.ts';

/** The OS SKU is retired, about to be, or its images are removed. One finding per pool, whatever the phase. */
export const osSkuRetirement: AdviceRule = {
  name: 'os-sku-retirement',
  stage: 'move',
  isEnd: true,
  find: findOsSkuRetirement,
};

function findOsSkuRetirement(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.flatMap((poolFacts) => {
    const { ends } = poolFacts;
    const freeze = findFreeze(ends);
    if (!ends || !freeze) return [];
    return poolFacts.isFrozen
      ? [createRetired(facts, poolFacts, ends, freeze)]
      : createRetiring(facts, poolFacts, ends, freeze);
  });
}

function createRetired(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  ends: OsSkuLifecycle,
  freeze: LifecyclePhase,
): Advice {
  const removal = findPhase(ends, 'image-removal');
  const removalOn = removal?.date ?? null;
  const plan = planOsSkuMove(facts, poolFacts);
  const refused = findRefusedUpgrade(facts, poolFacts);
  const since = freeze.date === null ? '' : ` since ${formatDate(freeze.date)}`;
  return {
    nodePool: poolFacts.pool.name,
    severity: severityOfRetired(removalOn === null ? null : daysBetween(facts.today, removalOn)),
    subject: ends.osSku,
    due: removalOn ?? freeze.date,
    summary: `${poolFacts.title} is retired${since} and gets no Windows updates${describeRemoval(facts, removal, poolFacts)}; ${plan.words}${plan.warning}${describeRefused(refused)}.`,
    mattersWhileStopped: removalOn !== null && daysBetween(facts.today, removalOn) <= IMAGES_ABOUT_TO_GO_DAYS,
    stage: plan.stage,
    steps: plan.steps,
    evidence: linksOfEnds(ends),
  };
}

/** Nothing while the end is further ahead than anyone plans: the recommended version is a rule of its own. */
function createRetiring(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  ends: OsSkuLifecycle,
  freeze: LifecyclePhase,
): readonly Advice[] {
  if (freeze.date === null) return [];
  const daysLeft = daysBetween(facts.today, freeze.date);
  const retiring = severityOfRetiring(daysLeft);
  if (retiring === null) return [];
  const refused = findRefusedUpgrade(facts, poolFacts);
  const severity = refused ? worseOf(retiring, refused.severity) : retiring;
  const plan = planOsSkuMove(facts, poolFacts);
  const removal = describeRemoval(facts, findPhase(ends, 'image-removal'), poolFacts);
  return [
    {
      nodePool: poolFacts.pool.name,
      severity,
      subject: ends.osSku,
      due: freeze.date,
      summary: `${poolFacts.title} retires on ${formatDate(freeze.date)} (${daysLeft} days left)${removal}; ${plan.words}${plan.warning}${describeRefused(refused)}.`,
      stage: plan.stage,
      steps: plan.steps,
      evidence: linksOfEnds(ends),
    },
  ];
}

function describeRemoval(
  { today }: ClusterFacts,
  removal: LifecyclePhase | null,
  { isStopped }: WindowsPoolFacts,
): string {
  if (!removal?.date) return '';
  const on = formatDate(removal.date);
  const start = isStopped ? ', and a stopped pool may never start again' : '';
  if (!hasTakenEffect(removal, today))
    return `, its images are removed on ${on}, after which scaling and reimaging fail${start}`;
  return `, its images were removed on ${on}, so scaling and reimaging fail${start}`;
}

/** The same move lets the cluster go on to newer Kubernetes versions. */
function describeRefused(refused: RefusedUpgrade | null): string {
  return refused === null ? '' : `; until then AKS refuses the upgrade to Kubernetes ${refused.minor}`;
}

function linksOfEnds(ends: OsSkuLifecycle): Advice['evidence'] {
  return distinctLinks([...ends.phases.flatMap(linksOfStatement), DOCS.osUpgrade]);
}
