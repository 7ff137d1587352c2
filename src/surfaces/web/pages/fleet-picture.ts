import type { DescribedPicture } from '../../../app/reminders/read-fleet-picture.ts';
import { type CalendarDate, daysBetween, formatDate } from '../../../domain/calendar-date.ts';
import { isWorthDrawing } from '../../../domain/fleet-picture.ts';
import { countPools, lastWeeksOfMonths, sayShares, type WeekCounts } from '../../../domain/pool-week.ts';
import { type Html, html } from '../html.ts';

/** Where the drawing is; with `?theme=dark` for dark pages. */
export const PICTURE_PATH = '/fleet/picture.svg';

const DATES_SHOWN = 12;

/** How the pools stood week by week, and what ends: the drawing, and the same in words. */
export function renderFleetPicture(picture: DescribedPicture): Html | null {
  if (!isWorthDrawing(picture)) return null;
  const { weeks, dates, drawnOn } = picture;
  return html`<section class="card picture" id="year"><h2>The last twelve months, and what ends</h2>
<picture><source media="(prefers-color-scheme: dark)" srcset="${PICTURE_PATH}?theme=dark"><img src="${PICTURE_PATH}" width="720" alt="${describe(picture)}"></picture>
${weeks.length > 0 && renderShares(weeks)}
${dates.length > 0 && renderDates(dates, drawnOn)}
</section>`;
}

function describe({ weeks, dates }: DescribedPicture): string {
  const latest = weeks.at(-1);
  const ends = dates.slice(0, DATES_SHOWN).map(({ on, title }) => `${formatDate(on)} ${title}`);
  return [
    ...(latest
      ? [`Share of node pools by week; in the week of ${formatDate(latest.weekOn)}: ${sayShares(latest)}.`]
      : []),
    ...(ends.length > 0 ? [`What ends: ${ends.join('; ')}.`] : []),
  ].join(' ');
}

function renderShares(weeks: readonly WeekCounts[]): Html {
  const months = lastWeeksOfMonths(weeks).toReversed();
  return html`<details><summary>Month by month in words</summary><div class="table" role="region" aria-label="Month by month" tabindex="0"><table>
<thead><tr><th scope="col">Week of</th><th scope="col">Pools</th><th scope="col">Share</th></tr></thead>
<tbody>${months.map((week) => html`<tr><th scope="row">${formatDate(week.weekOn)}</th><td>${countPools(week)}</td><td>${sayShares(week)}</td></tr>`)}</tbody>
</table></div></details>`;
}

function renderDates(dates: DescribedPicture['dates'], today: CalendarDate): Html {
  const shown = dates.slice(0, DATES_SHOWN);
  return html`<details><summary>Every date in words</summary><div class="table" role="region" aria-label="Every date" tabindex="0"><table class="stack"><thead><tr><th scope="col">When</th><th scope="col">Days left</th><th scope="col">What</th><th scope="col">Concerns</th></tr></thead>
<tbody>${shown.map(({ on, title, concerned }) => html`<tr><th scope="row">${formatDate(on)}</th><td data-label="Days left">${daysBetween(today, on)}</td><td data-label="What">${title}</td><td data-label="Concerns">${sayConcerned(concerned)}</td></tr>`)}</tbody></table></div>
${dates.length > shown.length && html`<p>and ${dates.length - shown.length} more</p>`}
</details>`;
}

function sayConcerned(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
