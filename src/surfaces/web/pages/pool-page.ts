import type { ClusterPage, PoolPage } from '../../../app/pages/describe-pool.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { NodeImage } from '../../../domain/catalogue.ts';
import { type Cluster, type FactSource, findPoolAsOf, type NodePool, titleOf } from '../../../domain/cluster.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import type { AssessedPool, NodePoolAssessment } from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { pathOfPool } from '../../../domain/pool-reference.ts';
import { countOf } from '../../../domain/text.ts';
import { type DrawTime, type Html, type HtmlValue, html } from '../../../html/html.ts';
import type { Page } from '../layout.ts';
import { renderAgeBar } from '../parts/charts.ts';
import { imagePath, toQuery } from '../parts/links.ts';
import {
  renderChannels,
  renderFacts,
  renderFindings,
  renderPlan,
  renderStatusBadge,
  renderSuppressions,
  sayImage,
} from '../parts/pool-parts.ts';
import { isEmpty, renderTable } from '../parts/table.ts';

/** The page of one node pool. `ref`: how its address names the cluster. */
export function renderPoolPage(view: PoolPage, ref: string, drawTime: DrawTime): Page {
  const { cluster, pool, findings, stages } = view;
  const own = findings.filter(({ nodePool }) => nodePool === pool.nodePool.name);
  const whole = findings.filter(({ nodePool }) => nodePool === null);
  return {
    title: `${titleOf(cluster)}/${pool.nodePool.name}`,
    path: '/fleet',
    trail: [
      ['/fleet', 'Fleet'],
      [pathOfPool(ref, null), titleOf(cluster)],
    ],
    lead: html`<p>${renderStatusBadge(pool.assessment.status)} ${renderAgeBar(pool.assessment.ageDays)}</p><p>As ${sayOrigin(cluster)} reported it, ${drawTime(findPoolAsOf(cluster, pool.nodePool))}.</p>`,
    content: html`${renderImages(view)}
<section class="card"><h2>What was found</h2>${renderFindings(own, true)}</section>
<section class="card"><h2>The plan, step by step</h2>${renderPlan(stages)}</section>
${whole.length > 0 && html`<section class="card"><h2>For the whole cluster</h2>${renderFindings(whole)}</section>`}
${renderPoolFacts(view, drawTime)}
<div class="columns">${renderChannels(view, drawTime)}${renderHistory(view, drawTime)}${renderSuppressions(view)}</div>`,
  };
}

function renderImages({ pool, image, target }: PoolPage): Html {
  const { assessment } = pool;
  const { currentVersion, targetVersion, pendingVersion, region } = assessment;
  const isNewest = currentVersion !== null && targetVersion === currentVersion;
  const fixes = target && !isNewest ? describeSecurity(target.security) : '';
  // Without notes of both there is nothing to compare.
  const compare = image?.notesUrl && target?.notesUrl && !isNewest;
  return html`<section class="card"><h2>Image</h2>${renderFacts([
    ['It runs', currentVersion === null ? sayImage(pool) : renderVersion(currentVersion, image)],
    ['To take', isNewest ? 'nothing newer for it' : targetVersion !== null && renderVersion(targetVersion, target)],
    ['Behind', sayDistance(assessment)],
    ['It brings', fixes],
    [
      'In its region',
      region?.hasTarget &&
        `${region.name}${region.targetSince === null ? '' : ` since ${formatDate(region.targetSince)}`} (release tracker, ${formatDate(region.asOf)})`,
    ],
    ['Not there yet', pendingVersion],
  ])}${compare && html`<p><a href="/images/compare${toQuery({ old: image.version, new: target.version })}">What changes between the two</a></p>`}</section>`;
}

function renderVersion(version: string, image: NodeImage | null): Html {
  const built =
    image &&
    html`<small>built ${formatDate(image.builtOn)}, ${image.announcedIn ? `announced in release ${image.announcedIn}` : 'not announced'}</small>`;
  return html`${image ? html`<a href="${imagePath(version)}"><code>${version}</code></a>` : html`<code>${version}</code>`}${built}`;
}

function sayDistance({ imagesBehind, daysBehind, rebuildOnly, status }: NodePoolAssessment): string {
  if (imagesBehind === 0 && daysBehind === 0) return status === 'current' ? 'newest' : '';
  const words = [...(imagesBehind > 0 ? [countOf(imagesBehind, 'image')] : []), countOf(daysBehind, 'day')].join(', ');
  return rebuildOnly ? `${words}, with the same Windows updates` : words;
}

const SOURCE_WORDS: Readonly<Record<FactSource['source'], string>> = {
  azure: 'Azure',
  nodes: 'its nodes',
  typed: 'by hand',
};

/** Who told a fact, and when; `null` where that is not known. */
type Told = Pick<FactSource, 'source'> & { readonly asOf: string | null };

/** A fact with who told it; those without a value are left out, those of ours have nobody. */
type ToldFact = readonly [name: string, value: HtmlValue, told?: Told | undefined];

/** Facts: where most of them are from is said once, and of the others each. */
function renderToldFacts(facts: readonly ToldFact[], drawTime: DrawTime): Html {
  const say = ({ source, asOf }: Told) => html`${SOURCE_WORDS[source]}${asOf !== null && html`, ${drawTime(asOf)}`}`;
  const known = facts
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value, told]) => ({ name, value, told: told ? say(told) : null }));
  const origins = [...Map.groupBy(known, ({ told }) => told?.text).values()].filter(([first]) => first?.told);
  const most = origins.toSorted((a, b) => b.length - a.length)[0]?.[0]?.told ?? null;
  const shown = known.map(({ name, value, told }) => {
    const own = told !== null && told.text !== most?.text && html`<small>${told}</small>`;
    return [name, html`${value}${own}`] as const;
  });
  return html`<section class="card"><div class="card-head"><h2>Facts</h2>${most && html`<p class="soft small">From ${most}${origins.length > 1 && ', unless said otherwise'}</p>`}</div>${renderFacts(shown)}</section>`;
}

function renderPoolFacts({ pool: { nodePool, assessment }, sources }: PoolPage, drawTime: DrawTime): Html {
  const fact = (name: string, key: keyof NodePool, value: HtmlValue = String(nodePool[key] ?? '')): ToldFact => [
    name,
    value,
    sources[key],
  ];
  return renderToldFacts(
    [
      fact('Windows', 'nodeImageVersion', assessment.osSku && titleOfOsSku(assessment.osSku)),
      fact('Nodes', 'count'),
      fact('Size', 'vmSize'),
      fact('Kubernetes', 'kubernetesVersion'),
      fact('Power', 'powerState'),
      fact('State', 'provisioningState'),
      fact('Mode', 'mode'),
      fact('Max surge', 'maxSurge'),
      fact('Kind', 'type'),
      fact('Full image name', 'nodeImageVersion'),
      fact('Azure offers', 'latestNodeImageVersion'),
      // Windows has it on where Azure's field says no, too.
      fact('FIPS', 'fipsEnabled', nodePool.fipsEnabled ? 'yes' : null),
    ],
    drawTime,
  );
}

function renderHistory({ images }: PoolPage, drawTime: DrawTime): Html {
  const items = images.map(
    ({ version, since }) =>
      html`<li><p><code>${version}</code></p><p class="soft small">first reported ${drawTime(since)}</p></li>`,
  );
  return html`<section class="card"><h2>Images it ran</h2>${
    items.length > 0 ? html`<ol class="plain rows">${items}</ol>` : html`<p class="soft">No report yet.</p>`
  }</section>`;
}

export function renderClusterPage(view: ClusterPage, ref: string, drawTime: DrawTime): Page {
  const { cluster, pools, findings, stages } = view;
  return {
    title: titleOf(cluster),
    path: '/fleet',
    trail: [['/fleet', 'Fleet']],
    lead: html`<p>As ${sayOrigin(cluster)} reported it, ${drawTime(cluster.asOf)}.</p>`,
    content: html`<section class="card"><h2>Windows node pools</h2>${renderPools(pools, ref)}</section>
<section class="card"><h2>What was found</h2>${renderFindings(findings)}</section>
<section class="card"><h2>The plan, step by step</h2>${renderPlan(stages)}</section>
${renderClusterFacts(view, drawTime)}
<div class="columns">${renderChannels(view, drawTime)}${renderSuppressions(view)}</div>`,
  };
}

export function renderClusterChoice(
  name: string,
  clusters: readonly { readonly cluster: Cluster; readonly ref: string }[],
): Page {
  const items = clusters.map(
    ({ cluster, ref }) =>
      html`<li><p><a href="${pathOfPool(`~${ref}`, null)}">${titleOf(cluster)}</a></p><p class="soft small">${cluster.id}</p></li>`,
  );
  return {
    title: name,
    path: '/fleet',
    trail: [['/fleet', 'Fleet']],
    lead: html`<p>${clusters.length} clusters have this name.</p>`,
    content: html`<section class="card"><ul class="plain rows">${items}</ul></section>`,
  };
}

function renderPools(pools: readonly AssessedPool[], ref: string): Html {
  if (pools.length === 0) return html`<p>It has none.</p>`;
  const rows = pools.map((pool) => {
    const { status, ageDays, currentVersion, targetVersion } = pool.assessment;
    return [
      html`<a href="${pathOfPool(ref, pool.nodePool.name)}">${pool.nodePool.name}</a>`,
      renderStatusBadge(status),
      renderAgeBar(ageDays),
      html`<code>${sayImage(pool)}</code>`,
      targetVersion !== null && targetVersion !== currentVersion && html`<code>${targetVersion}</code>`,
    ];
  });
  return renderTable('Windows node pools', ['Node pool', 'Status', 'Image age', 'Image', 'To take'], rows);
}

function renderClusterFacts(
  { cluster, source, versionSource, ownershipSources }: ClusterPage,
  drawTime: DrawTime,
): Html {
  const { ownership, maintenance } = cluster;
  const joined = (...parts: readonly (string | null)[]) => parts.filter((one) => one !== null).join(', ');
  const windows = maintenance?.windows.map(({ name, when }) => `${name}${when === null ? '' : `: ${when}`}`).join('; ');
  return renderToldFacts(
    [
      ['Region', cluster.location, source],
      ['Kubernetes', cluster.kubernetesVersion, versionSource],
      ['Support plan', cluster.supportPlan, source],
      ['Tier', cluster.tier, source],
      ['State', joined(cluster.powerState, cluster.provisioningState), source],
      ['Owned by', ownership.owners.join(', '), ownershipSources.owners],
      ['Channel', ownership.channel, ownershipSources.channel],
      ['Environment', ownership.environment, ownershipSources.environment],
      ['Network', joined(cluster.networkPlugin, cluster.networkPluginMode), source],
      ['Network policy', cluster.networkPolicy, source],
      ['Auto-upgrade channel', cluster.upgradeChannel, source],
      ['Node OS upgrade channel', cluster.nodeOsUpgradeChannel, source],
      ['Maintenance windows', maintenance && (windows || 'none'), { source: 'azure', asOf: maintenance?.asOf ?? null }],
      ['Resource group', cluster.resourceGroup],
      ['Subscription', cluster.subscriptionId],
    ],
    drawTime,
  );
}

/** Which program the report came from. */
function sayOrigin({ origin }: Pick<Cluster, 'origin'>): string {
  const names: Readonly<Record<string, string>> = {
    az: 'az aks list',
    arm: 'Azure Resource Manager',
    'resource-graph': 'Azure Resource Graph',
    kubectl: 'kubectl',
    manual: 'somebody, by hand,',
  };
  return names[origin] ?? origin;
}
