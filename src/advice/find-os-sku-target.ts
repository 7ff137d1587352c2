import { type CalendarDate, lastDayOf } from '../domain/calendar-date.ts';
import { compareMinors, minorOf } from '../domain/kubernetes-version.ts';
import type { OsSkuLifecycle } from '../domain/lifecycle.ts';
import { compareTexts } from '../domain/text.ts';
import { type ClusterFacts, titlesOf, type WindowsPoolFacts } from './cluster-facts.ts';
import { findFreeze, findPhase, hasTakenEffect, isFrozen } from './ends.ts';

/** Sorts after every date: no end is announced. */
const NO_END = '9999-12-31';

/** True when node pools of the OS SKU may run on this Kubernetes minor. */
export function allowsKubernetes(entry: OsSkuLifecycle, minor: string): boolean {
  const isTooOld = entry.minKubernetes !== null && compareMinors(minor, entry.minKubernetes) < 0;
  const isTooNew = entry.maxKubernetes !== null && compareMinors(minor, entry.maxKubernetes) > 0;
  return !isTooOld && !isTooNew;
}

/** Windows pools that AKS does not take to a minor as they are. */
export function listBarred(
  { windowsPools }: Pick<ClusterFacts, 'windowsPools'>,
  minor: string,
): readonly WindowsPoolFacts[] {
  return windowsPools.filter(({ ends }) => ends !== null && !allowsKubernetes(ends, minor));
}

/** Their Windows versions, in words; empty where there is none. */
export function sayBarred(facts: Pick<ClusterFacts, 'windowsPools'>, minor: string): string {
  return titlesOf(listBarred(facts, minor)).join(' and ');
}

/** Day the OS SKU stops getting updates, the far future when none is announced. */
function endOf(entry: OsSkuLifecycle | null): CalendarDate {
  return lastDayOf(findFreeze(entry)?.date ?? NO_END);
}

/** An OS SKU that is known only by name (no lower Kubernetes bound) may be a preview; nobody is sent there. */
function canBeCreated(entry: OsSkuLifecycle, minor: string, today: CalendarDate): boolean {
  const isClosed = hasTakenEffect(findPhase(entry, 'no-new-node-pools'), today);
  return entry.minKubernetes !== null && allowsKubernetes(entry, minor) && !isFrozen(entry, today) && !isClosed;
}

/**
 * The OS SKU to move a pool to: one that can be created on the cluster's Kubernetes minor today and outlives the pool's
 * own, the longest-lived first. `null` when there is none, or when the Kubernetes version is unknown.
 */
export function findOsSkuTarget(facts: ClusterFacts, poolFacts: WindowsPoolFacts): OsSkuLifecycle | null {
  return listOsSkuTargets(facts, poolFacts)[0] ?? null;
}

/** All that a pool could move to, the longest-lived first; on another minor than the cluster's where that is asked. */
export function listOsSkuTargets(
  { cluster, lifecycle, today }: Pick<ClusterFacts, 'cluster' | 'lifecycle' | 'today'>,
  { pool, ends }: WindowsPoolFacts,
  minor: string | null = minorOf(cluster.kubernetesVersion ?? pool.kubernetesVersion),
): readonly OsSkuLifecycle[] {
  if (minor === null) return [];
  return lifecycle.osSkus
    .filter((entry) => canBeCreated(entry, minor, today) && endOf(entry) > endOf(ends))
    .toSorted((a, b) => compareTexts(endOf(b), endOf(a)));
}
