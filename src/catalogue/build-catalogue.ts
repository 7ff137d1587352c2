import type { Announcement } from '../domain/announcement.ts';
import { findPatchTuesday } from '../domain/calendar-date.ts';
import type { Catalogue, ImageStep, ImageTrace, NodeImage } from '../domain/catalogue.ts';
import { type ImageArrival, placeOf, type RegionalImages } from '../domain/image-arrival.ts';
import type { ImageContents, ImageSecurity } from '../domain/image-security.ts';
import { compareMinors, type KubernetesVersion } from '../domain/kubernetes-version.ts';
import {
  compareNodeImageVersions,
  isRebuildOf,
  type NodeImageVersion,
  parseNodeImageVersion,
} from '../domain/node-image-version.ts';
import type { OsSku } from '../domain/os-sku.ts';
import { compareTexts } from '../domain/text.ts';
import { keepRetirementLedger } from './retirement-ledger.ts';

/** What the catalogue is made of. The order of the announcements does not matter. */
export interface CatalogueInput {
  readonly announcements: readonly Announcement[];
  readonly kubernetesVersions: readonly KubernetesVersion[];
  /** What the release tracker says, in any order; `null` before it was read. */
  readonly regions: RegionalImages | null;
  /** Image versions whose VHD notes file exists; they decide where a note's label and link differ. */
  readonly knownNotesFiles: ReadonlySet<string>;
  /** Where the notes file of a version is read, for images whose announcement gives no usable link. */
  readonly notesUrlOf: (version: string) => string | null;
  /** Documents that their source lists no more; what only they say is withdrawn. */
  readonly withdrawnDocumentIds: ReadonlySet<number>;
  /** What notes files tell of images, in the order of their sources. */
  readonly traces: readonly ImageTrace[];
}

/** What is true now according to everything read. Pure: the same input gives the same catalogue. */
export function buildCatalogue(input: CatalogueInput): Catalogue {
  const { kubernetesVersions, regions } = input;
  const announcements = input.announcements.toSorted(byPublication);
  const listed = announcements.filter(({ origin }) => !input.withdrawnDocumentIds.has(origin.documentId));
  const images = collectNodeImages(
    announcements.filter((announcement) => announcement.kind === 'image'),
    { ...input, recalls: listed.filter((announcement) => announcement.kind === 'image-recall') },
  );
  return {
    images: addImageSecurity(images, {
      contents: listed.filter((announcement) => announcement.kind === 'image-contents'),
      cves: listed.filter((announcement) => announcement.kind === 'image-cves'),
    }),
    retirements: keepRetirementLedger(
      listed.filter((announcement) => announcement.kind === 'retirement'),
      kubernetesVersions,
    ),
    kubernetesVersions: [...new Map(kubernetesVersions.map((version) => [version.minor, version])).values()].sort(
      (a, b) => compareMinors(a.minor, b.minor),
    ),
    ...(regions ? { regions: { ...regions, arrivals: collectImageArrivals(regions.arrivals) } } : {}),
  };
}

/** Oldest first; statements of one document keep the order in which it makes them. */
function byPublication(a: Announcement, b: Announcement): number {
  return (
    Date.parse(a.origin.publishedAt) - Date.parse(b.origin.publishedAt) || a.origin.documentId - b.origin.documentId
  );
}

/** Each image of a region once (the first word on it counts), in the order of `RegionalImages`. */
function collectImageArrivals(arrivals: readonly ImageArrival[]): RegionalImages['arrivals'] {
  return [...Map.groupBy(arrivals, placeOf)]
    .sort(([a], [b]) => compareTexts(a, b))
    .flatMap(([, own]) => {
      const versions = new Map(own.toReversed().map((arrival) => [arrival.version, arrival]));
      return [...versions.values()].sort((a, b) => compareVersions(b, a));
    });
}

function compareVersions(a: ImageArrival, b: ImageArrival): number {
  const own = parseNodeImageVersion(a.version);
  const other = parseNodeImageVersion(b.version);
  return own && other ? compareNodeImageVersions(own, other) : compareTexts(a.version, b.version);
}

type AnnouncedImage = Extract<Announcement, { kind: 'image' }>;

type AnnouncedRecall = Extract<Announcement, { kind: 'image-recall' }>;

interface ImageEvidence extends CatalogueInput {
  /** In any order. */
  readonly recalls: readonly AnnouncedRecall[];
}

interface ParsedImage {
  readonly version: NodeImageVersion;
  readonly announcements: AnnouncedImage[];
}

/**
 * One entry per image version, newest first, from announcements in the order of publication, from notes files and from
 * what regions have: the releases leave out every fourth image. A version that does not parse is skipped.
 */
function collectNodeImages(announced: readonly AnnouncedImage[], evidence: ImageEvidence): NodeImage[] {
  const parsed = new Map<string, ParsedImage>();
  const entryOf = (text: string): ParsedImage | undefined => {
    const version = parseNodeImageVersion(text);
    if (version && !parsed.has(text)) parsed.set(text, { version, announcements: [] });
    return parsed.get(text);
  };
  for (const announcement of announced) {
    entryOf(chooseVersion(announcement, evidence.knownNotesFiles))?.announcements.push(announcement);
  }
  for (const version of evidence.knownNotesFiles) entryOf(version);
  for (const { version } of [...evidence.traces, ...(evidence.regions?.arrivals ?? [])]) entryOf(version);
  const newestFirst = [...parsed.values()].sort(
    (a, b) => compareTexts(b.version.builtOn, a.version.builtOn) || compareNodeImageVersions(b.version, a.version),
  );
  const traces = Map.groupBy(evidence.traces, ({ version }) => version);
  const arrivals = Map.groupBy(evidence.regions?.arrivals ?? [], ({ version }) => version);
  const images = newestFirst.map((entry) => {
    const { text } = entry.version;
    return describeImage(entry, { ...evidence, traces: traces.get(text) ?? [], own: arrivals.get(text) ?? [] });
  });
  return addImageLives(markStates(images), traces, arrivals);
}

/**
 * Label and link name different images: the one whose notes file exists is meant. Where both have one, a release means
 * the newer, since the typo is a left-over of an earlier release; where neither has, what the reader sees.
 */
function chooseVersion({ version: text, linkedVersion }: AnnouncedImage, files: ReadonlySet<string>): string {
  const label = parseNodeImageVersion(text);
  const linked = linkedVersion === null ? null : parseNodeImageVersion(linkedVersion);
  if (!label || !linked) return (label ?? linked)?.text ?? text;
  const [hasLabel, hasLinked] = [files.has(label.text), files.has(linked.text)];
  const isLinkedNewer = linked.build === label.build && compareNodeImageVersions(linked, label) > 0;
  return hasLinked && (!hasLabel || isLinkedNewer) ? linked.text : label.text;
}

/** The image as its listed announcements tell it; `newest`, its life and what it fixes are given out afterwards. */
function describeImage(
  { version, announcements }: ParsedImage,
  evidence: ImageEvidence & { readonly own: readonly ImageArrival[] },
): NodeImage {
  const listed = announcements.filter(({ origin }) => !evidence.withdrawnDocumentIds.has(origin.documentId));
  const present = evidence.traces.filter(({ goneOn }) => goneOn === null);
  const isElsewhere = evidence.own.length > 0 || present.length > 0;
  const isListed = listed.length > 0 || evidence.knownNotesFiles.has(version.text) || isElsewhere;
  const recalls = evidence.recalls.filter((one) => one.version === version.text);
  const last = recalls.toSorted((a, b) => compareTexts(instantOfRecall(a), instantOfRecall(b))).at(-1);
  // What was taken back and announced again since is there again, by what announced it then.
  const since = last ? listed.filter(({ origin }) => origin.publishedAt > instantOfRecall(last)) : listed;
  const naming = [since, listed].find((some) => some.length > 0) ?? announcements;
  const first = naming[0]?.origin;
  const notesUrl = findNotesLink(naming, version.text) ?? evidence.notesUrlOf(version.text);
  const documents = new Set(naming.map(({ origin }) => origin.externalId));
  const recall = last && since.length === 0 ? toRecall(last) : null;
  return {
    osSku: version.osSku,
    version: version.text,
    builtOn: version.builtOn,
    announcedIn: first?.externalId ?? null,
    announcedAt: first?.publishedAt ?? null,
    announcementUrl: first?.url ?? null,
    announcedAs: naming.find((announcement) => announcement.version !== version.text)?.version ?? null,
    notesUrl,
    sources: listSources([...documents], evidence, notesUrl),
    state: isListed && !recall ? 'superseded' : 'withdrawn',
    ...(recall ? { recall } : {}),
    security: null,
    life: [],
  };
}

/** When the note said so: an edit of it comes later. UTC ISO text. */
function instantOfRecall({ origin, addedAt }: AnnouncedRecall): string {
  return addedAt ?? origin.publishedAt;
}

function toRecall(recall: AnnouncedRecall): NonNullable<NodeImage['recall']> {
  const { origin, quote } = recall;
  return { statedIn: origin.externalId, statedAt: instantOfRecall(recall), url: origin.url, quote };
}

function listSources(
  releases: readonly string[],
  { traces, own }: Pick<ImageEvidence, 'traces'> & { readonly own: readonly ImageArrival[] },
  notesUrl: string | null,
): readonly string[] {
  const others = [...traces.map(({ source }) => source), ...(own.length > 0 ? [REGIONS] : [])];
  const sources = [...releases, ...new Set(others)];
  return sources.length > 0 || notesUrl === null ? sources : [notesUrl];
}

/** Only a link that names this very image, and only a web address: the text comes from outside. */
function findNotesLink(announcements: readonly AnnouncedImage[], version: string): string | null {
  const found = announcements.find(
    ({ link, linkedVersion }) => link !== null && linkedVersion === version && /^https?:\/\//i.test(link),
  );
  return found?.link ?? null;
}

/** The first listed image of each OS SKU is its newest. */
function markStates(newestFirst: readonly NodeImage[]): NodeImage[] {
  const seen = new Set<OsSku>();
  return newestFirst.map((image) => {
    if (image.state === 'withdrawn' || seen.has(image.osSku)) return image;
    seen.add(image.osSku);
    return { ...image, state: 'newest' };
  });
}

/** Source of what is known of regions, whichever tells of them. */
const REGIONS = 'regions';
const RELEASES = 'releases';

/** The images, newest first, each with its life: built, noted, rolling out, announced, and superseded or withdrawn. */
function addImageLives(
  images: readonly NodeImage[],
  traces: ReadonlyMap<string, readonly ImageTrace[]>,
  arrivals: ReadonlyMap<string, readonly ImageArrival[]>,
): NodeImage[] {
  const successors = new Map<string, NodeImage>();
  return images.map((image) => {
    const own = traces.get(image.version) ?? [];
    const successor = successors.get(image.osSku);
    if (image.state !== 'withdrawn') successors.set(image.osSku, image);
    const life: readonly (ImageStep | null)[] = [
      { step: 'built', on: image.builtOn, source: 'version' },
      ...own.map(({ source, seenOn }): ImageStep => ({ step: 'noted', on: seenOn, source })),
      describeRollout(arrivals.get(image.version) ?? []),
      image.announcedAt === null
        ? null
        : { step: 'announced', on: image.announcedAt.slice(0, 10), source: image.announcedIn ?? RELEASES },
      describeEnd(image, own, successor),
    ];
    return { ...image, life: life.filter((step) => step !== null) };
  });
}

function describeRollout(arrivals: readonly ImageArrival[]): ImageStep | null {
  if (arrivals.length === 0) return null;
  const first = arrivals.flatMap(({ arrivedOn }) => arrivedOn ?? []).sort()[0];
  const regions = new Set(arrivals.map(({ region }) => region)).size;
  return { step: 'rolling-out', on: first ?? null, source: REGIONS, regions };
}

function describeEnd(
  { state, recall }: NodeImage,
  traces: readonly ImageTrace[],
  successor: NodeImage | undefined,
): ImageStep | null {
  if (recall) return { step: 'withdrawn', on: recall.statedAt.slice(0, 10), source: recall.statedIn };
  if (state === 'withdrawn') {
    const last = traces.toSorted((a, b) => compareTexts(a.goneOn ?? '', b.goneOn ?? '')).at(-1);
    return { step: 'withdrawn', on: last?.goneOn ?? null, source: last?.source ?? RELEASES };
  }
  if (state !== 'superseded' || !successor) return null;
  return { step: 'superseded', on: successor.builtOn, source: successor.version };
}

interface SecurityFacts {
  readonly contents: readonly Extract<Announcement, { kind: 'image-contents' }>[];
  readonly cves: readonly Extract<Announcement, { kind: 'image-cves' }>[];
}

type Kbs = ImageContents['kbs'];

/** An image of a build, while the build is walked from its oldest image to its newest. */
interface OlderImage {
  readonly version: NodeImageVersion;
  readonly kbs: Kbs | null;
  /** Day the first image with these Windows updates was built. */
  readonly updatedOn: string;
}

function addImageSecurity(images: readonly NodeImage[], { contents, cves }: SecurityFacts): NodeImage[] {
  const kbsByVersion = new Map(contents.map(({ version, kbs }) => [version, kbs]));
  const older = new Map<number, OlderImage>();
  const found = new Map<string, ImageSecurity | null>();
  for (const { image, version } of sortOldestFirst(images)) {
    const before = older.get(version.build) ?? null;
    const kbs = kbsByVersion.get(image.version) ?? null;
    const isRebuild = before !== null && isRebuildOf(version, before.version);
    const fixed = listCvesOf(image, cves);
    const updates = kbs === null || isRebuild ? [] : listSecurityUpdates(kbs, version, before);
    found.set(image.version, kbs === null && fixed.length === 0 ? null : { updates, cves: fixed });
    // Who runs a withdrawn image is told of what its successors bring to everybody else.
    if (image.state !== 'withdrawn')
      older.set(version.build, { version, kbs, updatedOn: isRebuild ? before.updatedOn : version.builtOn });
  }
  return images.map((image) => ({ ...image, security: found.get(image.version) ?? null }));
}

function sortOldestFirst(images: readonly NodeImage[]): { image: NodeImage; version: NodeImageVersion }[] {
  return images
    .flatMap((image) => {
      const version = parseNodeImageVersion(image.version);
      return version ? [{ image, version }] : [];
    })
    .sort((a, b) => a.version.build - b.version.build || compareNodeImageVersions(a.version, b.version));
}

/**
 * Security updates that the older image lacks; where its notes are not known, only the image's own cumulative update.
 * The servicing stack, though labelled so, fixes nothing by itself.
 */
function listSecurityUpdates(kbs: Kbs, version: NodeImageVersion, older: OlderImage | null): readonly string[] {
  const had = new Set(older?.kbs?.map(({ id }) => id));
  const isNew = (kb: Kbs[number]) => (older?.kbs ? !had.has(kb.id) : kb.role === 'lcu');
  const isDue = older !== null && findPatchTuesday(version.builtOn) > older.updatedOn;
  return kbs
    .filter((kb) => isNew(kb) && kb.role !== 'ssu' && (kb.kind === 'security' || (kb.role === 'lcu' && isDue)))
    .map(({ id }) => id);
}

/** A note that called the image by a wrong version meant it by that, too. */
function listCvesOf(image: NodeImage, cves: SecurityFacts['cves']): readonly string[] {
  const own = cves.filter(
    ({ version, origin }) =>
      image.version === version ||
      image.version.endsWith(`.${version}`) ||
      (image.announcedAs === version && image.sources.includes(origin.externalId)),
  );
  return [...new Set(own.flatMap((one) => one.cves))];
}
