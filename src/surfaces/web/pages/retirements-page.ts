import { daysBetween, formatDate, lastDayOf } from '../../../domain/calendar-date.ts';
import { type EndPhase, titleOfSubject } from '../../../domain/lifecycle.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderLink } from '../link.ts';

const PHASES: Readonly<Record<EndPhase, string>> = {
  retirement: 'Retires',
  'no-new-node-pools': 'No new node pools',
  'no-new-images': 'No new images',
  'image-removal': 'Images are removed',
  'lts-only': 'Long-term support only',
  'platform-support': 'Platform support only',
  removal: 'Is removed',
  'date-changed': 'Date changed',
  'end-of-lts': 'Leaves long-term support',
};

const NAMED = 3;

interface Word {
  readonly date: string | null;
  readonly fromKubernetes: string | null;
  readonly statedIn: string;
}

interface End extends Word {
  readonly subject: string;
  readonly phase: EndPhase;
  readonly url: string;
  readonly quote: string | null;
  readonly contradictions: readonly Word[];
  readonly previous: readonly Word[];
}

/** What the page shows: the ends as every surface has them, and whom those that have a day concern. */
export interface RetirementsView {
  readonly ahead: readonly End[];
  readonly past: readonly End[];
  readonly concerned: readonly NewsRetirement[];
  readonly today: string;
}

/** What ends and when: the nearest first, what has passed folded away; earlier dates struck through, contradictions beside. */
export function renderRetirementsPage(view: RetirementsView): Page {
  const { ahead, past } = view;
  return {
    title: 'Retirements',
    path: '/retirements',
    lead: html`<p>What ends for Windows nodes by release notes, support calendar and built-in dates, the nearest first.</p>`,
    content: html`${renderTable('Ahead', ahead, view)}${
      past.length > 0 &&
      html`<details><summary>${past.length} that have passed</summary>${renderTable('Past', past, view)}</details>`
    }`,
  };
}

function renderTable(title: string, ends: readonly End[], view: RetirementsView): Html | false {
  if (ends.length === 0) return false;
  return html`<section><h2>${title}</h2><div class="table card" role="region" aria-label="${title}" tabindex="0"><table class="retirements">
<thead><tr><th scope="col">What</th><th scope="col">How it ends</th><th scope="col">When</th><th scope="col" class="number">${title === 'Past' ? 'Days ago' : 'Days left'}</th><th scope="col">Your pools</th><th scope="col">Stated in</th></tr></thead>
<tbody>${ends.map((end) => renderRow(end, view))}</tbody>
</table></div></section>`;
}

function renderRow(end: End, { concerned, today }: RetirementsView): Html {
  const { subject, phase, date, url, statedIn, quote } = end;
  const left = date === null ? null : daysBetween(today, lastDayOf(date));
  const pools = concerned.find((one) => one.subject === subject && one.phase === phase)?.pools ?? [];
  return html`<tr>
<th scope="row">${titleOfSubject(subject)}</th>
<td>${subject.startsWith('Kubernetes/') && phase === 'retirement' ? 'Leaves community support' : (PHASES[phase] ?? phase)}</td>
<td>${renderDates(end)}</td>
<td class="number">${left === null ? '–' : Math.abs(left)}</td>
<td>${namePools(pools)}</td>
<td>${renderLink(url, statedIn)}${quote !== null && html`<details><summary>Its words</summary><blockquote class="quote">${quote}</blockquote></details>`}</td>
</tr>`;
}

function namePools(pools: NewsRetirement['pools']): string {
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

function sayWhen({ date, fromKubernetes }: Word): string {
  if (date !== null) return formatDate(date);
  return fromKubernetes === null ? 'no date given' : `from Kubernetes ${fromKubernetes}`;
}
