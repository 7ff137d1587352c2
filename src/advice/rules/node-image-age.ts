import { addDays, formatDate } from '../../domain/calendar-date.ts';
import type { Severity, Step } from '../../domain/finding.ts';
import type { NodeImageVersion } from '../../domain/node-image-version.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { createNodeImageOffer } from '../commands/upgrade-node-image.ts';
import { DOCS } from '../evidence.ts';
import { findPoolVersion } from '../find-pool-version.ts';
import { describeReplacement, planImageUpgrade } from '../plan/image-upgrade.ts';
import { afterCheck, now } from '../plan/step.ts';
import { IMAGE_AGE_LIMIT_DAYS, severityOfImageAge, severityWhileStopped } from '../severity-policy.ts';
import { describeActor, findUpgradeOutlook } from '../upgrade-outlook.ts';

/**
 * The image nears or passes the age that AKS supports.
 * Silent where another finding is the cause: a retired OS SKU, an upgrade under way or in its window, a stopped pool.
 */
export const nodeImageAge: AdviceRule = {
  name: 'node-image-age',
  stage: 'image',
  settledBy: 'node-image',
  escalatesBy: 'image-age',
  find: findNodeImageAge,
};

function findNodeImageAge(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.flatMap((poolFacts) => {
    const current = findPoolVersion(poolFacts.pool);
    const severity = severityOfImageAge(poolFacts.assessment.ageDays ?? 0);
    if (!current || severity === null || hasOtherCause(facts, poolFacts)) return [];
    return [describe(facts, poolFacts, current, severity)];
  });
}

function hasOtherCause(facts: ClusterFacts, poolFacts: WindowsPoolFacts): boolean {
  if (poolFacts.isFrozen || poolFacts.isStopped) return true;
  const outlook = findUpgradeOutlook(facts, poolFacts);
  const isBehind = poolFacts.assessment.imagesBehind > 0;
  return outlook === 'rolling' || outlook === 'under-way' || (outlook === 'in-window' && isBehind);
}

function describeNone(facts: ClusterFacts, { pool, osSku, assessment }: WindowsPoolFacts): string {
  const { pendingVersion, region } = assessment;
  if (pool.latestNodeImageVersion !== null) return 'no newer one is offered yet';
  if (region && pendingVersion !== null) return `the newer ${pendingVersion} is not yet in your region, ${region.name}`;
  if (facts.catalogue.images.length === 0) return 'whether there is a newer one was not read yet: ask Azure';
  const newest = facts.catalogue.images.find((image) => image.osSku === osSku && image.state === 'newest');
  return `no newer one is known${newest ? ` since ${formatDate(newest.builtOn)}` : ''}, which does not say that there is none: ask Azure`;
}

function describe(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  current: NodeImageVersion,
  severity: Severity,
): Advice {
  const { pool, assessment } = poolFacts;
  const limitOn = addDays(current.builtOn, IMAGE_AGE_LIMIT_DAYS);
  const ageDays = assessment.ageDays ?? 0;
  const limit = `the ${IMAGE_AGE_LIMIT_DAYS} days that AKS supports`;
  const state = ageDays >= IMAGE_AGE_LIMIT_DAYS ? `past ${limit}` : `and passes ${limit} on ${formatDate(limitOn)}`;
  const hasNewer = assessment.imagesBehind > 0;
  const empty = pool.count === 0 ? '; no node runs it now, and new ones start with it' : '';
  const outlook = hasNewer ? empty : `${empty}; ${describeNone(facts, poolFacts)}`;
  return {
    nodePool: pool.name,
    severity: severityHere(poolFacts, severity),
    subject: current.osSku,
    due: limitOn,
    summary: `The node image is ${ageDays} days old, ${state}${outlook}.`,
    by: describeActor(facts, poolFacts),
    steps: hasNewer ? planImageUpgrade(facts, poolFacts) : askFirst(facts, poolFacts),
    evidence: [DOCS.supportPolicies, DOCS.nodeImageUpgrade],
  };
}

/** Nothing runs on a pool without nodes, and where Azure has nothing newer nothing can be done. */
function severityHere(facts: WindowsPoolFacts, severity: Severity): Severity {
  if (isKnownToLackNewer(facts)) return 'info';
  return facts.pool.count === 0 ? severityWhileStopped(severity) : severity;
}

/** Azure itself, or its release tracker within a week, says that this pool can take nothing newer. */
function isKnownToLackNewer({ pool, assessment }: WindowsPoolFacts): boolean {
  return assessment.imagesBehind === 0 && (pool.latestNodeImageVersion !== null || assessment.region !== null);
}

/** Whether there is something to upgrade to only Azure knows. */
function askFirst({ cluster }: ClusterFacts, poolFacts: WindowsPoolFacts): readonly Step[] {
  const { pool } = poolFacts;
  const pin = pool.snapshotId === undefined ? '' : ', and the pool may leave its snapshot (this ends the pin for good)';
  return [
    now('Ask Azure which image it offers; nothing is changed.', ...createNodeImageOffer(cluster, pool.name)),
    afterCheck(
      `If it is newer than the one that runs${pin}, upgrade: ${describeReplacement(poolFacts)}.`,
      createNodePoolCommand(cluster, pool.name, 'upgrade', '--node-image-only'),
    ),
  ];
}
