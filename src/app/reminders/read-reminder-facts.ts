import { dayOf } from '../../domain/calendar-date.ts';
import type { PeaceRules } from '../../outbox/find-waiting.ts';
import type { Destination } from '../../outbox/route-channels.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, type FleetAssessment } from '../fleet/assess-fleet.ts';
import { type ChannelPart, createChannelParts } from '../fleet/channel-parts.ts';
import { listDestinations } from '../fleet/list-destinations.ts';
import { readOpenFindings } from '../fleet/read-open-findings.ts';
import { expireSuppressions } from '../suppressions/expire-suppressions.ts';
import { readSuppressions } from '../suppressions/read-suppressions.ts';

/** What reminders of every kind go by, at one instant. */
export interface ReminderFacts {
  readonly fleet: FleetAssessment;
  readonly destinations: readonly Destination[];
  /** The pools and findings of one channel. */
  readonly partOf: (destination: Destination) => ChannelPart;
  readonly peace: PeaceRules;
}

/**
 * Loads it, after bringing the findings up to date and ending snoozes and holds that the world has overtaken. Call it in a
 * transaction.
 */
export function readReminderFacts(context: AppContext): ReminderFacts {
  const fleet = assessFleet(context);
  const findings = readOpenFindings(context, fleet);
  const destinations = listDestinations(context, fleet.clusters);
  expireSuppressions(context, fleet, [...findings.values()].flat(), destinations);
  return {
    fleet,
    destinations,
    partOf: createChannelParts(fleet, (clusterId) => findings.get(clusterId) ?? []),
    peace: readSuppressions(context, dayOf(fleet.now)),
  };
}
