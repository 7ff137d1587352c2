import type { Severity } from '../../../domain/finding.ts';
import type { ReminderItem } from '../../../domain/notification.ts';
import { severityOf } from './reminder-parts.ts';

/** What people read above the items of one urgency. */
export interface UrgencyGroup {
  readonly title: string;
  readonly items: readonly ReminderItem[];
}

const TITLES: Readonly<Record<Severity, string>> = {
  critical: 'Now',
  high: 'Now',
  medium: 'This month',
  low: 'When it suits',
  info: 'When it suits',
};

/** Items that are most urgent first, cut into the groups that people plan by. */
export function groupByUrgency(items: readonly ReminderItem[]): readonly UrgencyGroup[] {
  const groups = Map.groupBy(items, (item) => TITLES[severityOf(item)]);
  return ['Now', 'This month', 'When it suits'].flatMap((title) => {
    const own = groups.get(title);
    return own ? [{ title, items: own }] : [];
  });
}
