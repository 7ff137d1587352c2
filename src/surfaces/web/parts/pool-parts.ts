import type { ClusterPage } from '../../../app/pages/describe-pool.ts';
import type { SourceAge } from '../../../app/pages/read-overview.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { sayAgo } from '../../../domain/clock.ts';
import { type PlannedStage, titleOfStage } from '../../../domain/cluster-plan.ts';
import { describeDue, type Finding, type Severity, STEP_KIND_WORDS, type Step } from '../../../domain/finding.ts';
import type { AssessedPool, NodePoolStatus } from '../../../domain/node-pool-assessment.ts';
import { countOf } from '../../../domain/text.ts';
import { type DrawTime, drawWords, type Html, type HtmlValue, html, renderLink } from '../../../html/html.ts';
import { imagePath, toInboxPath } from './links.ts';
import { isEmpty } from './table.ts';

/** What a status means, in a few words. */
export const STATUS_MEANS: Readonly<Record<NodePoolStatus, string>> = {
  current: 'on the newest image they can take',
  behind: 'a newer image waits for them',
  unsupported: 'no more images for their Windows',
  unknown: 'their image, or the newest one, is not known',
};

/** A shape beside the colour, for who does not see the difference. */
const SIGNS: Readonly<Record<NodePoolStatus, string>> = { current: '✓', behind: '↑', unsupported: '✕', unknown: '?' };

export function renderStatusBadge(status: NodePoolStatus): Html {
  return html`<span class="badge badge-${status}"><span aria-hidden="true">${SIGNS[status]}</span> ${status}</span>`;
}

export function renderSeverity(severity: Severity): Html {
  return html`<span class="badge severity-${severity}">${severity}</span>`;
}

/** The state of an image: newest, superseded, withdrawn. */
export function renderState(state: string): Html {
  return html`<span class="badge state-${state}">${state}</span>`;
}

/** Where vhdwatch reads, and since when each source has answered or not. */
export function renderSourceList(sources: readonly SourceAge[], now: Date): Html {
  const items = sources.map(({ name, state }) => {
    const last = state?.lastSuccessAt;
    const said = last ? `answered ${sayAgo(last, now)}` : 'never answered';
    const since = last ? ' since' : '';
    const trouble = state && state.failures > 0 ? `, ${countOf(state.failures, 'failure')}${since}` : '';
    return html`<li>${renderSourceMark(state)}<b>${name}</b> <span class="soft">${said}${trouble}</span></li>`;
  });
  return html`<ul class="plain source-list">${items}</ul>`;
}

/** Whether a source answers, has done, or never did, as a colour. */
export function renderSourceMark(state: SourceAge['state']): Html {
  const mood = !state?.lastSuccessAt ? 'calm' : state.failures === 0 ? 'good' : 'warn';
  return html`<span class="key key-${mood}" aria-hidden="true"></span>`;
}

const MINOR: ReadonlySet<Severity> = new Set<Severity>(['info', 'low']);

/** What to do, in the order in which to do it: each part with its steps, each step with its commands to copy. */
export function renderPlan(stages: readonly PlannedStage[]): Html {
  if (stages.length === 0) return html`<p class="soft">Nothing is to be done.</p>`;
  // What another pool has to do first is only named: open is all until the first that is to be done here.
  const first = stages.findIndex(({ steps }) => steps.length > 0);
  return html`<div class="stages">${stages.map((stage, index) => renderStage(stage, index <= Math.max(0, first)))}</div>`;
}

function renderStage({ stage, nodePool, severity, by, note, steps }: PlannedStage, isOpen: boolean): Html {
  return html`<details${isOpen && html` open`}><summary>${nodePool && html`${nodePool}: `}${titleOfStage(stage)}</summary>
<p class="soft small">${renderSeverity(severity)} Done by ${by}.</p>${note && html`<p>${note}</p>`}
${steps.length > 0 && html`<ol class="plain steps">${steps.map(renderStep)}</ol>`}</details>`;
}

/** What was found; what is only good to know is folded away. `ofPool`: the reader knows already which pool it is. */
export function renderFindings(findings: readonly Finding[], ofPool = false): Html {
  if (findings.length === 0) return html`<p class="soft">Nothing is open.</p>`;
  const urgent = findings.filter(({ severity }) => !MINOR.has(severity));
  const minor = findings.filter(({ severity }) => MINOR.has(severity));
  const list = (some: readonly Finding[]) =>
    html`<ul class="plain findings">${some.map((one) => renderFinding(one, ofPool))}</ul>`;
  return html`${urgent.length > 0 && list(urgent)}
${minor.length > 0 && html`<details class="more"${urgent.length === 0 && html` open`}><summary>${minor.length} ${urgent.length === 0 ? 'good' : 'more'} to know</summary>${list(minor)}</details>`}`;
}

function renderFinding(finding: Finding, ofPool: boolean): Html {
  const { severity, nodePool, summary, evidence } = finding;
  const due = describeDue(finding, summary);
  const links = evidence.map(({ label, url }) => html`<li>${renderLink(url, label)}</li>`);
  return html`<li class="finding">${renderSeverity(severity)}
<div><p>${nodePool && !ofPool && html`<b>${nodePool}</b> `}${drawWords(summary)}${due && html` <span class="due">Due ${due}</span>`}</p>
${links.length > 0 && html`<ul class="plain evidence">${links}</ul>`}</div>
</li>`;
}

function renderStep({ title, kind, commands }: Step): Html {
  return html`<li><p>${title} <span class="badge kind-${kind}">${STEP_KIND_WORDS[kind]}</span></p>${commands.length > 0 && renderCommands(commands.join('\n'))}</li>`;
}

function renderCommands(lines: HtmlValue): Html {
  return html`<div class="copyable"><pre tabindex="0"><code>${lines}</code></pre><button type="button" data-copy>Copy</button></div>`;
}

/** The version that a pool runs, or why nobody knows. */
export function sayImage({ nodePool, assessment }: Pick<AssessedPool, 'nodePool' | 'assessment'>): string {
  const isReported = nodePool.nodeImageVersion !== null || Object.keys(nodePool.nodeImages).length > 0;
  return assessment.currentVersion ?? (isReported ? 'cannot be read' : 'never reported');
}

/** Names and values; those without a value are left out. */
export function renderFacts(facts: readonly (readonly [name: string, value: HtmlValue])[]): Html {
  const known = facts.filter(([, value]) => !isEmpty(value));
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function renderChannels({ channels }: ClusterPage, drawTime: DrawTime): Html {
  const items = channels.map((told) => {
    const { channel, because, topics, severe, tooMild, minimumSeverity, snooze, refusal, messages } = told;
    return html`<li><p><b>${channel}</b>, because ${because}.</p>
<p class="soft small">Hears of ${topics.join(', ')}; ${countOf(severe.length, 'open finding')}${tooMild.length > 0 && `, and not of ${tooMild.length} below ${minimumSeverity}`}.</p>
${refusal && html`<p class="small removed">The chat refuses it since ${drawTime(refusal.since)}: ${refusal.reason}</p>`}
${snooze && html`<p class="small">Snoozed until ${formatDate(snooze.untilOn)}: ${snooze.reason || 'no reason given'}</p>`}
${messages.map(({ kind, ts, at, state }) => html`<p class="small soft">${drawTime(at)}: ${ts === null ? sayKind(kind) : html`<a href="${toInboxPath({ channel, until: ts })}#m${ts}">${sayKind(kind)}</a>`}, ${state}</p>`)}</li>`;
  });
  return html`<section class="card"><h2>Who is notified, and why</h2>${
    items.length > 0
      ? html`<ul class="plain rows">${items}</ul>`
      : html`<p>Nobody: no channel is set. <code>vhdwatch clusters tag</code> gives the cluster one.</p>`
  }</section>`;
}

/** What is silent, until when, who said so and why. */
export function renderSuppressions({ snoozes, holds }: ClusterPage): Html | false {
  const items = [
    ...snoozes.map(
      ({ scope: { nodePool, channel }, untilOn, reason, actor }) =>
        html`<li><p>Reminders of ${nodePool ?? 'every pool'} wait until <b>${formatDate(untilOn)}</b>${channel && html` in ${channel}`}</p><p class="soft small">${actor.name}: ${reason || 'no reason given'}</p></li>`,
    ),
    ...holds.map(
      ({ scope: { version }, reason, url, actor }) =>
        html`<li><p>Nobody is sent to <a href="${imagePath(version)}">${version}</a></p><p class="soft small">${actor.name}: ${renderLink(url, reason || 'no reason given')}</p></li>`,
    ),
  ];
  return (
    items.length > 0 && html`<section class="card"><h2>Suppressions</h2><ul class="plain rows">${items}</ul></section>`
  );
}

/** `upgrade-reminder` as people say it. */
function sayKind(kind: string): string {
  return kind.replaceAll('-', ' ');
}
