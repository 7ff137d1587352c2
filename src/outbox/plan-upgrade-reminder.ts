import type { AssessedPool } from '../domain/assessed-pool.ts';
import { type Finding, SEVERITIES } from '../domain/finding.ts';
import type { Lifecycle } from '../domain/lifecycle.ts';
import type { PlannedNotification, ReminderItem } from '../domain/notification.ts';
import { listRetirementsAhead } from './list-retirements-ahead.ts';
import { type Destination, listPoolsOf } from './route-channels.ts';

/** What a reminder is made of. */
export interface UpgradeReminderInput {
  readonly lifecycle: Lifecycle;
  readonly pools: readonly AssessedPool[];
  readonly findings: readonly Finding[];
  /** `YYYY-MM` in the channel's time zone. */
  readonly month: string;
  readonly late: boolean;
  /** Sent by hand, besides the monthly one: gets a key of its own. */
  readonly forced: boolean;
  readonly now: Date;
}

/** The monthly card of one channel, worst first; `null` when there is nothing to do. */
export function planUpgradeReminder(destination: Destination, input: UpgradeReminderInput): PlannedNotification | null {
  if (!destination.topics.has('reminders')) return null;
  const pools = listPoolsOf(destination, input.pools);
  const items = listItems(destination, pools, input.findings);
  if (items.length === 0) return null;
  const { month, late, forced, now } = input;
  const open = new Set(items.map((item) => `${item.clusterId}/${item.nodePool ?? ''}`));
  return {
    channel: destination.channel,
    dedupeKey: forced ? `reminder/${month}/${now.toISOString()}` : `reminder/${month}`,
    dueAt: now.toISOString(),
    content: {
      kind: 'upgrade-reminder',
      month,
      late,
      items,
      poolsOk: pools.filter(({ cluster, nodePool }) => !open.has(`${cluster.id}/${nodePool.name}`)).length,
      retirementsAhead: listRetirementsAhead(input.lifecycle, pools, now).filter((news) => news.pools.length > 0),
    },
  };
}

function listItems(
  destination: Destination,
  pools: readonly AssessedPool[],
  findings: readonly Finding[],
): readonly ReminderItem[] {
  const minimum = rankOf(destination.minimumSeverity);
  const clusterIds = new Set(pools.map(({ cluster }) => cluster.id));
  const relevant = findings.filter(
    ({ clusterId, nodePool, severity }) =>
      clusterIds.has(clusterId) &&
      rankOf(severity) >= minimum &&
      (nodePool === null || pools.some((pool) => pool.cluster.id === clusterId && pool.nodePool.name === nodePool)),
  );
  const grouped = Map.groupBy(relevant, ({ clusterId, nodePool }) => `${clusterId}/${nodePool ?? ''}`);
  return [...grouped.values()].map((group) => toItem(group, pools)).sort(byUrgency);
}

function toItem(group: readonly Finding[], pools: readonly AssessedPool[]): ReminderItem {
  const findings = group.toSorted((a, b) => rankOf(b.severity) - rankOf(a.severity));
  const first = findings[0];
  const pool = pools.find(
    ({ cluster, nodePool }) => cluster.id === first?.clusterId && nodePool.name === first.nodePool,
  );
  return {
    cluster: first?.cluster ?? '',
    clusterId: first?.clusterId ?? '',
    nodePool: first?.nodePool ?? null,
    currentVersion: pool?.assessment.currentVersion ?? null,
    targetVersion: pool?.assessment.targetVersion ?? null,
    imagesBehind: pool?.assessment.imagesBehind ?? 0,
    daysBehind: pool?.assessment.daysBehind ?? 0,
    findings,
  };
}

function byUrgency(a: ReminderItem, b: ReminderItem): number {
  const [first, second] = [a.findings[0], b.findings[0]];
  return (
    rankOf(second?.severity ?? 'info') - rankOf(first?.severity ?? 'info') ||
    (first?.due ?? '9999').localeCompare(second?.due ?? '9999') ||
    b.daysBehind - a.daysBehind ||
    a.cluster.localeCompare(b.cluster)
  );
}

function rankOf(severity: Finding['severity']): number {
  return SEVERITIES.indexOf(severity);
}
