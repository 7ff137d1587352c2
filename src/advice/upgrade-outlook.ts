import { addDays, type CalendarDate, daysBetween, formatDate } from '../domain/calendar-date.ts';
import { type Cluster, isPoolStopped, type NodePool, operationOf } from '../domain/cluster.ts';
import { compareMinors, minorOf } from '../domain/kubernetes-version.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';
import { type NodePoolAssessment, SUPPORTED_DAYS } from '../domain/node-pool-assessment.ts';
import { type ClusterFacts, isFailed, type WindowsPoolFacts } from './cluster-facts.ts';
import { sayBarred } from './find-os-sku-target.ts';
import { listNodeVersions } from './find-pool-version.ts';
import {
  type ClusterBasics,
  endOfKubernetesSupport,
  isKubernetesAvailable,
  isOutOfSupport,
  nextMinor,
} from './kubernetes-support.ts';
import { AUTO_UPGRADE_PATIENCE_DAYS } from './severity-policy.ts';

/**
 * Who brings a pool to its target.
 * `rolling`: its nodes are on different images and some have the target. `under-way`: Azure reports an upgrade.
 * `in-window`: the NodeImage channel will do it, or node auto-provisioning whenever it likes. `missed-window`: the channel should have done it by now, or comes too late. `by-hand`: a person,
 * also for a pool that is stopped, failed, stuck in an upgrade or pinned to a snapshot, and on a Kubernetes minor out of support, where no
 * channel acts.
 */
export type UpgradeOutlook = 'rolling' | 'under-way' | 'in-window' | 'missed-window' | 'by-hand';

/** True when AKS upgrades Windows node images by itself; the cluster channel `node-image` forces it. */
export function upgradesNodeImages(cluster: Cluster): boolean {
  return (
    cluster.nodeOsUpgradeChannel?.toLowerCase() === 'nodeimage' ||
    cluster.upgradeChannel?.toLowerCase() === 'node-image'
  );
}

/** True when AKS upgrades the cluster's Kubernetes version by itself. */
export function isUpgradedByItself({ upgradeChannel }: Cluster): boolean {
  return ['patch', 'stable', 'rapid'].includes(upgradeChannel?.toLowerCase() ?? '');
}

/** What AKS does in a maintenance window, and the name that Azure gives to that. */
export const SCHEDULES = {
  'node images': 'aksManagedNodeOSUpgradeSchedule',
  Kubernetes: 'aksManagedAutoUpgradeSchedule',
} as const;

export type Windowed = keyof typeof SCHEDULES;

function windowOf({ maintenance }: Cluster, of: Windowed) {
  return maintenance?.windows.find(({ name }) => name.toLowerCase() === SCHEDULES[of].toLowerCase());
}

/** The window of what AKS does by itself, in words; `null` where none is known of. */
export function findWindow(cluster: Cluster, of: Windowed): string | null {
  const own = windowOf(cluster, of);
  return own ? (own.when ?? 'as it is set') : null;
}

/** The next day on which a window opens, where that is known. */
function nextOpening({ cluster, today }: Pick<ClusterBasics, 'cluster' | 'today'>, of: Windowed) {
  return windowOf(cluster, of)?.opensOn?.find((day) => day >= today);
}

/** So many days nobody needs to come before a window. */
const NEAR_DAYS = 7;

/** The day on which the window of node images opens next, where that is after the last day on which AKS supports the image; else `null`. */
export function findLateWindow(
  facts: Pick<ClusterBasics, 'cluster' | 'today'>,
  { currentVersion }: NodePoolAssessment,
): CalendarDate | null {
  const next = nextOpening(facts, 'node images');
  const builtOn = currentVersion === null ? undefined : parseNodeImageVersion(currentVersion)?.builtOn;
  if (next === undefined || builtOn === undefined || daysBetween(facts.today, next) <= NEAR_DAYS) return null;
  return next > addDays(builtOn, SUPPORTED_DAYS) ? next : null;
}

/** What the cluster auto-upgrade channel does about the Kubernetes minor, as a clause; empty where there is none. */
export function describeClusterChannel(facts: ClusterFacts): string {
  const channel = findClusterChannel(facts);
  return channel === null ? '' : `; ${channel.name} ${channel.acts ? `does it ${channel.how}` : channel.how}`;
}

/** What a channel that raises the Kubernetes version does about the minor of its cluster. */
function findClusterChannel(facts: ClusterFacts) {
  const channel = facts.cluster.upgradeChannel?.toLowerCase() ?? '';
  const { minor } = facts;
  if (!isUpgradedByItself(facts.cluster) || minor === null) return null;
  const idle = (how: string) => ({ name: `the cluster auto-upgrade channel ${channel}`, acts: false, how });
  if (!isMinorSupported(facts)) return idle('does not act on a version out of support');
  if (channel === 'patch') return idle('stays within the minor');
  const target = findChannelTarget(facts, channel);
  if (target === null || compareMinors(target, minor) <= 0)
    return idle(`stays on ${minor} until a newer minor is generally available`);
  const held = sayBarred(facts, nextMinor(minor));
  if (held !== '') return idle(`would do it, and is held up by the pools of ${held}`);
  const [opensOn, endOn] = [nextOpening(facts, 'Kubernetes'), endOfKubernetesSupport(facts, minor)];
  if (opensOn !== undefined && endOn !== null && opensOn > endOn)
    return idle(`would do it, but its maintenance window opens only on ${formatDate(opensOn)}, after that`);
  return { ...idle(`in ${describeKubernetesWindow(facts.cluster)} while the version is supported`), acts: true };
}

function describeKubernetesWindow(cluster: Cluster): string {
  const when = findWindow(cluster, 'Kubernetes');
  return when === null ? 'the maintenance window' : `its maintenance window (${when})`;
}

export function describeClusterActor(facts: ClusterFacts): string {
  const channel = findClusterChannel(facts);
  return channel?.acts ? `${channel.name} ${channel.how}, or you before` : `you${describeClusterChannel(facts)}`;
}

/** `rapid` goes to the newest minor, `stable` to the one before it. */
function findChannelTarget({ lifecycle, today }: ClusterFacts, channel: string): string | null {
  const available = lifecycle.kubernetesVersions
    .map(({ minor }) => minor)
    .filter((minor) => isKubernetesAvailable(lifecycle, minor, today))
    .toSorted(compareMinors);
  return available.at(channel === 'rapid' ? -1 : -2) ?? null;
}

/** False when the cluster's minor is out of support, where the node OS channel does nothing; an unknown end is none. */
export function isMinorSupported(facts: ClusterBasics): boolean {
  const minor = minorOf(facts.cluster.kubernetesVersion);
  return minor === null || !isOutOfSupport(facts, minor);
}

export function describeActor(facts: ClusterFacts, poolFacts: WindowsPoolFacts): string {
  const outlook = findUpgradeOutlook(facts, poolFacts);
  if (outlook === 'in-window') return 'the node OS upgrade channel NodeImage in its window, or you before';
  if (outlook === 'under-way') return 'AKS, now';
  if (!upgradesNodeImages(facts.cluster))
    return `you; no channel does it (node OS upgrade channel: ${facts.cluster.nodeOsUpgradeChannel ?? 'not reported'})`;
  return `you; the node OS upgrade channel NodeImage ${describeIdleness(facts, poolFacts)}`;
}

function describeIdleness(facts: ClusterFacts, { pool, assessment, isStopped }: WindowsPoolFacts): string {
  if (isStopped) return 'may not reach what is stopped';
  if (pool.snapshotId !== undefined) return 'leaves a pool alone that is pinned to a snapshot';
  if (isFailed(pool.provisioningState)) return 'waits for the repair of what failed';
  if (!isMinorSupported(facts)) return 'does nothing on a Kubernetes version out of support';
  const opensOn = findLateWindow(facts, assessment);
  return opensOn === null ? 'should have done it by now' : `does it on ${formatDate(opensOn)} only`;
}

type OutlookOfPool = Pick<WindowsPoolFacts, 'pool' | 'assessment' | 'isUpgrading' | 'isStopped' | 'stuckDays'>;

/** True where the NodeImage channel or node auto-provisioning brings the pool to its image: nobody needs to. */
export function isLeftToAks(facts: ClusterBasics, pool: NodePool, assessment: NodePoolAssessment): boolean {
  const hasActor = pool.isProvisioned || upgradesNodeImages(facts.cluster);
  if (!hasActor || operationOf(pool) === 'upgrading') return false;
  const isStopped = isPoolStopped(facts.cluster, pool);
  return (
    findUpgradeOutlook(facts, { pool, assessment, isUpgrading: false, isStopped, stuckDays: null }) === 'in-window'
  );
}

export function findUpgradeOutlook(
  facts: ClusterBasics,
  { pool, assessment, isUpgrading, isStopped, stuckDays }: OutlookOfPool,
): UpgradeOutlook {
  const target = assessment.targetVersion === null ? null : parseNodeImageVersion(assessment.targetVersion);
  const onNodes = listNodeVersions(pool);
  const newest = onNodes.at(-1);
  if (target && newest && onNodes.length > 1 && compareNodeImageVersions(newest, target) >= 0) return 'rolling';
  if (isUpgrading) return 'under-way';
  if (pool.isProvisioned) return 'in-window';
  const isBroken = isStopped || stuckDays !== null || isFailed(pool.provisioningState);
  const isHeld = isBroken || pool.snapshotId !== undefined || !isMinorSupported(facts);
  if (isHeld || !upgradesNodeImages(facts.cluster)) return 'by-hand';
  if (findLateWindow(facts, assessment) !== null) return 'missed-window';
  const firstMissed = assessment.skipped.at(-1)?.builtOn ?? target?.builtOn ?? facts.today;
  return daysBetween(firstMissed, facts.today) <= AUTO_UPGRADE_PATIENCE_DAYS ? 'in-window' : 'missed-window';
}
