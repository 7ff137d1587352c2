import { dayOf } from '../domain/calendar-date.ts';
import type { Finding } from '../domain/finding.ts';
import type { PeaceRules } from '../outbox/find-waiting.ts';
import { type Destination, routeChannels } from '../outbox/route-channels.ts';
import type { AppContext } from './app-context.ts';
import { assessFleet, type FleetAssessment, findFleetAdvice } from './assess-fleet.ts';
import { endOutdatedPeace } from './end-outdated-peace.ts';

/** What reminders of every kind go by, at one instant. */
export interface ReminderFacts {
  readonly fleet: FleetAssessment;
  readonly findings: readonly Finding[];
  readonly destinations: readonly Destination[];
  readonly peace: PeaceRules;
}

/** Loads it, after ending snoozes and holds that the world has overtaken. Call it in a transaction. */
export function readReminderFacts(context: AppContext): ReminderFacts {
  const { store, defaultChannel } = context;
  const fleet = assessFleet(context);
  const findings = findFleetAdvice(fleet);
  const subscriptions = store.channelSubscriptions.list();
  const destinations = routeChannels({ subscriptions, defaultChannel, clusters: fleet.clusters });
  endOutdatedPeace(context, fleet, findings, destinations);
  const today = dayOf(fleet.now);
  return {
    fleet,
    findings,
    destinations,
    peace: { snoozes: store.snoozes.listOpen(today), holds: store.imageHolds.listOpen(), today },
  };
}
