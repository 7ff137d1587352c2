import { findNextDue, monthOf, type ReminderSchedule } from '../../reminders/schedule.ts';
import type { Destination } from '../../routing/route-channels.ts';
import { type AppContext, readSuppressions, type WritingContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { createScopes, listDestinations } from '../fleet/channel-scopes.ts';
import { readOpenFindings, updateFindings } from '../fleet/open-findings.ts';
import { expireSuppressions } from '../suppressions/suppress.ts';

/** Loads it, after bringing the findings up to date and ending the suppressions that the world has overtaken. */
export function readReminderFacts(context: WritingContext) {
  updateFindings(context);
  const fleet = assessFleet(context);
  const { listOpenOf: listOf } = readOpenFindings(context, fleet);
  const destinations = listDestinations(context, fleet);
  expireSuppressions(context, fleet, listOf, destinations);
  return {
    fleet,
    destinations,
    scopeOf: createScopes(fleet, listOf),
    suppressions: readSuppressions(context),
  };
}

export type ReminderFacts = ReturnType<typeof readReminderFacts>;

/** When each channel that wants reminders gets them, and the month it is done with. */
export function listSchedules(context: AppContext, destinations: readonly Destination[]): readonly ReminderSchedule[] {
  const { store, reminders, timeZone, clock } = context;
  return destinations
    .filter(({ topics }) => topics.has('reminders'))
    .map(({ channel, reminderDay, timeZone: ownZone }) => {
      const zone = ownZone ?? timeZone;
      return {
        channel,
        time: { ...reminders.time, day: reminderDay ?? reminders.time.day },
        timeZone: zone,
        holidays: reminders.holidays,
        lastMonth: store.reminders.findLastMonth(channel, monthOf(clock.now(), zone)),
      };
    });
}

/** When the next reminder to any of these channels is due, UTC ISO text; `null` where none gets one. */
export function findNextReminder(context: AppContext, destinations: readonly Destination[]): string | null {
  const now = context.clock.now();
  const kinds = new Map(
    listSchedules(context, destinations).map((one) => [`${one.timeZone} ${JSON.stringify(one.time)}`, one]),
  );
  return [...kinds.values()].map((one) => findNextDue(now, one).toISOString()).sort()[0] ?? null;
}
