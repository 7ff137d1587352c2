import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { NotificationContent, OutboxOperation } from '../../domain/notification.ts';

/** A message as a channel would have got it. */
export interface ReplayedMessage {
  readonly at: string;
  /** Day of `at`, UTC. */
  readonly day: CalendarDate;
  readonly channel: string;
  readonly operation: OutboxOperation;
  readonly content: NotificationContent;
}
