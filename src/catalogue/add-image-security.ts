import type { Announcement } from '../domain/announcement.ts';
import { findPatchTuesday } from '../domain/calendar-date.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import type { ImageContents, ImageSecurity } from '../domain/image-security.ts';
import {
  compareNodeImageVersions,
  isRebuildOf,
  type NodeImageVersion,
  parseNodeImageVersion,
} from '../domain/node-image-version.ts';

/** What is known of what images bring. */
export interface SecurityFacts {
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

/** The images with what each does for security, in their order. */
export function addImageSecurity(images: readonly NodeImage[], { contents, cves }: SecurityFacts): NodeImage[] {
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
