import type { ClusterPage } from '../../../app/pages/describe-pool.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { type Html, type HtmlValue, html } from '../html.ts';
import { renderLink } from '../link.ts';
import type { DrawTime } from '../time.ts';
import { count } from './badges.ts';
import { imagePath } from './paths.ts';

const BECAUSE = {
  'default-channel': 'it takes what nobody owns',
  'own-channel': 'the cluster names it',
  subscription: 'it subscribed',
} as const;

/** Names and values; those without a value are left out. */
export function renderFacts(facts: readonly (readonly [name: string, value: HtmlValue])[]): Html {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '');
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Who hears about a cluster and why, with the newest messages that name it. */
export function renderChannels({ channels }: ClusterPage, drawTime: DrawTime): Html {
  const items = channels.map(
    ({
      channel,
      because,
      topics,
      severe,
      tooMild,
      minimumSeverity,
      snooze,
      refusal,
      messages,
    }) => html`<li><p><b>${channel}</b>, because ${BECAUSE[because]}.</p>
<p class="soft small">Hears of ${topics.join(', ')}; ${count(severe.length, 'open finding')}${tooMild.length > 0 && `, and not of ${tooMild.length} below ${minimumSeverity}`}.</p>
${refusal && html`<p class="small removed">Slack refuses it since ${drawTime(refusal.since)}: ${refusal.reason}</p>`}
${snooze && html`<p class="small">Snoozed until ${formatDate(snooze.untilOn)}: ${snooze.reason || 'no reason given'}</p>`}
${messages.map(({ content, ts, at, state }) => html`<p class="small soft">${drawTime(at)}: ${ts === null ? content.kind : html`<a href="/inbox#m${ts}">${content.kind}</a>`}, ${state}</p>`)}</li>`,
  );
  return html`<section class="card"><h2>Who is notified, and why</h2>${
    items.length > 0
      ? html`<ul class="plain rows">${items}</ul>`
      : html`<p>Nobody: no channel is set. <code>vhdwatch clusters tag</code> gives the cluster one.</p>`
  }</section>`;
}

/** What is silent, until when, who said so and why. */
export function renderSuppressions({ snoozes, holds }: ClusterPage): Html {
  const items = [
    ...snoozes.map(
      ({ nodePool, channel, untilOn, reason, actor }) =>
        html`<li><p>Reminders of ${nodePool ?? 'every pool'} wait until <b>${formatDate(untilOn)}</b>${channel && html` in ${channel}`}</p><p class="soft small">${actor.name}: ${reason || 'no reason given'}</p></li>`,
    ),
    ...holds.map(
      ({ version, reason, url, actor }) =>
        html`<li><p>Nobody is sent to <a href="${imagePath(version)}">${version}</a></p><p class="soft small">${actor.name}: ${renderLink(url, reason || 'no reason given')}</p></li>`,
    ),
  ];
  return html`<section class="card"><h2>Suppressions</h2>${
    items.length > 0
      ? html`<ul class="plain rows">${items}</ul>`
      : html`<p class="soft">Nothing is snoozed or held.</p>`
  }</section>`;
}
