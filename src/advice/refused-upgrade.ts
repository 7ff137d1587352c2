import { type CalendarDate, daysBetween } from '../domain/calendar-date.ts';
import type { Severity } from '../domain/finding.ts';
import { minorOf } from '../domain/kubernetes-version.ts';
import type { ClusterFacts, WindowsPoolFacts } from './cluster-facts.ts';
import { endOfKubernetesSupport, findKubernetesRow, isKubernetesAvailable } from './kubernetes-support.ts';
import { findFreeze } from './os-sku-ends.ts';
import { findRefusedMinor } from './plan/kubernetes-path.ts';
import { noMoreThan, PLANNING_DAYS, severityOfCountdown } from './severity-policy.ts';

/** A Kubernetes upgrade that AKS refuses while a pool runs its OS SKU. */
export interface RefusedUpgrade {
  readonly minor: string;
  /** Day by which the cluster has to leave the minor it is on; `null` where that is not known. */
  readonly due: CalendarDate | null;
  readonly severity: Severity;
}

/** The upgrade that a pool's OS SKU keeps its cluster from; `null` while there is none. */
export function findRefusedUpgrade(facts: ClusterFacts, poolFacts: WindowsPoolFacts): RefusedUpgrade | null {
  const { cluster, lifecycle, today } = facts;
  const own = minorOf(cluster.kubernetesVersion ?? '');
  const minor = own === null ? null : findRefusedMinor(facts, poolFacts, own);
  if (own === null || minor === null) return null;
  const due = endOfKubernetesSupport(cluster, findKubernetesRow(lifecycle, own));
  return { minor, due, severity: severityOf(due, today, isKubernetesAvailable(lifecycle, minor, today)) };
}

/** It matters as soon as the cluster has to leave its minor, and hardly before there is a minor to go to. */
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
