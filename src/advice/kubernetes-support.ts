import { type CalendarDate, lastDayOf } from '../domain/calendar-date.ts';
import { hasLongTermSupport } from '../domain/cluster.ts';
import { compareMinors, minorsBetween } from '../domain/kubernetes-version.ts';
import type { KubernetesLifecycle, Lifecycle } from '../domain/lifecycle.ts';
import type { ClusterFacts } from './cluster-facts.ts';

export type ClusterBasics = Pick<ClusterFacts, 'cluster' | 'lifecycle' | 'today'>;

/** `1.36` -> `1.37`: control planes are upgraded one minor at a time. */
export function nextMinor(minor: string, steps = 1): string {
  const [major = 0, number = 0] = minor.split('.').map(Number);
  return `${major}.${number + steps}`;
}

/** The calendar's row of a minor; `null` when it has none. */
export function findKubernetesRow(lifecycle: Lifecycle, minor: string): KubernetesLifecycle | null {
  return lifecycle.kubernetesVersions.find((row) => row.minor === minor) ?? null;
}

/** Last day a minor is supported for this cluster's plan; `null` when the calendar does not say. */
export function endOfKubernetesSupport({ cluster, lifecycle }: ClusterBasics, minor: string): CalendarDate | null {
  const row = findKubernetesRow(lifecycle, minor);
  const date = hasLongTermSupport(cluster) ? (row?.endOfLtsOn ?? row?.endOfSupportOn) : row?.endOfSupportOn;
  return date === null || date === undefined ? null : lastDayOf(date);
}

/** True when the calendar says that a minor is generally available; a month counts once it is over. */
export function isKubernetesAvailable(lifecycle: Lifecycle, minor: string, today: CalendarDate): boolean {
  const availableOn = findKubernetesRow(lifecycle, minor)?.generallyAvailableOn ?? null;
  return availableOn !== null && lastDayOf(availableOn) <= today;
}

/** First minor whose general availability ends platform support of this one; `null` where it has none. */
export function endOfPlatformSupport({ lifecycle, today }: Pick<ClusterFacts, 'lifecycle' | 'today'>, minor: string) {
  const behind = lifecycle.platformSupport.minorsBehind;
  const newest = lifecycle.kubernetesVersions
    .map((row) => row.minor)
    .filter((each) => isKubernetesAvailable(lifecycle, each, today))
    .sort(compareMinors)
    .at(-1);
  if (newest === undefined || minorsBetween(minor, newest) > behind) return null;
  return nextMinor(minor, behind + 1);
}

/** True when a minor is out of support of the cluster's plan: by its own end, or where nobody knows that, since a newer one is. */
export function isOutOfSupport(facts: ClusterBasics, minor: string): boolean {
  const hasEnded = (endOn: CalendarDate | null) => endOn !== null && endOn < facts.today;
  const endOn = endOfKubernetesSupport(facts, minor);
  if (endOn !== null) return hasEnded(endOn);
  const newer = facts.lifecycle.kubernetesVersions.filter((row) => compareMinors(row.minor, minor) > 0);
  return newer.some((row) => hasEnded(endOfKubernetesSupport(facts, row.minor)));
}
