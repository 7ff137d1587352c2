import { addDays, type CalendarDate, instantOf, lastDayOf, localTimeOf, weekdayOf } from '../domain/calendar-date.ts';
import type { ReminderTime } from '../domain/reminder-settings.ts';

export interface ReminderSchedule {
  readonly channel: string;
  readonly time: ReminderTime;
  readonly timeZone: string;
  readonly holidays: ReadonlySet<CalendarDate>;
  /** `YYYY-MM` of the latest month that is done with, reminded or skipped; `null` for a channel never seen. */
  readonly lastMonth: string | null;
}

const LATE_AFTER_MS = 3_600_000;

/**
 * Which channels are due for their monthly reminder at `now`. It asks what was done, not what the time is: a process
 * that was down, a clock that jumped, or a switch of daylight saving makes a reminder late, never double or lost. Of
 * several missed months only the latest is due.
 */
export function planDueReminders(now: Date, schedules: readonly ReminderSchedule[]) {
  const states = schedules.map((schedule) => ({ schedule, month: findLatestMonth(now, schedule) }));
  return {
    /** Reminders begin with the next month: a channel that subscribes after its day is not reminded at once. */
    begin: states
      .filter(({ schedule }) => schedule.lastMonth === null)
      .map(({ schedule: { channel }, month }) => ({ channel, month })),
    due: states
      .filter(({ schedule, month }) => schedule.lastMonth !== null && month > schedule.lastMonth)
      .map(({ schedule, month }) => ({
        channel: schedule.channel,
        month,
        /** Its day is over for longer than an hour: nobody was running then. */
        late: now.getTime() - dueInstantOf(month, schedule).getTime() > LATE_AFTER_MS,
      })),
  };
}

/** When the reminder of a month is due: its day, or the next working day after it, at its time on local clocks. */
export function dueInstantOf(
  month: string,
  { time, timeZone, holidays }: Omit<ReminderSchedule, 'channel' | 'lastMonth'>,
): Date {
  const last = lastDayOf(month);
  const wanted = `${month}-${String(time.day).padStart(2, '0')}`;
  let date: CalendarDate = wanted < last ? wanted : last;
  while (weekdayOf(date) % 6 === 0 || holidays.has(date)) date = addDays(date, 1);
  return instantOf({ date, hour: time.hour, minute: time.minute }, timeZone);
}

/** The month that a person may ask for: its day is what counts, not the hour; `null` before that. Earlier months are over. */
export function findMonthOfToday(now: Date, schedule: Omit<ReminderSchedule, 'channel' | 'lastMonth'>) {
  const today = localTimeOf(now, schedule.timeZone).date;
  const thisMonth = today.slice(0, 7);
  const days = [thisMonth, addMonths(thisMonth, -1)].map((month) => ({
    month,
    on: localTimeOf(dueInstantOf(month, schedule), schedule.timeZone).date,
  }));
  const found = days.find(({ on }) => on.slice(0, 7) === thisMonth && on <= today);
  return found ? { month: found.month, late: found.on < today } : null;
}

/** When the next reminder after `now` is due. */
export function findNextDue(now: Date, schedule: Omit<ReminderSchedule, 'channel' | 'lastMonth'>): Date {
  const month = monthOf(now, schedule.timeZone);
  const candidates = [addMonths(month, -1), month, addMonths(month, 1), addMonths(month, 2)];
  const instants = candidates.map((one) => dueInstantOf(one, schedule));
  return instants.find((instant) => instant > now) ?? now;
}

/** `YYYY-MM` of an instant in a time zone. */
export function monthOf(instant: Date, timeZone: string): string {
  return localTimeOf(instant, timeZone).date.slice(0, 7);
}

/** The latest month whose reminder is due; a day at the end of a month may be moved into the next one. */
function findLatestMonth(now: Date, schedule: ReminderSchedule): string {
  let month = monthOf(now, schedule.timeZone);
  while (dueInstantOf(month, schedule) > now) month = addMonths(month, -1);
  return month;
}

function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}
