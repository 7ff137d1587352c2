import type { ImageDescription } from '../../../app/images/describe-image.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { ImageStep, NodeImage } from '../../../domain/catalogue.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import type { VhdFactChange, VhdNote, VhdNoteDiff } from '../../../domain/vhd-note.ts';
import { type Html, type HtmlValue, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { renderLink } from '../link.ts';
import { count, renderState } from '../parts/badges.ts';
import { imagePath, poolPath } from '../parts/paths.ts';
import { renderFacts } from '../parts/pool-context.ts';

const STEPS: Readonly<Record<ImageStep['step'], string>> = {
  built: 'Built',
  noted: 'Its notes were published',
  'rolling-out': 'Reached the first region',
  announced: 'Announced in a release',
  superseded: 'A newer image followed',
  withdrawn: 'Withdrawn',
};

/** The page of one image: its life, what it has in it, where it is, and your pools on it. */
export function renderImagePage(
  { image, note, spread, hold, pools }: ImageDescription,
  images: readonly NodeImage[],
): Page {
  const { version, osSku, state, security, notesUrl } = image;
  const life = (image.life ?? []).map(
    ({ step, on, source, regions }) =>
      html`<li><p class="when"><b>${on ? formatDate(on) : 'day not known'}</b> <span class="soft">${source}</span></p><p>${STEPS[step]}${regions !== undefined && `, now in ${count(regions, 'region')}`}</p></li>`,
  );
  const own = pools.map(
    ({ cluster, nodePool }) =>
      html`<li><a href="${poolPath(cluster.name, nodePool.name)}">${cluster.name}/${nodePool.name}</a></li>`,
  );
  return {
    title: version,
    path: '/images',
    trail: [['/images', 'Images']],
    lead: html`<p>${titleOfOsSku(osSku)} ${renderState(state)}</p>${notesUrl && html`<p>${renderLink(notesUrl, 'Its notes')}</p>`}`,
    content: html`${hold && html`<p class="banner">Nobody is sent to this image: ${renderLink(hold.url, hold.reason || 'no reason given')} (${hold.actor.name})</p>`}
<div class="columns"><section class="card"><h2>Its life</h2><ol class="plain time-line">${life}</ol></section>
<div><section class="card"><h2>What it fixes</h2><p>${describeSecurity(security) || 'Nothing is known of security updates that the image before lacks.'}</p></section>
<section class="card"><h2>Where it is</h2><p>${spread ? `In ${spread.regions} of ${count(spread.of, 'region')}${spread.firstOn ? `, the first since ${formatDate(spread.firstOn)}` : ''}.` : 'The release tracker does not tell.'} <a href="/regions">All regions</a></p></section>
<section class="card"><h2>Your pools on it</h2>${own.length > 0 ? html`<ul class="plain rows">${own}</ul>` : html`<p class="soft">None.</p>`}</section></div></div>
${note && renderNote(note)}
${renderCompareForm(images, { newer: version, older: findOlder(image, images) })}`,
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

function findOlder({ osSku, version }: NodeImage, images: readonly NodeImage[]): string | null {
  const own = images.filter((one) => one.osSku === osSku);
  return own[own.findIndex((one) => one.version === version) + 1]?.version ?? null;
}

/** Two images to choose; the answer is a page of its own. */
export function renderCompareForm(
  images: readonly NodeImage[],
  chosen: { readonly older: string | null; readonly newer: string | null } = { older: null, newer: null },
): Html {
  const select = (name: string, label: string, value: string | null) =>
    html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}" required>${images.slice(0, 200).map(({ version, osSku }) => html`<option value="${version}"${version === value && html` selected`}>${version} (${titleOfOsSku(osSku)})</option>`)}</select></div>`;
  const older = chosen.older ?? (images[0] ? findOlder(images[0], images) : null);
  return html`<section class="card"><h2>What changed between two images</h2><form class="filters" method="get" action="/images/compare">${select('old', 'From', older)}${select('new', 'To', chosen.newer ?? images[0]?.version ?? null)}<div><button>Compare</button></div></form></section>`;
}

/** What changed from an older image to a newer one, side by side. */
export function renderComparePage(
  older: string,
  newer: string,
  diff: VhdNoteDiff | string,
  images: readonly NodeImage[],
): Page {
  const content =
    typeof diff === 'string' ? html`<section class="card"><p>${diff}</p></section>` : renderDiff(older, newer, diff);
  return {
    title: 'What changed',
    path: '/images',
    trail: [['/images', 'Images']],
    lead: html`<p>From <a href="${imagePath(older)}"><code>${older}</code></a> to <a href="${imagePath(newer)}"><code>${newer}</code></a></p>`,
    content: html`${content}${renderCompareForm(images, { older, newer })}`,
  };
}

function renderDiff(older: string, newer: string, diff: VhdNoteDiff): Html {
  const ids = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id).join(', ');
  const bases = (some: VhdNoteDiff['baseImagesAdded']) =>
    some.map(({ repository, tag }) => `${repository}:${tag}`).join(', ');
  const fact = (change: VhdFactChange | null) => (change ? ([change.from ?? '–', change.to ?? '–'] as const) : null);
  const rows: readonly (readonly [string, readonly [HtmlValue, HtmlValue] | null])[] = [
    ['Windows', fact(diff.osVersion)],
    ['Cumulative update', fact(diff.cumulativeUpdate)],
    ['Container runtime', fact(diff.runtime)],
    ['Windows updates', sides(ids(diff.kbsRemoved), ids(diff.kbsAdded))],
    ['Base images', sides(bases(diff.baseImagesRemoved), bases(diff.baseImagesAdded))],
    ['Base images rebuilt', sides('', bases(diff.baseImagesUpdated))],
    ['Kubernetes on the disk', sides(diff.cachedKubernetesRemoved.join(', '), diff.cachedKubernetesAdded.join(', '))],
  ];
  const changed = rows.flatMap(([name, pair]) =>
    pair === null
      ? []
      : [
          html`<tr><th scope="row">${name}</th><td data-label="Only before" class="removed">${pair[0]}</td><td data-label="Only after" class="added">${pair[1]}</td></tr>`,
        ],
  );
  if (changed.length === 0) return html`<section class="card"><p>Their notes tell of no difference.</p></section>`;
  return html`<section class="card"><div class="table" role="region" aria-label="Differences" tabindex="0"><table class="stack"><thead><tr><th scope="col">What</th><th scope="col">${older}</th><th scope="col">${newer}</th></tr></thead><tbody>${changed}</tbody></table></div></section>`;
}

function sides(before: string, after: string): readonly [string, string] | null {
  return before === '' && after === '' ? null : [before || '–', after || '–'];
}
