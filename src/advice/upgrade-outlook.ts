import { daysBetween } from '../domain/calendar-date.ts';
import type { Cluster } from '../domain/cluster.ts';
import { minorOf } from '../domain/kubernetes-version.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { ClusterFacts, WindowsPoolFacts } from './cluster-facts.ts';
import { listNodeVersions } from './find-pool-version.ts';
import { endOfKubernetesSupport, findKubernetesRow, isBeforeCalendar } from './kubernetes-support.ts';
import { AUTO_UPGRADE_PATIENCE_DAYS } from './severity-policy.ts';

/**
 * Who brings a pool to its target.
 * `rolling`: its nodes are on different images and some have the target. `under-way`: Azure reports an upgrade.
 * `in-window`: the NodeImage channel will do it. `missed-window`: the channel should have done it by now. `by-hand`: a person,
 * also for a pool that is stopped, stuck in an upgrade or pinned to a snapshot, and on a Kubernetes minor out of support, where no channel acts.
 */
export type UpgradeOutlook = 'rolling' | 'under-way' | 'in-window' | 'missed-window' | 'by-hand';

/** True when AKS upgrades Windows node images by itself; the cluster channel `node-image` forces it. */
export function upgradesNodeImages(cluster: Cluster): boolean {
  return (
    cluster.nodeOsUpgradeChannel?.toLowerCase() === 'nodeimage' ||
    cluster.upgradeChannel?.toLowerCase() === 'node-image'
  );
}

/** False when the cluster's minor is out of support, where the node OS channel does nothing; an unknown end is none. */
export function isMinorSupported({ cluster, lifecycle, today }: ClusterFacts): boolean {
  const minor = minorOf(cluster.kubernetesVersion ?? '');
  if (minor === null) return true;
  if (isBeforeCalendar(lifecycle, minor)) return false;
  const endOn = endOfKubernetesSupport(cluster, findKubernetesRow(lifecycle, minor));
  return endOn === null || daysBetween(today, endOn) >= 0;
}

/** Says who brings this pool to its target. */
export function findUpgradeOutlook(
  facts: ClusterFacts,
  { pool, assessment, isUpgrading, isStopped, stuckDays }: WindowsPoolFacts,
): UpgradeOutlook {
  const target = assessment.targetVersion === null ? null : parseNodeImageVersion(assessment.targetVersion);
  const onNodes = listNodeVersions(pool);
  const newest = onNodes.at(-1);
  if (target && newest && onNodes.length > 1 && compareNodeImageVersions(newest, target) >= 0) return 'rolling';
  if (isUpgrading) return 'under-way';
  const isHeld = isStopped || stuckDays !== null || pool.snapshotId !== undefined || !isMinorSupported(facts);
  if (isHeld || !upgradesNodeImages(facts.cluster)) return 'by-hand';
  const firstMissed = assessment.skipped.at(-1)?.builtOn ?? target?.builtOn ?? facts.today;
  return daysBetween(firstMissed, facts.today) <= AUTO_UPGRADE_PATIENCE_DAYS ? 'in-window' : 'missed-window';
}
