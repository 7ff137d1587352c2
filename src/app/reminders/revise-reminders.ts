import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { reviseCard } from '../delivery/compose-entry.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { createScopes, listDestinations } from '../fleet/channel-scopes.ts';
import { updateFindings } from '../fleet/open-findings.ts';
import type { ReminderFacts } from './read-reminder-facts.ts';

/**
 * Brings the cards that are open up to date, in one transaction, and ends those with nothing left to do. It posts no
 * new card and no escalation. Costs next to nothing while no card is open.
 */
export function reviseOpenReminders(context: AppContext): void {
  if (!context.store.reminders.hasOpen()) return;
  transact(context, (writing) => {
    updateFindings(writing);
    const fleet = assessFleet(writing);
    const scopeOf = createScopes(fleet, (clusterId) => writing.store.findings.listOpenOf(clusterId));
    reviseReminders(writing, { fleet, destinations: listDestinations(writing, fleet.clusters), scopeOf });
  });
}

/** The same as part of a larger run. The findings are up to date by then. */
export function reviseReminders(
  context: WritingContext,
  { fleet, destinations, scopeOf }: Omit<ReminderFacts, 'suppressions'>,
): void {
  for (const open of context.store.reminders.listOpen()) {
    const destination = destinations.find(({ channel }) => channel === open.channel);
    reviseCard(context, open, destination ? scopeOf(destination) : null, fleet.now);
  }
}
