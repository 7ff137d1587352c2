import type { AssessedPool } from '../../../domain/assessed-pool.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { NodeImage } from '../../../domain/catalogue.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderLink } from '../link.ts';
import { renderState } from '../parts/badges.ts';
import { renderPager } from './pager.ts';

/** Images on one page. */
const IMAGES_PER_PAGE = 100;

/** What the images page is drawn from. */
export interface ImagesView {
  /** Newest first. */
  readonly images: readonly NodeImage[];
  readonly pools: readonly AssessedPool[];
  /** From 1. */
  readonly page: number;
}

/** Every Windows node image that is known, newest first, and how many registered pools run it. */
export function renderImagesPage({ images, pools, page }: ImagesView): Page {
  const running = Map.groupBy(pools, ({ assessment }) => assessment.currentVersion);
  const start = (page - 1) * IMAGES_PER_PAGE;
  const rows = images
    .slice(start, start + IMAGES_PER_PAGE)
    .map((image) => renderRow(image, running.get(image.version)?.length ?? 0));
  const pager = renderPager({ path: '/images?', page, perPage: IMAGES_PER_PAGE, total: images.length, noun: 'images' });
  return {
    title: 'Images',
    path: '/images',
    lead: html`<p>Windows node images that AKS published, newest first.</p>`,
    content: images.length === 0 ? renderEmpty() : html`${renderTable(rows)}${pager}`,
  };
}

function renderEmpty(): Html {
  return html`<div class="empty"><h2>No images yet</h2><p>They appear with the first successful poll: <code>npx vhdwatch poll</code></p></div>`;
}

function renderTable(rows: readonly Html[]): Html {
  return html`<div class="table card" role="region" aria-label="Images" tabindex="0"><table>
<thead><tr><th scope="col">Version</th><th scope="col">Operating system</th><th scope="col">State</th><th scope="col">Built</th><th scope="col">Announced in</th><th scope="col">Security</th><th scope="col" class="number">Your pools on it</th><th scope="col">Notes</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

function renderRow(image: NodeImage, pools: number): Html {
  const { version, osSku, state, builtOn, announcedIn, announcementUrl, announcedAs, notesUrl, security } = image;
  return html`<tr>
<th scope="row"><code>${version}</code>${announcedAs && html`<small>announced as ${announcedAs}</small>`}</th>
<td>${titleOfOsSku(osSku)}</td>
<td>${renderState(state)}</td>
<td>${formatDate(builtOn)}</td>
<td>${announcedIn ? renderLink(announcementUrl, announcedIn) : 'not announced yet'}</td>
<td>${describeSecurity(security) || '–'}</td>
<td class="number">${pools > 0 ? pools : '–'}</td>
<td>${notesUrl ? renderLink(notesUrl, 'what is in it') : '–'}</td>
</tr>`;
}
