import { formatDate } from '../../../domain/calendar-date.ts';
import type { Finding } from '../../../domain/finding.ts';
import { type Html, html } from '../html.ts';
import { renderLink } from '../link.ts';

/** One finding as an item of a list: severity, pool, the point, the due date; commands and evidence to open. */
export function renderFinding({ severity, nodePool, summary, due, commands, evidence }: Finding): Html {
  const links = evidence.map(({ label, url }) => html`<li>${renderLink(url, label)}</li>`);
  const more =
    (commands.length > 0 || links.length > 0) &&
    html`<details><summary>${commands.length > 0 ? 'Commands' : 'Sources'}</summary>
${commands.length > 0 && html`<pre><code>${commands.join('\n')}</code></pre>`}
${links.length > 0 && html`<ul class="plain evidence">${links}</ul>`}
</details>`;
  return html`<li class="finding">
<span class="badge severity-${severity}">${severity}</span>
<div><p>${nodePool && html`<b>${nodePool}</b> `}${summary}${due && html` <span class="due">Due ${formatDate(due)}</span>`}</p>${more}</div>
</li>`;
}
