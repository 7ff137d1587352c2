import { dayOf } from '../../domain/calendar-date.ts';
import type { Suppressions } from '../../reminders/suppressions.ts';
import type { ChannelScope } from '../../routing/channel-scope.ts';
import type { Destination } from '../../routing/route-channels.ts';
import type { WritingContext } from '../app-context.ts';
import { assessFleet, type FleetAssessment } from '../fleet/assess-fleet.ts';
import { createScopes } from '../fleet/channel-scopes.ts';
import { listDestinations } from '../fleet/list-destinations.ts';
import { readOpenFindings, updateFindings } from '../fleet/open-findings.ts';
import { expireSuppressions } from '../suppressions/expire-suppressions.ts';
import { readSuppressions } from '../suppressions/read-suppressions.ts';

/** What reminders of every kind go by, at one instant. */
export interface ReminderFacts {
  readonly fleet: FleetAssessment;
  readonly destinations: readonly Destination[];
  readonly scopeOf: (destination: Destination) => ChannelScope;
  readonly suppressions: Suppressions;
}

/**
 * Loads it, after bringing the findings up to date and ending snoozes and holds that the world has overtaken.
 */
export function readReminderFacts(context: WritingContext): ReminderFacts {
  updateFindings(context);
  const fleet = assessFleet(context);
  const { listOf } = readOpenFindings(context, fleet);
  const destinations = listDestinations(context, fleet.clusters);
  expireSuppressions(context, fleet, listOf, destinations);
  return {
    fleet,
    destinations,
    scopeOf: createScopes(fleet, listOf),
    suppressions: readSuppressions(context, dayOf(fleet.now)),
  };
}
