import type { CalendarDate } from './calendar-date.ts';
import { DEFAULT_ESCALATION, type EscalationPolicy } from './escalation-policy.ts';

/** When the monthly reminder of a channel is due, on clocks of its time zone. */
export interface ReminderTime {
  /** Day of the month; the last day of a shorter month. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What reminders go by; from the configuration. */
export interface ReminderSettings {
  /** For channels without a day of their own. */
  readonly time: ReminderTime;
  /** A reminder on one of these, or on a weekend, moves to the next working day. */
  readonly holidays: ReadonlySet<CalendarDate>;
  /** What is posted between the monthly reminders. */
  readonly escalation: EscalationPolicy;
}

/** The 20th at nine: by then that month's images have reached most regions. */
export const DEFAULT_REMINDERS: ReminderSettings = {
  time: { day: 20, hour: 9, minute: 0 },
  holidays: new Set(),
  escalation: DEFAULT_ESCALATION,
};

/**
 * Reads the cron expression of a monthly reminder, `0 9 20 * *`, with seconds first if it has six fields. `null` for
 * one that is not once a month at a fixed time.
 */
export function parseReminderTime(cron: string): ReminderTime | null {
  const fields = cron.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields.length === 6 ? fields.slice(1) : fields;
  if (fields.length < 5 || fields.length > 6 || month !== '*' || !/^[*?]$/.test(weekday ?? '')) return null;
  const numbers = [minute, hour, day].map((text) => (/^\d{1,2}$/.test(text ?? '') ? Number(text) : Number.NaN));
  const [m = Number.NaN, h = Number.NaN, d = Number.NaN] = numbers;
  return m <= 59 && h <= 23 && d >= 1 && d <= 31 ? { day: d, hour: h, minute: m } : null;
}
