import { compareFindings } from '../domain/finding.ts';
import type { Escalation, EscalationItem } from '../domain/notification.ts';
import type { ReachedLimit } from './list-limits.ts';

/** What a channel hears of limits: it is for the owners as soon as one of them is mentioned. */
export function createEscalation(items: readonly EscalationItem[]): Escalation {
  const mentions = [...new Set(items.flatMap((item) => item.mentions ?? []))];
  return { kind: 'escalation', level: mentions.length > 0 ? 'owners' : 'channel', mentions, items };
}

/** One item a finding, worst first, whichever of its limits were reached; `mentionsOf` gives the owners to mention. */
export function listEscalationItems(
  limits: readonly ReachedLimit[],
  mentionsOf: (clusterId: string) => readonly string[],
): readonly EscalationItem[] {
  const byFinding = Map.groupBy(limits, ({ finding }) => finding);
  return [...byFinding]
    .sort(([a], [b]) => compareFindings(a, b))
    .map(([finding, own]): EscalationItem => {
      const { clusterId, cluster, nodePool, severity, due, summary, commands } = finding;
      const mentions = own.some(({ level }) => level !== 'channel') ? mentionsOf(clusterId) : [];
      return {
        clusterId,
        cluster,
        nodePool,
        severity,
        due,
        summary,
        commands,
        limits: own.map(({ key }) => key),
        mentions,
      };
    });
}
