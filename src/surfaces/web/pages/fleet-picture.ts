import type { FleetHistory } from '../../../app/read-history.ts';
import { type CalendarDate, daysBetween, formatDate } from '../../../domain/calendar-date.ts';
import type { WeekCounts } from '../../../domain/pool-week.ts';
import { type Html, html } from '../html.ts';

const WIDTH = 720;
const HEIGHT = 140;
const WEEKS = 53;
const MONTHS_IN_TABLE = 12;
const DATES_SHOWN = 12;
const PARTS = ['current', 'behind', 'unsupported'] as const;

/** The share of pools that were current, behind and unsupported, week by week, and what ends; each with its words beside it. */
export function renderFleetPicture({ weeks, dates }: FleetHistory, today: CalendarDate): Html | null {
  if (weeks.length === 0 && dates.length === 0) return null;
  return html`<section class="card picture"><h2>The last twelve months</h2>
${weeks.length > 0 ? renderShares(weeks, today) : html`<p>Nothing was recorded yet; it begins with the next poll.</p>`}
${dates.length > 0 && renderDates(dates, today)}
</section>`;
}

function renderShares(weeks: readonly WeekCounts[], today: CalendarDate): Html {
  const latest = weeks.at(-1);
  const label = latest ? `Week of ${formatDate(latest.weekOn)}: ${sayShares(latest)}` : '';
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`Share of node pools by week. ${label}`}">
${weeks.map((week) => renderBar(week, today))}
<line x1="0" y1="${HEIGHT}" x2="${WIDTH}" y2="${HEIGHT}" class="axis"/></svg>
<ul class="plain chips">${PARTS.map((part) => html`<li><span class="status status-${part}">${part}</span></li>`)}</ul>
<details><summary>The same in words</summary><div class="table"><table>
<thead><tr><th scope="col">Week of</th><th scope="col">Pools</th><th scope="col">Share</th></tr></thead>
<tbody>${lastOfMonths(weeks).map((week) => html`<tr><th scope="row">${formatDate(week.weekOn)}</th><td>${totalOf(week)}</td><td>${sayShares(week)}</td></tr>`)}</tbody>
</table></div></details>`;
}

function renderBar(week: WeekCounts, today: CalendarDate): Html {
  const step = WIDTH / WEEKS;
  const x = WIDTH - step * (Math.floor(daysBetween(week.weekOn, today) / 7) + 1);
  let bottom = HEIGHT;
  return html`${PARTS.map((part) => {
    const height = (week[part] / Math.max(1, totalOf(week))) * HEIGHT;
    bottom -= height;
    return html`<rect x="${round(x + 1)}" y="${round(bottom)}" width="${round(step - 2)}" height="${round(height)}" class="part-${part}"/>`;
  })}`;
}

function renderDates(dates: FleetHistory['dates'], today: CalendarDate): Html {
  const shown = dates.slice(0, DATES_SHOWN);
  const span = Math.max(30, ...shown.map(({ on }) => daysBetween(today, on)));
  const label = `What ends for this fleet: ${shown.map(({ on, title }) => `${formatDate(on)} ${title}`).join('; ')}`;
  const xOf = (on: CalendarDate) => round(10 + (daysBetween(today, on) / span) * (WIDTH - 20));
  return html`<h3>What ends</h3>
<svg viewBox="0 0 ${WIDTH} 24" role="img" aria-label="${label}"><line x1="0" y1="12" x2="${WIDTH}" y2="12" class="axis"/>
${shown.map(({ on, title }) => html`<circle cx="${xOf(on)}" cy="12" r="6" class="part-unsupported"><title>${formatDate(on)}: ${title}</title></circle>`)}</svg>
<div class="table"><table><thead><tr><th scope="col">When</th><th scope="col">Days left</th><th scope="col">What</th><th scope="col">Concerns</th></tr></thead>
<tbody>${shown.map(({ on, title, concerned }) => html`<tr><th scope="row">${formatDate(on)}</th><td>${daysBetween(today, on)}</td><td>${title}</td><td>${sayConcerned(concerned)}</td></tr>`)}</tbody></table></div>
${dates.length > shown.length && html`<p>and ${dates.length - shown.length} more</p>`}
<p><a href="/calendar.ics">Calendar file</a> · <a href="/findings.json">Findings as JSON</a></p>`;
}

function sayConcerned(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

function sayShares(week: WeekCounts): string {
  const total = Math.max(1, totalOf(week));
  return PARTS.map((part) => `${Math.round((week[part] / total) * 100)} % ${part}`).join(', ');
}

/** The last recorded week of each month. */
function lastOfMonths(weeks: readonly WeekCounts[]): readonly WeekCounts[] {
  const byMonth = new Map(weeks.map((week) => [week.weekOn.slice(0, 7), week]));
  return [...byMonth.values()].slice(-MONTHS_IN_TABLE);
}

function totalOf({ current, behind, unsupported, unknown }: WeekCounts): number {
  return current + behind + unsupported + unknown;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
