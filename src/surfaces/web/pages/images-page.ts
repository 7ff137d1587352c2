import type { FleetAssessment } from '../../../app/fleet/assess-fleet.ts';
import type { ImageDescription } from '../../../app/images/read-catalogue.ts';
import type { RegionalImage, RegionTable } from '../../../app/pages/read-regions.ts';
import { addDays, type CalendarDate, dayOf, formatDate } from '../../../domain/calendar-date.ts';
import { findImageSpread, type ImageSpread, type ImageStep, type NodeImage } from '../../../domain/catalogue.ts';
import { titleOf } from '../../../domain/cluster.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import { remember } from '../../../domain/once.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { pathOfPool } from '../../../domain/pool-reference.ts';
import { compareTexts, countOf, formatCount } from '../../../domain/text.ts';
import { listDifferences, sayUncompared, type VhdNote, type VhdNoteDiff } from '../../../domain/vhd-note.ts';
import { type Html, type HtmlValue, html, renderLink } from '../../../html/html.ts';
import type { Page } from '../layout.ts';
import { renderLanes } from '../parts/charts.ts';
import { imagePath, renderPager, toQuery } from '../parts/links.ts';
import { renderFacts, renderState } from '../parts/pool-parts.ts';
import { renderTable } from '../parts/table.ts';

const IMAGES_PER_PAGE = 100;
const DAYS_SHOWN = 365;
const POOLS_NAMED = 20;

/** `page`: from 1. */
export function renderImagesPage({ catalogue, pools, now }: FleetAssessment, page: number): Page {
  const { images, regions } = catalogue;
  const running = Map.groupBy(pools, ({ assessment }) => assessment.currentVersion);
  const poolsOn = ({ version }: NodeImage) => running.get(version)?.length ?? 0;
  const spreadOf = remember((image: NodeImage) => findImageSpread(image, regions));
  const sayRegions = (image: NodeImage) => {
    const spread = spreadOf(image);
    if (spread !== null) return `${spread.regions} of ${spread.of}`;
    return image.state === 'newest' && regions && html`<span class="soft">not in the release tracker</span>`;
  };
  const start = (page - 1) * IMAGES_PER_PAGE;
  const shown = images.slice(start, start + IMAGES_PER_PAGE);
  const isOld = (image: NodeImage) => image.state !== 'newest' && poolsOn(image) === 0;
  const rowsOf = (some: readonly NodeImage[]) => some.map((image) => toRow(image, sayRegions(image), poolsOn(image)));
  const pager = renderPager({ path: '/images?', page, perPage: IMAGES_PER_PAGE, total: images.length, noun: 'images' });
  return {
    title: 'Images',
    path: '/images',
    lead: html`<p>Windows node images that AKS built, newest first, from whichever source knew of them first.</p>`,
    content:
      images.length === 0
        ? html`<section class="card empty"><h2>No images yet</h2><p>They appear with the first successful poll: <code>npx vhdwatch poll</code></p></section>`
        : html`${page === 1 && renderLines(images, poolsOn, spreadOf, dayOf(now))}${renderAll(rowsOf(shown.filter((image) => !isOld(image))), rowsOf(shown.filter(isOld)))}${pager}${page === 1 && renderCompareForm(images)}`,
  };
}

/** When each was built (dot), reached its first region (triangle) and was announced (diamond), and how many pools run it. */
function renderLines(
  images: readonly NodeImage[],
  poolsOn: (image: NodeImage) => number,
  spreadOf: (image: NodeImage) => ImageSpread | null,
  today: CalendarDate,
): Html {
  const lanes = [...Map.groupBy(images, ({ osSku }) => osSku)].map(([osSku, own]) => ({
    title: titleOfOsSku(osSku).replace(/ \(.*\)$/, ''),
    marks: own.flatMap((image) => {
      const pools = poolsOn(image);
      const kind = image.state === 'newest' ? 'share-current' : pools > 0 ? 'zone-soon' : 'mark-none';
      const arrived = spreadOf(image)?.firstOn;
      const announced = image.announcedAt?.slice(0, 10);
      return [
        { on: image.builtOn, kind, shape: 'dot' as const, ...(pools > 0 ? { label: `${pools}` } : {}) },
        ...(arrived ? [{ on: arrived, kind, shape: 'triangle' as const }] : []),
        ...(announced ? [{ on: announced, kind, shape: 'diamond' as const }] : []),
      ];
    }),
  }));
  return html`<section class="card"><h2>The last twelve months</h2>${renderLanes(lanes, { from: addDays(today, -DAYS_SHOWN), to: today, today, label: 'Images of each Windows over time' })}
<ul class="plain legend small"><li>● built</li><li>▲ in its first region</li><li>◆ announced in a release</li><li><span class="key key-current" aria-hidden="true"></span>newest</li><li><span class="key key-soon" aria-hidden="true"></span>older, with so many of your pools</li><li><span class="key" aria-hidden="true"></span>older</li></ul></section>`;
}

/** What is newest or runs somewhere; the others are folded away, which are most. */
function renderAll(rows: readonly (readonly HtmlValue[])[], old: readonly (readonly HtmlValue[])[]): Html {
  const columns = [
    'Version',
    'Windows',
    'State',
    { name: 'Built', kind: 'nowrap' },
    'Announced in',
    { name: 'Regions', kind: 'nowrap' },
    'What it fixes',
    { name: 'Your pools', kind: 'number' },
  ] as const;
  return html`<section class="card"><h2>All images</h2>${rows.length > 0 && renderTable('Images', columns, rows)}
${old.length > 0 && html`<details class="more"${rows.length === 0 && html` open`}><summary>${countOf(old.length, 'older one')}, on none of your pools</summary>${renderTable('Older images', columns, old)}</details>`}</section>`;
}

function toRow(image: NodeImage, regions: HtmlValue, pools: number): readonly HtmlValue[] {
  const { version, osSku, state, builtOn, announcedIn, announcementUrl, announcedAs, security } = image;
  return [
    html`<a href="${imagePath(version)}"><code>${version}</code></a>${announcedAs && html`<small>announced as ${announcedAs}</small>`}`,
    titleOfOsSku(osSku),
    renderState(state),
    formatDate(builtOn),
    announcedIn ? renderLink(announcementUrl, announcedIn) : 'not announced yet',
    regions,
    describeSecurity(security),
    pools > 0 && pools,
  ];
}

/** A release is named after another day than the one on which it is published. */
const STEPS: Readonly<Record<ImageStep['step'], (step: ImageStep) => HtmlValue>> = {
  built: () => 'Built, as its version says',
  noted: ({ source }) => `Its notes were seen in ${source}`,
  'rolling-out': ({ regions }) =>
    `Reached the first region${regions === undefined ? '' : `, now in ${countOf(regions, 'region')}`}`,
  announced: ({ source }) => `Announced: release ${source} was published`,
  superseded: ({ source }) => html`<a href="${imagePath(source)}">${source}</a> was built, which is newer`,
  withdrawn: ({ source }) => `Withdrawn, says ${source}`,
};

export function renderImagePage(
  { image, note, spread, hold, pools }: ImageDescription,
  images: readonly NodeImage[],
): Page {
  const { version, osSku, state, security, notesUrl } = image;
  const life = image.life
    .toSorted((a, b) => compareTexts(a.on ?? image.builtOn, b.on ?? image.builtOn))
    .map(
      (step) =>
        html`<li><p class="when"><b>${step.on ? formatDate(step.on) : 'day not known'}</b></p><p>${STEPS[step.step](step)}</p></li>`,
    );
  const own = pools
    .slice(0, POOLS_NAMED)
    .map(
      ({ cluster, nodePool }) =>
        html`<li><a href="${pathOfPool(titleOf(cluster), nodePool.name)}">${titleOf(cluster)}/${nodePool.name}</a></li>`,
    );
  return {
    title: version,
    path: '/images',
    trail: [['/images', 'Images']],
    lead: html`<p>${titleOfOsSku(osSku)} ${renderState(state)}</p>${notesUrl && html`<p>${renderLink(notesUrl, 'Its notes')}</p>`}`,
    content: html`${hold && html`<p class="banner">Nobody is sent to this image: ${renderLink(hold.url, hold.reason || 'no reason given')} (${hold.actor.name})</p>`}
<div class="columns"><section class="card"><h2>Its life</h2><ol class="plain time-line">${life}</ol></section>
<div><section class="card"><h2>What it fixes</h2><p>${describeSecurity(security) || 'No security update is known to be new in it.'}</p></section>
<section class="card"><h2>Where it is</h2><p>${spread ? `In ${spread.regions} of ${countOf(spread.of, 'region')}${spread.firstOn ? `, the first since ${formatDate(spread.firstOn)}` : ''}.` : 'The release tracker does not tell.'} <a href="/regions">All regions</a></p></section>
<section class="card"><h2>Your pools on it</h2>${own.length > 0 ? html`<ul class="plain rows">${own}</ul>` : html`<p class="soft">None.</p>`}${pools.length > own.length && html`<p><a href="/fleet${toQuery({ q: version })}">All ${formatCount(pools.length)}</a></p>`}</section></div></div>
${note && renderNote(note)}
${notesUrl && renderCompareForm(images, { newer: version, older: findOlder(image, images.filter(hasNotes)) })}`,
  };
}

function renderNote({ osVersion, runtime, runtimeVersion, kbs, baseImages, cachedKubernetes }: VhdNote): Html {
  return html`<section class="card"><h2>What is in it</h2>${renderFacts([
    ['Windows', osVersion],
    ['Container runtime', runtime && `${runtime} ${runtimeVersion ?? ''}`],
    ['Windows updates', kbs.map(({ id }) => id).join(', ')],
    ['Base images', baseImages.map(({ repository, tag }) => `${repository}:${tag}`).join(', ')],
    ['Kubernetes on the disk', cachedKubernetes.join(', ')],
  ])}</section>`;
}

function hasNotes({ notesUrl }: NodeImage): boolean {
  return notesUrl !== null;
}

function findOlder({ osSku, version }: NodeImage, images: readonly NodeImage[]): string | null {
  const own = images.filter((one) => one.osSku === osSku);
  return own[own.findIndex((one) => one.version === version) + 1]?.version ?? null;
}

function renderCompareForm(
  images: readonly NodeImage[],
  chosen: { readonly older: string | null; readonly newer: string | null } = { older: null, newer: null },
): Html | false {
  const noted = images.filter(hasNotes).slice(0, 200);
  const newest = noted.find((image) => findOlder(image, noted) !== null);
  if (!newest) return false;
  const select = (name: string, label: string, value: string | null) =>
    html`<div class="wide"><label for="${name}">${label}</label><select id="${name}" name="${name}" required>${noted.map(({ version, osSku }) => html`<option value="${version}"${version === value && html` selected`}>${version} (${titleOfOsSku(osSku)})</option>`)}</select></div>`;
  return html`<section class="card"><h2>What changed between two images</h2><p class="soft">By the notes on what each contains; AKS does not publish them for every image.</p><form class="filters" method="get" action="/images/compare">${select('old', 'From', chosen.older ?? findOlder(newest, noted))}${select('new', 'To', chosen.newer ?? newest.version)}<div><button>Compare</button></div></form></section>`;
}

export function renderComparePage(
  older: string,
  newer: string,
  diff: VhdNoteDiff | string,
  images: readonly NodeImage[],
): Page {
  const content = typeof diff === 'string' ? html`<section class="card"><p>${diff}</p></section>` : renderDiff(diff);
  return {
    title: 'What changed',
    path: '/images',
    trail: [['/images', 'Images']],
    lead: html`<p>From <a href="${imagePath(older)}"><code>${older}</code></a> to <a href="${imagePath(newer)}"><code>${newer}</code></a></p>`,
    content: html`${content}${renderCompareForm(images, { older, newer })}`,
  };
}

function renderDiff(diff: VhdNoteDiff): Html {
  const rows = listDifferences(diff).map(({ what, before, after }) => [
    what,
    html`<span class="removed">${before.join(', ') || '–'}</span>`,
    html`<span class="added">${after.join(', ') || '–'}</span>`,
  ]);
  const found =
    rows.length === 0
      ? html`<p>No difference that the notes files tell of.</p>`
      : renderTable('Differences', ['What', 'Before', 'After'], rows);
  const uncompared = sayUncompared(diff);
  return html`<section class="card">${found}${uncompared !== '' && html`<p class="soft">${uncompared}</p>`}</section>`;
}

/** Which region has which image since when, by the AKS release tracker. */
export function renderRegionsPage(table: RegionTable): Page {
  const { readOn, rows, osSkus, unlisted, newest } = table;
  const columns = osSkus.map((osSku) => ({
    name: titleOfOsSku(osSku).replace(/^Windows Server /, ''),
    head: html`${titleOfOsSku(osSku)}<small>newest: ${newest.get(osSku) ?? 'not known'}</small>`,
  }));
  return {
    title: 'Regions',
    path: '/regions',
    lead: html`<p>Which region has which image, since when. A new image takes up to two weeks to reach all of them.</p>${readOn && html`<p>Release tracker, read ${formatDate(readOn)}${rows.length > 0 && unlisted.length > 0 && html`; it does not list ${unlisted.map(titleOfOsSku).join(', ')}`}</p>`}`,
    content:
      rows.length === 0
        ? html`<section class="card empty"><h2>Nothing is known of regions</h2><p>The AKS release tracker tells; <code>npx vhdwatch poll</code> reads it, unless RELEASE_TRACKER_URL is <code>off</code>.</p></section>`
        : html`<section class="card">${renderTable(
            'Regions',
            ['Region', ...columns],
            rows.map((row) => toRegionRow(row, table)),
          )}</section>`,
  };
}

function toRegionRow({ region, pools, images }: RegionTable['rows'][number], table: RegionTable): readonly HtmlValue[] {
  const own =
    pools > 0 && html`<small><a href="/fleet${toQuery({ region })}">${countOf(pools, 'pool')} of yours</a></small>`;
  return [
    html`${region}${own}`,
    ...table.osSkus.map((osSku) => renderRegionalImage(images.get(osSku), table.newest.get(osSku))),
  ];
}

/** Most regions have the newest: what is marked is the older one. */
function renderRegionalImage(image: RegionalImage | undefined, newest: string | undefined): Html | null {
  if (!image?.current && !image?.arriving) return null;
  const { current, arriving } = image;
  const isOlder = current !== null && newest !== undefined && current.version !== newest;
  return html`<div>${current && html`<a href="${imagePath(current.version)}"><code>${current.version}</code></a>${isOlder && html` <span class="badge badge-behind">older</span>`}${current.arrivedOn && html`<small>since ${formatDate(current.arrivedOn)}</small>`}`}${arriving && html`<small>${arriving.version} is arriving${arriving.arrivedOn && ` since ${formatDate(arriving.arrivedOn)}`}</small>`}</div>`;
}
