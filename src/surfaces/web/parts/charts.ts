import { type CalendarDate, daysBetween, formatDate } from '../../../domain/calendar-date.ts';
import { AGE_WORDS, type AgePart, agePartOf, SOON_DAYS, SUPPORTED_DAYS } from '../../../domain/node-pool-assessment.ts';
import { sayShares, type WeekCounts } from '../../../domain/pool-week.ts';
import { countOf, formatCount } from '../../../domain/text.ts';
import { type Html, html } from '../../../html/html.ts';
import { drawWeeks, round, sayMonth, WEEKS_CHART } from '../../../html/weeks-chart.ts';

/** The age of one image on a bar of ninety days, with the number beside it. */
export function renderAgeBar(days: number | null): Html {
  if (days === null) return html`<span class="soft">unknown</span>`;
  const width = Math.max(1, Math.min(SUPPORTED_DAYS, days));
  return html`<span class="age"><svg viewBox="0 0 90 6" width="90" height="6" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" width="90" height="6" rx="3"/><rect class="zone-${agePartOf(days)}" width="${width}" height="6" rx="3"/></svg> <span class="age-days">${countOf(days, 'day')}</span></span>`;
}

const AGE_WIDTH = 720;
const BIN_DAYS = 5;
const BINS = SUPPORTED_DAYS / BIN_DAYS;
/** The last place, for everything older, is as wide as some bins. */
const OVER_BINS = 4;
const STEP = AGE_WIDTH / (BINS + OVER_BINS);
const BARS_HIGH = 106;
const DOTS_HIGH = 8;
const DOT_STEP = 17;

/** Pools by the age of their image, from 0 to 90 days and beyond: a dot a pool, or bars where they are many. */
export function renderAgeChart(ages: readonly number[]): Html {
  const supported = ages.filter((days) => agePartOf(days) !== 'over');
  const over = ages.filter((days) => agePartOf(days) === 'over');
  const bins = Array.from({ length: BINS }, (_, bin) =>
    supported.filter((days) => Math.min(BINS - 1, Math.floor(days / BIN_DAYS)) === bin),
  );
  const most = Math.max(...bins.map(({ length }) => length));
  const asDots = most <= DOTS_HIGH && over.length <= DOTS_HIGH * OVER_BINS;
  const ground = asDots ? 14 + DOT_STEP * Math.max(3, most, Math.ceil(over.length / OVER_BINS)) : BARS_HIGH;
  const height = ground + 26;
  const scale = (ground - 16) / Math.max(most, over.length, 1);
  const draw = (amount: number, x: number, columns: number, zone: AgePart) =>
    asDots
      ? drawDots(amount, { x, ground, columns, zone })
      : drawBar(amount, { x, ground, width: STEP * columns, scale, zone });
  const marks = [...bins.entries()].map(([bin, own]) => draw(own.length, bin * STEP, 1, agePartOf(bin * BIN_DAYS)));
  const last = draw(over.length, BINS * STEP, OVER_BINS, 'over');
  return html`<svg class="chart" viewBox="0 0 ${AGE_WIDTH} ${height}" role="img" aria-label="${sayAges(ages)}">
<rect class="ground-young" x="0" y="0" width="${(SOON_DAYS / BIN_DAYS) * STEP}" height="${ground}"/>
<rect class="ground-soon" x="${(SOON_DAYS / BIN_DAYS) * STEP}" y="0" width="${((SUPPORTED_DAYS - SOON_DAYS) / BIN_DAYS) * STEP}" height="${ground}"/>
<rect class="ground-over" x="${BINS * STEP}" y="0" width="${OVER_BINS * STEP}" height="${ground}"/>
${marks}${last}
<line class="axis" x1="0" x2="${AGE_WIDTH}" y1="${ground}" y2="${ground}"/>
${[0, 30, 60, 90].map((days) => html`<text class="tick" x="${(days / BIN_DAYS) * STEP}" y="${height - 6}" text-anchor="${days === 0 ? 'start' : 'middle'}">${days}</text>`)}
<text class="tick" x="${AGE_WIDTH}" y="${height - 6}" text-anchor="end">older</text>
</svg>`;
}

/** The same in words: `8 under 60 days, 1 of 60 to 90 days, 2 of more than 90 days`. */
function sayAges(ages: readonly number[]): string {
  const inZone = (zone: AgePart) => ages.filter((days) => agePartOf(days) === zone).length;
  return `Node pools by the age of their image: ${inZone('young')} ${AGE_WORDS.young}, ${inZone('soon')} of ${AGE_WORDS.soon}, ${inZone('over')} of ${AGE_WORDS.over}`;
}

interface Place {
  readonly x: number;
  readonly ground: number;
  readonly zone: AgePart;
}

function drawDots(amount: number, { x, ground, columns, zone }: Place & { columns: number }): readonly Html[] {
  const perColumn = Math.max(1, Math.min(DOTS_HIGH, Math.ceil(amount / columns)));
  return Array.from({ length: amount }, (_, index) => {
    const column = Math.floor(index / perColumn);
    const row = index % perColumn;
    return html`<circle class="zone-${zone}" cx="${round(x + STEP * (column + 0.5))}" cy="${ground - 10 - row * DOT_STEP}" r="7"/>`;
  });
}

function drawBar(
  amount: number,
  { x, ground, width, scale, zone }: Place & { width: number; scale: number },
): readonly Html[] {
  if (amount === 0) return [];
  const height = Math.max(2, amount * scale);
  return [
    html`<rect class="zone-${zone}" x="${round(x + 2)}" y="${round(ground - height)}" width="${round(width - 4)}" height="${round(height)}" rx="2"/><text class="tick" x="${round(x + width / 2)}" y="${round(ground - height - 4)}" text-anchor="middle">${formatCount(amount)}</text>`,
  ];
}

export function renderWeeksChart(weeks: readonly WeekCounts[], today: CalendarDate): Html {
  const latest = weeks.at(-1);
  const said = latest && ` In the week of ${formatDate(latest.weekOn)}: ${sayShares(latest)}.`;
  return html`<svg class="chart" viewBox="0 0 ${WEEKS_CHART.width} ${WEEKS_CHART.height}" role="img" aria-label="Share of node pools by week.${said}">
${drawWeeks(weeks, today)}
</svg>`;
}

export interface LaneMark {
  readonly on: CalendarDate;
  /** CSS class: how it is filled. */
  readonly kind: string;
  /** `dot`, `triangle`, `diamond`, or `ghost` for a day that no longer holds. */
  readonly shape: 'dot' | 'triangle' | 'diamond' | 'ghost';
  /** Shown beside it. */
  readonly label?: string;
}

export interface Lane {
  readonly title: string;
  readonly marks: readonly LaneMark[];
}

/** Room of a chart of lanes, in its own units: beside the names on a wide page, below them on a phone. */
const LANES = {
  wide: { width: 960, left: 232, right: 60, lane: 30, nameUp: -4, labelUp: 8 },
  narrow: { width: 360, left: 0, right: 20, lane: 48, nameUp: 13, labelUp: -18 },
} as const;
const TOP = 24;

interface LanesRange {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly today: CalendarDate;
  readonly label: string;
}

/** Lanes over the same time, today as a line; what lies outside `from` and `to` is not drawn. */
export function renderLanes(lanes: readonly Lane[], range: LanesRange): Html {
  return html`<div class="table" role="region" aria-label="${range.label}" tabindex="0">${drawLanes(lanes, range, 'wide')}${drawLanes(lanes, range, 'narrow')}</div>`;
}

function drawLanes(lanes: readonly Lane[], { from, to, today, label }: LanesRange, size: keyof typeof LANES): Html {
  const { width, left, right, lane, nameUp, labelUp } = LANES[size];
  const days = Math.max(1, daysBetween(from, to));
  const x = (on: CalendarDate) => Math.round(left + 10 + ((width - left - 10 - right) * daysBetween(from, on)) / days);
  const isInside = ({ on }: LaneMark) => daysBetween(from, on) >= 0 && daysBetween(on, to) >= 0;
  const height = TOP + lanes.length * lane + 6;
  const rows = lanes.map(({ title, marks }, index) => {
    const y = TOP + index * lane + lane / 2;
    return html`<text class="label" x="0" y="${y - nameUp}">${title}</text><line class="axis" x1="${left}" x2="${width}" y1="${y}" y2="${y}"/>${marks.filter(isInside).map((mark) => drawMark(mark, x(mark.on), y, y - labelUp))}`;
  });
  return html`<svg class="chart lanes lanes-${size}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}; the table says the same">
${listTicks(from, to, days).map(([on, text]) => html`<line class="axis" x1="${x(on)}" x2="${x(on)}" y1="${TOP - 6}" y2="${height - 6}"/><text class="tick" x="${x(on)}" y="12" text-anchor="middle">${text}</text>`)}
<line class="today" x1="${x(today)}" x2="${x(today)}" y1="${TOP - 8}" y2="${height - 4}"/>
${rows}</svg>`;
}

function drawMark({ kind, shape, label }: LaneMark, x: number, y: number, labelY: number): Html {
  const text = label && html`<text class="small-label" x="${x}" y="${labelY}" text-anchor="middle">${label}</text>`;
  if (shape === 'dot') return html`<circle class="${kind}" cx="${x}" cy="${y}" r="6"/>${text}`;
  const points =
    shape === 'triangle'
      ? `${x},${y - 7} ${x + 7},${y + 5} ${x - 7},${y + 5}`
      : `${x},${y - 7} ${x + 7},${y} ${x},${y + 7} ${x - 7},${y}`;
  return html`<polygon class="${shape === 'ghost' ? 'ghost' : kind}" points="${points}"/>${text}`;
}

/** The first days of quarters, or of years where there would be too many. */
function listTicks(from: CalendarDate, to: CalendarDate, days: number): readonly (readonly [CalendarDate, string])[] {
  const step = days > 1_500 ? 12 : days > 500 ? 6 : days > 250 ? 3 : 1;
  const ticks: (readonly [CalendarDate, string])[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    for (let month = 0; month < 12; month += step) {
      const on = `${year}-${String(month + 1).padStart(2, '0')}-01`;
      if (on >= from && on <= to) ticks.push([on, sayMonth(on)]);
    }
  return ticks;
}

export function renderTimeLine(
  entries: readonly { readonly on: CalendarDate; readonly title: string; readonly detail: Html }[],
  today: CalendarDate,
): Html {
  const items = entries.map(({ on, title, detail }) => {
    const days = daysBetween(today, on);
    return html`<li class="near-${nearnessOf(days)}"><p class="when"><b>${formatDate(on)}</b> <span class="soft">${sayDays(days)}</span></p><p>${title}</p><p class="soft small">${detail}</p></li>`;
  });
  return html`<ol class="plain time-line">${items}</ol>`;
}

/** `in 12 days`, `today`, `30 days ago`. */
function sayDays(days: number): string {
  if (days === 0) return 'today';
  return days > 0 ? `in ${countOf(days, 'day')}` : `${countOf(-days, 'day')} ago`;
}

/** How pressing a day is. */
function nearnessOf(days: number): 'past' | 'now' | 'soon' | 'later' {
  if (days < 0) return 'past';
  if (days <= 30) return 'now';
  return days <= 180 ? 'soon' : 'later';
}
