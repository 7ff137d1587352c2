import type { ReminderSchedule } from '../../reminders/schedule.ts';
import type { Destination } from '../../routing/route-channels.ts';
import type { AppContext } from '../app-context.ts';

/** When each channel that wants reminders gets them, and the month it is done with. */
export function listSchedules(context: AppContext, destinations: readonly Destination[]): readonly ReminderSchedule[] {
  const { store, reminders, timeZone } = context;
  return destinations
    .filter(({ topics }) => topics.has('reminders'))
    .map((destination) => ({
      channel: destination.channel,
      time: { ...reminders.time, day: destination.reminderDay ?? reminders.time.day },
      timeZone: destination.timeZone ?? timeZone,
      holidays: reminders.holidays,
      lastMonth: store.reminders.findLastMonth(destination.channel),
    }));
}
