import { dayOf } from '../domain/calendar-date.ts';
import { planReminderRevision } from '../outbox/refresh-reminder.ts';
import type { AppContext } from './app-context.ts';
import type { ReminderFacts } from './read-reminder-facts.ts';

/** Brings the cards that are open up to date and ends those with nothing left to do. Call it in a transaction, once the findings are. */
export function reviseReminders(
  { store }: AppContext,
  { fleet, destinations, partOf }: Omit<ReminderFacts, 'peace'>,
): void {
  const at = fleet.now.toISOString();
  for (const open of store.reminders.listOpen()) {
    const destination = destinations.find(({ channel }) => channel === open.channel);
    const part = destination ? partOf(destination) : { pools: [], findings: [] };
    const revision = planReminderRevision(open, { ...part, today: dayOf(fleet.now) }, fleet.now);
    if (!revision) continue;
    store.reminders.revise(open.id, revision.content);
    if (revision.isDone) store.reminders.close(open.id, 'done', at);
    store.outbox.add(revision.notifications, at);
  }
}
