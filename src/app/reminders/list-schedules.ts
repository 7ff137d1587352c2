import { monthOf, type ReminderSchedule } from '../../reminders/schedule.ts';
import type { Destination } from '../../routing/route-channels.ts';
import type { AppContext } from '../app-context.ts';

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
