import type { ClusterPage } from '../../../app/pages/describe-pool.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import type { AssessedPool } from '../../../domain/node-pool-assessment.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderAgeBar } from '../parts/age.ts';
import { renderStatus } from '../parts/badges.ts';
import { renderFindings, renderPlan } from '../parts/finding.ts';
import { clusterPath, poolPath } from '../parts/paths.ts';
import { renderChannels, renderFacts, renderSuppressions } from '../parts/pool-context.ts';
import type { DrawTime } from '../time.ts';

/** The page of one cluster: its facts, its pools, what to do, who is told. `ref`: how its address names it. */
export function renderClusterPage(view: ClusterPage, ref: string, drawTime: DrawTime): Page {
  const { cluster, pools, findings, stages } = view;
  return {
    title: cluster.name,
    path: '/fleet',
    trail: [['/fleet', 'Fleet']],
    lead: html`<p>As ${sayOrigin(cluster)} reported it, ${drawTime(cluster.asOf)}.</p>`,
    content: html`<section class="card"><h2>Windows node pools</h2>${renderPools(pools, ref)}</section>
<section class="card"><h2>What was found</h2>${renderFindings(findings)}</section>
<section class="card"><h2>The plan, step by step</h2>${renderPlan(stages)}</section>
${renderClusterFacts(cluster)}
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
      html`<li><p><a href="${clusterPath(`~${ref}`)}">${cluster.name}</a></p><p class="soft small">${cluster.id}</p></li>`,
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
      html`<tr><th scope="row"><a href="${poolPath(ref, nodePool.name)}">${nodePool.name}</a></th><td data-label="Status">${renderStatus(status)}</td><td data-label="Age">${renderAgeBar(ageDays)}</td><td data-label="Image"><code>${currentVersion ?? 'never reported'}</code></td><td data-label="To take"><code>${targetVersion === currentVersion ? '–' : (targetVersion ?? '–')}</code></td></tr>`,
  );
  return html`<div class="table" role="region" aria-label="Windows node pools" tabindex="0"><table class="stack"><thead><tr><th scope="col">Node pool</th><th scope="col">Status</th><th scope="col">Age of its image</th><th scope="col">Image</th><th scope="col">To take</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function renderClusterFacts(cluster: Cluster): Html {
  const { ownership } = cluster;
  return html`<section class="card"><h2>Facts</h2>${renderFacts([
    ['Region', cluster.location],
    ['Kubernetes', cluster.kubernetesVersion],
    ['Support plan', cluster.supportPlan],
    ['Tier', cluster.tier],
    ['State', [cluster.powerState, cluster.provisioningState].filter((one) => one !== null).join(', ')],
    ['Owned by', ownership.owners.join(', ')],
    ['Channel', ownership.channel],
    ['Environment', ownership.environment],
    ['Network', [cluster.networkPlugin, cluster.networkPluginMode].filter((one) => one !== null).join(', ')],
    ['Network policy', cluster.networkPolicy],
    ['Auto-upgrade channel', cluster.upgradeChannel],
    ['Node OS upgrade channel', cluster.nodeOsUpgradeChannel],
    ['Resource group', cluster.resourceGroup],
    ['Subscription', cluster.subscriptionId],
  ])}</section>`;
}

/** Which program the report came from. */
export function sayOrigin({ origin }: Pick<Cluster, 'origin'>): string {
  const names: Readonly<Record<string, string>> = {
    az: 'az aks list',
    arm: 'Azure Resource Manager',
    'resource-graph': 'Azure Resource Graph',
    kubectl: 'kubectl',
    manual: 'somebody, by hand,',
  };
  return names[origin] ?? origin;
}
