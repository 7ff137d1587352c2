import type { Escalation, EscalationItem } from '../domain/notification.ts';
import { createEscalation, listEscalationItems } from './create-escalation.ts';
import type { ReachedLimit } from './list-limits.ts';

/**
 * The limits that are still reached, as their findings stand now, and the people whom those concern; `null` when there
 * are none. What does not tell its limits (rows of earlier versions) stays.
 */
export function refreshEscalation(escalation: Escalation, reached: readonly ReachedLimit[]): Escalation | null {
  const now = new Map(reached.map((limit) => [limit.key, limit]));
  const items = escalation.items.flatMap((item): readonly EscalationItem[] => {
    if (item.limits === undefined) return [item];
    const left = item.limits.flatMap((key) => now.get(key) ?? []);
    return listEscalationItems(left, () => item.mentions ?? []);
  });
  if (items.length === 0) return null;
  if (items.some(({ limits }) => limits === undefined)) return { ...escalation, items };
  return escalation.level === 'operators' ? { ...escalation, items } : createEscalation(items);
}
