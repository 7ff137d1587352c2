import type { Announcement } from '../domain/announcement.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { type ImageArrival, placeOf, type RegionalImages } from '../domain/image-arrival.ts';
import { compareMinors, type KubernetesVersion } from '../domain/kubernetes-version.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';
import { compareTexts } from '../domain/text.ts';
import { addImageSecurity, collectNodeImages, type ImageEvidence } from './node-images.ts';
import { keepRetirementLedger } from './retirement-ledger.ts';

/** What the catalogue is made of. The order of the announcements does not matter. */
export interface CatalogueInput
  extends Pick<ImageEvidence, 'knownNotesFiles' | 'notesUrlOf' | 'traces' | 'withdrawnDocumentIds'> {
  readonly announcements: readonly Announcement[];
  readonly kubernetesVersions: readonly KubernetesVersion[];
  /** What the release tracker says, in any order; `null` before it was read. */
  readonly regions: RegionalImages | null;
}

/** What is true now according to everything read. Pure: the same input gives the same catalogue. */
export function buildCatalogue(input: CatalogueInput): Catalogue {
  const announcements = input.announcements.toSorted(byPublication);
  const listed = announcements.filter(({ origin }) => !input.withdrawnDocumentIds.has(origin.documentId));
  const images = collectNodeImages(
    announcements.filter((announcement) => announcement.kind === 'image'),
    {
      ...input,
      recalls: listed.filter((announcement) => announcement.kind === 'image-recall'),
      arrivals: input.regions,
    },
  );
  return {
    images: addImageSecurity(images, {
      contents: listed.filter((announcement) => announcement.kind === 'image-contents'),
      cves: listed.filter((announcement) => announcement.kind === 'image-cves'),
    }),
    retirements: keepRetirementLedger(
      listed.filter((announcement) => announcement.kind === 'retirement'),
      input.kubernetesVersions,
    ),
    kubernetesVersions: [...new Map(input.kubernetesVersions.map((version) => [version.minor, version])).values()].sort(
      (a, b) => compareMinors(a.minor, b.minor),
    ),
    ...(input.regions ? { regions: sortRegions(input.regions) } : {}),
  };
}

function sortRegions({ readOn, arrivals }: RegionalImages): RegionalImages {
  return { readOn, arrivals: collectImageArrivals(arrivals) };
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
