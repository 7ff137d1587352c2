import { addDays, type CalendarDate, daysBetween, formatDate, mondayOf } from '../../domain/calendar-date.ts';
import { SHOWN_STATUSES, shareOf, type WeekCounts } from '../../domain/pool-week.ts';
import type { ChartTheme } from './chart-theme.ts';
import type { Panel } from './panel.ts';

const WEEKS = 53;
/** Up to so many weeks each has its date; then only months are named. */
const MOST_WEEKS_NAMED = 8;
/** Days of a month in which its first Monday lies. */
const FIRST_WEEK_DAYS = 7;

/** The share of pools that were current, behind and unsupported: a bar a week over the last twelve months, gaps where nothing was recorded. */
export function createSharesPanel(weeks: readonly WeekCounts[], today: CalendarDate, theme: ChartTheme): Panel {
  const mondays = listMondays(weeks, today);
  const known = new Map(weeks.map((week) => [week.weekOn, week]));
  const isShort = mondays.length <= MOST_WEEKS_NAMED;
  return {
    title: 'Windows node pools, week by week',
    height: 252,
    inset: { left: 56, right: 24, top: 48, bottom: 46 },
    xAxis: {
      type: 'category',
      data: mondays,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.line } },
      axisLabel: {
        color: theme.soft,
        interval: (_index: number, monday: string) => isShort || isFirstOfMonth(monday),
        formatter: (monday: string) => (isShort ? formatDate(monday) : sayMonth(monday)),
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { color: theme.soft, formatter: '{value} %' },
      splitLine: { lineStyle: { color: theme.line } },
    },
    series: SHOWN_STATUSES.map((status) => ({
      name: status,
      type: 'bar',
      stack: 'pools',
      barCategoryGap: '12%',
      barMaxWidth: 40,
      itemStyle: { color: theme.status[status] },
      data: mondays.map((monday) => {
        const week = known.get(monday);
        return week ? Math.round(shareOf(week, status) * 10) / 10 : null;
      }),
    })),
    legend: SHOWN_STATUSES,
  };
}

/** From the first recorded week on, but no more than a year: a new installation does not look like an empty year. */
function listMondays(weeks: readonly WeekCounts[], today: CalendarDate): readonly CalendarDate[] {
  const last = mondayOf(today);
  const first = weeks[0]?.weekOn ?? last;
  const count = Math.min(WEEKS, Math.max(1, Math.floor(daysBetween(first, last) / 7) + 1));
  return Array.from({ length: count }, (_, index) => addDays(last, (index - count + 1) * 7));
}

function isFirstOfMonth(monday: CalendarDate): boolean {
  return Number(monday.slice(8)) <= FIRST_WEEK_DAYS;
}

/** `Oct`, and the year below it where it begins: `Jan⏎2026`. */
function sayMonth(monday: CalendarDate): string {
  const [month = '', year = ''] = formatDate(monday.slice(0, 7)).split(' ');
  return month === 'Jan' ? `${month}\n${year}` : month;
}
