import { addDays, type CalendarDate, daysBetween, formatDate } from '../../domain/calendar-date.ts';
import type { PictureDate } from '../../domain/fleet-picture.ts';
import type { ChartTheme } from './chart-theme.ts';
import type { Panel } from './panel.ts';

/** More than these make a picture that nobody reads; the table beside it has them all. */
const DATES_SHOWN = 8;
const ROW_HEIGHT = 26;
const ROOM_FOR_WORDS = 474;
const MARGIN = 21;
const NEAR_DAYS = 90;
const AHEAD_DAYS = 365;

/** What ends when: a row for each date, its words at the left, its day on a line of time that begins today. */
export function createDatesPanel(dates: readonly PictureDate[], today: CalendarDate, theme: ChartTheme): Panel {
  const shown = dates.slice(0, DATES_SHOWN);
  const span = Math.max(90, ...shown.map(({ on }) => daysBetween(today, on)));
  return {
    title: 'What ends for them',
    height: 84 + shown.length * ROW_HEIGHT,
    inset: { left: ROOM_FOR_WORDS, right: 36, top: 44, bottom: 40 },
    xAxis: {
      type: 'value',
      min: 0,
      max: Math.ceil(span * 1.04),
      interval: Math.ceil(span / 2),
      axisLine: { lineStyle: { color: theme.line } },
      splitLine: { showMaxLine: false, lineStyle: { color: theme.line } },
      axisLabel: {
        color: theme.soft,
        showMaxLabel: false,
        formatter: (days: number) => formatDate(addDays(today, Math.round(days)).slice(0, 7)),
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: shown.map(({ on, title }) => `${formatDate(on)}  ${title}`),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        color: theme.text,
        align: 'left',
        margin: ROOM_FOR_WORDS - MARGIN,
        width: ROOM_FOR_WORDS - 2 * MARGIN,
        overflow: 'truncate',
      },
    },
    series: [
      {
        type: 'scatter',
        symbol: 'diamond',
        symbolSize: 13,
        data: shown.map(({ on }, row) => ({
          value: [daysBetween(today, on), row],
          itemStyle: { color: colorOf(daysBetween(today, on), theme) },
        })),
      },
    ],
    legend: [],
  };
}

function colorOf(daysLeft: number, { near, ahead, far }: ChartTheme): string {
  if (daysLeft <= NEAR_DAYS) return near;
  return daysLeft <= AHEAD_DAYS ? ahead : far;
}
