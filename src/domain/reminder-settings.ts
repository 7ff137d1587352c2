import type { CalendarDate } from './calendar-date.ts';
import { SOON_DAYS, SUPPORTED_DAYS } from './node-pool-assessment.ts';
import { Refusal } from './setting.ts';

/** When the monthly reminder of a channel is due, on clocks of its time zone. */
export interface ReminderTime {
  /** Day of the month; the last day of a shorter month. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** The loudest audience of a limit: the team, also the owners who asked to be mentioned, also the operators. */
export type EscalationLevel = 'channel' | 'owners' | 'operators';

/** A threshold, crossed once. `channel` goes into the thread of the open reminder or the next one; the others are worth a message. */
export interface EscalationLimit {
  readonly days: number;
  readonly level: EscalationLevel;
}

/** When a team hears more than once a month. */
export interface EscalationPolicy {
  /** Days of age of a node image, the oldest first; empty: its age alone leads to no message between reminders. */
  readonly imageAge: readonly EscalationLimit[];
  /** Days left before a phase of a retirement or before support ends, the last first; empty: ends lead to no message. */
  readonly beforeEnd: readonly EscalationLimit[];
  /** Days after a newer image was announced before the age of the old one is held against anybody. */
  readonly graceDays: number;
  /** Weeks past the end after which a weekly word also mentions the owners. */
  readonly weeksToOwners: number;
  /** Weeks past the end in which the operators get a message, once. */
  readonly weeksToOperators: number;
}

/** What holds where nothing is set: image age is worth a word, pressing, past what AKS supports. */
export const DEFAULT_ESCALATION: EscalationPolicy = {
  imageAge: [
    { days: SUPPORTED_DAYS, level: 'operators' },
    { days: 75, level: 'owners' },
    { days: SOON_DAYS, level: 'channel' },
  ],
  beforeEnd: [
    { days: 0, level: 'operators' },
    { days: 7, level: 'operators' },
    { days: 30, level: 'owners' },
    { days: 90, level: 'channel' },
    { days: 180, level: 'channel' },
  ],
  graceDays: 14,
  weeksToOwners: 2,
  weeksToOperators: 4,
};

export interface LimitRange {
  readonly least: number;
  readonly most: number;
  /** Of days that grow with urgency, as an age does, the most; of days that are left, the fewest. */
  readonly isUrgentWhen: 'many' | 'few';
  /** Why other days would never lead to a message: a clause. */
  readonly because: string;
}

/** All levels, quietest first. */
const LEVELS: readonly EscalationLevel[] = ['channel', 'owners', 'operators'];
const OFF = 'off';

/** Reads `60:channel,75:owners,90:operators`, in any order, or `off`, which is `[]`; the most urgent first. @throws Refusal */
export function readEscalationLimits(text: string, range: LimitRange): readonly EscalationLimit[] {
  if (text.trim().toLowerCase() === OFF) return [];
  const read = text.split(',').map(readLimit);
  const limits = read.filter((limit) => limit !== null);
  if (limits.length < read.length)
    throw new Refusal(`must be days and who is told, such as ${exampleOf(range)}, or off`);
  if (limits.some(({ days }) => days < range.least || days > range.most))
    throw new Refusal(`must have days from ${range.least} to ${range.most}: ${range.because}`);
  if (new Set(limits.map(({ days }) => days)).size < limits.length)
    throw new Refusal('must say once for each number of days who is told');
  const sorted = limits.sort((a, b) => (range.isUrgentWhen === 'many' ? b.days - a.days : a.days - b.days));
  if (sorted.some(({ level }, index) => isQuieter(level, sorted[index + 1]?.level)))
    throw new Refusal(`must not get quieter as it becomes more urgent: ${LEVELS.join(', then ')}`);
  return sorted;
}

export function formatEscalationLimits(limits: readonly EscalationLimit[]): string {
  return limits.length === 0 ? OFF : limits.map(({ days, level }) => `${days}:${level}`).join(',');
}

function readLimit(part: string): EscalationLimit | null {
  const [, days, word] = /^\s*(\d{1,4})\s*:\s*([a-z]+)\s*$/i.exec(part) ?? [];
  const level = LEVELS.find((one) => one === word?.toLowerCase());
  return days !== undefined && level ? { days: Number(days), level } : null;
}

function isQuieter(level: EscalationLevel, lessUrgent: EscalationLevel | undefined): boolean {
  return lessUrgent !== undefined && LEVELS.indexOf(level) < LEVELS.indexOf(lessUrgent);
}

function exampleOf({ isUrgentWhen }: LimitRange): string {
  return isUrgentWhen === 'many' ? '60:channel,75:owners,90:operators' : '90:channel,30:owners,7:operators';
}

/** What reminders go by; from the configuration. */
export interface ReminderSettings {
  /** For channels without a day of their own. */
  readonly time: ReminderTime;
  /** A reminder on one of these, or on a weekend, moves to the next working day. */
  readonly holidays: ReadonlySet<CalendarDate>;
  readonly escalation: EscalationPolicy;
}

/** The 20th at nine: by then that month's images have reached most regions. */
export const DEFAULT_REMINDERS: ReminderSettings = {
  time: { day: 20, hour: 9, minute: 0 },
  holidays: new Set(),
  escalation: DEFAULT_ESCALATION,
};

/** `0 9 20 * *`, with or without seconds first; `null` for one that is not once a month at a fixed time. */
export function parseReminderTime(cron: string): ReminderTime | null {
  const fields = cron.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields.length === 6 ? fields.slice(1) : fields;
  if (fields.length < 5 || fields.length > 6 || month !== '*' || !/^[*?]$/.test(weekday ?? '')) return null;
  const numbers = [minute, hour, day].map((text) => (/^\d{1,2}$/.test(text ?? '') ? Number(text) : Number.NaN));
  const [m = Number.NaN, h = Number.NaN, d = Number.NaN] = numbers;
  return m <= 59 && h <= 23 && d >= 1 && d <= 31 ? { day: d, hour: h, minute: m } : null;
}
