import {
  addDays,
  type CalendarDate,
  daysBetween,
  formatDate,
  isDay,
  lastDayOf,
  weekdayOf,
} from '../../domain/calendar-date.ts';
import {
  listOf,
  object,
  optional,
  optionalNumber,
  optionalText,
  type ReadBy,
  readWith,
  requiredText,
} from '../field-readers.ts';
import type { Fields } from '../fields.ts';
import type { ImportCollector } from '../import-collector.ts';
import { clusterOfId, findClusterId, type ReadOrigin } from '../read-cluster.ts';

const Schedule = object({
  daily: optional(object({ intervaldays: optionalNumber })),
  weekly: optional(object({ intervalweeks: optionalNumber, dayofweek: optionalText })),
  absolutemonthly: optional(object({ intervalmonths: optionalNumber, dayofmonth: optionalNumber })),
  relativemonthly: optional(
    object({ intervalmonths: optionalNumber, weekindex: optionalText, dayofweek: optionalText }),
  ),
});
type Schedule = ReadBy<typeof Schedule>;

const Closed = object({ start: optionalText, end: optionalText });
const Maintenance = object({
  name: requiredText,
  maintenancewindow: optional(
    object({
      schedule: optional(Schedule),
      durationhours: optionalNumber,
      starttime: optionalText,
      utcoffset: optionalText,
      startdate: optionalText,
      notalloweddates: optional(listOf(Closed)),
    }),
  ),
});

/** Takes a maintenance window of a cluster (`az aks maintenanceconfiguration list`, or `show`, which is not `listed`). */
export function collectMaintenance(
  fields: Fields,
  item: string,
  from: ReadOrigin & { readonly listed: boolean },
  into: ImportCollector,
): void {
  const [ownId] = String(fields['id']).split(/\/maintenanceconfigurations\//i);
  const id = findClusterId({ id: ownId });
  const parsed = readWith(Maintenance, fields);
  if (!id || 'refused' in parsed) {
    into.refuse(item, 'refused' in parsed ? parsed.refused : 'id: does not name the AKS cluster of the window');
    return;
  }
  const { name, maintenancewindow: window } = parsed.read;
  const times = `from ${window?.starttime ?? '?'} (UTC${window?.utcoffset ?? '+00:00'}) for ${window?.durationhours ?? '?'} hours`;
  const days = window?.schedule ? describeSchedule(window.schedule) : null;
  const closed = listClosed(window?.notalloweddates ?? [], from.asOf);
  const when = days === null ? null : `${days} ${times}${describeClosed(closed)}`;
  const opensOn = window?.schedule
    ? listOpenings(window.schedule, window.startdate ?? '', from.asOf.slice(0, 10), closed)
    : [];
  const windows = [{ name, when, ...(opensOn.length > 0 ? { opensOn } : {}) }];
  const maintenance = { asOf: from.asOf, windows, ...(from.listed ? {} : { isPart: true as const }) };
  const cluster = { ...clusterOfId(id, from, []), maintenance };
  into.addPart({ kind: 'maintenance-of-cluster', cluster });
}

interface Span {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

/** The days on which AKS leaves the cluster alone all the same; those that lie behind say nothing. */
function listClosed(dates: readonly ReadBy<typeof Closed>[], asOf: string): readonly Span[] {
  const spans = dates.map(({ start, end }) => ({ start: start ?? '', end: end ?? '' }));
  return spans.filter(({ start, end }) => isDay(start) && isDay(end) && asOf.slice(0, 10) <= end);
}

function describeClosed(closed: readonly Span[]): string {
  const spans = closed.map(({ start, end }) => `from ${formatDate(start)} to ${formatDate(end)}`);
  return spans.length === 0 ? '' : `, but not ${spans.join(' and ')}`;
}

/** `weekly on Saturday`, `every 2 weeks on Saturday`; `null` for a schedule of another kind. */
function describeSchedule({ daily, weekly, absolutemonthly, relativemonthly }: Schedule) {
  if (daily) return every(daily.intervaldays, 'daily', 'days');
  if (weekly) return `${every(weekly.intervalweeks, 'weekly', 'weeks')} on ${weekly.dayofweek}`;
  if (absolutemonthly)
    return `${every(absolutemonthly.intervalmonths, 'monthly', 'months')} on day ${absolutemonthly.dayofmonth}`;
  if (!relativemonthly) return null;
  const { intervalmonths, weekindex, dayofweek } = relativemonthly;
  return `${every(intervalmonths, 'monthly', 'months')} on the ${weekindex?.toLowerCase()} ${dayofweek}`;
}

function every(interval: number | null, each: string, units: string): string {
  return interval && interval > 1 ? `every ${interval} ${units}` : each;
}

/** So many of the next openings are kept. */
const OPENINGS = 8;
/** What opens in no year ahead opens never. */
const DAYS_AHEAD = 400;

/** The next days on which a window opens; none where its first day is not told. */
function listOpenings(
  schedule: Schedule,
  startsOn: CalendarDate,
  today: CalendarDate,
  closed: readonly Span[],
): readonly CalendarDate[] {
  if (!isDay(startsOn)) return [];
  const openings: CalendarDate[] = [];
  for (let ahead = 0; ahead < DAYS_AHEAD && openings.length < OPENINGS; ahead += 1) {
    const day = addDays(today, ahead);
    const isClosed = closed.some(({ start, end }) => start <= day && day <= end);
    if (day >= startsOn && !isClosed && opens(schedule, startsOn, day)) openings.push(day);
  }
  return openings;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEKS = ['first', 'second', 'third', 'fourth'];

function opens(
  { daily, weekly, absolutemonthly, relativemonthly }: Schedule,
  startsOn: CalendarDate,
  day: CalendarDate,
): boolean {
  const days = daysBetween(startsOn, day);
  if (daily) return days % (daily.intervaldays ?? 1) === 0;
  const isOn = (weekday: string | null) => WEEKDAYS[weekdayOf(day)] === weekday?.toLowerCase();
  if (weekly) return isOn(weekly.dayofweek) && Math.floor(days / 7) % (weekly.intervalweeks ?? 1) === 0;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const months = (year - Number(startsOn.slice(0, 4))) * 12 + month - Number(startsOn.slice(5, 7));
  if (months % ((absolutemonthly ?? relativemonthly)?.intervalmonths ?? 1) !== 0) return false;
  const last = Number(lastDayOf(day.slice(0, 7)).slice(8));
  if (absolutemonthly) return date === Math.min(absolutemonthly.dayofmonth ?? 1, last);
  const week = relativemonthly?.weekindex?.toLowerCase();
  const isInWeek = week === 'last' ? date + 7 > last : WEEKS[Math.ceil(date / 7) - 1] === week;
  return relativemonthly !== null && relativemonthly !== undefined && isInWeek && isOn(relativemonthly.dayofweek);
}
