import { addDays, daysBetween, formatEnd, lastDayOf } from '../../../domain/calendar-date.ts';
import { type EarlierWord, type End, type Ends, phraseOfPhase } from '../../../domain/lifecycle.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import type { PoolReference } from '../../../domain/pool-reference.ts';
import { titleOfSubject } from '../../../domain/retirement-subject.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { type Lane, type LaneMark, renderLanes } from '../parts/charts.ts';
import { renderLink } from '../parts/links.ts';

const NAMED = 3;
/** What the line shows before and after today. */
const DAYS_BACK = 180;
const DAYS_AHEAD = 1_100;

/** What the page shows: the ends as every surface has them, and whom those that have a day concern. */
export interface RetirementsView extends Ends {
  readonly concerned: readonly NewsRetirement[];
  readonly today: string;
}

/** What ends and when: the nearest first, what has passed folded away; earlier dates struck through, contradictions beside. */
export function renderRetirementsPage(view: RetirementsView): Page {
  const { ahead, past } = view;
  return {
    title: 'Retirements',
    path: '/retirements',
    lead: html`<p>What ends for Windows nodes by release notes, support calendar and built-in dates, the nearest first.</p><p><a href="/calendar.ics">Your dates as a calendar (ICS)</a></p>`,
    content: html`${renderLine(view)}${renderTable('Ahead', ahead, view)}${
      past.length > 0 &&
      html`<details class="more"><summary>${past.length} that have passed</summary>${renderTable('Past', past, view)}</details>`
    }`,
  };
}

/** One lane for what has one name, the nearest end first: its phases, the dates they had before, and how many of your pools each concerns. */
function renderLine({ ahead, past, concerned, today }: RetirementsView): Html | false {
  const [from, to] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
  const lanes = [...Map.groupBy([...ahead, ...past], ({ subject }) => titleOfSubject(subject))]
    .map(
      ([title, own]): Lane => ({
        title: clip(title),
        marks: own.flatMap((end) => listMarks(end, findConcerned(end, concerned).length, today)),
      }),
    )
    .filter(({ marks }) => marks.some(({ on }) => on >= from && on <= to));
  if (lanes.length === 0) return false;
  return html`<section class="card"><h2>On a line</h2>${renderLanes(lanes, { from, to, today, label: 'What ends, over time' })}
<ul class="plain legend small"><li><span class="key key-bad" aria-hidden="true"></span>so many of your pools, within 180 days</li><li><span class="key key-warn" aria-hidden="true"></span>your pools, later</li><li><span class="key" aria-hidden="true"></span>none of yours, or past</li><li><span class="key key-ghost" aria-hidden="true"></span>a date that was moved</li></ul></section>`;
}

function listMarks({ date, previous }: End, pools: number, today: string): readonly LaneMark[] {
  const ghosts = previous.flatMap((word): readonly LaneMark[] =>
    word.date === null ? [] : [{ on: lastDayOf(word.date), kind: 'ghost', shape: 'ghost' }],
  );
  if (date === null) return ghosts;
  const on = lastDayOf(date);
  const isOurs = pools > 0 && on >= today;
  const kind = isOurs ? (daysBetween(today, on) <= 180 ? 'zone-over' : 'zone-soon') : 'mark-none';
  return [...ghosts, { on, kind, shape: 'diamond', ...(isOurs ? { label: `${pools}` } : {}) }];
}

function clip(text: string): string {
  return text.length > 36 ? `${text.slice(0, 35)}…` : text;
}

function renderTable(title: string, ends: readonly End[], view: RetirementsView): Html | false {
  if (ends.length === 0) return false;
  return html`<section class="card"><h2>${title}</h2><div class="table" role="region" aria-label="${title}" tabindex="0"><table class="stack">
<thead><tr><th scope="col">What</th><th scope="col">How it ends</th><th scope="col">When</th><th scope="col" class="number">${title === 'Past' ? 'Days ago' : 'Days left'}</th><th scope="col">Your pools</th><th scope="col">Stated in</th></tr></thead>
<tbody>${ends.map((end) => renderRow(end, view))}</tbody>
</table></div></section>`;
}

function renderRow(end: End, { concerned, today }: RetirementsView): Html {
  const { subject, phase, plan, date, url, statedIn, quote } = end;
  const left = date === null ? null : daysBetween(today, lastDayOf(date));
  const pools = findConcerned(end, concerned);
  return html`<tr>
<th scope="row">${titleOfSubject(subject)}</th>
<td data-label="How">${phraseOfPhase(phase, subject, plan)}</td>
<td data-label="When"><div class="nowrap">${renderDates(end)}</div></td>
<td class="number" data-label="Days">${left === null ? '–' : Math.abs(left)}</td>
<td data-label="Your pools">${namePools(pools)}</td>
<td data-label="Stated in"><div>${renderLink(url, statedIn)}${quote !== null && html`<details><summary>Its words</summary><blockquote class="quote">${quote}</blockquote></details>`}</div></td>
</tr>`;
}

function findConcerned({ subject, phase, plan }: End, concerned: readonly NewsRetirement[]): readonly PoolReference[] {
  const own = concerned.find((one) => one.subject === subject && one.phase === phase && (one.plan ?? null) === plan);
  return own?.pools ?? [];
}

function namePools(pools: readonly PoolReference[]): string {
  if (pools.length === 0) return '–';
  const names = pools.slice(0, NAMED).map(({ cluster, nodePool }) => `${cluster}/${nodePool}`);
  return pools.length > NAMED ? `${names.join(', ')} and ${pools.length - NAMED} more` : names.join(', ');
}

function renderDates(end: End): Html {
  const before = end.previous.map(
    (word) => html`<s class="earlier"><span class="spoken">earlier: </span>${sayWhen(word)}</s>`,
  );
  const others = end.contradictions.map((word) => html`<small>${word.statedIn} says ${sayWhen(word)}</small>`);
  return html`<b>${sayWhen(end)}</b>${before}${others}`;
}

function sayWhen({ date, fromKubernetes }: Omit<EarlierWord, 'statedIn'>): string {
  if (date !== null) return formatEnd(date);
  return fromKubernetes === null ? 'no date given' : `from Kubernetes ${fromKubernetes}`;
}
