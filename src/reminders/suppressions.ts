import type { CalendarDate } from '../domain/calendar-date.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import { type Finding, keyOfFinding, rankOfSeverity, traitsOf } from '../domain/finding.ts';
import type { ImageHold } from '../domain/image-hold.ts';
import { fixesSomething } from '../domain/image-security.ts';
import { isOlderImage, isRebuildOf, parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { WaitingItem } from '../domain/notification.ts';
import { findSnoozeOf, type Snooze } from '../domain/snooze.ts';

/** What people said that lets reminders wait, on a day. */
export interface Suppressions {
  readonly snoozes: readonly Snooze[];
  readonly holds: readonly ImageHold[];
  readonly today: CalendarDate;
}

/** The findings of one pool, or of a cluster as a whole, in one channel. */
export interface FindingGroup {
  readonly channel: string;
  readonly clusterId: string;
  readonly cluster: string;
  readonly nodePool: string | null;
  readonly findings: readonly Finding[];
  /** The pool; `null` for a cluster as a whole. */
  readonly pool: AssessedPool | null;
}

/** What is left to be reminded of, or why it waits. */
export interface Remaining {
  readonly findings: readonly Finding[];
  readonly waiting: WaitingItem | null;
}

/** Leaves out what is snoozed, and the image that is held: taking it is all that a pool behind could do. */
export function applySuppressions(group: FindingGroup, { snoozes, holds, today }: Suppressions): Remaining {
  const { cluster, nodePool, findings, pool } = group;
  const snooze = findSnoozeOf(snoozes, group, today);
  if (snooze) {
    const { untilOn, actor, reason } = snooze;
    return { findings: [], waiting: { cluster, nodePool, why: 'snoozed', untilOn, by: actor.name, reason } };
  }
  const target = pool?.assessment.targetVersion ?? null;
  const hold = holds.find(({ version }) => version === target);
  const left = hold ? findings.filter((finding) => traitsOf(finding).settledBy !== 'node-image') : findings;
  if (!hold || left.length > 0) return { findings: left, waiting: null };
  const { actor, reason } = hold;
  return { findings: [], waiting: { cluster, nodePool, why: 'held', untilOn: null, by: actor.name, reason } };
}

/** What a snooze covers, now and when it was said. */
export interface SnoozeState {
  readonly findings: readonly Finding[];
  /** What the same clusters and images would have been found guilty of at that time. */
  readonly findingsThen: readonly Finding[];
  readonly pools: readonly AssessedPool[];
}

/** True when a limit was crossed since it was said, or an image with security updates came for a pool it covers. */
export function isSnoozeOvertaken(snooze: Snooze, { findings, findingsThen, pools }: SnoozeState): boolean {
  const before = new Map(findingsThen.map((finding) => [keyOfFinding(finding), rankOf(finding)]));
  const isWorse = findings.some((finding) => rankOf(finding) > (before.get(keyOfFinding(finding)) ?? 0));
  return (
    isWorse ||
    pools.some(({ assessment }) =>
      assessment.skipped.some((image) => isUpdateSince(image, assessment.currentVersion, snooze.createdAt)),
    )
  );
}

/** The image that lifts a hold: a newer one of the same OS SKU that was announced; `null` while there is none. */
export function findNextImage(hold: ImageHold, images: readonly NodeImage[]): NodeImage | null {
  return (
    images.find(
      ({ version, state, announcedIn }) =>
        state !== 'withdrawn' && announcedIn !== null && isOlderImage(hold.version, version),
    ) ?? null
  );
}

function isUpdateSince(image: NodeImage, currentVersion: string | null, since: string): boolean {
  return image.announcedAt !== null && image.announcedAt > since && mayFixSomething(image, currentVersion);
}

/** A preview, or a rebuild of the same Windows updates, is no reason to disturb anybody; what is not known may be one. */
function mayFixSomething(image: NodeImage, currentVersion: string | null): boolean {
  if (image.security) return fixesSomething(image.security);
  const [newer, own] = [parseNodeImageVersion(image.version), parseNodeImageVersion(currentVersion ?? '')];
  return newer === null || own === null || !isRebuildOf(newer, own);
}

function rankOf({ severity }: Finding): number {
  return rankOfSeverity(severity);
}
