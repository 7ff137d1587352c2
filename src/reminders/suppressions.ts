import type { CalendarDate } from '../domain/calendar-date.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import { type Finding, keyOfFinding, rankOfSeverity } from '../domain/finding.ts';
import { fixesSomething } from '../domain/image-security.ts';
import { isOlderImage, isRebuildOf, parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { WaitingItem } from '../domain/notification.ts';
import type { PoolOrCluster } from '../domain/pool-reference.ts';
import { type Hold, isHold, isSnooze, type Snooze, type Suppression } from '../domain/suppression.ts';
import { compareTexts } from '../domain/text.ts';

export interface Suppressions {
  readonly open: readonly Suppression[];
  readonly today: CalendarDate;
}

/** The findings of one pool, or of a cluster as a whole, in one channel. */
interface FindingGroup extends PoolOrCluster {
  readonly channel: string;
  readonly findings: readonly Finding[];
  /** The pool; `null` for a cluster as a whole. */
  readonly pool: AssessedPool | null;
}

export interface Remaining {
  readonly findings: readonly Finding[];
  readonly waiting: WaitingItem | null;
  /** The image that it would take, where that is on hold: its other findings must not ask for it. */
  readonly held: string | null;
}

/** Leaves out what somebody said may wait. Of several reasons, the one that lasts longest is given. */
export function applySuppressions(group: FindingGroup, { open }: Suppressions): Remaining {
  const { cluster, nodePool, findings } = group;
  const target = group.pool?.assessment.targetVersion ?? null;
  if (open.length === 0) return { findings, waiting: null, held: null };
  const acting = open.filter((one) => findings.some((finding) => silences(one, group, finding)));
  const left = findings.filter((finding) => !acting.some((one) => silences(one, group, finding)));
  const reason = findLongest(acting);
  const held = open.find((one) => isHold(one) && one.scope.version === target) ? target : null;
  if (left.length > 0 || reason === null) return { findings: left, waiting: null, held };
  const why = isSnooze(reason) ? 'snoozed' : 'held';
  const { untilOn, actor, reason: words } = reason;
  return { findings: [], held, waiting: { cluster, nodePool, why, untilOn, by: actor.name, reason: words } };
}

function silences(one: Suppression, group: FindingGroup, finding: Finding): boolean {
  if (isSnooze(one)) return covers(one, group);
  return one.scope.version === group.pool?.assessment.targetVersion && finding.traits.settledBy === 'node-image';
}

/** A node pool, or a whole cluster (`nodePool` null), as one channel hears of it. */
type Silenced = Pick<FindingGroup, 'channel' | 'clusterId' | 'nodePool'>;

/** The snooze that covers it, the longest of several; `null` when it is to be reminded of. */
export function findSnoozeOf({ open }: Suppressions, thing: Silenced): Snooze | null {
  if (open.length === 0) return null;
  return findLongest(open.filter(isSnooze).filter((snooze) => covers(snooze, thing)));
}

function covers({ scope }: Snooze, { channel, clusterId, nodePool }: Silenced): boolean {
  return (
    (scope.channel === null || scope.channel === channel) &&
    (scope.clusterId === null || scope.clusterId === clusterId) &&
    (scope.nodePool === null || scope.nodePool === nodePool)
  );
}

/** Of several, the one with the latest day, one without a day last. */
function findLongest<T extends Suppression>(suppressions: readonly T[]): T | null {
  return suppressions.toSorted((a, b) => compareTexts(b.untilOn ?? '', a.untilOn ?? ''))[0] ?? null;
}

interface SnoozeState {
  readonly findings: readonly Finding[];
  /** What the same clusters and images would have been found guilty of at that time. */
  readonly findingsThen: readonly Finding[];
  readonly pools: readonly AssessedPool[];
}

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
export function findNextImage({ scope }: Hold, images: readonly NodeImage[]): NodeImage | null {
  return (
    images.find(
      ({ version, state, announcedIn }) =>
        state !== 'withdrawn' && announcedIn !== null && isOlderImage(scope.version, version),
    ) ?? null
  );
}

function isUpdateSince(image: NodeImage, currentVersion: string | null, since: string): boolean {
  return image.announcedAt !== null && image.announcedAt > since && mayFixSomething(image, currentVersion);
}

/** A preview, or a rebuild with the same Windows updates, does not lift a hold; where that is unknown, the image does. */
function mayFixSomething(image: NodeImage, currentVersion: string | null): boolean {
  if (image.security) return fixesSomething(image.security);
  const [newer, own] = [parseNodeImageVersion(image.version), parseNodeImageVersion(currentVersion)];
  return newer === null || own === null || !isRebuildOf(newer, own);
}

function rankOf({ severity }: Finding): number {
  return rankOfSeverity(severity);
}
