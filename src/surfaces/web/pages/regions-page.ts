import type { RegionalImage, RegionTable } from '../../../app/pages/read-regions.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { count } from '../parts/badges.ts';
import { imagePath, toQuery } from '../parts/paths.ts';

/** Which region has which image since when, by the AKS release tracker. */
export function renderRegionsPage(table: RegionTable): Page {
  const { readOn, rows, osSkus } = table;
  return {
    title: 'Regions',
    path: '/regions',
    lead: html`<p>Which region has which image, since when. A new image takes up to two weeks to reach all of them.</p>${readOn && html`<p>Release tracker, read ${formatDate(readOn)}</p>`}`,
    content:
      rows.length === 0
        ? html`<section class="card empty"><h2>Nothing is known of regions</h2><p>The AKS release tracker tells; <code>npx vhdwatch poll</code> reads it, unless RELEASE_TRACKER_URL is <code>off</code>.</p></section>`
        : html`<section class="card"><div class="table" role="region" aria-label="Regions" tabindex="0"><table class="stack">
<thead><tr><th scope="col">Region</th>${osSkus.map((osSku) => html`<th scope="col">${titleOfOsSku(osSku)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => renderRow(row, table))}</tbody></table></div></section>`,
  };
}

function renderRow({ region, pools, images }: RegionTable['rows'][number], { osSkus, newest }: RegionTable): Html {
  const own =
    pools > 0 && html`<small><a href="/fleet${toQuery({ region })}">${count(pools, 'pool')} of yours</a></small>`;
  return html`<tr><th scope="row">${region}${own}</th>${osSkus.map((osSku) => html`<td data-label="${titleOfOsSku(osSku)}"><div>${renderImage(images.get(osSku), newest.get(osSku))}</div></td>`)}</tr>`;
}

function renderImage(image: RegionalImage | undefined, newest: string | undefined): Html {
  if (!image?.current && !image?.arriving) return html`–`;
  const { current, arriving } = image;
  return html`${current && html`<a href="${imagePath(current.version)}"><code>${current.version}</code></a>${current.version === newest && html` <span class="badge state-newest">newest</span>`}<small>${current.arrivedOn ? `since ${formatDate(current.arrivedOn)}` : 'day not told'}</small>`}${arriving && html`<small>${arriving.version} is arriving${arriving.arrivedOn && ` since ${formatDate(arriving.arrivedOn)}`}</small>`}`;
}
