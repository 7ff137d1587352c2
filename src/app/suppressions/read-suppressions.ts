import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { PeaceRules } from '../../outbox/find-waiting.ts';
import type { AppContext } from '../app-context.ts';

/** What is snoozed and held on a day. */
export function readSuppressions({ store }: AppContext, today: CalendarDate): PeaceRules {
  return { snoozes: store.snoozes.listOpen(today), holds: store.imageHolds.listOpen(), today };
}
