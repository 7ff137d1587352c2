import type { Health } from '../../../app/operations/read-health.ts';
import type { Operations } from '../../../app/pages/read-overview.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { sayAgo, sayLast } from '../../../domain/clock.ts';
import { countOf, formatCount } from '../../../domain/text.ts';
import { type DrawTime, type Html, html } from '../../../html/html.ts';
import type { Page } from '../layout.ts';
import { renderFacts, renderSourceMark } from '../parts/pool-parts.ts';
import { renderTable } from '../parts/table.ts';

/** `problems`: what is wrong, `warnings`: what somebody should look at; each says what to do. */
export function renderHealthPage(operations: Operations, { problems, warnings }: Health, drawTime: DrawTime): Page {
  const { outbox, nextDueAt, pause, refusals, discovery, lifecycle, worker, version, migrations } = operations;
  const { lastDelivered, now } = operations;
  const isWell = problems.length + warnings.length === 0;
  const toDo = [...problems, ...warnings, ...operations.notices].map((text) => html`<li>${text}</li>`);
  return {
    title: 'Health',
    path: '/health',
    lead: html`<p>How vhdwatch itself is doing. <code>npx vhdwatch doctor</code> also asks GitHub and the chat.</p>`,
    content: html`<section class="verdict verdict-${problems.length > 0 ? 'bad' : isWell ? 'good' : 'warn'}" aria-label="In one sentence"><span class="sign" aria-hidden="true">${isWell ? '✓' : '!'}</span><p class="verdict-text">${problems.length > 0 ? 'It does not do its work.' : isWell ? 'It does its work.' : 'It works; somebody should have a look.'}</p></section>
${toDo.length > 0 && html`<section class="card"><h2>What to do</h2><ul class="plain rows">${toDo}</ul></section>`}
<section class="card"><h2>Sources</h2>${renderSources(operations, drawTime)}</section>
<div class="columns"><section class="card"><h2>Messages</h2>${renderFacts([
      ['Delivered', formatCount(outbox.delivered)],
      ['Waiting', outbox.pending + outbox.retrying + outbox.sending],
      ['Given up', outbox.dead],
      ['Next due', nextDueAt && drawTime(nextDueAt)],
      ['Last delivery', sayLast(lastDelivered.any, now)],
      ['Last reminder', sayLast(lastDelivered.reminder, now)],
      ['Everything waits', pause && html`${pause.kind} until ${drawTime(pause.until)}`],
      ['Channels that refuse', refusals.map(({ channel, reason }) => `${channel} (${reason})`).join(', ')],
    ])}</section>
<section class="card"><h2>What comes next</h2>${renderFacts([
      ['Poll', drawTime(operations.nextPollAt)],
      ['Reminder', operations.nextReminderAt === null ? 'nobody gets one' : drawTime(operations.nextReminderAt)],
    ])}${discovery && html`<p class="soft small">Azure was asked ${sayAgo(discovery.lastAttemptAt, operations.now)}${discovery.lastError && `: ${discovery.lastError}`}</p>`}</section></div>
<section class="card"><h2>Versions</h2>${renderFacts([
      ['vhdwatch', version],
      ['Works on the database', worker ?? 'nobody at the moment'],
      ['Database', countOf(migrations, 'migration')],
      ['Built-in dates checked', formatDate(lifecycle.checkedOn)],
      ['Newest fact about an end', formatDate(lifecycle.newestOn)],
    ])}</section>`,
  };
}

function renderSources({ sources, now }: Operations, drawTime: DrawTime): Html {
  const rows = sources.map(({ name, state }) => {
    const last = state?.lastSuccessAt;
    const trouble =
      state?.lastError &&
      html`<div>${state.lastError}${state.retryAt && html`<small>asked again ${drawTime(state.retryAt)}</small>`}</div>`;
    return [
      html`<span class="nowrap">${renderSourceMark(state)}${name}</span>`,
      last ? html`<div>${sayAgo(last, now)}<small>${drawTime(last)}</small></div>` : 'never',
      state && state.failures > 0 && formatCount(state.failures),
      trouble,
    ];
  });
  return renderTable('Sources', ['Source', 'Answered', 'Failures in a row', 'Trouble'], rows);
}
