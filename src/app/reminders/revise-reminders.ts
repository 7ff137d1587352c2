import type { AppContext } from '../app-context.ts';
import { reviseCard } from '../delivery/revise-card.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { createScopes } from '../fleet/channel-scopes.ts';
import { listDestinations } from '../fleet/list-destinations.ts';
import { updateFindings } from '../fleet/update-findings.ts';
import type { ReminderFacts } from './read-reminder-facts.ts';

/**
 * Brings the cards that are open up to date, in one transaction, and ends those with nothing left to do. It posts no
 * new card and no escalation. Costs next to nothing while no card is open.
 */
export function reviseOpenReminders(context: AppContext): void {
  const { store } = context;
  if (!store.reminders.hasOpen()) return;
  store.transaction(() => {
    updateFindings(context);
    const fleet = assessFleet(context);
    const scopeOf = createScopes(fleet, (clusterId) => store.findings.listOpenOf(clusterId));
    reviseReminders(context, { fleet, destinations: listDestinations(context, fleet.clusters), scopeOf });
  });
}

/** The same as part of a larger run. Call it in a transaction, once the findings are up to date. */
export function reviseReminders(
  context: AppContext,
  { fleet, destinations, scopeOf }: Omit<ReminderFacts, 'suppressions'>,
): void {
  for (const open of context.store.reminders.listOpen()) {
    const destination = destinations.find(({ channel }) => channel === open.channel);
    reviseCard(context, open, destination ? scopeOf(destination) : null, fleet.now);
  }
}
