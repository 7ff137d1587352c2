import type { Escalation } from '../domain/notification.ts';

/** The limits whose findings are still open; `null` when there are none. What does not tell its finding stays. */
export function refreshEscalation(
  escalation: Escalation,
  isOpen: (clusterId: string, findingKey: string) => boolean,
): Escalation | null {
  const items = escalation.items.filter(
    ({ clusterId, findingKey }) => findingKey === undefined || isOpen(clusterId, findingKey),
  );
  return items.length === 0 ? null : { ...escalation, items };
}
