import { formatDate } from '../../domain/calendar-date.ts';
import type { NodePoolHistory, NodePoolObservation } from '../../domain/pool-week.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodeList } from '../commands/kubectl.ts';
import { createNodeImageUpgrade } from '../commands/upgrade-node-image.ts';
import { DOCS } from '../evidence.ts';
import { describeReplacement } from '../plan/image-upgrade.ts';
import { afterCheck, now } from '../plan/step.ts';

/**
 * An upgrade of the pool ended in success and it still runs the image it had.
 * Only an upgrade counts that began when a newer image was already announced.
 */
export const upgradeWithoutEffect: AdviceRule = {
  name: 'upgrade-without-effect',
  stage: 'image',
  settledBy: 'node-image',
  find: findUpgradeWithoutEffect,
};

function findUpgradeWithoutEffect(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.flatMap((poolFacts) => {
    const history = (facts.history ?? []).find((entry) => isHistoryOf(entry, facts, poolFacts));
    const upgradedAt = history ? findFutileUpgrade(history.observations, poolFacts) : null;
    return upgradedAt === null ? [] : [describe(facts, poolFacts, upgradedAt)];
  });
}

function isHistoryOf(entry: NodePoolHistory, { cluster }: ClusterFacts, { pool }: WindowsPoolFacts): boolean {
  return entry.clusterId === cluster.id && entry.nodePool === pool.name;
}

/** Instant of the latest upgrade that changed neither image nor Kubernetes version; `null` when there is none. */
function findFutileUpgrade(
  observations: readonly NodePoolObservation[],
  { pool, assessment }: WindowsPoolFacts,
): string | null {
  const latest = observations.findLast(({ provisioningState }) => /^upgrading/i.test(provisioningState ?? ''));
  const hasEnded = pool.provisioningState === 'Succeeded';
  if (!latest || !hasEnded || assessment.imagesBehind === 0) return null;
  const isUnchanged =
    latest.nodeImageVersion === pool.nodeImageVersion && latest.kubernetesVersion === pool.kubernetesVersion;
  const hadTarget = assessment.skipped.some(
    ({ announcedAt }) => announcedAt !== null && announcedAt <= latest.observedAt,
  );
  return isUnchanged && hadTarget ? latest.observedAt : null;
}

function describe({ cluster }: ClusterFacts, poolFacts: WindowsPoolFacts, upgradedAt: string): Advice {
  const { pool, assessment, osSku } = poolFacts;
  return {
    nodePool: pool.name,
    severity: 'medium',
    subject: osSku ?? 'Windows',
    due: null,
    summary: `The upgrade of ${formatDate(upgradedAt.slice(0, 10))} reported success and changed nothing: the pool still runs ${assessment.currentVersion}.`,
    steps: [
      now('See what the nodes run; nothing is changed.', ...createNodeList(cluster, pool.name)),
      afterCheck(
        `If they run the old image, upgrade again: ${describeReplacement(poolFacts)}.`,
        ...createNodeImageUpgrade(cluster, pool.name),
      ),
    ],
    evidence: [DOCS.nodeImageUpgrade],
  };
}
