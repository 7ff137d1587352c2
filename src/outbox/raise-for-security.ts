import { type Finding, rankOfSeverity, type Severity } from '../domain/finding.ts';
import type { ReminderItem } from '../domain/notification.ts';

/**
 * A missing image with Windows security updates is this month's work, and one that a note ties to a CVE is urgent.
 * What AKS does by itself in its window (`info`) stays as it is.
 */
export function raiseForSecurity(item: ReminderItem): ReminderItem {
  const { backlog } = item;
  if (!backlog || backlog.cves.length + backlog.securityUpdates.length === 0) return item;
  const least: Severity = backlog.cves.length > 0 ? 'high' : 'medium';
  const findings = item.findings.map((finding) => raise(finding, least));
  return { ...item, findings: findings.toSorted((a, b) => rankOf(b) - rankOf(a)) };
}

function raise(finding: Finding, least: Severity): Finding {
  const isRaised =
    finding.rule === 'node-image-behind' && finding.severity !== 'info' && rankOf(finding) < rankOfSeverity(least);
  return isRaised ? { ...finding, severity: least } : finding;
}

function rankOf({ severity }: Finding): number {
  return rankOfSeverity(severity);
}
