import { remember } from './once.ts';

export const DAY_MS = 86_400_000;

/** A calendar day `YYYY-MM-DD`, or a month `YYYY-MM` where the source gives no day. */
export type CalendarDate = string;

/** The calendar day of an instant in UTC. */
export function dayOf(instant: Date): CalendarDate {
  return instant.toISOString().slice(0, 10);
}

const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The last day a date covers: a month means its last day. By hand, since advice on a large fleet does little else as often. */
export function lastDayOf(date: CalendarDate): CalendarDate {
  if (date.length !== 7) return date;
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return `${date}-${month === 2 && isLeap ? 29 : (DAYS_OF_MONTHS[month - 1] ?? 31)}`;
}

/** Whole days from `from` to `to`, negative when `to` is earlier; a month counts as its last day. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((startOf(to) - startOf(from)) / DAY_MS);
}

/** Milliseconds from 1970 to the begin of a day, as quickly. */
function startOf(date: CalendarDate): number {
  if (date.length !== 10) return Date.parse(lastDayOf(date));
  const digit = (at: number) => date.charCodeAt(at) - 48;
  const year = digit(0) * 1_000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  return Date.UTC(year, digit(5) * 10 + digit(6) - 1, digit(8) * 10 + digit(9));
}

/** The one that is over first; `null` where there is neither. */
export function earlierOf(a: CalendarDate | null = null, b: CalendarDate | null = null): CalendarDate | null {
  if (a === null || b === null) return a ?? b;
  return lastDayOf(a) < lastDayOf(b) ? a : b;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  const on = new Date(startOf(date) + days * DAY_MS);
  // By hand, as above: a reminder look asks this for every pool.
  return `${on.getUTCFullYear()}-${twoDigits(on.getUTCMonth() + 1)}-${twoDigits(on.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How people read it: `15 Mar 2027`, or `Mar 2027` for a month. */
export function formatDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  const name = MONTHS[(month ?? 1) - 1] ?? '';
  return day === undefined ? `${name} ${year}` : `${day} ${name} ${year}`;
}

/** The day by which something ends, as people read it: of a month its last, `30 Nov 2026`. */
export function formatEnd(date: CalendarDate): string {
  return formatDate(lastDayOf(date));
}

/** How people read an instant (UTC ISO text): `17 Jul 2026, 20:05 UTC`. */
export function formatInstant(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return 'at an unknown time';
  const iso = at.toISOString();
  return `${formatDate(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;
}

/** An instant so many milliseconds later, as UTC ISO text. */
export function instantAfter(instant: Date | string, ms: number): string {
  return new Date(new Date(instant).getTime() + ms).toISOString();
}

/** The later of two instants, UTC ISO text. */
export function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** True for a day that the calendar has, written `2026-12-25`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  return text.slice(8) <= '28' || text <= lastDayOf(text.slice(0, 7));
}

interface LocalTime {
  readonly date: CalendarDate;
  /** 0–23. */
  readonly hour: number;
  readonly minute: number;
}

export function localTimeOf(instant: Date, timeZone: string): LocalTime {
  const [month, day, year = '', hour, minute] = formatOf(timeZone).format(instant).split(/\D+/);
  return { date: `${year.padStart(4, '0')}-${month}-${day}`, hour: Number(hour), minute: Number(minute) };
}

/** A time that clocks skip (daylight saving) is taken that much later; of one that they show twice, the first. */
export function instantOf({ date, hour, minute }: LocalTime, timeZone: string): Date {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  // Offsets change at most once around the instant: those of the day before and after are the two there can be.
  const [before, after] = [asUtc - DAY_MS, asUtc + DAY_MS].map((ms) => offsetAt(new Date(ms), timeZone));
  const candidates = [asUtc - (before ?? 0), asUtc - (after ?? 0)].sort((a, b) => a - b);
  const exact = candidates.find((ms) => offsetAt(new Date(ms), timeZone) === asUtc - ms);
  return new Date(exact ?? asUtc - (before ?? 0));
}

/** Day of the week of a date, 0 for Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

export function mondayOf(date: CalendarDate): CalendarDate {
  const back = (weekdayOf(date) + 6) % 7;
  return dayOf(new Date(Date.parse(`${date}T00:00:00Z`) - back * DAY_MS));
}

/** What local clocks are ahead of UTC, in milliseconds. */
function offsetAt(instant: Date, timeZone: string): number {
  const { date, hour, minute } = localTimeOf(instant, timeZone);
  const shown = Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  return shown - Math.floor(instant.getTime() / 60_000) * 60_000;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `08/15/2026, 09:00`. */
const formatOf = remember(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

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
