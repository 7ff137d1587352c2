import { type CalendarDate, dayOf, daysBetween } from '../domain/calendar-date.ts';
import type { ImageSilence } from '../domain/catalogue.ts';
import { findAzureAsOf, isPoolStopped, titleOf } from '../domain/cluster.ts';
import { areWorthReminding, compareFindings, compareUrgency, type Finding, isPressing } from '../domain/finding.ts';
import type { Lifecycle } from '../domain/lifecycle.ts';
import { isOlderImage, parseNodeImageName } from '../domain/node-image-version.ts';
import { type AssessedPool, countPools, createPoolFinder } from '../domain/node-pool-assessment.ts';
import type {
  ImageAvailability,
  NewsRetirement,
  ReminderImprovement,
  ReminderItem,
  UpgradeReminder,
} from '../domain/notification.ts';
import type { PlannedNotification, Reminder } from '../domain/outbox-entry.ts';
import { keyOfPool, type PoolOrCluster, referToPool } from '../domain/pool-reference.ts';
import { compareNames } from '../domain/text.ts';
import { applySuppressions, type Remaining, type Suppressions } from '../reminders/suppressions.ts';
import { type ChannelScope, listSevereFindings } from '../routing/route-channels.ts';
import { listRetirementsAhead, mergeSameDays } from './retirement-news.ts';
import { split } from './words.ts';

interface UpgradeReminderInput {
  readonly lifecycle: Lifecycle;
  /** OS SKUs of which no new image is known though one is due. */
  readonly silences: readonly ImageSilence[];
  /** Why what it says may be out of date, in sentences with what to do. */
  readonly doubts: readonly string[];
  readonly suppressions: Suppressions;
  /** The channel's reminder before this one, as it stands; `null` for its first. */
  readonly previous: UpgradeReminder | null;
  /** `YYYY-MM` in the channel's time zone. */
  readonly month: string;
  readonly late: boolean;
  /** Sent by hand after that of the month: gets a key of its own. */
  readonly again: boolean;
  readonly now: Date;
  /** The day in the channel's time zone, as people there count days. */
  readonly today: CalendarDate;
}

/** Further ahead nobody plans; the fleet page has them all. */
const ENDS_SHOWN_DAYS = 400;

/** The dedupe key of a month's reminder. */
export function keyOfMonth(month: string): string {
  return `reminder/${month}`;
}

type PlannedReminder = PlannedNotification & { readonly content: UpgradeReminder };

/** The monthly card of one channel, most urgent first; `null` when there is nothing to do and nothing is waited for. */
export function planUpgradeReminder(scope: ChannelScope, input: UpgradeReminderInput): PlannedReminder | null {
  const { destination, pools } = scope;
  if (!destination.topics.has('reminders')) return null;
  const { month, late, again, now } = input;
  const groups = listGroups(scope, input.suppressions);
  const items = groups.flatMap(({ findings, ...group }) =>
    areWorthReminding(findings) ? [toReminderItem(findings, group)] : [],
  );
  if (items.length === 0) return null;
  const waiting = groups.flatMap((group) => group.waiting ?? []);
  const told = new Set(
    groups.filter((group) => areWorthReminding(group.findings) || group.waiting).map(({ pool }) => pool),
  );
  const untold = pools.filter((pool) => !told.has(pool));
  const others = countPools(untold);
  return {
    channel: destination.channel,
    dedupeKey: again ? `${keyOfMonth(month)}/${now.toISOString()}` : keyOfMonth(month),
    content: {
      kind: 'upgrade-reminder',
      month,
      late,
      plannedOn: input.today,
      items: sortReminderItems(items),
      poolsOk: others.current,
      others,
      resting: listResting(untold),
      retirementsAhead: listEndsAhead(input.lifecycle, pools, now),
      waiting,
      improved: listImprovements(input.previous, pools),
      silences: input.silences.filter(({ osSku }) => pools.some(({ assessment }) => assessment.osSku === osSku)),
      ...(input.doubts.length > 0 ? { doubts: input.doubts } : {}),
    },
  };
}

/** So many are named of those that nobody has to bring anywhere. */
const RESTING_NAMED = 6;

/** Of the pools on no row those that are behind, by why they may be. */
function listResting(pools: readonly AssessedPool[]): UpgradeReminder['resting'] {
  const behind = pools.filter(({ assessment }) => assessment.status === 'behind');
  return [true, false].flatMap((isLeftToAks) => {
    const own = behind.filter((pool) => pool.isLeftToAks === isLeftToAks);
    return own.length > 0
      ? [{ isLeftToAks, count: own.length, named: own.slice(0, RESTING_NAMED).map(referToPool) }]
      : [];
  });
}

/** What ends for these pools within a year or so; one entry a day. */
function listEndsAhead(lifecycle: Lifecycle, pools: readonly AssessedPool[], now: Date): readonly NewsRetirement[] {
  const near = listRetirementsAhead(lifecycle, pools, now).filter(
    ({ date, pools: concerned }) =>
      concerned.length > 0 && date !== null && daysBetween(dayOf(now), date) <= ENDS_SHOWN_DAYS,
  );
  return mergeSameDays(near);
}

/** A pool, or a cluster as a whole (`pool` null). */
interface Place extends Omit<PoolOrCluster, 'nodePool'> {
  readonly pool: AssessedPool | null;
}

type Group = Remaining & Place;

/** The findings of each pool and of each cluster as a whole, with what is snoozed or held left out. */
function listGroups(scope: ChannelScope, suppressions: Suppressions): readonly Group[] {
  const { channel } = scope.destination;
  const poolOf = createPoolFinder(scope.pools);
  const grouped = Map.groupBy(listSevereFindings(scope), keyOfPool);
  return [...grouped.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { clusterId, nodePool, title: cluster = first.cluster } = first;
    const pool = poolOf(first);
    const remaining = applySuppressions({ channel, clusterId, cluster, nodePool, findings: own, pool }, suppressions);
    return [{ clusterId, cluster, pool, ...remaining }];
  });
}

/** The pools of an earlier reminder that run a newer image now, by name. */
function listImprovements(
  previous: UpgradeReminder | null,
  pools: readonly AssessedPool[],
): readonly ReminderImprovement[] {
  const poolOf = createPoolFinder(pools);
  return (previous?.items ?? []).flatMap((item) => {
    const before = item.startedFrom ?? item.currentVersion;
    const pool = poolOf(item);
    const now = pool?.assessment.currentVersion ?? null;
    if (!pool || now === null || now === before || isOlderImage(now, before)) return [];
    return [{ cluster: titleOf(pool.cluster), nodePool: pool.nodePool.name, from: before, to: now }];
  });
}

/** The card of a month as it stands in its channel, or would by now: `null` for one that ended before it was sent. */
export function composeUpgradeReminder(
  reminder: UpgradeReminder,
  card: Reminder | null,
  isShown: boolean,
): UpgradeReminder | null {
  if (card === null) return reminder;
  return card.isOpen || isShown ? { ...reminder, items: card.content.items } : null;
}

/** How soon something is to be done: 0 now, 1 this month, 2 later. */
function urgencyOf(item: Pick<ReminderItem, 'findings'>): number {
  const { severity } = pressureOf(item);
  if (isPressing(severity)) return 0;
  return severity === 'medium' ? 1 : 2;
}

/** Nobody takes the image on hold, or one that node auto-provisioning brings. */
export function findImageToTake({ nodePool, assessment: { targetVersion } }: AssessedPool, held: string | null) {
  return nodePool.isProvisioned || targetVersion === held ? null : targetVersion;
}

/** What the reminder says of it. Findings worst first. */
export function toReminderItem(
  findings: readonly Finding[],
  { clusterId, cluster, pool, held = null }: Place & Partial<Pick<Remaining, 'held'>>,
): ReminderItem {
  const assessment = pool?.assessment ?? null;
  return {
    cluster,
    clusterId,
    nodePool: pool?.nodePool.name ?? null,
    currentVersion: assessment?.currentVersion ?? null,
    targetVersion: pool ? findImageToTake(pool, held) : null,
    imagesBehind: assessment?.imagesBehind ?? 0,
    daysBehind: assessment?.daysBehind ?? 0,
    status: assessment?.status ?? null,
    findings: findings.toSorted(compareFindings),
    environment: pool?.cluster.ownership.environment ?? null,
    availability: pool ? findAvailability(pool) : null,
    ...(pool ? findHindrance(pool) : {}),
    ...(held === null ? {} : { held }),
  };
}

/** By urgency, then by cluster (the one with the most pressing item first), then the most pressing item first. */
export function sortReminderItems(items: readonly ReminderItem[]): readonly ReminderItem[] {
  const byCluster = Map.groupBy(items, (item) => `${urgencyOf(item)} ${item.clusterId}`);
  const groups = [...byCluster.values()].map((group) => group.toSorted(comparePressure));
  const compareFirsts = ([a]: readonly ReminderItem[], [b]: readonly ReminderItem[]) =>
    a && b ? comparePressure(a, b) : 0;
  return groups
    .sort(compareFirsts)
    .sort(([a], [b]) => (a && b ? urgencyOf(a) - urgencyOf(b) : 0))
    .flatMap(putFirst);
}

/** What has to be moved before the cluster can be upgraded comes first, though the upgrade may be more pressing. */
function putFirst(group: readonly ReminderItem[]): readonly ReminderItem[] {
  const before = new Set(group.flatMap(({ findings }) => findings.flatMap((one) => one.traits.after ?? [])));
  return split(group, ({ nodePool }) => nodePool !== null && before.has(nodePool)).flat();
}

function comparePressure(a: ReminderItem, b: ReminderItem): number {
  return (
    compareUrgency(pressureOf(a), pressureOf(b)) ||
    b.daysBehind - a.daysBehind ||
    compareNames(a.cluster, b.cluster) ||
    compareNames(a.nodePool ?? '', b.nodePool ?? '')
  );
}

function pressureOf({ findings }: Pick<ReminderItem, 'findings'>): Pick<Finding, 'severity' | 'due'> {
  return findings.toSorted(compareUrgency)[0] ?? { severity: 'info', due: null };
}

/** Azure's offer tells what a pool can take, the tracker what its region has; a release tells weeks before or after that. */
export function findAvailability({ cluster, nodePool, assessment }: AssessedPool): ImageAvailability | null {
  const { targetVersion, skipped, region } = assessment;
  if (targetVersion === null) return null;
  const arrival = region?.hasTarget ? { region: region.name, since: region.targetSince } : null;
  const offered = parseNodeImageName(nodePool.latestNodeImageVersion)?.version.text;
  if (offered === targetVersion) {
    const asOf = nodePool.evidence?.offer?.asOf ?? findAzureAsOf(cluster, nodePool);
    return { kind: 'offered', asOf, ...(arrival ? { arrival } : {}) };
  }
  if (region && targetVersion === assessment.currentVersion) {
    // A pool on the newest image of its region has nothing to take; what it waits for is worth a word.
    const { pendingVersion: version } = assessment;
    return version === null ? null : { kind: 'awaited', region: region.name, version, asOf: region.asOf };
  }
  if (region && arrival) return { kind: 'arrived', asOf: region.asOf, ...arrival };
  const announcedAt = skipped.find(({ version }) => version === targetVersion)?.announcedAt ?? null;
  return { kind: 'published', publishedOn: announcedAt?.slice(0, 10) ?? null };
}

/** What keeps a pool from the newest image for now. */
function findHindrance({ cluster, nodePool, assessment }: AssessedPool): Pick<ReminderItem, 'pending' | 'isStopped'> {
  const { pendingVersion: version, region } = assessment;
  return {
    ...(version !== null && region ? { pending: { version, region: region.name } } : {}),
    ...(isPoolStopped(cluster, nodePool) ? { isStopped: true } : {}),
  };
}
