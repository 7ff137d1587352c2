import { AppError } from '../../domain/app-error.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import {
  type Catalogue,
  findImageSpread,
  type ImageSpread,
  type NodeImage,
  type Retirement,
} from '../../domain/catalogue.ts';
import { type Ends, listEnds } from '../../domain/lifecycle.ts';
import { parseNodeImageName, parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { ReleaseReference } from '../../domain/notification.ts';
import { type Hold, isHold } from '../../domain/suppression.ts';
import type { VhdNote, VhdNoteDiff } from '../../domain/vhd-note.ts';
import { diffVhdNotes } from '../../notes/vhd-note/diff-vhd-notes.ts';
import { parseVhdNote } from '../../notes/vhd-note/parse-vhd-note.ts';
import { LEADING, listKits } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, readAdviceBasis } from '../fleet/assess-fleet.ts';

/** What is true now according to everything read: images newest first, retirements, Kubernetes versions. */
export function readCatalogue({ store }: AppContext): Catalogue {
  return store.catalogue.get();
}

/** What ends and when, by everything that was read. */
export function readEnds(context: AppContext): Ends {
  const { lifecycle, now } = readAdviceBasis(context);
  return listEnds(lifecycle, dayOf(now));
}

/** What is known of one image. */
export interface ImageDescription {
  readonly image: NodeImage;
  /** What its notes file says; `null` while that file was not read. */
  readonly note: VhdNote | null;
  readonly hold: Hold | null;
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
  const version = readImageVersion(text);
  const { catalogue, overview } = assessFleet(context);
  const { images, regions } = catalogue;
  const image = images.find((one) => one.version === version || one.announcedAs === version);
  if (!image) throw new AppError('not_found', `No AKS release announced ${version}.`, { next: 'list-images' });
  return {
    image,
    note: findImageNote(context, image.version),
    spread: findImageSpread(image, regions),
    hold: findHold(context, image.version),
    pools: overview().poolsByVersion.get(image.version) ?? [],
  };
}

function findHold({ store, clock }: AppContext, version: string): Hold | null {
  const holds = store.suppressions.listOpen(dayOf(clock.now())).filter(isHold);
  return holds.find(({ scope }) => scope.version === version) ?? null;
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

/** The Windows part of one AKS release. */
export interface ReleaseDescription {
  readonly release: ReleaseReference;
  /** True when its note was edited after it was first read. */
  readonly edited: boolean;
  /** True when GitHub lists it no more. */
  readonly vanished: boolean;
  readonly images: readonly NodeImage[];
  /** What it stated about ends, where that is still the newest word. */
  readonly retirements: readonly Retirement[];
}

/** A release by its tag, or the latest one. @throws AppError `not_found` */
export function readRelease(context: AppContext, tag: string | null): ReleaseDescription {
  const { documents } = context.store;
  const document = tag === null ? documents.findLatest(LEADING.name) : findTagged(context, tag);
  if (!document) {
    const what = tag === null ? 'No AKS release has been read yet' : `No AKS release is tagged ${tag}`;
    throw new AppError('not_found', `${what}: the first poll reads them all; tags look like 2026-07-17.`);
  }
  const { images, retirements } = assessFleet(context).catalogue;
  const { externalId, title, url, publishedAt, version, vanishedAt } = document;
  return {
    release: { tag: externalId, title, url, publishedAt },
    edited: version > 1,
    vanished: vanishedAt !== null,
    images: images.filter(({ announcedIn, sources }) => announcedIn === externalId || sources.includes(externalId)),
    retirements: retirements.filter(({ statedIn }) => statedIn === externalId),
  };
}

/** As typed, or with the `v` that tags of some years have. */
function findTagged({ store }: AppContext, tag: string) {
  return (
    store.documents.find(LEADING.name, tag) ?? store.documents.findEndingWith(LEADING.name, tag.replace(/^v/i, ''))
  );
}
