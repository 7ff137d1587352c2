import { AppError } from '../../domain/app-error.ts';
import { type CalendarDate, dayOf, daysBetween, lastDayOf } from '../../domain/calendar-date.ts';
import {
  type Catalogue,
  findImageSpread,
  keyOfRetirement,
  type NodeImage,
  type Retirement,
} from '../../domain/catalogue.ts';
import { type End, type Ends, listEnds } from '../../domain/lifecycle.ts';
import { parseNodeImageName, parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { getOsSku } from '../../domain/os-sku.ts';
import { findNearestName } from '../../domain/text.ts';
import type { VhdNote, VhdNoteDiff } from '../../domain/vhd-note.ts';
import { listConcerned } from '../../messages/retirement-news.ts';
import { diffVhdNotes } from '../../notes/vhd-note/diff-vhd-notes.ts';
import { parseVhdNote } from '../../notes/vhd-note/parse-vhd-note.ts';
import { LEADING, listKits } from '../../sources/source-kits.ts';
import { type AppContext, listHolds } from '../app-context.ts';
import { assessFleet, readAdviceBasis } from '../fleet/assess-fleet.ts';

/** What is true now according to everything read: images newest first, retirements, Kubernetes versions. */
export function readCatalogue({ store }: AppContext): Catalogue {
  return store.catalogue.get();
}

/** The images of an OS SKU that somebody typed. @throws AppError `not_found` where no image has it */
export function listImagesOf(images: readonly NodeImage[], text: string): readonly NodeImage[] {
  const known = images.map(({ osSku }) => osSku);
  const wanted = getOsSku(text, known);
  return images.filter(({ osSku }) => osSku === wanted);
}

export function readEnds(context: AppContext): Ends {
  const { lifecycle, now } = readAdviceBasis(context);
  return listEnds(lifecycle, dayOf(now));
}

/** One end with what scripts and people ask about it. */
export interface EndReport extends End {
  /** `undated`: a note says that it ends, and neither when nor from which Kubernetes minor on. */
  readonly state: 'ahead' | 'past' | 'undated';
  /** Until its last day; negative once that has passed, `null` without a day. */
  readonly daysLeft: number | null;
  /** Instant of the note that states it; `null` for other sources. */
  readonly statedAt: string | null;
  readonly doubt: Retirement['doubt'];
  /** The registered pools it concerns, `cluster/pool`; none of what has passed. */
  readonly pools: readonly string[];
}

/**
 * Every end that notes, support calendar and built-in dates know, each once: ahead, nearest first, then past, latest
 * first, then what only a note says of no day. Where a note says the same it is the source, with its words.
 */
export function listEndReports(context: AppContext): readonly EndReport[] {
  const { catalogue, lifecycle, pools, now } = assessFleet(context);
  const today = dayOf(now);
  const { ahead, past } = listEnds(lifecycle, today);
  const stated = Map.groupBy(catalogue.retirements, keyOfRetirement);
  const report = (end: End, state: EndReport['state']): EndReport => {
    const note = stated.get(keyOfRetirement(end))?.find((one) => saysSame(one, end));
    const concerned = state === 'ahead' ? listConcerned(end, pools) : [];
    return {
      ...end,
      ...(note ? { statedIn: note.statedIn, url: note.url, quote: note.quote } : {}),
      state,
      daysLeft: end.date === null ? null : daysBetween(today, lastDayOf(end.date)),
      statedAt: note?.statedAt ?? null,
      doubt: null,
      pools: concerned.map(({ cluster, nodePool }) => `${cluster}/${nodePool}`),
    };
  };
  const known = [...ahead.map((end) => report(end, 'ahead')), ...past.map((end) => report(end, 'past'))];
  const keys = new Set(known.map(keyOfRetirement));
  const others = catalogue.retirements.filter((one) => !keys.has(keyOfRetirement(one)));
  return [...known, ...others.map((one) => reportOfNote(one, today))];
}

function saysSame(note: Retirement, { date, fromKubernetes }: End): boolean {
  if (date === null) return note.fromKubernetes === fromKubernetes;
  return note.date !== null && lastDayOf(note.date) === lastDayOf(date);
}

function reportOfNote(note: Retirement, today: CalendarDate): EndReport {
  const daysLeft = note.date === null ? null : daysBetween(today, lastDayOf(note.date));
  return {
    ...note,
    plan: note.plan ?? null,
    state: daysLeft === null ? 'undated' : daysLeft < 0 ? 'past' : 'ahead',
    daysLeft,
    contradictions: [],
    previous: note.previous.map((word) => ({ ...word, fromKubernetes: null })),
    pools: [],
  };
}

/**
 * Finds a published image by its version or by the full name of a pool's image. @throws AppError `invalid_usage` for
 * what is no image version, `not_found` for one that nobody announced
 */
export function describeImage(context: AppContext, text: string) {
  const version = readImageVersion(text);
  const { catalogue, poolIndex } = assessFleet(context);
  const { images, regions } = catalogue;
  const image = images.find((one) => one.version === version || one.announcedAs === version);
  if (!image) throw unknownImage(version, images);
  return {
    image,
    /** What its notes file says; `null` while that file was not read. */
    note: findImageNote(context, image.version),
    /** In how many regions it is; `null` where the release tracker does not tell. */
    spread: findImageSpread(image, regions),
    hold: listHolds(context).find(({ scope }) => scope.version === image.version) ?? null,
    pools: poolIndex.byImage.get(image.version) ?? [],
  };
}

export type ImageDescription = ReturnType<typeof describeImage>;

function unknownImage(version: string, images: readonly NodeImage[]): AppError {
  const versions = images.map((one) => one.version);
  const near = findNearestName(version, versions);
  const what = `No source that was read knows the image ${version}.`;
  return new AppError('not_found', what, { near, next: 'list-images' });
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
 * What changed between two images, by the notes files that AKS publishes of them. @throws AppError `invalid_usage` for
 * what is no image version, `not_found` when a file was not read yet
 */
export function diffImages(context: AppContext, older: string, newer: string): VhdNoteDiff {
  return diffVhdNotes(getVhdNote(context, older), getVhdNote(context, newer));
}

function getVhdNote(context: AppContext, text: string): VhdNote {
  const version = readImageVersion(text);
  const note = findImageNote(context, version);
  if (note) return note;
  const { images } = context.store.catalogue.get();
  if (!images.some((image) => image.version === version)) throw unknownImage(version, images);
  throw new AppError('not_found', `${sayWhyUnread(context, version)}.`);
}

/** Only what a source lists is read some day. */
function sayWhyUnread({ store }: AppContext, version: string): string {
  const listed = listKits('image-notes').flatMap(({ name }) => [...store.sources.findListed(name).keys()]);
  return listed.some((path) => path.endsWith(`/${version}.txt`))
    ? `The notes file of ${version} was not read yet: each poll reads some more of them, the newest first`
    : `AKS published no notes file of ${version}: what is in that image is not known, and cannot be compared`;
}

/** A release by its tag, or the latest one. @throws AppError `not_found` */
export function readRelease(context: AppContext, tag: string | null) {
  const { documents } = context.store;
  const document = tag === null ? documents.findLatest(LEADING.name) : findTagged(context, tag);
  if (!document) {
    const what = tag === null ? 'No AKS release has been read yet' : `No AKS release is tagged ${tag}`;
    const tags = documents.listNewest(LEADING.name).map(({ externalId }) => externalId);
    throw new AppError('not_found', `${what}: the first poll reads them all; tags look like 2026-07-17.`, {
      near: tag === null ? null : findNearestName(tag, tags),
    });
  }
  const { images, retirements } = assessFleet(context).catalogue;
  const { externalId, title, url, publishedAt, version, vanishedAt } = document;
  return {
    release: { tag: externalId, title, url, publishedAt },
    /** True when its note was edited after it was first read. */
    edited: version > 1,
    vanished: vanishedAt !== null,
    images: images.filter(({ announcedIn, sources }) => announcedIn === externalId || sources.includes(externalId)),
    retirements: retirements.filter(({ statedIn }) => statedIn === externalId),
  };
}

export type ReleaseDescription = ReturnType<typeof readRelease>;

/** As typed, or with the `v` that tags of some years have. */
function findTagged({ store }: AppContext, tag: string) {
  return (
    store.documents.find(LEADING.name, tag) ?? store.documents.findEndingWith(LEADING.name, tag.replace(/^v/i, ''))
  );
}
