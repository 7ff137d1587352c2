import type { AssessedPool } from '../../../domain/assessed-pool.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { NodePoolAssessment } from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { type Html, html } from '../html.ts';
import { renderStatus } from '../parts/badges.ts';

/** The Windows node pools of a cluster: how each stands, the image it has and the one to take. */
export function renderPoolTable(cluster: string, pools: readonly AssessedPool[]): Html {
  return html`<div class="table" role="region" aria-label="Node pools of ${cluster}" tabindex="0"><table class="pools">
<thead><tr><th scope="col">Node pool</th><th scope="col">Status</th><th scope="col">Image it has</th><th scope="col">Image to take</th><th scope="col">Behind</th></tr></thead>
<tbody>${pools.map(renderPool)}</tbody>
</table></div>`;
}

function renderPool({ nodePool, assessment }: AssessedPool): Html {
  const { status, osSku, currentVersion, targetVersion } = assessment;
  const nodes = nodePool.count === 1 ? '1 node' : `${nodePool.count} nodes`;
  const facts = [
    osSku && titleOfOsSku(osSku),
    nodePool.count !== null && nodes,
    nodePool.powerState === 'Stopped' && 'stopped',
  ].filter((fact) => typeof fact === 'string');
  const target = targetVersion === currentVersion ? null : targetVersion;
  return html`<tr>
<th scope="row">${nodePool.name}<small>${facts.join(', ')}</small></th>
<td>${renderStatus(status)}</td>
<td>${currentVersion ? html`<code>${currentVersion}</code>` : 'never reported'}</td>
<td>${target ? html`<code>${target}</code>${describeRegion(assessment)}` : '–'}</td>
<td>${describeDistance(assessment)}</td>
</tr>`;
}

function describeRegion({ region }: NodePoolAssessment): Html | null {
  if (!region?.hasTarget) return null;
  const since = region.targetSince === null ? '' : ` since ${formatDate(region.targetSince)}`;
  return html`<small>in ${region.name}${since}</small>`;
}

function describeDistance(assessment: NodePoolAssessment): Html {
  const { imagesBehind, daysBehind, rebuildOnly, pendingVersion, region, status } = assessment;
  const images = imagesBehind === 1 ? '1 image' : `${imagesBehind} images`;
  const days = daysBehind === 1 ? '1 day' : `${daysBehind} days`;
  const behind =
    imagesBehind > 0 ? `${images}, ${days}` : daysBehind > 0 ? days : status === 'current' ? 'newest' : '–';
  return html`${behind}${rebuildOnly && html`<small>same Windows updates</small>`}${
    pendingVersion &&
    html`<small>${pendingVersion} is not ${region && region.pending !== 'arrived' ? `in ${region.name}` : 'offered here'} yet</small>`
  }`;
}
