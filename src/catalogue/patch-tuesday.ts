import type { CalendarDate } from '../domain/calendar-date.ts';

const TUESDAY = 2;

/** The newest Patch Tuesday (second Tuesday of a month) on or before a day `YYYY-MM-DD`. */
export function findPatchTuesday(on: CalendarDate): CalendarDate {
  const [year = 0, month = 1] = on.split('-').map(Number);
  const own = patchTuesdayOf(year, month - 1);
  return own <= on ? own : patchTuesdayOf(year, month - 2);
}

/** `month` from 0; -1 is December of the year before. */
function patchTuesdayOf(year: number, month: number): CalendarDate {
  const first = new Date(Date.UTC(year, month, 1));
  const untilTuesday = (TUESDAY - first.getUTCDay() + 7) % 7;
  return new Date(Date.UTC(year, month, 8 + untilTuesday)).toISOString().slice(0, 10);
}
