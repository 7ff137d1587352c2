import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { addDays, type CalendarDate, daysBetween, formatDate } from '../../domain/calendar-date.ts';
import type { FleetPicture, PictureDate } from '../../domain/pool-week.ts';
import { listMondays, SHOWN_STATUSES, shareOf, type WeekCounts } from '../../domain/pool-week.ts';

use([BarChart, ScatterChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** The picture as an SVG document without scripts; what text it has is escaped. */
export function drawFleetPicture({ weeks, dates, drawnOn }: FleetPicture): string {
  const panels = [
    ...(weeks.length > 0 ? [createSharesPanel(weeks, drawnOn)] : []),
    ...(dates.length > 0 ? [createDatesPanel(dates, drawnOn)] : []),
  ];
  const height = panels.reduce((sum, panel) => sum + panel.height, 0);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: PICTURE_WIDTH, height: Math.max(1, height) });
  try {
    chart.setOption(composeOption(panels));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** The panels one below the other. */
function composeOption(panels: readonly Panel[]): EChartsCoreOption {
  const { ground, text, soft } = COLORS;
  const tops = panels.map((_, index) => panels.slice(0, index).reduce((sum, { height }) => sum + height, 0));
  const topOf = (index: number) => tops[index] ?? 0;
  const explained = panels.findIndex(({ legend }) => legend.length > 0);
  const onGrid = (index: number) => ({ xAxisIndex: index, yAxisIndex: index });
  return {
    animation: false,
    backgroundColor: ground,
    textStyle: { fontFamily: `${FONT_FAMILY}, sans-serif`, fontSize: 12 },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: 16,
      top: topOf(index) + 12,
      textStyle: { color: text, fontSize: 15 },
    })),
    legend: {
      show: explained >= 0,
      data: [...(panels[explained]?.legend ?? [])],
      right: 24,
      top: topOf(Math.max(0, explained)) + 12,
      selectedMode: false,
      icon: 'rect',
      itemWidth: 12,
      itemHeight: 12,
      textStyle: { color: soft },
    },
    grid: panels.map(({ height, inset }, index) => ({
      left: inset.left,
      right: inset.right,
      top: topOf(index) + inset.top,
      height: height - inset.top - inset.bottom,
    })),
    xAxis: panels.map(({ xAxis }, gridIndex) => ({ ...xAxis, gridIndex })),
    yAxis: panels.map(({ yAxis }, gridIndex) => ({ ...yAxis, gridIndex })),
    series: panels.flatMap(({ series }, index) => series.map((one) => ({ ...one, ...onGrid(index) }))),
  };
}

/** A part of a picture: what the charting library needs for it, and how much room it takes. */
interface Panel {
  readonly title: string;
  /** Height of title, drawing and axis, in pixels. */
  readonly height: number;
  /** Distance of the drawing from the panel's edges, in pixels. */
  readonly inset: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly xAxis: EChartsCoreOption;
  readonly yAxis: EChartsCoreOption;
  readonly series: readonly EChartsCoreOption[];
  /** Names of the series that a legend explains; empty for none. */
  readonly legend: readonly string[];
}

const PICTURE_WIDTH = 720;

/** More than these make a picture that nobody reads; the table beside it has them all. */
const DATES_SHOWN = 8;
const ROW_HEIGHT = 26;
const ROOM_FOR_WORDS = 474;
const MARGIN = 21;
const NEAR_DAYS = 90;
const AHEAD_DAYS = 365;

/** What ends when: a row for each date, its words at the left, its day on a line of time that begins today. */
function createDatesPanel(dates: readonly PictureDate[], today: CalendarDate): Panel {
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
      axisLine: { lineStyle: { color: COLORS.line } },
      splitLine: { showMaxLine: false, lineStyle: { color: COLORS.line } },
      axisLabel: {
        color: COLORS.soft,
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
        color: COLORS.text,
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
          itemStyle: { color: colorOf(daysBetween(today, on)) },
        })),
      },
    ],
    legend: [],
  };
}

function colorOf(daysLeft: number): string {
  const { near, ahead, far } = COLORS;
  if (daysLeft <= NEAR_DAYS) return near;
  return daysLeft <= AHEAD_DAYS ? ahead : far;
}

/** Up to so many weeks each has its date; then only months are named. */
const MOST_WEEKS_NAMED = 8;
const FIRST_WEEK_DAYS = 7;

/** The share of pools that were current, behind and unsupported: a bar a week over the last twelve months, gaps where nothing was recorded. */
function createSharesPanel(weeks: readonly WeekCounts[], today: CalendarDate): Panel {
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
      axisLine: { lineStyle: { color: COLORS.line } },
      axisLabel: {
        color: COLORS.soft,
        interval: (_index: number, monday: string) => isShort || isFirstOfMonth(monday),
        formatter: (monday: string) => (isShort ? formatDate(monday) : sayMonth(monday)),
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { color: COLORS.soft, formatter: '{value} %' },
      splitLine: { lineStyle: { color: COLORS.line } },
    },
    series: SHOWN_STATUSES.map((status) => ({
      name: status,
      type: 'bar',
      stack: 'pools',
      barCategoryGap: '12%',
      barMaxWidth: 40,
      itemStyle: { color: COLORS.status[status] },
      data: mondays.map((monday) => {
        const week = known.get(monday);
        return week ? Math.round(shareOf(week, status) * 10) / 10 : null;
      }),
    })),
    legend: SHOWN_STATUSES,
  };
}

function isFirstOfMonth(monday: CalendarDate): boolean {
  return Number(monday.slice(8)) <= FIRST_WEEK_DAYS;
}

/** `Oct`, and the year below it where it begins: `Jan⏎2026`. */
function sayMonth(monday: CalendarDate): string {
  const [month = '', year = ''] = formatDate(monday.slice(0, 7)).split(' ');
  return month === 'Jan' ? `${month}\n${year}` : month;
}

/** Colours. Neighbours differ in lightness too, so that they are told apart without colour. */
const COLORS = {
  ground: '#ffffff',
  text: '#1d1c1d',
  soft: '#616061',
  line: '#dddddd',
  status: { current: '#00674a', behind: '#e0a526', unsupported: '#b3093c' },
  /** A date by how soon it is. */
  near: '#b3093c',
  ahead: '#b87a00',
  far: '#00674a',
} as const;

/** What the raster library is given as a font file, and browsers may have by themselves. */
const FONT_FAMILY = 'Lato';

const WASM = import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm');
/** A slim container has no font at all: ours comes with the program. */
const FONTS = [
  import.meta.resolve('@expo-google-fonts/lato/400Regular/Lato_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/lato/700Bold/Lato_700Bold.ttf'),
];
/** Screens with two pixels for each of the drawing's. */
const ZOOM = 2;

/** Loaded once; the library refuses a second time. */
let ready: Promise<readonly Uint8Array[]> | null = null;

/** An SVG drawing as PNG bytes, at twice its size. Nothing outside the drawing and our font is read. */
export async function rasterizeSvg(svg: string): Promise<Uint8Array> {
  ready ??= load();
  const fontBuffers = [...(await ready)];
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers, defaultFontFamily: FONT_FAMILY, sansSerifFamily: FONT_FAMILY },
  });
  try {
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    drawing.free();
  }
}

async function load(): Promise<readonly Uint8Array[]> {
  await initWasm(await readFile(new URL(WASM)));
  return Promise.all(FONTS.map((file) => readFile(new URL(file))));
}
