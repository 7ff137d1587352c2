import { addDays, type CalendarDate, daysBetween, lastDayOf } from '../../domain/calendar-date.ts';
import { hasLongTermSupport, listLivePools } from '../../domain/cluster.ts';
import type { Severity } from '../../domain/finding.ts';
import { compareMinors, minorsBetween } from '../../domain/kubernetes-version.ts';
import type { KubernetesLifecycle, OsSkuLifecycle } from '../../domain/lifecycle.ts';
import { type ClusterFacts, titlesOf, type WindowsPoolFacts } from '../cluster-facts.ts';
import { findFreeze } from '../ends.ts';
import { allowsKubernetes, listBarred, listOsSkuTargets } from '../find-os-sku-target.ts';
import {
  endOfKubernetesSupport,
  findKubernetesRow,
  isKubernetesAvailable,
  isOutOfSupport,
  nextMinor,
} from '../kubernetes-support.ts';
import { noMoreThan, PLANNING_DAYS, severityOfCountdown } from '../severity-policy.ts';

/** A minor that ends sooner than this is a step on the way, not a place to stay. */
const WORTH_STAYING_DAYS = 90;

/** A pool further behind than that keeps AKS from upgrading the control plane. */
export const MOST_MINORS_BEHIND = 3;

/** Long-term support is a bond: what is new there is left to others for a while. */
const SETTLED_DAYS = 60;

export interface KubernetesPath {
  /** Minors to go through, supported on the day; the last is worth staying on. Empty when the calendar knows none. */
  readonly hops: readonly string[];
  /** True when the minor is out of community support: only a full upgrade is possible, and minors may be skipped. */
  readonly isRecovery: boolean;
  /** Last day of long-term support that is worth switching to; `null` where there is none, or it is had already. */
  readonly ltsUntil: CalendarDate | null;
  /** What its Windows pools run, `Windows Server 2022`, where nothing they could move to runs here and on the first hop; else empty. */
  readonly stranded: readonly string[];
}

type PathFacts = Pick<ClusterFacts, 'cluster' | 'lifecycle' | 'today' | 'windowsPools'>;

export function planKubernetesPath(facts: PathFacts, minor: string): KubernetesPath {
  if (hasLongTermSupport(facts.cluster)) {
    const hops = listLtsHops(facts, minor);
    return { hops, isRecovery: false, ltsUntil: null, stranded: listStranded(facts, minor, hops) };
  }
  const row = findKubernetesRow(facts.lifecycle, minor);
  const isRecovery = isOutOfSupport(facts, minor);
  // The channels of AKS Automatic are fixed, and long-term support wants another.
  const lts = facts.cluster.isAutomatic ? null : (row?.endOfLtsOn ?? null);
  const hops = listCommunityHops(facts, minor, isRecovery);
  return {
    hops,
    isRecovery,
    ltsUntil: lts !== null && isWithin(lts, facts.today, WORTH_STAYING_DAYS) ? lastDayOf(lts) : null,
    stranded: listStranded(facts, minor, hops),
  };
}

/** A minor in support waits for what is still to come; one out of support is left with what there is. */
function listStranded(facts: PathFacts, minor: string, [hop]: readonly string[]): readonly string[] {
  if (hop === undefined || !isOutOfSupport(facts, minor)) return [];
  const isLts = hasLongTermSupport(facts.cluster);
  const stops = [minor, ...(isLts ? listLasting(facts, minor, 0).map((row) => row.minor) : [])];
  const canMove = (pool: WindowsPoolFacts) =>
    stops.some(
      (stop) =>
        (stop === minor || (pool.ends !== null && allowsKubernetes(pool.ends, stop))) &&
        listOsSkuTargets(facts, pool, stop).some((entry) => allowsKubernetes(entry, hop)),
    );
  return titlesOf(listBarred(facts, hop).filter((pool) => !canMove(pool)));
}

/** Last day on which a supported minor takes the Windows pools of a cluster out of support, after which none does; else `null`. */
export function findLastWayOut(facts: PathFacts, minor: string): CalendarDate | null {
  if (!isOutOfSupport(facts, minor) || hasLongTermSupport(facts.cluster)) return null;
  const ends = facts.lifecycle.kubernetesVersions.flatMap(({ minor: other, endOfSupportOn }) =>
    endOfSupportOn === null || listBarred(facts, other).length > 0 ? [] : [lastDayOf(endOfSupportOn)],
  );
  const last = ends.sort().at(-1);
  if (last === undefined || last < facts.today || daysBetween(facts.today, last) > PLANNING_DAYS) return null;
  return planKubernetesPath({ ...facts, today: addDays(last, 1) }, minor).stranded.length === 0 ? null : last;
}

/** The newest minor whose long-term support lasts, that takes every Windows pool as it is; `null` where none does. */
export function findLtsRefuge(facts: PathFacts, minor: string): KubernetesLifecycle | null {
  if (facts.cluster.isAutomatic) return null;
  return listLasting(facts, minor).findLast((row) => listBarred(facts, row.minor).length === 0) ?? null;
}

/** Minors above this one whose long-term support lasts at least this many days more. */
export function listLasting(
  facts: PathFacts,
  minor: string,
  days = WORTH_STAYING_DAYS,
): readonly KubernetesLifecycle[] {
  return listAvailable(facts, minor).filter(
    (row) => row.endOfLtsOn !== null && isWithin(row.endOfLtsOn, facts.today, days),
  );
}

/** True while at least this many days are left; an unknown date is not over. */
function isWithin(date: CalendarDate | null, today: CalendarDate, days: number): boolean {
  return date === null || daysBetween(today, lastDayOf(date)) >= days;
}

function listAvailable({ lifecycle, today }: PathFacts, minor: string): readonly KubernetesLifecycle[] {
  return lifecycle.kubernetesVersions
    .filter((row) => compareMinors(row.minor, minor) > 0 && isKubernetesAvailable(lifecycle, row.minor, today))
    .toSorted((a, b) => compareMinors(a.minor, b.minor));
}

/** One minor at a time; from outside support the lowest that is supported. On from one that ends soon. */
function listCommunityHops(facts: PathFacts, minor: string, isRecovery: boolean): readonly string[] {
  const { lifecycle, today } = facts;
  const isSupported = (row: KubernetesLifecycle) => isWithin(row.endOfSupportOn, today, 0);
  const findNext = (before: string) => {
    const row = findKubernetesRow(lifecycle, nextMinor(before));
    return row && isKubernetesAvailable(lifecycle, row.minor, today) && isSupported(row) ? row : null;
  };
  const hops: string[] = [];
  const first = isRecovery ? listAvailable(facts, minor).find(isSupported) : findNext(minor);
  for (let row = first; row; row = findNext(row.minor)) {
    hops.push(row.minor);
    if (isWithin(row.endOfSupportOn, today, WORTH_STAYING_DAYS)) break;
  }
  return hops;
}

/** Straight to the newest settled minor that every Windows pool may run on, or what it can be moved to before; else to the newest. */
function listLtsHops(facts: PathFacts, minor: string): readonly string[] {
  const settledOn = addDays(facts.today, -SETTLED_DAYS);
  const lasting = listLasting(facts, minor).filter((row) =>
    isKubernetesAvailable(facts.lifecycle, row.minor, settledOn),
  );
  const isOpen = (row: KubernetesLifecycle, listed: (pool: WindowsPoolFacts) => readonly OsSkuLifecycle[]) =>
    facts.windowsPools.every((pool) => {
      if (pool.ends === null) return true;
      // What is retired has to move wherever the cluster goes: at once, where no later version is left for it.
      const [target] = pool.isFrozen ? listOsSkuTargets(facts, pool) : [];
      const [best] = listOsSkuTargets(facts, pool, row.minor);
      const own = target && target === best ? target : pool.ends;
      return [own, ...listed(pool)].some((entry) => allowsKubernetes(entry, row.minor));
    });
  const target =
    lasting.findLast((row) => isOpen(row, () => [])) ??
    lasting.findLast((row) => isOpen(row, (pool) => listOsSkuTargets(facts, pool))) ??
    lasting.at(-1);
  if (!target) return [];
  // With a Spot pool the control plane goes ahead of the pools, and not too far.
  const isNear = (to: string, from = minor) => minorsBetween(from, to) <= MOST_MINORS_BEHIND;
  const isInSteps = !isNear(target.minor) && listLivePools(facts.cluster).some(({ spot }) => spot !== undefined);
  const stop = isInSteps ? lasting.findLast((row) => isNear(row.minor)) : undefined;
  return stop && isNear(target.minor, stop.minor) ? [stop.minor, target.minor] : [target.minor];
}

/** The hops of the cluster's way that an OS SKU still takes, where it is refused on a later one; else none. */
export function listHopsBefore(facts: PathFacts, ends: OsSkuLifecycle, minor: string): readonly string[] {
  const { hops } = planKubernetesPath(facts, minor);
  const barred = hops.findIndex((hop) => !allowsKubernetes(ends, hop));
  return hops.slice(0, Math.max(0, barred));
}

/** The minor that AKS will refuse because of a pool's OS SKU: on the cluster's way, or next; `null` while none is. */
function findRefusedMinor(facts: PathFacts, { ends }: WindowsPoolFacts, minor: string): string | null {
  if (ends === null || ends.maxKubernetes === null) return null;
  const ahead = [...planKubernetesPath(facts, minor).hops, nextMinor(minor)];
  return ahead.find((each) => !allowsKubernetes(ends, each)) ?? null;
}

export interface RefusedUpgrade {
  /** The first minor that is refused, `1.33`; every one above is as well. */
  readonly from: string;
  /** Day by which the cluster has to leave the minor on which it is held up; `null` where that is not known. */
  readonly due: CalendarDate | null;
  readonly severity: Severity;
}

/** The upgrade that a pool's OS SKU keeps its cluster from; `null` while there is none. */
export function findRefusedUpgrade(facts: ClusterFacts, poolFacts: WindowsPoolFacts): RefusedUpgrade | null {
  const { lifecycle, minor: own, today } = facts;
  const minor = own === null ? null : findRefusedMinor(facts, poolFacts, own);
  if (own === null || minor === null) return null;
  const stay = (poolFacts.ends && listHopsBefore(facts, poolFacts.ends, own).at(-1)) ?? own;
  const due = endOfKubernetesSupport(facts, stay);
  // A control plane that has gone ahead of its pools is past the bound.
  const [, from = minor] = [nextMinor(own), nextMinor(poolFacts.ends?.maxKubernetes ?? own)].toSorted(compareMinors);
  return { from, due, severity: severityOf(due, today, isKubernetesAvailable(lifecycle, minor, today)) };
}

function severityOf(due: CalendarDate | null, today: CalendarDate, isAvailable: boolean): Severity {
  const pressing = due === null ? null : severityOfCountdown(daysBetween(today, due));
  if (pressing === null) return isAvailable ? 'low' : 'info';
  // The end of support has a finding of its own that is critical; this one is what stands in its way.
  return noMoreThan(pressing, 'high');
}

/** True where the OS SKU itself is retired, or so soon that a finding of its own asks for the move. */
export function isOsSkuEnding({ today }: ClusterFacts, { ends }: WindowsPoolFacts): boolean {
  const freezeOn = findFreeze(ends)?.date ?? null;
  return freezeOn !== null && daysBetween(today, freezeOn) <= PLANNING_DAYS;
}
