const DAY_MS = 86_400_000;

/** A calendar day `YYYY-MM-DD`, or a month `YYYY-MM` where the source gives no day. */
export type CalendarDate = string;

/** The calendar day of an instant in UTC. */
export function dayOf(instant: Date): CalendarDate {
  return instant.toISOString().slice(0, 10);
}

/** The last day a date covers: a month means its last day. */
export function lastDayOf(date: CalendarDate): CalendarDate {
  if (date.length !== 7) return date;
  const [year, month] = date.split('-').map(Number);
  return dayOf(new Date(Date.UTC(year ?? 0, month ?? 0, 0)));
}

/** Whole days from `from` to `to`, negative when `to` is earlier; a month counts as its last day. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(lastDayOf(to)) - Date.parse(lastDayOf(from))) / DAY_MS);
}

/** `date` moved by `days`. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dayOf(new Date(Date.parse(lastDayOf(date)) + days * DAY_MS));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How people read it: `15 Mar 2027`, or `Mar 2027` for a month. */
export function formatDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  const name = MONTHS[(month ?? 1) - 1] ?? '';
  return day === undefined ? `${name} ${year}` : `${day} ${name} ${year}`;
}

/** True for a day that the calendar has, written `2026-12-25`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(new Date(text)) === text;
}
