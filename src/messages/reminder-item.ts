import { compareFindings, compareUrgency, type Finding } from '../domain/finding.ts';
import { parseNodeImageName } from '../domain/node-image-version.ts';
import type { AssessedPool, NodePoolAssessment, TargetRegion } from '../domain/node-pool-assessment.ts';
import type { ImageAvailability, ReminderItem } from '../domain/notification.ts';
import { isStopped } from './pool-reference.ts';

/** How soon something is to be done, most urgent first. */
type Urgency = 'now' | 'this-month' | 'later';

/** All of them, in the order people read them. */
const URGENCIES: readonly Urgency[] = ['now', 'this-month', 'later'];

/** How soon an item is to be done, by its worst finding. */
function urgencyOf(item: Pick<ReminderItem, 'findings'>): Urgency {
  const { severity } = pressureOf(item);
  if (severity === 'critical' || severity === 'high') return 'now';
  return severity === 'medium' ? 'this-month' : 'later';
}

/** What the reminder says of a pool, or of a cluster as a whole (`pool` null). Findings worst first. */
export function toReminderItem(
  findings: readonly Finding[],
  { clusterId, cluster, pool }: { clusterId: string; cluster: string; pool: AssessedPool | null },
): ReminderItem {
  const assessment = pool?.assessment ?? null;
  return {
    cluster,
    clusterId,
    nodePool: pool?.nodePool.name ?? null,
    currentVersion: assessment?.currentVersion ?? null,
    targetVersion: assessment?.targetVersion ?? null,
    imagesBehind: assessment?.imagesBehind ?? 0,
    daysBehind: assessment?.daysBehind ?? 0,
    findings: findings.toSorted(compareFindings),
    environment: pool?.cluster.ownership.environment ?? null,
    availability: pool ? findAvailability(pool) : null,
    ...(pool ? findHindrance(pool) : {}),
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
    .sort(([a], [b]) => (a && b ? URGENCIES.indexOf(urgencyOf(a)) - URGENCIES.indexOf(urgencyOf(b)) : 0))
    .flat();
}

function comparePressure(a: ReminderItem, b: ReminderItem): number {
  return (
    compareUrgency(pressureOf(a), pressureOf(b)) ||
    b.daysBehind - a.daysBehind ||
    a.cluster.localeCompare(b.cluster) ||
    (a.nodePool ?? '').localeCompare(b.nodePool ?? '')
  );
}

/** Its most urgent finding. */
function pressureOf({ findings }: Pick<ReminderItem, 'findings'>): Pick<Finding, 'severity' | 'due'> {
  return findings.toSorted(compareUrgency)[0] ?? { severity: 'info', due: null };
}

/**
 * Azure's own offer tells what a pool can take, the release tracker what its region has; a release tells of an image
 * weeks before or after that.
 */
export function findAvailability({ cluster, nodePool, assessment }: AssessedPool): ImageAvailability | null {
  const { targetVersion, skipped, region } = assessment;
  if (targetVersion === null) return null;
  const arrival = region?.hasTarget ? { region: region.name, since: region.targetSince } : null;
  const offered = parseNodeImageName(nodePool.latestNodeImageVersion ?? '')?.version.text;
  if (offered === targetVersion) return { kind: 'offered', asOf: cluster.asOf, ...(arrival ? { arrival } : {}) };
  if (region && targetVersion === assessment.currentVersion) return findAwaited(assessment, region);
  if (region && arrival) return { kind: 'arrived', asOf: region.asOf, ...arrival };
  const announcedAt = skipped.find(({ version }) => version === targetVersion)?.announcedAt ?? null;
  return { kind: 'published', publishedOn: announcedAt?.slice(0, 10) ?? null };
}

/** What keeps a pool from the newest image for now. */
function findHindrance({ cluster, nodePool, assessment }: AssessedPool): Pick<ReminderItem, 'pending' | 'isStopped'> {
  const { pendingVersion: version, region } = assessment;
  return {
    ...(version !== null && region ? { pending: { version, region: region.name } } : {}),
    ...(isStopped(cluster, nodePool) ? { isStopped: true } : {}),
  };
}

/** A pool on the newest image of its region has nothing to take; what it waits for is worth a word. */
function findAwaited({ pendingVersion }: NodePoolAssessment, { name, asOf }: TargetRegion): ImageAvailability | null {
  return pendingVersion === null ? null : { kind: 'awaited', region: name, version: pendingVersion, asOf };
}
