import type { Overview } from '../../../app/pages/read-overview.ts';
import { type CalendarDate, dayOf, formatDate } from '../../../domain/calendar-date.ts';
import { sayAgo } from '../../../domain/clock.ts';
import { compareFindings, type Finding, nameOfPlace, outlineOf } from '../../../domain/finding.ts';
import {
  AGE_WORDS,
  type AgePart,
  agePartOf,
  countOpen,
  POOL_STATUSES,
  type PoolCounts,
  SUPPORTED_DAYS,
} from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { pathOfPool } from '../../../domain/pool-reference.ts';
import { countWeek, lastWeeksOfMonths, SHOWN_STATUSES, sayShares, type WeekCounts } from '../../../domain/pool-week.ts';
import { countOf, formatCount, nameSome } from '../../../domain/text.ts';
import { type DrawTime, drawWords, type Html, html } from '../../../html/html.ts';
import type { Page } from '../layout.ts';
import { renderAgeChart, renderTimeLine, renderWeeksChart } from '../parts/charts.ts';
import { imagePath } from '../parts/links.ts';
import { renderFacts, renderSeverity, renderSourceList, STATUS_MEANS } from '../parts/pool-parts.ts';
import { renderTable } from '../parts/table.ts';
import { renderFirstRun } from './fleet-page.ts';

const ENDS_SHOWN = 5;
const ROWS_SHOWN = 5;
const NAMES_SHOWN = 3;

/** `chat`: name of the one that messages go to; `null` while they stay here. */
export function renderOverviewPage(overview: Overview, chat: string | null, drawTime: DrawTime): Page {
  const hasPools = overview.fleet.windowsNodePools > 0;
  return {
    title: 'Overview',
    path: '/',
    lead: html`<p>AKS supports a node image for ${SUPPORTED_DAYS} days. This is how your Windows node pools stand.</p>`,
    content: html`${renderVerdict(overview)}
${hasPools ? renderTiles(overview) : renderFirstRun(overview)}
${hasPools && renderAges(overview)}
<div class="columns">${hasPools && renderWorst(overview.worst)}${hasPools && renderEnds(overview)}</div>
${hasPools && renderYear(overview.weeks, dayOf(overview.fleet.now))}
${renderNewest(overview)}
<div class="columns">${renderMessages(overview, chat, drawTime)}<section class="card"><h2>Sources</h2>${renderSourceList(overview.sources, overview.fleet.now)}<p><a href="/health">Health of vhdwatch</a></p></section></div>`,
  };
}

interface Verdict {
  readonly mood: 'good' | 'warn' | 'bad' | 'calm';
  readonly text: string;
  readonly more: string;
}

const SIGNS: Readonly<Record<Verdict['mood'], string>> = { good: '✓', warn: '!', bad: '!', calm: '…' };

function judge(overview: Overview): Verdict {
  const { fleet, ages, problem, sources } = overview;
  const { counts, windowsNodePools } = fleet;
  if (sources.every(({ state }) => !state?.lastSuccessAt)) return judgeUnread(overview);
  if (windowsNodePools === 0)
    return {
      mood: 'calm',
      text: 'No Windows node pools are registered.',
      more: 'Import your clusters to see how they stand.',
    };
  const open = countOpen(counts);
  const over = countOver(ages);
  const trouble = problem && `But vhdwatch does not do its work: ${problem}`;
  if (open > 0)
    return {
      mood: counts.unsupported > 0 || over > 0 ? 'bad' : 'warn',
      text: `${formatCount(open)} of ${countOf(windowsNodePools, 'Windows node pool')} ${open === 1 ? 'needs' : 'need'} you.`,
      more: `${sayParts(counts)} ${over === 0 ? `None is past the ${SUPPORTED_DAYS} days yet.` : `${sayOver(over, 'pool')}.`} ${trouble ?? ''}`.trim(),
    };
  if (counts.unknown > 0)
    return {
      mood: 'warn',
      text: `How ${formatCount(counts.unknown)} of ${countOf(windowsNodePools, 'Windows node pool')} ${counts.unknown === 1 ? 'stands' : 'stand'} is not known.`,
      more: trouble ?? 'The others run the newest image they can take.',
    };
  return {
    mood: problem ? 'warn' : 'good',
    text:
      windowsNodePools === 1 ? 'Your node pool is fine.' : `All ${formatCount(windowsNodePools)} node pools are fine.`,
    more: trouble ?? 'Each runs the newest image it can take.',
  };
}

/** The parts of which the number in the first sentence is the sum, and what AKS does besides. */
function sayParts({ behind, unsupported, leftToAks }: PoolCounts): string {
  const own = behind - leftToAks;
  const parts = [
    ...(own > 0 ? [`${formatCount(own)} behind`] : []),
    ...(unsupported > 0 ? [`${formatCount(unsupported)} with a Windows that gets no more images`] : []),
  ];
  const left = leftToAks > 0 ? ` AKS itself upgrades ${formatCount(leftToAks)} more.` : '';
  return `${parts.join(', ')}.${left}`;
}

/** While no source ever answered: ages are known all the same, and why there is no more. */
function judgeUnread({ ages, sources }: Overview): Verdict {
  const over = countOver(ages);
  const trouble = sources.find(({ state }) => state?.lastError)?.state?.lastError;
  const more = trouble ?? 'The first poll brings the images and what ends.';
  if (over === 0) return { mood: trouble ? 'warn' : 'calm', text: 'Nothing was read yet.', more };
  return { mood: 'bad', text: `${sayOver(over, 'node pool')}.`, more: `Which to take was not read yet. ${more}` };
}

function countOver(ages: readonly number[]): number {
  return ages.filter((days) => agePartOf(days) === 'over').length;
}

function sayOver(over: number, noun: string): string {
  return `${countOf(over, noun)} ${over === 1 ? 'runs' : 'run'} an image past the ${SUPPORTED_DAYS} days that AKS supports`;
}

function renderVerdict(overview: Overview): Html {
  const { mood, text, more } = judge(overview);
  const notices = overview.fleet.notices.map((notice) => html`<p class="soft">${drawWords(notice)}</p>`);
  return html`<section class="verdict verdict-${mood}" aria-label="In one sentence"><span class="sign" aria-hidden="true">${SIGNS[mood]}</span><div><p class="verdict-text">${text}</p><p>${more}</p>${notices}</div></section>`;
}

function renderTiles({ fleet }: Overview): Html {
  const { leftToAks } = fleet.counts;
  const known = POOL_STATUSES.filter((status) => status !== 'unknown' || fleet.counts.unknown > 0);
  const tiles = known.map(
    (status) =>
      html`<li><a class="tile${fleet.counts[status] > 0 && ` tile-${status}`}" href="/fleet?status=${status}"><b>${formatCount(fleet.counts[status])}</b><span>${status}</span><small>${STATUS_MEANS[status]}${status === 'behind' && leftToAks > 0 && `; ${formatCount(leftToAks)} left to AKS`}</small></a></li>`,
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
<ul class="plain legend">${word('young', AGE_WORDS.young)}${word('soon', `of ${AGE_WORDS.soon}: plan the upgrade`)}${word('over', `of ${AGE_WORDS.over}: overdue`)}</ul>
</section>`;
}

/** What is the same for several is said once, beside the names of the first. */
function renderWorst(worst: readonly Finding[]): Html {
  const alike = Map.groupBy(worst.toSorted(compareFindings), (finding) => `${finding.severity} ${outlineOf(finding)}`);
  const items = [...alike.values()].slice(0, ROWS_SHOWN).flatMap((own) => {
    const [finding] = own;
    if (!finding) return [];
    const names = own.slice(0, NAMES_SHOWN).map(renderPlace);
    const places = names.map((name, index) => html`${index > 0 && ', '}${name}`);
    return html`<li class="finding">${renderSeverity(finding.severity)}<div><p>${places}${own.length > names.length && ' and others'}</p><p class="soft small">${drawWords(outlineOf(finding))}</p></div></li>`;
  });
  const body =
    items.length === 0
      ? html`<p class="soft">Nothing is open.</p>`
      : html`<ul class="plain findings">${items}</ul><p><a href="/fleet">The whole fleet</a></p>`;
  return html`<section class="card"><h2>First things first</h2>${body}</section>`;
}

function renderPlace(finding: Finding): Html {
  return html`<a href="${pathOfPool(finding.title ?? finding.cluster, finding.nodePool)}">${nameOfPlace(finding)}</a>`;
}

function renderEnds({ dates, fleet: { now } }: Overview): Html {
  const entries = dates.slice(0, ENDS_SHOWN).map(({ on, title, concerned }) => ({
    on,
    title,
    detail: drawWords(nameSome(concerned, concerned.length > 3 ? 2 : 3)),
  }));
  const body =
    entries.length === 0
      ? html`<p class="soft">No end ahead of what your pools use is known.</p>`
      : renderTimeLine(entries, dayOf(now));
  return html`<section class="card"><h2>What ends next</h2>${body}<p><a href="/retirements">All retirements</a></p></section>`;
}

function renderNewest({ newest }: Overview): Html | false {
  if (newest.length === 0) return false;
  const rows = newest.map(({ image: { osSku, version, builtOn, announcedIn }, spread }) => [
    titleOfOsSku(osSku),
    html`<a href="${imagePath(version)}"><code>${version}</code></a>`,
    formatDate(builtOn),
    announcedIn ?? 'not announced yet',
    spread && `${spread.regions} of ${spread.of} regions`,
  ]);
  const columns = ['Windows', 'Image', { name: 'Built', kind: 'nowrap' }, 'Announced in', 'Where'] as const;
  return html`<section class="card"><h2>Newest images</h2>${renderTable('Newest images', columns, rows)}</section>`;
}

/** When reminders go out, and the newest messages while they stay here. */
function renderMessages(
  { messages, fleet, lastReminderAt, nextReminderAt }: Overview,
  chat: string | null,
  drawTime: DrawTime,
): Html {
  const items = messages.map(
    ({ channel, text, ts, postedAt }) =>
      html`<li><p class="clip"><a href="/inbox#m${ts}">${text.split('\n', 1)[0]}</a></p><p class="soft small">${channel}, ${sayAgo(postedAt, fleet.now)}</p></li>`,
  );
  const here = !chat && html`<ul class="plain rows">${items}</ul><p><a href="/inbox">Open the inbox</a></p>`;
  return html`<section class="card"><h2>Messages</h2>${renderFacts([
    ['Last reminder', lastReminderAt === null ? 'none yet' : drawTime(lastReminderAt)],
    ['Next reminder', nextReminderAt === null ? 'nobody gets one' : drawTime(nextReminderAt)],
  ])}${here}</section>`;
}

export function renderYear(weeks: readonly WeekCounts[], today: CalendarDate): Html | false {
  if (weeks.length < 2) return false;
  const months = lastWeeksOfMonths(weeks)
    .toReversed()
    .map((week) => [formatDate(week.weekOn), countWeek(week), sayShares(week)]);
  const keys = SHOWN_STATUSES.map(
    (status) => html`<li><span class="key key-${status}" aria-hidden="true"></span>${status}</li>`,
  );
  return html`<section class="card" id="year"><div class="card-head"><h2>The last twelve months</h2><ul class="plain legend small">${keys}</ul></div>
${renderWeeksChart(weeks, today)}
<details><summary>Month by month in words</summary>${renderTable('Month by month', ['Week of', 'Pools', 'Share'], months)}</details></section>`;
}
