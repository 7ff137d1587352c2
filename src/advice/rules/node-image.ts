import { addDays, formatDate } from '../../domain/calendar-date.ts';
import type { NodeImage } from '../../domain/catalogue.ts';
import type { Cluster, NodePool } from '../../domain/cluster.ts';
import { CHANNEL_IS_LATE, PINNED, type Severity, type Step, sayUpgrade } from '../../domain/finding.ts';
import { describeSecurity, type ImageSecurity, mergeSecurity } from '../../domain/image-security.ts';
import { type NodeImageVersion, parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { agePartOf, type NodePoolAssessment, SUPPORTED_DAYS } from '../../domain/node-pool-assessment.ts';
import { countOf } from '../../domain/text.ts';
import { type Advice, type AdviceRule, afterCheck, alternative, type Mark, now, onPools, say } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createClusterChildCommand } from '../commands/az-aks.ts';
import { DOCS, distinctLinks, linkOfSource, linksOfImages } from '../evidence.ts';
import { readVersion } from '../find-pool-version.ts';
import {
  askForImage,
  createNodeImageUpgrade,
  describeReplacement,
  findHeld,
  lookAtImage,
  planImageUpgrade,
  rollBack,
} from '../plan/image-upgrade.ts';
import {
  noMoreThan,
  severityOfImageAge,
  severityOfLacking,
  severityOfLag,
  severityWhileStopped,
  worseOf,
} from '../severity-policy.ts';
import {
  describeActor,
  findLateWindow,
  findUpgradeOutlook,
  findWindow,
  isMinorSupported,
  SCHEDULES,
  type UpgradeOutlook,
  upgradesNodeImages,
} from '../upgrade-outlook.ts';

/** The pool's node image is behind the one it can take. Subject is the OS SKU, so that it stays one finding. */
export const nodeImageBehind: AdviceRule = {
  name: 'node-image-behind',
  topic: 'a newer node image',
  stage: 'image',
  settledBy: 'node-image',
  escalatesBy: null,
  find: onPools((poolFacts, facts) => {
    const current = readVersion(poolFacts.assessment.currentVersion);
    const outlook = findUpgradeOutlook(facts, poolFacts);
    // Nodes on different images have a rule of their own.
    if (!current || poolFacts.assessment.imagesBehind === 0 || outlook === 'rolling') return null;
    return describeBehind(facts, poolFacts, current, outlook);
  }),
};

function describeBehind(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  current: NodeImageVersion,
  outlook: UpgradeOutlook,
): Advice {
  const { pool, assessment } = poolFacts;
  return {
    severity:
      pool.count === 0
        ? severityWhileStopped(severityOfBehind(assessment, outlook))
        : severityOfBehind(assessment, outlook),
    subject: current.osSku,
    due: addDays(current.builtOn, SUPPORTED_DAYS),
    ...say(
      `${countOf(assessment.imagesBehind, 'node image')} and ${countOf(assessment.daysBehind, 'day')} behind`,
      `: ${describeMove(assessment, current)}${sayBasis(pool)}${describePending(pool, assessment)}`,
      ...describeOutlook(facts, poolFacts, outlook),
      takes(facts, poolFacts, outlook),
    ),
    by: describeActor(facts, poolFacts),
    steps: () => planByOutlook(facts, poolFacts, outlook),
    evidence: distinctLinks([...linksOfImages(assessment.skipped), DOCS.nodeImages]),
  };
}

/** What AKS does, or will do in its window, is looked at; a person need not wait for the window. */
function planByOutlook(facts: ClusterFacts, poolFacts: WindowsPoolFacts, outlook: UpgradeOutlook): readonly Step[] {
  const { cluster } = facts;
  const { pool } = poolFacts;
  const look = lookAtImage(cluster, pool);
  if (outlook === 'under-way') return [look];
  if (outlook === 'missed-window') return [lookAtWindows(cluster), ...planImageUpgrade(facts, poolFacts)];
  if (outlook !== 'in-window') return planImageUpgrade(facts, poolFacts);
  const held = findHeld(facts, poolFacts);
  if (held !== null)
    return [
      look,
      alternative(`${held} is on hold, and the channel takes it all the same, unless it is off meanwhile.`),
    ];
  return [
    look,
    alternative(
      `Or do not wait for the window, and upgrade now: ${describeReplacement(cluster, pool)}.`,
      createNodeImageUpgrade(cluster, pool),
    ),
  ];
}

function lookAtWindows(cluster: Cluster): Step {
  return now(
    `See which maintenance windows the cluster has, that of node images is ${SCHEDULES['node images']}; nothing is changed.`,
    createClusterChildCommand(cluster, 'maintenanceconfiguration list', '-o table'),
  );
}

function describeOutlook(facts: ClusterFacts, poolFacts: WindowsPoolFacts, outlook: UpgradeOutlook): Clauses {
  if (outlook === 'in-window') return describeWindow(facts.cluster, poolFacts.pool);
  if (outlook === 'under-way') return ['; an upgrade is under way'];
  return sayWhyNot(facts, poolFacts, outlook);
}

type Clauses = readonly (string | Mark)[];

/** The image to take, and by whom. */
function takes(facts: ClusterFacts, { assessment }: WindowsPoolFacts, outlook: UpgradeOutlook): Mark {
  const image = assessment.targetVersion;
  if (image === null) return {};
  const isUnderWay = outlook === 'in-window' || outlook === 'under-way';
  const isLate = outlook === 'missed-window' && findLateWindow(facts, assessment) === null;
  return { takes: { image, isAsked: !isUnderWay, isLeftToAks: isUnderWay || isLate } };
}

/** Why no channel brings the image, or in time, as a clause; empty where there is no such reason. */
function sayWhyNot(facts: ClusterFacts, { pool, assessment }: WindowsPoolFacts, outlook: UpgradeOutlook): Clauses {
  if (pool.snapshotId !== undefined && outlook === 'by-hand') return ['; ', { aside: PINNED }];
  if (outlook === 'by-hand' && upgradesNodeImages(facts.cluster) && !isMinorSupported(facts))
    return ['; the node OS upgrade channel does nothing while the Kubernetes version is out of support'];
  if (outlook !== 'missed-window') return [];
  const opensOn = findLateWindow(facts, assessment);
  return opensOn === null
    ? ['; ', { aside: CHANNEL_IS_LATE }, ', so check the maintenance window']
    : [
        `; its maintenance window opens only on ${formatDate(opensOn)}, after the ${SUPPORTED_DAYS}th day, so do not wait for that`,
      ];
}

/** Without a window AKS chooses the time; node auto-provisioning always does, as is said of all that it makes. */
function describeWindow(cluster: Cluster, { isProvisioned }: NodePool): Clauses {
  if (isProvisioned) return [];
  const when = findWindow(cluster, 'node images');
  const isUnset = when === null && cluster.maintenance !== undefined && !cluster.maintenance.isPart;
  const action = `it will be done ${isUnset ? "at a time of AKS's own" : 'in your window'}`;
  const why = isUnset ? ', since no maintenance window is set' : when === null ? '' : `, ${when}`;
  return ['; ', { action }, `${why} (node OS upgrade channel NodeImage)`];
}

function severityOfBehind(assessment: NodePoolAssessment, outlook: UpgradeOutlook): Severity {
  if (outlook === 'in-window' || outlook === 'under-way') return 'info';
  const { imagesBehind, rebuildOnly } = assessment;
  return worseOf(severityOfLag(imagesBehind, rebuildOnly), severityOfLacking(lackingOf(assessment)));
}

/** Where the nodes tell no image, its update tells which it can be, and at least how old. */
function sayBasis({ windowsUpdate }: NodePool): string {
  return windowsUpdate === undefined ? '' : ` (by Windows update ${windowsUpdate} of nodes that name no image)`;
}

function describeMove(assessment: NodePoolAssessment, current: NodeImageVersion): string {
  const content = [describeContent(assessment, current), describeSecurity(lackingOf(assessment))];
  return `${current.text} → ${assessment.targetVersion}, ${content.filter((words) => words !== '').join(', ')}`;
}

/** What the images that it missed fix, oldest first. */
function lackingOf({ skipped }: NodePoolAssessment): ImageSecurity | null {
  return mergeSecurity(skipped.toReversed());
}

function describeContent({ skipped, rebuildOnly }: NodePoolAssessment, current: NodeImageVersion): string {
  if (rebuildOnly) return 'a rebuild of the same Windows updates';
  const revisions = skipped.map((image) => parseNodeImageVersion(image.version)?.revision ?? current.revision);
  const rounds = new Set(revisions.filter((revision) => revision > current.revision)).size;
  return rounds > 1 ? `with ${rounds} rounds of Windows updates` : 'with new Windows updates';
}

/**
 * Azure's own offer and the release tracker tell what a region has; without them an image that no release announces is
 * just not out.
 */
function describePending(pool: NodePool, { pendingVersion, region }: NodePoolAssessment): string {
  if (pendingVersion === null) return '';
  return ` (${pendingVersion} is ${stateOfPending(pool, region)})`;
}

function stateOfPending(pool: NodePool, region: NodePoolAssessment['region']): string {
  if (region === null)
    return pool.latestNodeImageVersion === null ? 'built and not announced yet' : 'not yet in your region';
  if (region.pending === 'arrived') return `in your region, ${region.name}, and was not offered when Azure was asked`;
  return `${region.pending === 'arriving' ? 'being rolled out' : 'not yet'} in your region, ${region.name}`;
}

/**
 * The pool runs an image that a release says was taken back, or that nothing lists any more. What newer ones there are
 * to go on to is told by the others.
 */
export const nodeImageWithdrawn: AdviceRule = {
  name: 'node-image-withdrawn',
  topic: 'a node image that AKS withdrew',
  stage: 'image',
  settledBy: 'node-image',
  find: onPools(({ pool, assessment }, { catalogue, cluster }) => {
    const image = catalogue.images.find(
      ({ version, state }) => state === 'withdrawn' && version === assessment.currentVersion,
    );
    if (!image) return null;
    if (!image.recall) return assessment.imagesBehind > 0 ? null : describeUnlisted(image, cluster, pool);
    const { statedIn } = image.recall;
    return {
      severity: 'medium',
      subject: image.version,
      ...say(
        `AKS withdrew the node image ${image.version}`,
        `, which this pool runs (release ${statedIn}); `,
        { action: 'go back to the image before or on to a newer one' },
        ', and read why',
      ),
      steps: () => [askForImage(cluster, pool), rollBack(cluster, pool)],
      evidence: [linkOfSource(image.recall), DOCS.nodeImages],
    };
  }),
};

/** Nobody said why: the release may have been replaced, or its image taken back. */
function describeUnlisted({ version, announcedIn }: NodeImage, cluster: Cluster, pool: NodePool): Advice | null {
  if (announcedIn === null) return null;
  return {
    severity: 'low',
    subject: version,
    ...say(
      `AKS no longer lists the node image ${version}`,
      `, which this pool runs: release ${announcedIn}, which announced it, is gone; `,
      { action: 'ask Azure whether it still offers it' },
    ),
    steps: () => [askForImage(cluster, pool)],
    evidence: [DOCS.nodeImages],
  };
}

/**
 * Silent where another finding is the cause (retired OS SKU, upgrade under way, stopped pool); until past that age, in
 * its window too.
 */
export const nodeImageAge: AdviceRule = {
  name: 'node-image-age',
  topic: 'the age of the node image',
  stage: 'image',
  settledBy: 'node-image',
  escalatesBy: 'image-age',
  find: onPools((poolFacts, facts) => {
    const current = readVersion(poolFacts.assessment.currentVersion);
    const severity = severityOfImageAge(poolFacts.assessment.ageDays ?? 0);
    if (!current || severity === null || hasOtherCause(facts, poolFacts)) return null;
    return describeAge(facts, poolFacts, current, severity);
  }),
};

function hasOtherCause(facts: ClusterFacts, poolFacts: WindowsPoolFacts): boolean {
  if (poolFacts.isFrozen || poolFacts.isStopped) return true;
  const outlook = findUpgradeOutlook(facts, poolFacts);
  const isComing = outlook === 'rolling' || (outlook === 'in-window' && poolFacts.assessment.imagesBehind > 0);
  // That others run a newer one, or a window is near, does not support the nodes on an image past its time.
  return outlook === 'under-way' || (isComing && agePartOf(poolFacts.assessment.ageDays ?? 0) !== 'over');
}

function describeNone(facts: ClusterFacts, { pool, assessment }: WindowsPoolFacts, current: NodeImageVersion): Clauses {
  const { pendingVersion, region } = assessment;
  const ask = { action: 'ask Azure which images it offers' };
  if (pool.latestNodeImageVersion !== null)
    return ['; Azure offered no newer one when it was asked last: ', { action: 'ask again' }];
  if (region && pendingVersion !== null)
    return [`; the newer ${pendingVersion} is not yet in your region, ${region.name}`];
  if (facts.catalogue.images.length === 0) return ['; whether there is a newer one was not read yet: ', ask];
  return [`; no newer one is known since ${formatDate(current.builtOn)}, which does not say that there is none: `, ask];
}

function describeAge(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  current: NodeImageVersion,
  severity: Severity,
): Advice {
  const { pool, assessment } = poolFacts;
  const limitOn = addDays(current.builtOn, SUPPORTED_DAYS);
  const ageDays = assessment.ageDays ?? 0;
  const limit = `the ${SUPPORTED_DAYS} days that AKS supports`;
  const state = agePartOf(ageDays) === 'over' ? `past ${limit}` : `and reaches ${limit} on ${formatDate(limitOn)}`;
  const hasNewer = assessment.imagesBehind > 0;
  const empty = pool.count === 0 ? '; no node runs it now, and scaling up starts new ones with it' : '';
  const outlook = findUpgradeOutlook(facts, poolFacts);
  const isLeft = hasNewer && outlook === 'in-window';
  const todo: Clauses = hasNewer
    ? ['; ', { action: sayUpgrade(`${assessment.targetVersion}`), ...takes(facts, poolFacts, outlook) }]
    : describeNone(facts, poolFacts, current);
  const ahead = isLeft
    ? [...describeWindow(facts.cluster, pool), takes(facts, poolFacts, outlook)]
    : [...todo, ...sayWhyNot(facts, poolFacts, outlook)];
  const own = isLeft ? noMoreThan(severity, 'medium') : severity;
  return {
    // That nothing newer was offered when somebody asked last makes an image no younger.
    severity: pool.count === 0 ? severityWhileStopped(own) : own,
    subject: current.osSku,
    due: limitOn,
    ...say(`The node image is ${countOf(ageDays, 'day')} old`, `${sayBasis(pool)}, ${state}${empty}`, ...ahead),
    by: describeActor(facts, poolFacts),
    steps: () => (hasNewer ? planByOutlook(facts, poolFacts, outlook) : askFirst(facts, poolFacts)),
    evidence: [DOCS.supportPolicies, DOCS.nodeImages],
  };
}

/** Whether there is something to upgrade to only Azure knows. */
function askFirst(facts: ClusterFacts, poolFacts: WindowsPoolFacts): readonly Step[] {
  const { cluster } = facts;
  const { pool } = poolFacts;
  const pin = pool.snapshotId === undefined ? '' : ', and the pool may leave its snapshot (this ends the pin for good)';
  return [
    ...(findUpgradeOutlook(facts, poolFacts) === 'missed-window' ? [lookAtWindows(cluster)] : []),
    askForImage(cluster, pool),
    afterCheck(
      `If it is newer than the one that runs${pin}, upgrade: ${describeReplacement(cluster, pool)}.`,
      createNodeImageUpgrade(cluster, pool),
    ),
  ];
}
