import type { CalendarDate } from './calendar-date.ts';

/** One row of the AKS Kubernetes calendar; dates are days, or months meaning their last day. */
export interface KubernetesVersion {
  /** Minor version, `1.34`. */
  readonly minor: string;
  readonly generallyAvailableOn: CalendarDate | null;
  readonly endOfSupportOn: CalendarDate | null;
  /** End of long-term support; `null` when the calendar gives none. */
  readonly endOfLtsOn: CalendarDate | null;
  readonly sourceUrl: string;
}

/** Which support of a Kubernetes minor: everybody's, or long-term support; a cluster has one of them. */
export type SupportPlan = 'community' | 'lts';

/** A day on which support of a minor ends that the AKS calendar moved. */
export interface SupportDateMove {
  readonly kind: 'support-date-moved';
  readonly minor: string;
  /** `lts`: the end of long-term support. */
  readonly support: SupportPlan;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly url: string;
}

/** `1.32.11` or `v1.32` -> `1.32`; `null` when the text is no Kubernetes version. */
export function minorOf(version: string | null): string | null {
  const match = /^v?(\d+)\.(\d+)(?:\.|$)/.exec(version?.trim() ?? '');
  return match ? `${Number(match[1])}.${Number(match[2])}` : null;
}

/** Orders minors as numbers: `1.9` before `1.10`. */
export function compareMinors(a: string, b: string): number {
  if (a === b) return 0;
  const [aDot, bDot] = [a.indexOf('.'), b.indexOf('.')];
  return Number(a.slice(0, aDot)) - Number(b.slice(0, bDot)) || Number(a.slice(aDot + 1)) - Number(b.slice(bDot + 1));
}

/** How many minors `b` is ahead of `a`; negative where it is behind. */
export function minorsBetween(a: string, b: string): number {
  return Number(b.split('.')[1]) - Number(a.split('.')[1]);
}
