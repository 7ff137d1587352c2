import { addDays, formatDate } from '../../domain/calendar-date.ts';
import type { NodePool } from '../../domain/cluster.ts';
import type { Severity } from '../../domain/finding.ts';
import type { NodeImageVersion } from '../../domain/node-image-version.ts';
import type { NodePoolAssessment } from '../../domain/node-pool-assessment.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodeImageOffer, createNodeImageUpgrade } from '../commands/upgrade-node-image.ts';
import { DOCS } from '../evidence.ts';
import { findPoolVersion } from '../find-pool-version.ts';
import { IMAGE_AGE_LIMIT_DAYS, severityOfImageAge } from '../severity-policy.ts';
import { findUpgradeOutlook } from '../upgrade-outlook.ts';

/**
 * The image nears or passes the age that AKS supports.
 * Silent where another finding is the cause: a retired OS SKU, an upgrade under way or in its window, a stopped pool.
 */
export const nodeImageAge: AdviceRule = {
  name: 'node-image-age',
  settledBy: 'node-image',
  escalatesBy: 'image-age',
  find: findNodeImageAge,
};

function findNodeImageAge(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.flatMap((poolFacts) => {
    const current = findPoolVersion(poolFacts.pool);
    const severity = severityOfImageAge(poolFacts.assessment.ageDays ?? 0);
    if (!current || severity === null || hasOtherCause(facts, poolFacts)) return [];
    return [createAdvice(facts, poolFacts, current, severity)];
  });
}

function hasOtherCause(facts: ClusterFacts, poolFacts: WindowsPoolFacts): boolean {
  if (poolFacts.isFrozen || poolFacts.isStopped) return true;
  const outlook = findUpgradeOutlook(facts, poolFacts);
  const isBehind = poolFacts.assessment.imagesBehind > 0;
  return outlook === 'rolling' || outlook === 'under-way' || (outlook === 'in-window' && isBehind);
}

function describeNone(pool: NodePool, { pendingVersion, region }: NodePoolAssessment): string {
  if (pool.latestNodeImageVersion !== null) return 'no newer one is offered yet';
  return region && pendingVersion !== null
    ? `the newer ${pendingVersion} is not yet in your region, ${region.name}`
    : 'no newer one is known';
}

function createAdvice(
  { cluster }: ClusterFacts,
  { pool, assessment }: WindowsPoolFacts,
  current: NodeImageVersion,
  severity: Severity,
): Advice {
  const limitOn = addDays(current.builtOn, IMAGE_AGE_LIMIT_DAYS);
  const ageDays = assessment.ageDays ?? 0;
  const limit = `the ${IMAGE_AGE_LIMIT_DAYS} days that AKS supports`;
  const state = ageDays >= IMAGE_AGE_LIMIT_DAYS ? `past ${limit}` : `and passes ${limit} on ${formatDate(limitOn)}`;
  const hasNewer = assessment.imagesBehind > 0;
  // Before anything was read, nothing is known of newer ones.
  const outlook = hasNewer || assessment.targetVersion === null ? '' : `; ${describeNone(pool, assessment)}`;
  return {
    nodePool: pool.name,
    severity: hasNewer ? severity : 'info',
    subject: current.osSku,
    due: limitOn,
    summary: `The node image is ${ageDays} days old, ${state}${outlook}.`,
    commands: (hasNewer ? createNodeImageUpgrade : createNodeImageOffer)(cluster, pool.name),
    evidence: [DOCS.supportPolicies, DOCS.nodeImageUpgrade],
  };
}
