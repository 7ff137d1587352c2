import { type CalendarDate, daysBetween } from '../../../domain/calendar-date.ts';
import { type Html, html } from '../html.ts';

/** A mark on a lane. */
export interface LaneMark {
  readonly on: CalendarDate;
  /** CSS class: how it is filled. */
  readonly kind: string;
  /** `dot`, `diamond`, or `ghost` for a day that no longer holds. */
  readonly shape: 'dot' | 'diamond' | 'ghost';
  /** Shown beside it. */
  readonly label?: string;
}

/** One line of a chart over time. */
export interface Lane {
  readonly title: string;
  readonly marks: readonly LaneMark[];
}

const WIDTH = 960;
const LEFT = 210;
const LANE = 30;
const TOP = 24;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Lanes over the same time, today as a line; what lies outside `from` and `to` is not drawn. */
export function renderLanes(
  lanes: readonly Lane[],
  { from, to, today, label }: { from: CalendarDate; to: CalendarDate; today: CalendarDate; label: string },
): Html {
  const days = Math.max(1, daysBetween(from, to));
  const x = (on: CalendarDate) => Math.round(LEFT + 10 + ((WIDTH - LEFT - 70) * daysBetween(from, on)) / days);
  const isInside = ({ on }: LaneMark) => daysBetween(from, on) >= 0 && daysBetween(on, to) >= 0;
  const height = TOP + lanes.length * LANE + 6;
  const rows = lanes.map(({ title, marks }, index) => {
    const y = TOP + index * LANE + LANE / 2;
    return html`<text class="label" x="0" y="${y + 4}">${title}</text><line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/>${marks.filter(isInside).map((mark) => drawMark(mark, x(mark.on), y))}`;
  });
  return html`<div class="table" role="region" aria-label="${label}" tabindex="0"><svg class="chart lanes" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}; the table says the same">
${listTicks(from, to, days).map(([on, text]) => html`<line class="axis" x1="${x(on)}" x2="${x(on)}" y1="${TOP - 6}" y2="${height - 6}"/><text class="tick" x="${x(on)}" y="12" text-anchor="middle">${text}</text>`)}
<line class="today" x1="${x(today)}" x2="${x(today)}" y1="${TOP - 8}" y2="${height - 4}"/>
${rows}</svg></div>`;
}

function drawMark({ kind, shape, label }: LaneMark, x: number, y: number): Html {
  const text = label && html`<text class="small-label" x="${x}" y="${y - 8}" text-anchor="middle">${label}</text>`;
  if (shape === 'dot') return html`<circle class="${kind}" cx="${x}" cy="${y}" r="6"/>${text}`;
  const points = `${x},${y - 7} ${x + 7},${y} ${x},${y + 7} ${x - 7},${y}`;
  return html`<polygon class="${shape === 'ghost' ? 'ghost' : kind}" points="${points}"/>${text}`;
}

/** The first days of quarters, or of years where there would be too many. */
function listTicks(from: CalendarDate, to: CalendarDate, days: number): readonly (readonly [CalendarDate, string])[] {
  const step = days > 1_500 ? 12 : days > 500 ? 6 : days > 250 ? 3 : 1;
  const ticks: (readonly [CalendarDate, string])[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    for (let month = 0; month < 12; month += step) {
      const on = `${year}-${String(month + 1).padStart(2, '0')}-01`;
      if (on >= from && on <= to) ticks.push([on, step === 12 || month === 0 ? `${year}` : `${MONTHS[month]}`]);
    }
  return ticks;
}
