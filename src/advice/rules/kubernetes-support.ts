import { type CalendarDate, daysBetween, formatDate, lastDayOf } from '../../domain/calendar-date.ts';
import { hasLongTermSupport } from '../../domain/cluster.ts';
import type { Severity } from '../../domain/finding.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import type { KubernetesLifecycle } from '../../domain/lifecycle.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import { blocksKubernetesUpgrade } from '../blocks-kubernetes-upgrade.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createKubernetesUpgrade } from '../commands/upgrade-kubernetes.ts';
import {
  endOfKubernetesSupport,
  findKubernetesRow,
  isBeforeCalendar,
  isKubernetesAvailable,
  nextMinor,
} from '../kubernetes-support.ts';
import { noMoreThan, severityOfCountdown } from '../severity-policy.ts';

/** The end of a cluster's minor, as far as the calendar knows it. */
interface SupportEnd {
  readonly minor: string;
  readonly row: KubernetesLifecycle | null;
  /** `null` only for a minor older than the calendar. */
  readonly endOn: CalendarDate | null;
  readonly daysLeft: number;
  /** Last day of long-term support that the cluster could still switch to; `null` when it has it or it is over. */
  readonly ltsUntil: CalendarDate | null;
}

/** The cluster's Kubernetes minor is out of support, lives on long-term support only, or ends soon. */
export const kubernetesSupport: AdviceRule = {
  name: 'kubernetes-support',
  isEnd: true,
  find: findKubernetesSupport,
};

function findKubernetesSupport(facts: ClusterFacts): readonly Advice[] {
  const minor = minorOf(facts.cluster.kubernetesVersion ?? '');
  const end = minor === null || facts.windowsPools.length === 0 ? null : findSupportEnd(facts, minor);
  const severity = end ? severityOf(end) : null;
  return end && severity ? [createAdvice(facts, end, severity)] : [];
}

function findSupportEnd({ cluster, lifecycle, today }: ClusterFacts, minor: string): SupportEnd | null {
  const row = findKubernetesRow(lifecycle, minor);
  const endOn = endOfKubernetesSupport(cluster, row);
  if (endOn === null && !isBeforeCalendar(lifecycle, minor)) return null;
  const ltsEnd = hasLongTermSupport(cluster) || !row?.endOfLtsOn ? null : lastDayOf(row.endOfLtsOn);
  return {
    minor,
    row,
    endOn,
    daysLeft: endOn === null ? -1 : daysBetween(today, endOn),
    ltsUntil: ltsEnd !== null && daysBetween(today, ltsEnd) >= 0 ? ltsEnd : null,
  };
}

/** The last supported day itself still counts. Where long-term support can be switched on it is never critical. */
function severityOf({ daysLeft, ltsUntil }: SupportEnd): Severity | null {
  const worst: Severity = ltsUntil === null ? 'critical' : 'high';
  const severity = daysLeft < 0 ? worst : severityOfCountdown(daysLeft);
  return severity === null ? null : noMoreThan(severity, worst);
}

function createAdvice(facts: ClusterFacts, end: SupportEnd, severity: Severity): Advice {
  const next = nextMinor(end.minor);
  const blocking = facts.windowsPools.filter((pool) => blocksKubernetesUpgrade(pool, end.minor));
  const titles = [...new Set(blocking.map((pool) => pool.title))].join(' and ');
  const blocked = titles === '' ? '' : `, once the pools of ${titles} have moved to another OS SKU`;
  return {
    nodePool: null,
    severity,
    subject: `Kubernetes/${end.minor}`,
    due: end.endOn,
    summary: `${describeEnd(facts, end)}; upgrade to ${next}${blocked}.`,
    commands: createKubernetesUpgrade(facts.cluster, {
      to: isKubernetesAvailable(facts.lifecycle, next, facts.today) ? next : null,
      isBlocked: blocking.length > 0,
      canSwitchToLts: end.ltsUntil !== null,
    }),
    evidence: linksOfRow(end.row ?? facts.lifecycle.kubernetesVersions[0] ?? null),
  };
}

function describeEnd({ cluster }: ClusterFacts, { minor, endOn, daysLeft, ltsUntil }: SupportEnd): string {
  const support = hasLongTermSupport(cluster) ? 'long-term support' : 'support';
  if (endOn === null) return `Kubernetes ${minor} has been out of support for long`;
  if (daysLeft >= 0) return `Kubernetes ${minor} leaves ${support} on ${formatDate(endOn)} (${daysLeft} days left)`;
  const lts = ltsUntil === null ? '' : ` and is covered only by long-term support (until ${formatDate(ltsUntil)})`;
  return `Kubernetes ${minor} left ${support} on ${formatDate(endOn)}${lts}`;
}

function linksOfRow(row: KubernetesLifecycle | null): Advice['evidence'] {
  if (!row) return [];
  const others = row.contradictions.map(({ statedIn, url }) => ({ label: `${statedIn} says otherwise`, url }));
  return [{ label: 'AKS Kubernetes release calendar', url: row.sourceUrl }, ...others];
}
