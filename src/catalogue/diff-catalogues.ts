import { type CalendarDate, lastDayOf } from '../domain/calendar-date.ts';
import {
  type Catalogue,
  type CatalogueChange,
  keyOfRetirement,
  type NodeImage,
  type Retirement,
} from '../domain/catalogue.ts';
import { listNewFixes } from '../domain/image-security.ts';
import type { KubernetesVersion, SupportDateMove } from '../domain/kubernetes-version.ts';
import { type Ends, findDay } from '../domain/lifecycle.ts';
import { isOtherDay } from './merge-lifecycle.ts';

/**
 * A repeat is no change, nor is a month that became its last day. An image is added when a release announces it: its
 * notes file is often there days before.
 */
export function diffCatalogues(before: Catalogue, after: Catalogue): readonly CatalogueChange[] {
  return [...diffImages(before.images, after.images), ...diffRetirements(before.retirements, after.retirements)];
}

function diffImages(before: readonly NodeImage[], after: readonly NodeImage[]): CatalogueChange[] {
  const listedBefore = new Map(before.filter(isAnnounced).map((image) => [image.version, image]));
  const listedAfter = new Map(after.filter(isAnnounced).map((image) => [image.version, image]));
  const added = [...listedAfter.values()].filter(({ version }) => !listedBefore.has(version));
  const recalls = new Map(after.map(({ version, recall }) => [version, recall]));
  const isGone = (image: NodeImage) =>
    image.state !== 'withdrawn' &&
    (isAnnounced(image) ? !listedAfter.has(image.version) : recalls.get(image.version) !== undefined);
  return [
    ...added.map((image): CatalogueChange => ({ kind: 'image-added', image })),
    ...before.filter(isGone).map((image): CatalogueChange => {
      const recall = recalls.get(image.version);
      return { kind: 'image-withdrawn', image: { ...image, ...(recall ? { recall } : {}), state: 'withdrawn' } };
    }),
  ];
}

function isAnnounced(image: NodeImage): boolean {
  return image.state !== 'withdrawn' && image.announcedIn !== null;
}

function diffRetirements(before: readonly Retirement[], after: readonly Retirement[]): CatalogueChange[] {
  const left = new Set(before);
  const changes = after.flatMap((retirement): CatalogueChange[] => {
    const was = findSame(retirement, left);
    if (!was) return [{ kind: 'retirement-added', retirement }];
    left.delete(was);
    return hasMoved(was, retirement) ? [{ kind: 'retirement-moved', retirement, from: was.date }] : [];
  });
  return [
    ...changes,
    ...[...left].map((retirement): CatalogueChange => ({ kind: 'retirement-withdrawn', retirement })),
  ];
}

/** The calendar may come to know better which plan a note means: the same words of the same note stay the same end. */
function findSame(retirement: Retirement, before: ReadonlySet<Retirement>): Retirement | undefined {
  const own = [...before].filter(({ subject, phase }) => subject === retirement.subject && phase === retirement.phase);
  return (
    own.find((was) => keyOfRetirement(was) === keyOfRetirement(retirement)) ??
    own.find(({ statedIn, quote }) => statedIn === retirement.statedIn && quote === retirement.quote)
  );
}

/** A new date; while there is none, another Kubernetes minor as the bound. A bound that is merely added moves nothing. */
function hasMoved(was: Retirement, now: Retirement): boolean {
  if (was.date !== null || now.date !== null) return lastDay(was.date) !== lastDay(now.date);
  return was.fromKubernetes !== null && was.fromKubernetes !== now.fromKubernetes;
}

function lastDay(date: CalendarDate | null): CalendarDate | null {
  return date === null ? null : lastDayOf(date);
}

/**
 * The same changes with each moved day told from the one that people went by, whichever source gave it: a note that
 * moves what only the calendar or the built-in dates had told moves it all the same.
 */
export function sinceTold(changes: readonly CatalogueChange[], told: Ends): readonly CatalogueChange[] {
  return changes.map((change) => {
    if (change.kind !== 'retirement-added' && change.kind !== 'retirement-moved') return change;
    const { retirement } = change;
    const from = retirement.doubt ? null : findDay(told, retirement);
    const isMove = from !== null && isOtherDay({ date: from }, retirement) && isOtherDay(retirement, { date: from });
    return isMove ? { kind: 'retirement-moved', retirement, from } : change;
  });
}

/**
 * Images, as they were before, of which their news say too little or the contrary by now: they are known to fix more,
 * since their notes file came or a note was edited, or had been taken back and are there again.
 */
export function listImagesToTellAnew(before: Catalogue, after: Catalogue): readonly NodeImage[] {
  const present = new Map(after.images.map((image) => [image.version, image]));
  return before.images.filter((was) => {
    const now = present.get(was.version);
    if (now === undefined) return false;
    return (
      listNewFixes(was.security, now.security).length > 0 || (was.recall !== undefined && now.recall === undefined)
    );
  });
}

/** Ends of support that the calendar moved, oldest minor first. A first date is no move, nor is a month that became its last day. */
export function diffKubernetesCalendars(
  before: readonly KubernetesVersion[],
  after: readonly KubernetesVersion[],
): readonly SupportDateMove[] {
  const earlier = new Map(before.map((version) => [version.minor, version]));
  return after.flatMap(({ minor, endOfSupportOn, endOfLtsOn, sourceUrl: url }) => {
    const was = earlier.get(minor);
    const move = (support: SupportDateMove['support'], from: CalendarDate | null, to: CalendarDate | null) =>
      from === null || to === null || lastDayOf(from) === lastDayOf(to)
        ? []
        : [{ kind: 'support-date-moved' as const, minor, support, from, to, url }];
    return was
      ? [...move('community', was.endOfSupportOn, endOfSupportOn), ...move('lts', was.endOfLtsOn, endOfLtsOn)]
      : [];
  });
}
