import { dayOf } from '../../domain/calendar-date.ts';
import { planReminderRevision } from '../../outbox/refresh-reminder.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { createChannelParts } from '../fleet/channel-parts.ts';
import { listDestinations } from '../fleet/list-destinations.ts';
import { updateFindings } from '../fleet/update-findings.ts';
import type { ReminderFacts } from './read-reminder-facts.ts';

/**
 * Brings the cards that are open up to date, in one transaction, and ends those with nothing left to do. It posts no
 * new card and tells of no limit. Costs next to nothing while no card is open.
 */
export function reviseOpenReminders(context: AppContext): void {
  const { store } = context;
  if (!store.reminders.hasOpen()) return;
  store.transaction(() => {
    updateFindings(context);
    const fleet = assessFleet(context);
    const partOf = createChannelParts(fleet, (clusterId) => store.findings.listOpenOf(clusterId));
    reviseReminders(context, { fleet, destinations: listDestinations(context, fleet.clusters), partOf });
  });
}

/** The same as part of a larger run. Call it in a transaction, once the findings are up to date. */
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
