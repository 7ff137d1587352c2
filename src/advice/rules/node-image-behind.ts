import { addDays } from '../../domain/calendar-date.ts';
import type { NodePool } from '../../domain/cluster.ts';
import type { Severity } from '../../domain/finding.ts';
import { describeSecurity, type ImageSecurity, mergeSecurity } from '../../domain/image-security.ts';
import { type NodeImageVersion, parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { NodePoolAssessment } from '../../domain/node-pool-assessment.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodeImageCheck } from '../commands/upgrade-node-image.ts';
import { count } from '../count.ts';
import { DOCS, distinctLinks, linksOfImages } from '../evidence.ts';
import { findPoolVersion } from '../find-pool-version.ts';
import { planImageUpgrade } from '../plan/image-upgrade.ts';
import { now } from '../plan/step.ts';
import {
  IMAGE_AGE_LIMIT_DAYS,
  severityOfLacking,
  severityOfLag,
  severityWhileStopped,
  worseOf,
} from '../severity-policy.ts';
import {
  describeActor,
  findUpgradeOutlook,
  isMinorSupported,
  type UpgradeOutlook,
  upgradesNodeImages,
} from '../upgrade-outlook.ts';

const OUTLOOK_WORDS: Readonly<Record<UpgradeOutlook, string>> = {
  rolling: '',
  'under-way': '; an upgrade is under way',
  'in-window': '; it will be done in your window (node OS upgrade channel NodeImage)',
  'missed-window':
    '; the node OS upgrade channel NodeImage should have done it by now, so check the maintenance window',
  'by-hand': '',
};

/** The pool's node image is behind the one it can take. Subject is the OS SKU, so that it stays one finding. */
export const nodeImageBehind: AdviceRule = {
  name: 'node-image-behind',
  stage: 'image',
  settledBy: 'node-image',
  escalatesBy: null,
  find: findNodeImageBehind,
};

function findNodeImageBehind(facts: ClusterFacts): readonly Advice[] {
  return facts.windowsPools.flatMap((poolFacts) => {
    const current = findPoolVersion(poolFacts.pool);
    const outlook = findUpgradeOutlook(facts, poolFacts);
    // Nodes on different images have a rule of their own.
    if (!current || poolFacts.assessment.imagesBehind === 0 || outlook === 'rolling') return [];
    return [describe(facts, poolFacts, current, outlook)];
  });
}

function describe(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  current: NodeImageVersion,
  outlook: UpgradeOutlook,
): Advice {
  const { pool, assessment } = poolFacts;
  const { cluster } = facts;
  return {
    nodePool: pool.name,
    severity:
      pool.count === 0 ? severityWhileStopped(severityOf(assessment, outlook)) : severityOf(assessment, outlook),
    subject: current.osSku,
    due: addDays(current.builtOn, IMAGE_AGE_LIMIT_DAYS),
    summary: `${describeLag(assessment, current)}${describePending(pool, assessment)}${describeOutlook(facts, poolFacts, outlook)}.`,
    by: describeActor(facts, poolFacts),
    steps:
      outlook === 'under-way'
        ? [now('See which image the pool runs; nothing is changed.', ...createNodeImageCheck(cluster, pool.name))]
        : planImageUpgrade(facts, poolFacts),
    evidence: distinctLinks([...linksOfImages(assessment.skipped), DOCS.nodeImageUpgrade]),
  };
}

function describeOutlook(facts: ClusterFacts, { pool }: WindowsPoolFacts, outlook: UpgradeOutlook): string {
  if (pool.snapshotId !== undefined && outlook === 'by-hand')
    return '; the pool is pinned to a snapshot, and the upgrade ends that';
  if (outlook !== 'by-hand' || !upgradesNodeImages(facts.cluster)) return OUTLOOK_WORDS[outlook];
  return isMinorSupported(facts)
    ? ''
    : '; the node OS upgrade channel does nothing while the Kubernetes version is out of support';
}

function severityOf(assessment: NodePoolAssessment, outlook: UpgradeOutlook): Severity {
  if (outlook === 'in-window' || outlook === 'under-way') return 'info';
  const { imagesBehind, rebuildOnly } = assessment;
  return worseOf(severityOfLag(imagesBehind, rebuildOnly), severityOfLacking(lackingOf(assessment)));
}

function describeLag(assessment: NodePoolAssessment, current: NodeImageVersion): string {
  const { imagesBehind, daysBehind, targetVersion } = assessment;
  const distance = `${count(imagesBehind, 'node image')} and ${count(daysBehind, 'day')} behind`;
  const content = [describeContent(assessment, current), describeSecurity(lackingOf(assessment))];
  return `${distance}: ${current.text} -> ${targetVersion}, ${content.filter((words) => words !== '').join(', ')}`;
}

/** What the images that it missed fix, oldest first. */
function lackingOf({ skipped }: NodePoolAssessment): ImageSecurity | null {
  return mergeSecurity(skipped.toReversed());
}

/** A higher revision means new Windows updates; the same one under a later date is only built again. */
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
