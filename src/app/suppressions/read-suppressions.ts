import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { Suppressions } from '../../reminders/suppressions.ts';
import type { AppContext } from '../app-context.ts';

/** What is snoozed and held on a day. */
export function readSuppressions({ store }: AppContext, today: CalendarDate): Suppressions {
  return { snoozes: store.snoozes.listOpen(today), holds: store.imageHolds.listOpen(), today };
}
