import { formatDate } from '../../../domain/calendar-date.ts';
import { type PlannedStage, titleOfStage } from '../../../domain/cluster-plan.ts';
import type { Finding, Severity, Step, StepKind } from '../../../domain/finding.ts';
import { type Html, type HtmlValue, html } from '../html.ts';
import { renderLink } from '../link.ts';
import { renderSeverity } from './badges.ts';

const KINDS: Readonly<Record<StepKind, string>> = {
  now: 'safe to run now',
  'after-check': 'after a look',
  alternative: 'or instead',
  irreversible: 'cannot be undone',
};

const MINOR: ReadonlySet<Severity> = new Set<Severity>(['info', 'low']);

/** What to do, in the order in which to do it: each part with its steps, each step with its commands to copy. */
export function renderPlan(stages: readonly PlannedStage[]): Html {
  if (stages.length === 0) return html`<p class="soft">Nothing is to be done.</p>`;
  return html`<div class="stages">${stages.map(renderStage)}</div>`;
}

function renderStage({ stage, nodePool, severity, by, note, steps }: PlannedStage, index: number): Html {
  return html`<details${index === 0 && html` open`}><summary>${titleOfStage(stage)}${nodePool && html` of ${nodePool}`}</summary>
<p class="soft small">${renderSeverity(severity)} Done by ${by}.</p>${note && html`<p>${note}</p>`}
<ol class="plain steps">${steps.map(renderStep)}</ol></details>`;
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

function renderFinding({ severity, nodePool, summary, due, evidence }: Finding, ofPool: boolean): Html {
  const links = evidence.map(({ label, url }) => html`<li>${renderLink(url, label)}</li>`);
  return html`<li class="finding">${renderSeverity(severity)}
<div><p>${nodePool && !ofPool && html`<b>${nodePool}</b> `}${summary}${due && html` <span class="due">Due ${formatDate(due)}</span>`}</p>
${links.length > 0 && html`<ul class="plain evidence">${links}</ul>`}</div>
</li>`;
}

function renderStep({ title, kind, commands }: Step): Html {
  return html`<li><p>${title} <span class="badge kind-${kind}">${KINDS[kind]}</span></p>${commands.length > 0 && renderCommands(commands.join('\n'))}</li>`;
}

/** Lines to copy. */
function renderCommands(lines: HtmlValue): Html {
  return html`<div class="copyable"><pre tabindex="0"><code>${lines}</code></pre><button type="button" data-copy>Copy</button></div>`;
}
