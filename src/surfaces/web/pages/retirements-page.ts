import { addDays, daysBetween, formatEnd, lastDayOf } from '../../../domain/calendar-date.ts';
import { type EarlierWord, type End, type Ends, phraseOfPhase } from '../../../domain/lifecycle.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import type { PoolReference } from '../../../domain/pool-reference.ts';
import { titleOfSubject } from '../../../domain/retirement-subject.ts';
import { formatCount, nameSome } from '../../../domain/text.ts';
import { drawWords, type Html, type HtmlValue, html, renderLink } from '../../../html/html.ts';
import type { Page } from '../layout.ts';
import { type Lane, type LaneMark, renderLanes } from '../parts/charts.ts';
import { renderTable } from '../parts/table.ts';

const NAMED = 3;
const DAYS_BACK = 180;
const DAYS_AHEAD = 1_100;

/** What the page shows: the ends as every surface has them, and whom those that have a day concern. */
interface RetirementsView extends Ends {
  readonly concerned: readonly NewsRetirement[];
  readonly today: string;
}

/**
 * What ends and when: the nearest first, what has passed folded away; earlier dates struck through, contradictions
 * beside.
 */
export function renderRetirementsPage(view: RetirementsView): Page {
  const { ahead, past } = view;
  const ours = findOurs(view);
  const isOurs = ({ subject }: End) => ours === null || ours.has(titleOfSubject(subject));
  // A bound by version names no pool.
  const isShown = (end: End) =>
    ours === null || findConcerned(end, view.concerned).length > 0 || (end.date === null && isOurs(end));
  const others = ahead.filter((end) => !isShown(end));
  return {
    title: 'Retirements',
    path: '/retirements',
    lead: html`<p>What ends for Windows nodes by release notes, support calendar and built-in dates, the nearest first.</p><p><a href="/calendar.ics">Your dates as a calendar (ICS)</a></p>`,
    content: html`${renderLine(view, isOurs)}${renderEnds(ours === null ? 'Ahead' : 'Ahead, for your pools', ahead.filter(isShown), view)}${renderMore('ahead, none of your pools', others, view)}${renderMore('have passed', past, view)}`,
  };
}

function renderMore(title: string, ends: readonly End[], view: RetirementsView): Html | false {
  if (ends.length === 0) return false;
  return html`<details class="more"><summary>${ends.length} ${title}</summary>${renderEnds(title, ends, view, true)}</details>`;
}

/** What ends for a pool, in whichever way; `null` where nothing does: then all of it is as near. */
function findOurs({ ahead, concerned }: RetirementsView): ReadonlySet<string> | null {
  const ours = ahead.filter((end) => findConcerned(end, concerned).length > 0);
  return ours.length === 0 ? null : new Set(ours.map(({ subject }) => titleOfSubject(subject)));
}

/** One lane for what has one name, the nearest end first: its phases, the dates they had before, and how many of your pools each concerns. */
function renderLine({ ahead, past, concerned, today }: RetirementsView, isOurs: (end: End) => boolean): Html | false {
  const [from, to] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
  const lanes = [...Map.groupBy([...ahead, ...past].filter(isOurs), ({ subject }) => titleOfSubject(subject))]
    .map(
      ([title, own]): Lane => ({
        title: clip(title),
        marks: own.flatMap((end) => listMarks(end, findConcerned(end, concerned).length, today)),
      }),
    )
    .filter(({ marks }) => marks.some(({ on }) => on >= from && on <= to));
  if (lanes.length === 0) return false;
  return html`<section class="card"><h2>The next three years</h2>${renderLanes(lanes, { from, to, today, label: 'What ends, over time' })}
<ul class="plain legend small"><li><span class="key key-bad" aria-hidden="true"></span>for your pools (how many), within 180 days</li><li><span class="key key-warn" aria-hidden="true"></span>for your pools, later</li><li><span class="key" aria-hidden="true"></span>for none of them, or past</li><li><span class="key key-ghost" aria-hidden="true"></span>a date that was moved</li></ul></section>`;
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
  const short = text.replace(/ \(.*\)$/, '');
  return short.length > 36 ? `${short.slice(0, 35)}…` : short;
}

function renderEnds(title: string, ends: readonly End[], view: RetirementsView, isFolded = false): Html | false {
  if (ends.length === 0) return false;
  const columns = [
    'What',
    'How it ends',
    { name: 'When', kind: 'nowrap' },
    { name: 'Days', kind: 'number' },
    'Your pools',
    'Stated in',
  ] as const;
  const rows = ends.map((end) => toRow(end, view));
  return html`<section class="card">${!isFolded && html`<h2>${title}</h2>`}${renderTable(title, columns, rows)}</section>`;
}

function toRow(end: End, { concerned, today }: RetirementsView): readonly HtmlValue[] {
  const { subject, phase, plan, date, url, statedIn, quote } = end;
  const left = date === null ? null : daysBetween(today, lastDayOf(date));
  const names = findConcerned(end, concerned).map(({ cluster, nodePool }) => `${cluster}/${nodePool}`);
  return [
    titleOfSubject(subject),
    phraseOfPhase(phase, subject, plan),
    html`<div>${renderDates(end)}</div>`,
    left !== null && (left < 0 ? `${formatCount(-left)} ago` : formatCount(left)),
    names.length > 0 && drawWords(nameSome(names, NAMED)),
    html`<div>${renderLink(url, statedIn)}${quote !== null && html`<details><summary>Its words</summary><blockquote class="quote">${quote}</blockquote></details>`}</div>`,
  ];
}

function findConcerned({ subject, phase, plan }: End, concerned: readonly NewsRetirement[]): readonly PoolReference[] {
  const own = concerned.find((one) => one.subject === subject && one.phase === phase && (one.plan ?? null) === plan);
  return own?.pools ?? [];
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
