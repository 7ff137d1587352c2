import type { NewestImage, Overview } from '../../../app/pages/read-overview.ts';
import type { DescribedPicture } from '../../../app/reminders/fleet-history.ts';
import { type CalendarDate, dayOf, daysBetween, formatDate } from '../../../domain/calendar-date.ts';
import { compareFindings, type Finding, nameOfPlace } from '../../../domain/finding.ts';
import { isWorthDrawing } from '../../../domain/fleet-picture.ts';
import {
  AGE_WORDS,
  type AgePart,
  agePartOf,
  POOL_STATUSES,
  SUPPORTED_DAYS,
} from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { pathOfPool } from '../../../domain/page-path.ts';
import { countPools, lastWeeksOfMonths, sayShares, type WeekCounts } from '../../../domain/pool-week.ts';
import { countOf, formatCount, nameSome } from '../../../domain/text.ts';
import { type DrawTime, type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderSeverity, renderSourceList, STATUS_MEANS, sayAgo } from '../parts/badges.ts';
import { renderAgeChart, renderTimeLine } from '../parts/charts.ts';
import { imagePath } from '../parts/links.ts';
import { renderFirstRun } from './fleet-page.ts';

const ENDS_SHOWN = 5;

/** What the overview is drawn from. */
export interface OverviewView {
  readonly overview: Overview;
  readonly chat: string | null;
  readonly drawTime: DrawTime;
}

/** Am I fine? Counts, ages, what ends next, what to do first, and whether vhdwatch itself works. */
export function renderOverviewPage(view: OverviewView): Page {
  const { overview } = view;
  const hasPools = overview.fleet.windowsNodePools > 0;
  return {
    title: 'Overview',
    path: '/',
    lead: html`<p>AKS supports a node image for ${SUPPORTED_DAYS} days. This is how your Windows node pools stand.</p>`,
    content: html`${renderVerdict(overview)}
${hasPools ? renderTiles(overview) : renderFirstRun(overview)}
${hasPools && renderAges(overview)}
<div class="columns">${hasPools && renderWorst(overview.worst)}${renderEnds(overview)}</div>
${renderNewest(overview.newest)}
${hasPools && renderFleetPicture(overview.picture)}
<div class="columns">${renderReminders(view)}${renderSources(overview)}</div>
${!view.chat && renderMessages(view)}`,
  };
}

/** The one sentence, and how good it is. */
function judge({ fleet, ages, health, sources }: Overview): { mood: string; sign: string; text: string; more: string } {
  const { counts, windowsNodePools } = fleet;
  const open = counts.behind + counts.unsupported;
  const over = ages.filter((days) => agePartOf(days) === 'over').length;
  if (sources.every(({ state }) => !state?.lastSuccessAt))
    return {
      mood: 'calm',
      sign: '…',
      text: 'Nothing was read yet.',
      more: 'The first poll brings the images and what ends.',
    };
  if (windowsNodePools === 0)
    return {
      mood: 'calm',
      sign: '?',
      text: 'No Windows node pools are registered.',
      more: 'Import your clusters to see how they stand.',
    };
  const problem = health.problems[0];
  if (open === 0 && counts.unknown === 0)
    return {
      mood: problem ? 'warn' : 'good',
      sign: problem ? '!' : '✓',
      text:
        windowsNodePools === 1
          ? 'Your node pool is fine.'
          : `All ${formatCount(windowsNodePools)} node pools are fine.`,
      more: problem ? `But this may be out of date: ${problem}` : 'Each runs the newest image it can take.',
    };
  const isBad = counts.unsupported > 0 || over > 0;
  return {
    mood: isBad ? 'bad' : 'warn',
    sign: '!',
    text: `${formatCount(open)} of ${countOf(windowsNodePools, 'Windows node pool')} ${open === 1 ? 'needs' : 'need'} an upgrade.`,
    more:
      over === 0
        ? `None is past the ${SUPPORTED_DAYS} days yet.`
        : `${countOf(over, 'pool')} ${over === 1 ? 'runs' : 'run'} an image past the ${SUPPORTED_DAYS} days that AKS supports.`,
  };
}

function renderVerdict(overview: Overview): Html {
  const { mood, sign, text, more } = judge(overview);
  const doubts = overview.fleet.notices.map((doubt) => html`<p class="soft">${doubt}</p>`);
  return html`<section class="verdict verdict-${mood}" aria-label="In one sentence"><span class="sign" aria-hidden="true">${sign}</span><div><p class="verdict-text">${text}</p><p>${more}</p>${doubts}</div></section>`;
}

function renderTiles({ fleet }: Overview): Html {
  const tiles = POOL_STATUSES.map(
    (status) =>
      html`<li><a class="tile tile-${status}" href="/fleet?status=${status}"><b>${formatCount(fleet.counts[status])}</b><span>${status}</span><small>${STATUS_MEANS[status]}</small></a></li>`,
  );
  return html`<ul class="plain tiles">${tiles}</ul>`;
}

function renderAges({ ages, fleet }: Overview): Html {
  const inZone = (zone: AgePart) => ages.filter((days) => agePartOf(days) === zone).length;
  const unknown = fleet.windowsNodePools - ages.length;
  const word = (zone: AgePart, label: string) =>
    html`<li><a href="/fleet?age=${zone}"><span class="key key-${zone}" aria-hidden="true"></span>${formatCount(inZone(zone))} ${label}</a></li>`;
  return html`<section class="card"><h2>Age of the images</h2>
<p class="soft">Days since the image of each pool was built${unknown > 0 && `; ${unknown} unknown`}.</p>
${renderAgeChart(ages)}
<ul class="plain legend">${word('young', AGE_WORDS.young)}${word('soon', `of ${AGE_WORDS.soon}: plan the upgrade`)}${word('over', `of ${AGE_WORDS.over}: not supported`)}</ul>
</section>`;
}

function renderWorst(worst: readonly Finding[]): Html {
  const items = worst
    .toSorted(compareFindings)
    .map(
      (finding) =>
        html`<li class="finding">${renderSeverity(finding.severity)}<div><p><a href="${pathOfPool(finding.title ?? finding.cluster, finding.nodePool)}">${nameOfPlace(finding)}</a></p><p class="soft small clip">${finding.summary}</p></div></li>`,
    );
  const body =
    items.length === 0
      ? html`<p class="soft">Nothing is open.</p>`
      : html`<ul class="plain findings">${items}</ul><p><a href="/fleet">The whole fleet</a></p>`;
  return html`<section class="card"><h2>First things first</h2>${body}</section>`;
}

function renderEnds({ picture, fleet: { now } }: Overview): Html {
  const entries = picture.dates.slice(0, ENDS_SHOWN).map(({ on, title, concerned }) => ({
    on,
    title,
    detail: nameSome(concerned, concerned.length > 3 ? 2 : 3),
  }));
  const body =
    entries.length === 0
      ? html`<p class="soft">Nothing that your pools use has a date to end.</p>`
      : renderTimeLine(entries, dayOf(now));
  return html`<section class="card"><h2>What ends next</h2>${body}<p><a href="/retirements">All retirements</a></p></section>`;
}

function renderNewest(newest: readonly NewestImage[]): Html | false {
  if (newest.length === 0) return false;
  const rows = newest.map(
    ({ image: { osSku, version, builtOn, announcedIn }, spread }) =>
      html`<tr><th scope="row">${titleOfOsSku(osSku)}</th><td data-label="Image"><a href="${imagePath(version)}"><code>${version}</code></a></td><td data-label="Built" class="nowrap">${formatDate(builtOn)}</td><td data-label="Announced in">${announcedIn ?? 'not announced yet'}</td><td data-label="Where">${spread ? `${spread.regions} of ${spread.of} regions` : '–'}</td></tr>`,
  );
  return html`<section class="card"><h2>Newest images</h2><div class="table" role="region" aria-label="Newest images" tabindex="0"><table class="stack">
<thead><tr><th scope="col">Windows</th><th scope="col">Image</th><th scope="col">Built</th><th scope="col">Announced in</th><th scope="col">Where</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function renderReminders({ overview, drawTime }: OverviewView): Html {
  const { lastReminderAt, nextReminderAt } = overview;
  return html`<section class="card"><h2>Reminders</h2><dl class="facts">
<div><dt>Last</dt><dd>${lastReminderAt === null ? 'none yet' : drawTime(lastReminderAt)}</dd></div>
<div><dt>Next</dt><dd>${nextReminderAt === null ? 'nobody gets one' : drawTime(nextReminderAt)}</dd></div></dl></section>`;
}

function renderSources({ sources, fleet: { now } }: Overview): Html {
  return html`<section class="card"><h2>Sources</h2>${renderSourceList(sources, now)}<p><a href="/health">Health of vhdwatch</a></p></section>`;
}

function renderMessages({ overview }: OverviewView): Html | false {
  const { messages, fleet } = overview;
  if (messages.length === 0) return false;
  const items = messages.map(
    ({ channel, text, ts, postedAt }) =>
      html`<li><p class="soft small"><b>${channel}</b> ${sayAgo(postedAt, fleet.now)}</p><p class="clip"><a href="/inbox#m${ts}">${text.split('\n', 1)[0]}</a></p></li>`,
  );
  return html`<section class="card"><h2>Latest messages</h2><ul class="plain rows">${items}</ul><p><a href="/inbox">Open the inbox</a></p></section>`;
}

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
<tbody>${shown.map(({ on, title, concerned }) => html`<tr><th scope="row">${formatDate(on)}</th><td data-label="Days left">${daysBetween(today, on)}</td><td data-label="What">${title}</td><td data-label="Concerns">${nameSome(concerned, 5)}</td></tr>`)}</tbody></table></div>
${dates.length > shown.length && html`<p>and ${dates.length - shown.length} more</p>`}
</details>`;
}
