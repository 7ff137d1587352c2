import { dayOf, daysBetween, formatDate, lastDayOf } from '../../../domain/calendar-date.ts';
import type { Retirement } from '../../../domain/catalogue.ts';
import { titleOfSubject } from '../../../domain/lifecycle.ts';
import type { RetirementPhase } from '../../../domain/retirement-statement.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderLink } from '../link.ts';

const PHASES: Readonly<Record<RetirementPhase, string>> = {
  retirement: 'Retires',
  'no-new-node-pools': 'No new node pools',
  'no-new-images': 'No new images',
  'image-removal': 'Images are removed',
  'lts-only': 'Long-term support only',
  'platform-support': 'Platform support only',
  removal: 'Is removed',
  'date-changed': 'Date changed',
};

/** What ends and when: the soonest first, then what has no date, then what has passed; earlier dates struck through. */
export function renderRetirementsPage(retirements: readonly Retirement[], now: Date): Page {
  const today = dayOf(now);
  const isPast = ({ date }: Retirement) => date !== null && lastDayOf(date) < today;
  const ahead = retirements.filter((one) => !isPast(one)).toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  const past = retirements.filter(isPast).toSorted((a, b) => orderOf(b).localeCompare(orderOf(a)));
  return {
    title: 'Retirements',
    path: '/retirements',
    lead: html`<p>What ends for Windows nodes by the AKS release notes, with every date they gave before.</p>`,
    content:
      retirements.length === 0
        ? html`<div class="empty"><h2>No retirements known</h2><p>They appear with the first successful poll: <code>npx vhdwatch poll</code></p></div>`
        : html`${renderTable('Ahead', ahead, today)}${renderTable('Past', past, today)}`,
  };
}

function orderOf({ date, subject, phase }: Retirement): string {
  return `${date === null ? '9999' : lastDayOf(date)} ${subject} ${phase}`;
}

function renderTable(title: string, retirements: readonly Retirement[], today: string): Html | false {
  if (retirements.length === 0) return false;
  return html`<section><h2>${title}</h2><div class="table card" role="region" aria-label="${title}" tabindex="0"><table class="retirements">
<thead><tr><th scope="col">What</th><th scope="col">How it ends</th><th scope="col">When</th><th scope="col" class="number">${title === 'Past' ? 'Days ago' : 'Days left'}</th><th scope="col">Stated in</th></tr></thead>
<tbody>${retirements.map((retirement) => renderRow(retirement, today))}</tbody>
</table></div></section>`;
}

function renderRow(retirement: Retirement, today: string): Html {
  const { subject, phase, date, url, statedIn, quote } = retirement;
  const left = date === null ? null : daysBetween(today, date);
  return html`<tr>
<th scope="row">${titleOfSubject(subject)}</th>
<td>${PHASES[phase] ?? phase}</td>
<td>${renderDates(retirement)}</td>
<td class="number">${left === null ? '–' : Math.abs(left)}</td>
<td>${renderLink(url, statedIn)}<details><summary>Its words</summary><blockquote class="quote">${quote}</blockquote></details></td>
</tr>`;
}

function renderDates({ date, fromKubernetes, previous, doubt }: Retirement): Html {
  const now =
    date === null ? (fromKubernetes ? `from Kubernetes ${fromKubernetes}` : 'no date given') : formatDate(date);
  const before = previous.map(
    (one) =>
      html`<s class="earlier"><span class="spoken">earlier: </span>${one.date ? formatDate(one.date) : 'no date'}</s>`,
  );
  const bound = date !== null && fromKubernetes && html`<small>from Kubernetes ${fromKubernetes}</small>`;
  return html`<b>${now}</b>${before}${bound}${doubt && html`<small>as the note says; probably mistyped</small>`}`;
}
