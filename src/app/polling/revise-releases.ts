import { keepRetirementLedger } from '../../catalogue/retirement-ledger.ts';
import type { Announcement } from '../../domain/announcement.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import { type CatalogueChange, keyOfRetirement, type NodeImage } from '../../domain/catalogue.ts';
import { listEnds } from '../../domain/lifecycle.ts';
import type { NewsImage, ReleaseNews } from '../../domain/notification.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { isOfKubernetes } from '../../domain/retirement-subject.ts';
import { type OriginalMessage, planReleaseRevision, type Rewording } from '../../messages/release-revision.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { AppContext, WritingContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listScopes } from '../fleet/channel-scopes.ts';
import { findNewsAsShown } from '../messages/posted-message.ts';

interface ReleaseFindings {
  readonly changes: readonly CatalogueChange[];
  /** How the Windows passages of edited releases changed, by tag. */
  readonly rewordings: ReadonlyMap<string, Rewording>;
  /** Images that are known to fix more than before, and those that had been taken back, as they were. */
  readonly marked: readonly NodeImage[];
}

/**
 * Queues what brings earlier messages about edited or vanished releases up to date, together with the new catalogue and
 * these changes.
 */
export function reviseReleases(context: WritingContext, { changes, rewordings, marked }: ReleaseFindings): void {
  const { store, clock } = context;
  // Another note may take an image back: then the news that announced it say so as well.
  const images = [...marked, ...changes.flatMap((change) => ('image' in change ? [change.image] : []))];
  const touched = [
    ...changes.map(tagOfChange),
    ...images.flatMap(({ announcedIn, recall }) => [announcedIn, recall?.statedIn]),
  ];
  const tags = new Set([...rewordings.keys(), ...touched.filter((tag) => typeof tag === 'string')]);
  const known = [...tags].filter((tag) => store.outbox.listReleaseNews(tag).length > 0);
  if (known.length === 0) return;
  const fleet = assessFleet(context);
  const scopes = listScopes(context, fleet);
  const ends = listEnds(fleet.lifecycle, dayOf(fleet.now));
  for (const tag of known) {
    const release = findReleaseNews(context, tag);
    if (!release) continue;
    const revision = {
      news: { ...release, ends, edited: release.edited || release.vanished },
      state: describeState(context, tag, release.earlier),
      images: store.catalogue.get().images,
      changes,
      stated: listStated(context, tag),
      originals: findOriginals(context, store.outbox.listReleaseNews(tag)),
      rewording: rewordings.get(tag) ?? null,
    };
    const planned = planReleaseRevision(revision, scopes, fleet.now);
    store.outbox.add(planned, clock.now().toISOString());
  }
}

/** What the release says now and what it said to somebody and says no more, as changes from nothing. */
function describeState(
  { store }: AppContext,
  tag: string,
  earlier: ReadonlyMap<string, readonly ReleaseNews[]>,
): readonly CatalogueChange[] {
  const { images, retirements } = store.catalogue.get();
  const listed = images.filter(({ state }) => state !== 'withdrawn');
  const versions = new Set(listed.map(({ version }) => version));
  const said = new Map(
    [...earlier.values()].flat().flatMap((news) => news.images.map((image) => [image.version, image])),
  );
  return [
    ...listed
      .filter(({ announcedIn }) => announcedIn === tag)
      .map((image): CatalogueChange => ({ kind: 'image-added', image })),
    ...[...said.values()]
      .filter(({ version }) => !versions.has(version))
      .map((image): CatalogueChange => ({ kind: 'image-withdrawn', image: toWithdrawn(image, tag, images) })),
    ...images
      .filter(({ recall, version }) => recall?.statedIn === tag && !said.has(version))
      .map((image): CatalogueChange => ({ kind: 'image-withdrawn', image })),
    ...retirements
      .filter(({ statedIn }) => statedIn === tag)
      .map((retirement): CatalogueChange => ({ kind: 'retirement-added', retirement })),
  ];
}

/** An image that was taken back, or that the catalogue forgot: then from what was said of it. */
function toWithdrawn(
  { pools: _pools, recall: _recall, ...image }: NewsImage,
  tag: string,
  images: readonly NodeImage[],
): NodeImage {
  const known = images.find(({ version, recall }) => recall && version === image.version);
  if (known) return known;
  const unknown = { announcedAt: null, announcementUrl: null, sources: [], life: [] };
  return { ...image, ...unknown, announcedIn: tag, state: 'withdrawn', security: image.security ?? null };
}

function listStated({ store }: AppContext, tag: string): ReadonlySet<string> {
  const document = store.documents.find(LEADING.name, tag);
  if (!document || document.vanishedAt !== null) return new Set();
  const announced = store.announcements.listOf(document.id).filter((one) => one.kind === 'retirement');
  const ends = keepRetirementLedger(announced, store.catalogue.get().kubernetesVersions);
  return new Set(ends.map(keyOfRetirement));
}

function findOriginals(context: AppContext, rows: readonly OutboxEntry[]): ReadonlyMap<string, OriginalMessage> {
  const originals = new Map<string, OriginalMessage>();
  for (const row of rows) {
    const original = originals.has(row.channel) ? null : findNewsAsShown(context, row);
    if (original) originals.set(row.channel, original);
  }
  return originals;
}

/** How the Windows passages of a document changed; `null` where they did not. */
export function findRewording(before: readonly Announcement[], after: readonly Announcement[]): Rewording | null {
  const [old, present] = [listPassages(before), listPassages(after)];
  const removed = [...old].filter(([key]) => !present.has(key)).map(([, text]) => text);
  const added = [...present].filter(([key]) => !old.has(key)).map(([, text]) => text);
  return removed.length + added.length > 0 ? { removed, added } : null;
}

function listPassages(announcements: readonly Announcement[]): ReadonlyMap<string, string> {
  const windows = announcements.filter(
    (one) => one.kind === 'image' || (one.kind === 'retirement' && !isOfKubernetes(one.subject)),
  );
  const passages = windows.map(({ quote }) => quote.replace(/\s+/g, ' ').trim());
  return new Map(passages.map((text) => [wordsOf(text), text]));
}

/** What a reader reads: without the form and address of links, emphasis, and the signs and spaces at the end of a clause. */
function wordsOf(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<?https?:\/\/[^\s>)]+>?/g, '')
    .replace(/[*_`[\]]/g, '')
    .replace(/\s+(?=[.,;:)])/g, '')
    .replace(/[.,;:]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The release that a change came with; `null` for one that no release tells of. */
export function tagOfChange(change: CatalogueChange): string | null {
  if (!('image' in change)) return change.retirement.statedIn;
  const { recall, announcedIn } = change.image;
  return recall?.statedIn ?? announcedIn;
}

export function findReleaseNews({ store }: AppContext, tag: string) {
  const document = store.documents.find(LEADING.name, tag);
  if (!document) return null;
  const { title, url, publishedAt, version, vanishedAt } = document;
  const sent = Map.groupBy(
    store.outbox.listReleaseNews(tag).filter(({ state }) => state !== 'dead' && state !== 'dropped'),
    ({ channel }) => channel,
  );
  return {
    release: { tag, title, url, publishedAt },
    edited: version > 1,
    vanished: vanishedAt !== null,
    earlier: new Map([...sent].map(([channel, rows]) => [channel, rows.map(({ content }) => content).filter(isNews)])),
  };
}

function isNews(content: { readonly kind: string }): content is ReleaseNews {
  return content.kind === 'release-news' && 'images' in content;
}
