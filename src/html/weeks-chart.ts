import { type CalendarDate, formatDate } from '../domain/calendar-date.ts';
import { listMondays, SHOWN_STATUSES, shareOf, type WeekCounts } from '../domain/pool-week.ts';
import { type Html, type HtmlValue, html } from './html.ts';

/** Size of the drawing; `overflow` is wanted where letters are larger than here. */
export const WEEKS_CHART = { width: 684, height: 182 };
/** Size of the picture that messages have of it, with its legend. */
export const WEEKS_PICTURE = { width: 720, height: 232 };

const LEFT = 44;
const TOP = 6;
const GROUND = 156;
const BAR_WIDTH_MAX = 40;
/** Up to so many weeks each has its date; then only months are named. */
const MOST_WEEKS_NAMED = 5;

/** The inside of an SVG: a bar a week, a gap without a record. Whoever shows it colours `share-*`, `axis` and `tick`. */
export function drawWeeks(weeks: readonly WeekCounts[], today: CalendarDate): Html {
  const mondays = listMondays(weeks, today);
  const known = new Map(weeks.map((week) => [week.weekOn, week]));
  const step = (WEEKS_CHART.width - LEFT) / mondays.length;
  const barWidth = Math.min(BAR_WIDTH_MAX, step * 0.88);
  const centreOf = (monday: CalendarDate) => LEFT + (mondays.indexOf(monday) + 0.5) * step;
  const lines = [0, 25, 50, 75, 100].map(
    (share) =>
      html`<line class="axis" x1="${LEFT}" x2="${WEEKS_CHART.width}" y1="${heightOf(share)}" y2="${heightOf(share)}"/><text class="tick" x="${LEFT - 7}" y="${heightOf(share) + 4}" text-anchor="end">${share} %</text>`,
  );
  const bars = mondays.map((monday) => {
    const week = known.get(monday);
    return week && drawBar(week, centreOf(monday) - barWidth / 2, barWidth);
  });
  const isShort = mondays.length <= MOST_WEEKS_NAMED;
  const named = isShort ? mondays : mondays.filter((monday) => Number(monday.slice(8)) <= 7);
  const names = named.map(
    (monday, index) =>
      html`<text class="tick${index % 2 === 1 ? ' every-other' : ''}" x="${round(centreOf(monday))}" y="${GROUND + 22}" text-anchor="middle">${isShort ? formatDate(monday) : sayMonth(monday)}</text>`,
  );
  return html`${lines}${bars}${names}`;
}

function drawBar(week: WeekCounts, x: number, width: number): HtmlValue {
  let below = 0;
  return SHOWN_STATUSES.map((status) => {
    const bottom = heightOf(below);
    below += shareOf(week, status);
    const top = heightOf(below);
    return (
      top !== bottom &&
      html`<rect class="share-${status}" x="${round(x)}" y="${top}" width="${round(width)}" height="${round(bottom - top)}"/>`
    );
  });
}

function heightOf(share: number): number {
  return round(GROUND - ((GROUND - TOP) * share) / 100);
}

/** `Oct`; of a January its year. */
export function sayMonth(on: CalendarDate): string {
  const [month = '', year = ''] = formatDate(on.slice(0, 7)).split(' ');
  return month === 'Jan' ? year : month;
}

/** To a tenth: nobody sees more of a drawing. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
