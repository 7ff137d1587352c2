import type { PoolList, PoolOrder, PoolQuery, PoolRow } from '../../../app/pages/list-pools.ts';
import { titleOf } from '../../../domain/cluster.ts';
import { SEVERITIES } from '../../../domain/finding.ts';
import { AGE_WORDS, POOL_STATUSES, sayPoolCounts } from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { pathOfPool } from '../../../domain/pool-reference.ts';
import { countOf, formatCount } from '../../../domain/text.ts';
import { type DrawTime, type Html, type HtmlValue, html } from '../../../html/html.ts';
import type { Page } from '../layout.ts';
import { renderAgeBar } from '../parts/charts.ts';
import { renderPager, toQuery } from '../parts/links.ts';
import { renderSeverity, renderStatusBadge, sayImage } from '../parts/pool-parts.ts';
import { type Column, renderTable } from '../parts/table.ts';

export const POOLS_PER_PAGE = 50;

const ORDERS: Readonly<Record<PoolOrder, string>> = {
  worst: 'Worst first',
  name: 'Name',
  age: 'Oldest image first',
  owner: 'Owner',
  region: 'Region',
};

export function renderFleetPage(list: PoolList, query: PoolQuery, drawTime: DrawTime): Page {
  const { windowsNodePools, counts, asOf, notices, clusters } = list;
  const lead =
    windowsNodePools === 0
      ? html`<p>No Windows node pools are registered.</p>`
      : html`<p><strong>${countOf(windowsNodePools, 'Windows node pool')}: ${sayPoolCounts(counts)}</strong></p><p>${asOf && html`Oldest report of a cluster: ${drawTime(asOf)}`}</p>`;
  return {
    title: 'Fleet',
    path: '/fleet',
    lead,
    content: html`${notices.map((notice) => html`<p class="banner">${notice}</p>`)}${
      windowsNodePools === 0
        ? renderFirstRun({ fleet: { clusters } })
        : html`${renderFilters(list, query)}${renderList(list, query)}`
    }`,
  };
}

/** The query as it stands in an address, without the page; what is not set is left out. */
function toParameters({ text, owner, region, osSku, status, age, severity, order }: PoolQuery) {
  return { q: text, status, severity, os: osSku, region, owner, age, sort: order === 'worst' ? null : order };
}

function renderFilters({ counts, windowsNodePools, choices }: PoolList, query: PoolQuery): Html {
  const options = (values: readonly (readonly [value: string, label: string])[], chosen: string | null) =>
    values.map(
      ([value, label]) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`,
    );
  const field = (
    name: string,
    label: string,
    all: string,
    chosen: string | null,
    values: readonly (readonly [value: string, label: string])[],
  ) =>
    values.length > 0 &&
    html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${all}</option>${options(values, chosen)}</select></div>`;
  const statuses = POOL_STATUSES.map((one) => [one, `${one} (${formatCount(counts[one])})`] as const);
  const severities = SEVERITIES.toReversed().map((one) => [one, `${one} or more`] as const);
  const windows = choices.osSkus.map((one) => [one, titleOfOsSku(one)] as const);
  const same = (values: readonly string[]) => values.map((value) => [value, value] as const);
  return html`<form class="filters choices" method="get" action="/fleet" role="search">
<div class="wide"><label for="q">Search</label><input id="q" name="q" type="search" value="${query.text ?? ''}" placeholder="cluster, owner, image, …"></div>
${field('status', 'Status', `all ${formatCount(windowsNodePools)}`, query.status, statuses)}
${field('severity', 'Severity', 'any', query.severity, severities)}
${field('os', 'Windows', 'any', query.osSku, windows)}
${field('region', 'Region', 'any', query.region, same(choices.regions))}
${field('owner', 'Owner', 'anyone', query.owner, same(choices.owners))}
<div class="on-phone"><label for="sort">Order</label><select id="sort" name="sort">${options(Object.entries(ORDERS), query.order)}</select></div>
${query.age && html`<input type="hidden" name="age" value="${query.age}">`}
<div><button class="primary">Show</button></div>
</form>`;
}

function renderList({ pools, matching }: PoolList, query: PoolQuery): Html {
  const parameters = toParameters(query);
  const isNarrow = Object.values(parameters).some((value) => value !== null && value !== '');
  const page = Math.floor(query.offset / POOLS_PER_PAGE) + 1;
  const all = html` <a href="/fleet">Show all</a>`;
  if (pools.length === 0) return html`<section class="card"><p>No node pool is like that.${all}</p></section>`;
  const path = `/fleet${toQuery(parameters)}`;
  return html`<section class="card">${isNarrow && html`<p class="soft">${countOf(matching, 'node pool')}${query.age && html` with an image ${AGE_WORDS[query.age]} old`}.${all}</p>`}
<div class="pool-list">${renderTable('Node pools', listColumns(query), pools.map(toRow))}</div>
${renderPager({ path: `${path}${path.includes('?') ? '&' : '?'}`, page, perPage: POOLS_PER_PAGE, total: matching, noun: 'node pools' })}</section>`;
}

function listColumns(query: PoolQuery): readonly (Column | string)[] {
  const sorting = (name: string, order: PoolOrder, sorted: 'ascending' | 'descending' = 'ascending'): Column => ({
    name,
    head: html`<a href="/fleet${toQuery(toParameters({ ...query, order }))}">${name}</a>`,
    sorted: order === query.order ? sorted : null,
  });
  return [
    sorting('Node pool', 'name'),
    'Status',
    sorting('Image age', 'age', 'descending'),
    'Image',
    { ...sorting('Region', 'region'), kind: 'nowrap' },
    sorting('Owner', 'owner'),
    sorting('Worst finding', 'worst', 'descending'),
  ];
}

function toRow(row: PoolRow): readonly HtmlValue[] {
  const { cluster, nodePool, assessment, severity, isLeftToAks } = row;
  const { status, osSku, currentVersion, targetVersion, ageDays } = assessment;
  const title = titleOf(cluster);
  const target =
    targetVersion !== null &&
    targetVersion !== currentVersion &&
    html`<small>${isLeftToAks ? 'AKS brings' : 'take'} <span class="mono">${targetVersion}</span></small>`;
  return [
    html`<a href="${pathOfPool(title, nodePool.name)}">${nodePool.name}</a><small><a href="${pathOfPool(title, null)}">${title}</a>${nodePool.powerState === 'Stopped' && ', stopped'}</small>`,
    renderStatusBadge(status),
    renderAgeBar(ageDays),
    html`${osSku && titleOfOsSku(osSku)}<small class="mono">${sayImage(row)}</small>${target}`,
    cluster.location,
    cluster.ownership.owners.join(', '),
    severity && renderSeverity(severity),
  ];
}

/** What to do while nothing is registered. `registered`: clusters there are, none of them with a Windows node pool. */
export function renderFirstRun({ fleet: { clusters } }: { readonly fleet: { readonly clusters: number } }): Html {
  const found = clusters > 0 && html`<p>${clusters} registered, none of them with a Windows node pool.</p>`;
  return html`<section class="card empty"><h2>Tell vhdwatch about your clusters</h2>${found}
<p>Save what Azure knows, and import it. Repeat it whenever you like: what is there is brought up to date.</p>
<pre tabindex="0"><code>az aks list -o json &gt; clusters.json
npx vhdwatch clusters import clusters.json</code></pre>
<p>Or let it ask Azure: <code>npx vhdwatch clusters discover</code></p>
<p>Or type one by hand: <code>npx vhdwatch clusters add --help</code></p></section>`;
}
