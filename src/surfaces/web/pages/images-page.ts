import { addDays, type CalendarDate, formatDate } from '../../../domain/calendar-date.ts';
import type { NodeImage } from '../../../domain/catalogue.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import type { AssessedPool } from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderLink } from '../link.ts';
import { renderState } from '../parts/badges.ts';
import { renderLanes } from '../parts/lanes.ts';
import { imagePath } from '../parts/paths.ts';
import { renderCompareForm } from './image-page.ts';
import { renderPager } from './pager.ts';

/** Images on one page. */
const IMAGES_PER_PAGE = 100;
const DAYS_SHOWN = 365;

/** What the images page is drawn from. */
export interface ImagesView {
  /** Newest first. */
  readonly images: readonly NodeImage[];
  readonly pools: readonly AssessedPool[];
  readonly today: CalendarDate;
  /** From 1. */
  readonly page: number;
}

/** Every Windows node image that is known: a line per OS SKU over the last year, and all of them in a table. */
export function renderImagesPage({ images, pools, today, page }: ImagesView): Page {
  const running = Map.groupBy(pools, ({ assessment }) => assessment.currentVersion);
  const poolsOn = ({ version }: NodeImage) => running.get(version)?.length ?? 0;
  const start = (page - 1) * IMAGES_PER_PAGE;
  const rows = images.slice(start, start + IMAGES_PER_PAGE).map((image) => renderRow(image, poolsOn(image)));
  const pager = renderPager({ path: '/images?', page, perPage: IMAGES_PER_PAGE, total: images.length, noun: 'images' });
  return {
    title: 'Images',
    path: '/images',
    lead: html`<p>Windows node images that AKS built, newest first, from whichever source knew of them first.</p>`,
    content:
      images.length === 0
        ? renderEmpty()
        : html`${page === 1 && renderLines(images, poolsOn, today)}${page === 1 && renderCompareForm(images)}${renderTable(rows)}${pager}`,
  };
}

function renderEmpty(): Html {
  return html`<section class="card empty"><h2>No images yet</h2><p>They appear with the first successful poll: <code>npx vhdwatch poll</code></p></section>`;
}

/** When each was built (dot) and announced (diamond), and how many pools run it. */
function renderLines(images: readonly NodeImage[], poolsOn: (image: NodeImage) => number, today: CalendarDate): Html {
  const lanes = [...Map.groupBy(images, ({ osSku }) => osSku)].map(([osSku, own]) => ({
    title: titleOfOsSku(osSku).replace(/ \(.*\)$/, ''),
    marks: own.flatMap((image) => {
      const pools = poolsOn(image);
      const kind = image.state === 'newest' ? 'zone-young' : pools > 0 ? 'zone-soon' : 'mark-none';
      const announced = image.announcedAt?.slice(0, 10);
      return [
        { on: image.builtOn, kind, shape: 'dot' as const, ...(pools > 0 ? { label: `${pools}` } : {}) },
        ...(announced ? [{ on: announced, kind, shape: 'diamond' as const }] : []),
      ];
    }),
  }));
  return html`<section class="card"><h2>The last twelve months</h2>${renderLanes(lanes, { from: addDays(today, -DAYS_SHOWN), to: today, today, label: 'Images of each Windows over time' })}
<ul class="plain legend small"><li>● built</li><li>◆ announced in a release</li><li><span class="key key-young" aria-hidden="true"></span>newest</li><li><span class="key key-soon" aria-hidden="true"></span>older, with so many of your pools</li><li><span class="key" aria-hidden="true"></span>older</li></ul></section>`;
}

function renderTable(rows: readonly Html[]): Html {
  return html`<section class="card"><h2>All images</h2><div class="table" role="region" aria-label="Images" tabindex="0"><table class="stack">
<thead><tr><th scope="col">Version</th><th scope="col">Operating system</th><th scope="col">State</th><th scope="col">Built</th><th scope="col">Announced in</th><th scope="col">What it fixes</th><th scope="col" class="number">Your pools</th></tr></thead>
<tbody>${rows}</tbody>
</table></div></section>`;
}

function renderRow(image: NodeImage, pools: number): Html {
  const { version, osSku, state, builtOn, announcedIn, announcementUrl, announcedAs, security } = image;
  return html`<tr><th scope="row"><a href="${imagePath(version)}"><code>${version}</code></a>${announcedAs && html`<small>announced as ${announcedAs}</small>`}</th><td data-label="Windows">${titleOfOsSku(osSku)}</td><td data-label="State">${renderState(state)}</td><td data-label="Built">${formatDate(builtOn)}</td><td data-label="Announced">${announcedIn ? renderLink(announcementUrl, announcedIn) : 'not announced yet'}</td><td data-label="Fixes">${describeSecurity(security) || '–'}</td><td class="number" data-label="Pools">${pools > 0 ? pools : '–'}</td></tr>
`;
}
