import { daysBetween, formatDate } from '../../domain/calendar-date.ts';
import type { LifecyclePhase, OsSkuLifecycle } from '../../domain/lifecycle.ts';
import { titleOfOsSku } from '../../domain/os-sku.ts';
import { sayDaysLeft } from '../../domain/text.ts';
import { type Advice, type AdviceRule, onPools, say, withoutIrreversible } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { type DatedPhase, findFreeze, findPhase, hasNoImages, hasTakenEffect } from '../ends.ts';
import { DOCS, distinctLinks, linksOfStatement } from '../evidence.ts';
import { findOsSkuTarget } from '../find-os-sku-target.ts';
import { findRefusedUpgrade, isOsSkuEnding, type RefusedUpgrade } from '../plan/kubernetes-path.ts';
import { planOsSkuMove } from '../plan/os-sku-move.ts';
import { IMAGES_ABOUT_TO_GO_DAYS, severityOfRetired, severityOfRetiring, worseOf } from '../severity-policy.ts';
import { describeClusterChannel } from '../upgrade-outlook.ts';

/** The OS SKU is retired, about to be, or its images are removed. One finding per pool, whatever the phase. */
export const osSkuRetirement: AdviceRule = {
  name: 'os-sku-retirement',
  topic: 'the end of the Windows version',
  stage: 'move',
  isEnd: true,
  find: onPools((poolFacts, facts) => {
    const { ends } = poolFacts;
    const freeze = findFreeze(ends);
    return ends && freeze && describeEnd(facts, poolFacts, ends, freeze);
  }),
};

/** Nothing while the end is further ahead than anyone plans: the recommended version is a rule of its own. */
function describeEnd(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  ends: OsSkuLifecycle,
  freeze: DatedPhase,
): Advice | null {
  const { title, isFrozen } = poolFacts;
  const removal = findPhase(ends, 'image-removal');
  const removalOn = removal?.date ?? null;
  const daysLeft = daysBetween(facts.today, freeze.date);
  const daysToRemoval = removalOn === null ? null : daysBetween(facts.today, removalOn);
  const own = isFrozen ? severityOfRetired(daysToRemoval) : severityOfRetiring(daysLeft);
  if (own === null) return null;
  const on = formatDate(freeze.date);
  const end = isFrozen
    ? `is retired since ${on} and gets no Windows updates`
    : `retires on ${on} (${sayDaysLeft(daysLeft)})`;
  const plan = planOsSkuMove(facts, poolFacts);
  const refused = findRefusedUpgrade(facts, poolFacts);
  return {
    severity: refused ? worseOf(own, refused.severity) : own,
    subject: ends.osSku,
    due: isFrozen ? (removalOn ?? freeze.date) : freeze.date,
    ...say(
      `${title} ${end}`,
      `${describeRemoval(facts, removal, poolFacts)}; `,
      { action: plan.action, detail: plan.detail },
      `${plan.how}${plan.warning}${describeRefused(refused, hasNoImages(ends, facts.today))}`,
    ),
    mattersWhileStopped: isFrozen && daysToRemoval !== null && daysToRemoval <= IMAGES_ABOUT_TO_GO_DAYS,
    stage: plan.stage,
    steps: plan.steps,
    evidence: distinctLinks([...ends.phases.flatMap(linksOfStatement), DOCS.osUpgrade]),
  };
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

function describeRefused(refused: RefusedUpgrade | null, isStuck: boolean): string {
  if (refused === null) return '';
  const upgrade = `upgrade to Kubernetes ${refused.from} and above`;
  return isStuck ? `; until then no ${upgrade} gets past this pool` : `; until then AKS refuses the ${upgrade}`;
}

/** Silent where the OS SKU ends: that asks for the same move, and names the refused upgrade too. */
export const osSkuKubernetes: AdviceRule = {
  name: 'os-sku-kubernetes',
  topic: 'a Windows version that holds Kubernetes back',
  stage: 'move',
  find: onPools((pool, facts) => {
    const refused = isOsSkuEnding(facts, pool) ? null : findRefusedUpgrade(facts, pool);
    return refused && describeBound(facts, pool, refused);
  }),
};

function describeBound(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  { from, due, severity }: RefusedUpgrade,
): Advice {
  const plan = planOsSkuMove(facts, poolFacts);
  const bound = findPhase(poolFacts.ends, 'no-new-node-pools');
  return {
    severity,
    subject: poolFacts.osSku ?? 'Windows',
    due,
    ...say(
      `The upgrade to Kubernetes ${from} and above will be refused while this pool runs ${poolFacts.title}`,
      '; before it, ',
      { action: plan.action, detail: plan.detail },
      `${plan.how}${plan.warning}${describeClusterChannel(facts)}`,
    ),
    stage: plan.stage,
    steps: () => (severity === 'info' ? withoutIrreversible(plan.steps()) : plan.steps()),
    evidence: distinctLinks([...linksOfStatement(bound), DOCS.osUpgrade]),
  };
}

/** A longer-lived Windows version is there. Silent where a retirement or a refused upgrade already says "move". */
export const recommendedOsSku: AdviceRule = {
  name: 'recommended-os-sku',
  topic: 'a newer Windows version',
  stage: 'later',
  isOptional: true,
  find: onPools((pool, facts) => (hasToMove(facts, pool) ? null : describeRecommended(facts, pool))),
};

function hasToMove(facts: ClusterFacts, poolFacts: WindowsPoolFacts): boolean {
  return isOsSkuEnding(facts, poolFacts) || findRefusedUpgrade(facts, poolFacts) !== null;
}

/** Without long-term support the last minor that takes it can end long before it does. */
function sayLastMinor({ ends }: WindowsPoolFacts): string {
  return ends?.maxKubernetes == null ? ',' : `, and Kubernetes ${ends.maxKubernetes} is the last that takes it;`;
}

function describeRecommended(facts: ClusterFacts, poolFacts: WindowsPoolFacts): Advice | null {
  const target = findOsSkuTarget(facts, poolFacts);
  const freeze = findFreeze(poolFacts.ends);
  if (!target || !freeze) return null;
  const better = titleOfOsSku(target.osSku);
  const plan = planOsSkuMove(facts, poolFacts);
  return {
    severity: 'info',
    subject: poolFacts.osSku ?? 'Windows',
    due: freeze.date,
    ...say(
      `${poolFacts.title} retires on ${formatDate(freeze.date)}`,
      `${sayLastMinor(poolFacts)} ${better} is recommended${poolFacts.pool.isProvisioned ? '' : ' and takes a new node pool'}${plan.warning}`,
    ),
    steps: () => withoutIrreversible(plan.steps()),
    evidence: distinctLinks([...linksOfStatement(freeze), DOCS.osUpgrade]),
  };
}
