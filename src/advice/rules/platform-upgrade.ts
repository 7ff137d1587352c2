import { addDays, daysBetween, formatDate, lastDayOf } from '../../domain/calendar-date.ts';
import { hasLongTermSupport } from '../../domain/cluster.ts';
import type { Severity } from '../../domain/finding.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import type { PlatformUpgrades } from '../../domain/lifecycle.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { findKubernetesRow } from '../kubernetes-support.ts';
import { severityOfRetiring } from '../severity-policy.ts';

/** AKS will upgrade an unsupported cluster by itself, from a day that is known. What to do stands with the end of support. */
export const platformUpgrade: AdviceRule = {
  name: 'platform-upgrade',
  stage: 'kubernetes',
  find: findPlatformUpgrade,
};

function findPlatformUpgrade({ cluster, lifecycle, today, windowsPools }: ClusterFacts): readonly Advice[] {
  const rules = lifecycle.platformUpgrades;
  const minor = minorOf(cluster.kubernetesVersion ?? '');
  if (!rules || minor === null || windowsPools.length === 0) return [];
  const row = findKubernetesRow(lifecycle, minor);
  const date = hasLongTermSupport(cluster) ? row?.endOfLtsOn : row?.endOfSupportOn;
  if (!date || daysBetween(today, lastDayOf(date)) >= 0) return [];
  return [describe(minor, dayOfUpgrade(lastDayOf(date), rules), today, rules)];
}

function dayOfUpgrade(endOn: string, { from, graceDays }: PlatformUpgrades): string {
  const earliest = addDays(endOn, graceDays);
  return earliest > from ? earliest : from;
}

function describe(minor: string, on: string, today: string, { statedIn, url }: PlatformUpgrades): Advice {
  const daysLeft = daysBetween(today, on);
  const severity: Severity = daysLeft < 0 ? 'high' : (severityOfRetiring(daysLeft) ?? 'info');
  const when = daysLeft < 0 ? `since ${formatDate(on)} AKS may upgrade` : `from ${formatDate(on)} AKS upgrades`;
  return {
    nodePool: null,
    severity,
    subject: `PlatformUpgrade/${minor}`,
    due: on,
    summary: `Kubernetes ${minor} is out of support: ${when} this cluster by itself, outside maintenance windows, past deprecated-API checks and possibly over PodDisruptionBudgets.`,
    by: `AKS itself from ${formatDate(on)}, where you have not by then`,
    steps: [],
    evidence: [{ label: statedIn, url }],
  };
}
