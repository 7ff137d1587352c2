import { AppError } from '../../domain/app-error.ts';
import { findImageSpread, type ImageSpread, type NodeImage } from '../../domain/catalogue.ts';
import type { ImageHold } from '../../domain/image-hold.ts';
import { parseNodeImageName, parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { VhdNote, VhdNoteDiff } from '../../domain/vhd-note.ts';
import { diffVhdNotes } from '../../notes/vhd-note/diff-vhd-notes.ts';
import { parseVhdNote } from '../../notes/vhd-note/parse-vhd-note.ts';
import { listKits } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';

/** What is known of one image. */
export interface ImageDescription {
  readonly image: NodeImage;
  /** What its notes file says; `null` while that file was not read. */
  readonly note: VhdNote | null;
  readonly hold: ImageHold | null;
  /** In how many regions it is; `null` where the release tracker does not tell. */
  readonly spread: ImageSpread | null;
  /** The registered pools that run it. */
  readonly pools: readonly AssessedPool[];
}

/**
 * Finds a published image by its version or by the full name of a pool's image.
 * @throws AppError `invalid_usage` for what is no image version, `not_found` for one that nobody announced
 */
export function describeImage(context: AppContext, text: string): ImageDescription {
  const { store } = context;
  const version = readImageVersion(text);
  const { catalogue, overview } = assessFleet(context);
  const { images, regions } = catalogue;
  const image = images.find((one) => one.version === version || one.announcedAs === version);
  if (!image) throw new AppError('not_found', `No AKS release announced ${version}.`, { next: 'list-images' });
  return {
    image,
    note: findImageNote(context, image.version),
    spread: findImageSpread(image, regions),
    hold: store.imageHolds.findOpen(image.version),
    pools: overview().poolsByVersion.get(image.version) ?? [],
  };
}

/** The version in what somebody typed. @throws AppError `invalid_usage` */
function readImageVersion(text: string): string {
  const version = parseNodeImageVersion(text.trim())?.text ?? parseNodeImageName(text)?.version.text;
  if (!version) throw new AppError('invalid_usage', `${text} is no image version: write it as 20348.5386.260715.`);
  return version;
}

/** What the notes file of an image says, whichever source has it; `null` while it was not read. */
export function findImageNote({ store }: AppContext, version: string): VhdNote | null {
  for (const { name } of listKits('image-notes')) {
    const document = store.documents.findEndingWith(name, `/${version}.txt`);
    if (document) return parseVhdNote(document.body, document.externalId);
  }
  return null;
}

/**
 * What changed between two images, by the notes files that AKS publishes of them.
 * @throws AppError `invalid_usage` for what is no image version, `not_found` when a file was not read yet
 */
export function diffImages(context: AppContext, older: string, newer: string): VhdNoteDiff {
  return diffVhdNotes(getVhdNote(context, older), getVhdNote(context, newer));
}

function getVhdNote(context: AppContext, text: string): VhdNote {
  const version = readImageVersion(text);
  const note = findImageNote(context, version);
  if (!note) {
    throw new AppError(
      'not_found',
      `The notes file of ${version} has not been read (yet): each poll reads some more of them.`,
      { next: 'list-images' },
    );
  }
  return note;
}
