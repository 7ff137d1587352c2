import { addDays, daysBetween, formatDate } from '../../domain/calendar-date.ts';
import { type Cluster, type NodePool, operationOf } from '../../domain/cluster.ts';
import { type Severity, UNKNOWN_IMAGE } from '../../domain/finding.ts';
import type { NodeImageVersion } from '../../domain/node-image-version.ts';
import { SUPPORTED_DAYS } from '../../domain/node-pool-assessment.ts';
import { countOf } from '../../domain/text.ts';
import { type Advice, type AdviceRule, afterCheck, listSteps, type Mark, now, onPools, say } from '../advice.ts';
import { type ClusterFacts, findIdleUpgrade, isReportFresh, type WindowsPoolFacts } from '../cluster-facts.ts';
import { createAksCommand, createNodeList, createNodePoolCommand } from '../commands/az-aks.ts';
import { hasNoImages } from '../ends.ts';
import { DOCS } from '../evidence.ts';
import { listPublishedImages } from '../find-image-target.ts';
import { findUnreached, listNodeVersions, reportOfAzure } from '../find-pool-version.ts';
import {
  createCheckedUpgrade,
  createNodeImageUpgrade,
  describeReplacement,
  lookAtImage,
  sayHeld,
} from '../plan/image-upgrade.ts';
import { severityOfStuckUpgrade } from '../severity-policy.ts';

export const nodeImagesMixed: AdviceRule = {
  name: 'node-images-mixed',
  topic: 'nodes on different images',
  stage: 'repair',
  settledBy: 'node-image',
  find: onPools((poolFacts, facts) => {
    const versions = listNodeVersions(poolFacts.pool);
    const [oldest] = versions;
    return oldest && versions.length > 1 ? describeMixed(facts, poolFacts, versions, oldest) : null;
  }),
};

function describeMixed(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  versions: readonly NodeImageVersion[],
  oldest: NodeImageVersion,
): Advice {
  const { cluster, today } = facts;
  const { pool, ends, isUpgrading } = poolFacts;
  const isStuckForGood = hasNoImages(ends, today);
  return {
    severity: isUpgrading ? 'info' : severityOfStuckUpgrade(daysBetween(oldest.builtOn, today)),
    subject: oldest.osSku,
    due: addDays(oldest.builtOn, SUPPORTED_DAYS),
    ...say(
      `The nodes run ${countOf(versions.length, 'different node image')}`,
      ` (${versions.map(({ text }) => text).join(', ')}): `,
      ...explainMixed(poolFacts, isStuckForGood),
    ),
    steps: () =>
      listSteps(
        now(
          'See the state of the pool and its nodes; nothing is changed.',
          createNodePoolCommand(cluster, pool.name, 'show', '--query provisioningState -o tsv'),
          ...createNodeList(cluster, pool.name),
        ),
        isUpgrading || isStuckForGood
          ? null
          : afterCheck(
              `${sayHeld(facts, poolFacts)}If no node is cordoned or NotReady, and no PodDisruptionBudget holds a pod, upgrade again: ${describeReplacement(cluster, pool)}.`,
              createNodeImageUpgrade(cluster, pool),
            ),
      ),
    evidence: [DOCS.nodeImages],
  };
}

/** Without Azure's word of today (nodes seen through kubectl alone) both are possible. */
function explainMixed(
  { pool, assessment, isUpgrading, stuckDays }: WindowsPoolFacts,
  isStuckForGood: boolean,
): readonly (string | Mark)[] {
  const { provisioningState } = pool;
  if (isUpgrading) return ['an upgrade is under way'];
  if (stuckDays !== null) return ['the upgrade is stuck'];
  if (provisioningState === null || /^upgrading/i.test(provisioningState)) return ['an upgrade is under way or stuck'];
  const image = assessment.targetVersion;
  return [
    'no upgrade is under way, so the last one is stuck; ',
    {
      action: `look for cordoned or NotReady nodes${isStuckForGood ? '' : ' and run it again'}`,
      ...(image === null ? {} : { takes: { image, isAsked: true, isLeftToAks: false } }),
    },
  ];
}

/** What Azure reports of a pool and what its nodes show cannot both be so. Nodes of several images have a rule of their own. */
export const azureAndNodesDiffer: AdviceRule = {
  name: 'azure-and-nodes-differ',
  topic: 'what Azure and the nodes say differently',
  stage: 'repair',
  find: onPools((facts, { cluster }) => {
    if (facts.isUpgrading || facts.isStopped) return null;
    return [findOldNodes(cluster, facts), findOddCount(cluster, facts)];
  }),
};

function findOldNodes(cluster: Cluster, { pool }: WindowsPoolFacts): Advice | null {
  const found = findUnreached(pool);
  if (found === null) return null;
  const { nodesSeen } = pool;
  const nodes =
    nodesSeen === 1 ? 'its node runs' : `all ${nodesSeen === undefined ? 'nodes' : countOf(nodesSeen, 'node')} run`;
  const point = `Azure reports ${found.reported.text}, and ${nodes} ${found.running.text}`;
  const words = say(point, `${sayWhen(cluster, pool)}: the upgrade did not reach the nodes`);
  return describeDifference(cluster, pool, 'high', 'Evidence/image', words);
}

function findOddCount(cluster: Cluster, { pool }: WindowsPoolFacts): Advice | null {
  const counted = reportOfAzure(pool)?.count ?? null;
  const seen = pool.nodesSeen;
  if (counted === null || seen === undefined) return null;
  const by = `${countOf(counted, 'node')} by Azure`;
  if (seen === 0 && counted > 0) {
    const words = say(
      `The pool has ${by}, and the cluster lists none of it`,
      `${sayWhen(cluster, pool)}: its nodes are gone, or it was scaled to zero since`,
    );
    return describeDifference(cluster, pool, pool.count === 0 ? 'low' : 'medium', 'Evidence/nodes', words);
  }
  // An autoscaler adds nodes at any time, and what is newer than Azure's word need not differ from it.
  if (seen <= counted || pool.settings?.autoscaler || pool.count === seen) return null;
  const words = say(
    `The pool has ${by}, and the cluster lists ${seen}`,
    `${sayWhen(cluster, pool)}: a surge may have been left behind`,
  );
  return describeDifference(cluster, pool, 'low', 'Evidence/nodes', words);
}

function sayWhen({ evidence }: Cluster, pool: NodePool): string {
  const asOf = pool.nodesSeen === 0 ? evidence?.nodesListed : pool.evidence?.nodes?.asOf;
  return asOf === undefined ? '' : ` (nodes as of ${formatDate(asOf.slice(0, 10))})`;
}

function describeDifference(
  cluster: Cluster,
  pool: NodePool,
  severity: Severity,
  subject: string,
  words: ReturnType<typeof say>,
): Advice {
  return {
    severity,
    subject,
    ...words,
    steps: () => [
      now(
        'See what Azure and the nodes say now; nothing is changed.',
        createNodePoolCommand(
          cluster,
          pool.name,
          'show',
          '--query "{image:nodeImageVersion,nodes:count,state:provisioningState}" -o json',
        ),
        ...createNodeList(cluster, pool.name),
      ),
      afterCheck(
        'If they still differ, reconcile the cluster to what is set (answer y): an upgrade can say that the pool is on the latest image already.',
        createAksCommand(cluster, 'update'),
      ),
    ],
    evidence: [DOCS.nodeImages],
  };
}

/** Only an upgrade counts that began when a newer image was already announced. */
export const upgradeWithoutEffect: AdviceRule = {
  name: 'upgrade-without-effect',
  topic: 'an upgrade without effect',
  stage: 'image',
  settledBy: 'node-image',
  find: onPools((poolFacts, facts) => {
    const upgradedAt = findFutileUpgrade(poolFacts);
    return upgradedAt === null ? null : describeFutile(facts, poolFacts, upgradedAt);
  }),
};

/** Instant of the latest upgrade that changed neither image nor Kubernetes version; `null` when there is none. */
function findFutileUpgrade({ pool, assessment, observations }: WindowsPoolFacts): string | null {
  const latest = findIdleUpgrade(observations, pool);
  if (!latest || assessment.imagesBehind === 0) return null;
  const hadTarget = assessment.skipped.some(
    ({ announcedAt }) => announcedAt !== null && announcedAt <= latest.observedAt,
  );
  return hadTarget ? latest.observedAt : null;
}

function describeFutile(facts: ClusterFacts, poolFacts: WindowsPoolFacts, upgradedAt: string): Advice {
  const { cluster } = facts;
  const { pool, assessment, osSku } = poolFacts;
  return {
    severity: 'medium',
    subject: osSku ?? 'Windows',
    ...say(
      `The upgrade of ${formatDate(upgradedAt.slice(0, 10))} reported success and changed nothing`,
      `: the pool still runs ${assessment.currentVersion}`,
    ),
    steps: () => [
      now('See what the nodes run; nothing is changed.', ...createNodeList(cluster, pool.name)),
      afterCheck(
        `${sayHeld(facts, poolFacts)}If they run the old image, upgrade again: ${describeReplacement(cluster, pool)}.`,
        ...createCheckedUpgrade(cluster, pool),
      ),
    ],
    evidence: [DOCS.nodeImages],
  };
}

/** A pool that is counted as unknown, and why. Silent while no image at all is known. */
export const nodeImageUnknown: AdviceRule = {
  name: 'node-image-unknown',
  topic: 'an image that is not reported',
  stage: 'prepare',
  isOptional: true,
  find: onPools((poolFacts, facts) => {
    if (facts.catalogue.images.length === 0 || poolFacts.assessment.status !== 'unknown') return null;
    // A pool that is being made has no image yet.
    if (operationOf(poolFacts.pool) === 'creating' && isReportFresh(facts, poolFacts.pool)) return null;
    return {
      ...explainUnknown(facts, poolFacts),
      subject: UNKNOWN_IMAGE,
      steps: () => [lookAtImage(facts.cluster, poolFacts.pool)],
      evidence: [DOCS.nodeImages],
    };
  }),
};

function explainUnknown(
  { catalogue }: ClusterFacts,
  { pool, assessment }: WindowsPoolFacts,
): Pick<Advice, 'severity' | 'summary' | 'brief'> {
  const { currentVersion } = assessment;
  if (currentVersion !== null)
    return {
      severity: 'low',
      ...say(`It runs ${currentVersion}, and no published image of that Windows build is known`),
    };
  const [build, revision] = pool.windowsUpdate?.split('.') ?? [];
  if (build !== undefined && revision !== undefined) {
    const newest = listPublishedImages(catalogue, Number(build))[0]?.version;
    const isBehind = newest !== undefined && newest.revision > Number(revision);
    const known = newest
      ? `; the newest image known, ${newest.text}, has ${isBehind ? `update ${newest.revision}` : 'no newer one'}`
      : '';
    return {
      severity: isBehind ? 'medium' : 'low',
      ...say('Its node image is not told', `, and it runs Windows update ${revision} (${pool.windowsUpdate})${known}`),
    };
  }
  return {
    severity: 'low',
    ...(pool.nodeImageVersion === null
      ? say(
          'Its node image was never reported',
          ': import what "az aks list -o json" or "kubectl get nodes -o json" prints',
        )
      : say('No version can be read from its node image', `, "${pool.nodeImageVersion}"`)),
  };
}
