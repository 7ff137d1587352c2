import { type ClusterPage, listPoolImages, type PoolPage, type ShownFact } from '../../../app/pages/describe-pool.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { NodeImage } from '../../../domain/catalogue.ts';
import { type Cluster, type FactSource, titleOf } from '../../../domain/cluster.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import type { AssessedPool, NodePoolAssessment } from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { pathOfPool } from '../../../domain/pool-reference.ts';
import { countOf } from '../../../domain/text.ts';
import { type DrawTime, type Html, type HtmlValue, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderStatus } from '../parts/badges.ts';
import { renderAgeBar } from '../parts/charts.ts';
import { imagePath, toQuery } from '../parts/links.ts';
import { renderChannels, renderFacts, renderFindings, renderPlan, renderSuppressions } from '../parts/pool-parts.ts';

/** The page of one node pool. `ref`: how its address names the cluster. */
export function renderPoolPage(view: PoolPage, ref: string, drawTime: DrawTime): Page {
  const { cluster, pool, findings, stages } = view;
  const own = findings.filter(({ nodePool }) => nodePool === pool.nodePool.name);
  const whole = findings.filter(({ nodePool }) => nodePool === null);
  return {
    title: pool.nodePool.name,
    path: '/fleet',
    trail: [
      ['/fleet', 'Fleet'],
      [pathOfPool(ref, null), titleOf(cluster)],
    ],
    lead: html`<p>${renderStatus(pool.assessment.status)} ${renderAgeBar(pool.assessment.ageDays)}</p><p>As ${sayOrigin(cluster)} reported it, ${drawTime(cluster.asOf)}.</p>`,
    content: html`${renderImages(view)}
<section class="card"><h2>What was found</h2>${renderFindings(own, true)}</section>
<section class="card"><h2>The plan, step by step</h2>${renderPlan(stages)}</section>
${whole.length > 0 && html`<section class="card"><h2>For the whole cluster</h2>${renderFindings(whole)}</section>`}
${renderPoolFacts(view, drawTime)}
<div class="columns">${renderHistory(view, drawTime)}${renderSuppressions(view)}</div>
${renderChannels(view, drawTime)}`,
  };
}

function renderImages({ pool: { assessment }, image, target }: PoolPage): Html {
  const { currentVersion, targetVersion, pendingVersion, region } = assessment;
  const isNewest = currentVersion !== null && targetVersion === currentVersion;
  const fixes = target && !isNewest ? describeSecurity(target.security) : '';
  const compare = currentVersion !== null && targetVersion !== null && !isNewest;
  return html`<section class="card"><h2>Image</h2>${renderFacts([
    ['It runs', renderVersion(currentVersion, image)],
    ['To take', isNewest ? 'nothing newer for it' : renderVersion(targetVersion, target)],
    ['Behind', sayDistance(assessment)],
    ['It brings', fixes],
    [
      'In its region',
      region?.hasTarget &&
        `${region.name}${region.targetSince === null ? '' : ` since ${formatDate(region.targetSince)}`} (release tracker, ${formatDate(region.asOf)})`,
    ],
    ['Not there yet', pendingVersion],
  ])}${compare && html`<p><a href="/images/compare${toQuery({ old: currentVersion, new: targetVersion })}">What changes between the two</a></p>`}</section>`;
}

function renderVersion(version: string | null, image: NodeImage | null): Html {
  if (version === null) return html`never reported`;
  const built =
    image &&
    html`<small>built ${formatDate(image.builtOn)}, ${image.announcedIn ? `announced in ${image.announcedIn}` : 'not announced'}</small>`;
  return html`${image ? html`<a href="${imagePath(version)}"><code>${version}</code></a>` : html`<code>${version}</code>`}${built}`;
}

function sayDistance({ imagesBehind, daysBehind, rebuildOnly, status }: NodePoolAssessment): string {
  if (imagesBehind === 0 && daysBehind === 0) return status === 'current' ? 'newest' : '–';
  const words = [...(imagesBehind > 0 ? [countOf(imagesBehind, 'image')] : []), countOf(daysBehind, 'day')].join(', ');
  return rebuildOnly ? `${words}, with the same Windows updates` : words;
}

const SOURCE_WORDS: Readonly<Record<FactSource['source'], string>> = {
  azure: 'Azure',
  nodes: 'its nodes',
  typed: 'by hand',
};

/** A value with who told it, and when; nothing without a value. */
/** Who told a fact, and when; `null` where that is not known. */
type Told = Pick<FactSource, 'source'> & { readonly asOf: string | null };

function renderTold(value: HtmlValue, told: Told | undefined, drawTime: DrawTime): HtmlValue {
  if (value === null || value === undefined || value === '' || !told) return value;
  return html`${value}<small>${SOURCE_WORDS[told.source]}${told.asOf !== null && html`, ${drawTime(told.asOf)}`}</small>`;
}

function renderPoolFacts({ pool: { nodePool, assessment }, sources }: PoolPage, drawTime: DrawTime): Html {
  const told = (fact: ShownFact, value: HtmlValue = String(nodePool[fact] ?? '')) =>
    renderTold(value, sources[fact], drawTime);
  const { fipsEnabled } = nodePool;
  return html`<section class="card"><h2>Facts</h2>${renderFacts([
    ['Windows', told('nodeImageVersion', assessment.osSku && titleOfOsSku(assessment.osSku))],
    ['Nodes', told('count')],
    ['Size', told('vmSize')],
    ['Kubernetes', told('kubernetesVersion')],
    ['Power', told('powerState')],
    ['State', told('provisioningState')],
    ['Mode', told('mode')],
    ['Max surge', told('maxSurge')],
    ['Kind', told('type')],
    ['Full image name', told('nodeImageVersion')],
    ['Azure offers', told('latestNodeImageVersion')],
    ['FIPS', told('fipsEnabled', fipsEnabled === null ? null : fipsEnabled ? 'yes' : 'no')],
  ])}</section>`;
}

function renderHistory({ histories, pool: { nodePool } }: PoolPage, drawTime: DrawTime): Html {
  const images = listPoolImages(histories, nodePool.name);
  const items = images.map(
    ({ version, since }) =>
      html`<li><p><code>${version}</code></p><p class="soft small">first reported ${drawTime(since)}</p></li>`,
  );
  return html`<section class="card"><h2>Images it ran</h2>${
    items.length > 0 ? html`<ol class="plain rows">${items}</ol>` : html`<p class="soft">No report yet.</p>`
  }</section>`;
}

/** The page of one cluster: its facts, its pools, what to do, who is told. `ref`: how its address names it. */
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

/** Which of several clusters of one name is meant. */
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
  const rows = pools.map(
    ({ nodePool, assessment: { status, ageDays, currentVersion, targetVersion } }) =>
      html`<tr><th scope="row"><a href="${pathOfPool(ref, nodePool.name)}">${nodePool.name}</a></th><td data-label="Status">${renderStatus(status)}</td><td data-label="Age">${renderAgeBar(ageDays)}</td><td data-label="Image"><code>${currentVersion ?? 'never reported'}</code></td><td data-label="To take"><code>${targetVersion === currentVersion ? '–' : (targetVersion ?? '–')}</code></td></tr>`,
  );
  return html`<div class="table" role="region" aria-label="Windows node pools" tabindex="0"><table class="stack"><thead><tr><th scope="col">Node pool</th><th scope="col">Status</th><th scope="col">Age of its image</th><th scope="col">Image</th><th scope="col">To take</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function renderClusterFacts(
  { cluster, source, versionSource, ownershipSources }: ClusterPage,
  drawTime: DrawTime,
): Html {
  const { ownership, maintenance } = cluster;
  const told = (value: HtmlValue, by: Told = source) => renderTold(value, by, drawTime);
  const windows = maintenance?.windows.map(({ name, when }) => `${name}${when === null ? '' : `: ${when}`}`).join('; ');
  return html`<section class="card"><h2>Facts</h2>${renderFacts([
    ['Region', told(cluster.location)],
    ['Kubernetes', told(cluster.kubernetesVersion, versionSource)],
    ['Support plan', told(cluster.supportPlan)],
    ['Tier', told(cluster.tier)],
    ['State', told([cluster.powerState, cluster.provisioningState].filter((one) => one !== null).join(', '))],
    ['Owned by', told(ownership.owners.join(', '), ownershipSources.owners)],
    ['Channel', told(ownership.channel, ownershipSources.channel)],
    ['Environment', told(ownership.environment, ownershipSources.environment)],
    ['Network', told([cluster.networkPlugin, cluster.networkPluginMode].filter((one) => one !== null).join(', '))],
    ['Network policy', told(cluster.networkPolicy)],
    ['Auto-upgrade channel', told(cluster.upgradeChannel)],
    ['Node OS upgrade channel', told(cluster.nodeOsUpgradeChannel)],
    ['Maintenance windows', maintenance && told(windows || 'none', { source: 'azure', asOf: maintenance.asOf })],
    ['Resource group', cluster.resourceGroup],
    ['Subscription', cluster.subscriptionId],
  ])}</section>`;
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
