import type { FleetCluster, FleetPart } from '../../../app/fleet/fleet-status.ts';
import type { DescribedPicture } from '../../../app/reminders/read-fleet-picture.ts';
import type { Finding, Severity } from '../../../domain/finding.ts';
import type { NodePoolStatus } from '../../../domain/node-pool-assessment.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import type { DrawTime } from '../time.ts';
import { renderFinding } from './finding.ts';
import { renderFleetPicture } from './fleet-picture.ts';
import { renderPager } from './pager.ts';
import { renderPoolTable } from './pool-table.ts';

/** Clusters on one page. */
export const CLUSTERS_PER_PAGE = 50;

/** All ways a pool can stand, as the page counts them. */
export const POOL_STATUSES: readonly NodePoolStatus[] = ['current', 'behind', 'unsupported', 'unknown'];

const MINOR: ReadonlySet<Severity> = new Set<Severity>(['info', 'low']);

/** What the fleet page is drawn from. */
export interface FleetView {
  readonly fleet: FleetPart;
  readonly status: NodePoolStatus | null;
  /** From 1. */
  readonly page: number;
  /** On the first page; absent elsewhere. */
  readonly picture?: DescribedPicture;
  readonly drawTime: DrawTime;
}

/** The registered clusters with Windows node pools, worst first: how each pool stands and what to do. */
export function renderFleetPage(view: FleetView): Page {
  const { fleet, drawTime } = view;
  return {
    title: 'Fleet',
    path: '/fleet',
    lead: renderLead(fleet, drawTime),
    content: fleet.windowsNodePools === 0 ? renderEmpty(fleet) : renderClusters(view),
  };
}

function renderLead({ windowsNodePools, counts, asOf, notices }: FleetPart, drawTime: DrawTime): Html {
  const doubts = notices.map((notice) => html`<p>${notice}</p>`);
  if (windowsNodePools === 0) return html`<p>No Windows node pools are registered.</p>${doubts}`;
  const parts = POOL_STATUSES.filter((status) => counts[status] > 0).map((status) => `${counts[status]} ${status}`);
  const pools = windowsNodePools === 1 ? '1 Windows node pool' : `${windowsNodePools} Windows node pools`;
  return html`<p><strong>${pools}: ${parts.join(', ')}</strong></p><p>${asOf && html`Oldest report of a cluster: ${drawTime(asOf)}`}</p>${doubts}`;
}

function renderEmpty({ clusters: registered }: FleetPart): Html {
  const found = registered > 0 && html`<p>${registered} registered, none of them with a Windows node pool.</p>`;
  return html`<div class="empty"><h2>Tell vhdwatch about your clusters</h2>${found}
<p>Save what Azure knows, and import it. Repeat it whenever you like: what is there is brought up to date.</p>
<pre><code>az aks list -o json &gt; clusters.json
npx vhdwatch clusters import clusters.json</code></pre>
<p>Or let it ask Azure: <code>npx vhdwatch clusters discover</code></p>
<p>Or type one by hand: <code>npx vhdwatch clusters add --help</code></p></div>`;
}

function renderClusters(view: FleetView): Html {
  const { fleet, status, page, picture, drawTime } = view;
  const query = status ? `status=${status}&` : '';
  return html`${renderFilter(fleet, status)}
${fleet.shown.map((cluster) => renderCluster(cluster, drawTime))}
${fleet.shown.length === 0 && html`<p class="empty">No cluster here.</p>`}
${picture && renderFleetPicture(picture)}
${renderPager({ path: `/fleet?${query}`, page, perPage: CLUSTERS_PER_PAGE, total: fleet.matching, noun: 'clusters' })}`;
}

function renderFilter({ windowsNodePools, counts }: FleetPart, chosen: NodePoolStatus | null): Html {
  const current = (isCurrent: boolean) => isCurrent && html` aria-current="true"`;
  const chips = POOL_STATUSES.filter((status) => counts[status] > 0).map(
    (status) =>
      html`<li><a class="chip" href="/fleet?status=${status}"${current(status === chosen)}><b>${counts[status]}</b> ${status}</a></li>`,
  );
  return html`<nav aria-label="Only clusters with a node pool that is"><ul class="plain chips"><li><a class="chip" href="/fleet"${current(chosen === null)}><b>${windowsNodePools}</b> all</a></li>${chips}</ul></nav>`;
}

function renderCluster({ cluster, pools, findings }: FleetCluster, drawTime: DrawTime): Html {
  const { location, kubernetesVersion, ownership, powerState, asOf } = cluster;
  const facts = [
    location,
    kubernetesVersion && `Kubernetes ${kubernetesVersion}`,
    ownership.environment,
    ownership.owners.length > 0 && `owned by ${ownership.owners.join(', ')}`,
    ownership.channel && `channel ${ownership.channel}`,
    powerState === 'Stopped' && 'stopped',
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return html`<section class="card">
<h2>${cluster.name}</h2>
<p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}<span>reported ${drawTime(asOf)}</span></p>
${renderPoolTable(cluster.name, pools)}
${renderFindings(findings)}
</section>`;
}

/** What to do; what is only good to know is folded away. */
function renderFindings(findings: readonly Finding[]): Html {
  const list = (some: readonly Finding[]) => html`<ul class="plain findings">${some.map(renderFinding)}</ul>`;
  const urgent = findings.filter(({ severity }) => !MINOR.has(severity));
  const minor = findings.filter(({ severity }) => MINOR.has(severity));
  return html`${urgent.length > 0 && html`<h3>What to do</h3>${list(urgent)}`}
${minor.length > 0 && html`<details class="more"><summary>${minor.length} more to know</summary>${list(minor)}</details>`}`;
}
