import { type CalendarDate, earlierOf, lastDayOf } from '../../domain/calendar-date.ts';
import { findAgeMs } from '../../domain/clock.ts';
import { type AssessedPool, POOL_STATUSES } from '../../domain/node-pool-assessment.ts';
import { NOTIFICATION_KINDS } from '../../domain/notification.ts';
import { keyOfPool } from '../../domain/pool-reference.ts';
import type { SendOutcome } from '../../domain/sender.ts';
import type { SourceState } from '../../domain/source-document.ts';
import type { ChannelScope } from '../../routing/route-channels.ts';
import type { FoundEnd } from '../../store/finding-store.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listScopes } from '../fleet/channel-scopes.ts';
import { findDiscoveryState } from '../fleet/discovery-state.ts';
import { readFleetStatus } from '../fleet/fleet-status.ts';
import { findLastDelivered } from './read-health.ts';

/** Without labels there is one sample; `value` is `null` where there is none to tell, rather than 0. */
export type Metric = readonly [
  name: string,
  help: string,
  samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number | null }[],
];

/** @param maxPools how many node pools are told one by one, the oldest images first. @throws AppError `storage` */
export function readMetrics(context: AppContext, maxPools: number): readonly Metric[] {
  return [...readOutbox(context), ...readSources(context), ...readFleet(context, maxPools)];
}

const OUTCOMES = Object.keys({
  delivered: true,
  'rate-limited': true,
  transient: true,
  ambiguous: true,
  refused: true,
  'given-up': true,
  dropped: true,
} satisfies Record<SendOutcome['kind'] | 'given-up' | 'dropped', true>);

function readOutbox(context: AppContext): readonly Metric[] {
  const { store, clock } = context;
  const totals = store.outbox.listDeliveryTotals();
  const last = findLastDelivered(context);
  const nextDue = toSeconds(store.outbox.findNextDueAt(clock.now().toISOString()));
  const overdue = nextDue === null ? 0 : Math.max(0, clock.now().getTime() / 1_000 - nextDue);
  const sum = (outcome: string, kind?: string) =>
    totals
      .filter((one) => one.outcome === outcome && (kind === undefined || one.kind === kind))
      .reduce((all, { count }) => all + count, 0);
  const kinds = [...new Set([...NOTIFICATION_KINDS, ...totals.map(({ kind }) => kind)])];
  const outcomes = [...new Set([...OUTCOMES, ...totals.map(({ outcome }) => outcome)])];
  return [
    [
      'vhdwatch_outbox_notifications',
      'Notifications in the outbox by state',
      byLabel('state', store.outbox.countByState()),
    ],
    [
      'vhdwatch_delivery_attempts_total',
      'Attempts to deliver a notification by how they ended, since the database was made',
      outcomes.map((outcome) => ({ labels: { outcome }, value: sum(outcome) })),
    ],
    [
      'vhdwatch_deliveries_total',
      'The same by kind of message, too',
      outcomes.flatMap((outcome) => kinds.map((kind) => ({ labels: { kind, outcome }, value: sum(outcome, kind) }))),
    ],
    [
      'vhdwatch_outbox_next_due_timestamp_seconds',
      'When the earliest unfinished notification is or was due',
      [{ value: nextDue }],
    ],
    [
      'vhdwatch_outbox_overdue_seconds',
      'How long the earliest unfinished notification has been due',
      [{ value: overdue }],
    ],
    ['vhdwatch_last_delivery_timestamp_seconds', 'When a message was last delivered', [{ value: toSeconds(last.any) }]],
    [
      'vhdwatch_last_reminder_timestamp_seconds',
      'When a monthly reminder was last delivered',
      [{ value: toSeconds(last.reminder) }],
    ],
  ];
}

function readSources(context: AppContext): readonly Metric[] {
  const { store, sources, clock } = context;
  const ofSources = (name: string, help: string, read: (state: SourceState | null) => number | null): Metric => [
    name,
    help,
    sources.map((source) => ({ labels: { source: source.name }, value: read(store.sources.find(source.name)) })),
  ];
  return [
    ofSources('vhdwatch_source_last_success_timestamp_seconds', 'When a source was last polled successfully', (state) =>
      toSeconds(state?.lastSuccessAt),
    ),
    ofSources('vhdwatch_source_last_attempt_timestamp_seconds', 'When a source was last polled', (state) =>
      toSeconds(state?.lastAttemptAt),
    ),
    ofSources(
      'vhdwatch_source_failures',
      'Failed polls of a source since its last success',
      (state) => state?.failures ?? 0,
    ),
    ofSources(
      'vhdwatch_source_staleness_seconds',
      'How long a source has given no answer: since its last success, else since it first failed; +Inf before it was ever asked',
      (state) => findAgeMs(state?.lastSuccessAt ?? state?.failingSince ?? '', clock.now()) / 1_000,
    ),
    [
      'vhdwatch_discovery_last_success_timestamp_seconds',
      'When the fleet was last discovered from Azure',
      [{ value: toSeconds(findDiscoveryState(context)?.lastSuccessAt) }],
    ],
  ];
}

const DAY_SECONDS = 86_400;

function readFleet(context: AppContext, maxPools: number): readonly Metric[] {
  const fleet = assessFleet(context);
  const { clusters, asOf, counts, findings } = readFleetStatus(context);
  const byStatus = Object.fromEntries(POOL_STATUSES.map((status) => [status, counts[status]]));
  const endOf = createEnds(context.store.findings.listEnds());
  const worst = listScopes(context, fleet).flatMap((scope) => findWorst(scope, endOf));
  return [
    ['vhdwatch_clusters', 'Registered clusters', [{ value: clusters }]],
    [
      'vhdwatch_oldest_report_timestamp_seconds',
      'When the cluster of which nothing was told for longest was told of last',
      [{ value: toSeconds(asOf) }],
    ],
    ['vhdwatch_node_pools', 'Registered Windows node pools by status', byLabel('status', byStatus)],
    ['vhdwatch_findings', 'Open findings by severity', byLabel('severity', findings.countOpen())],
    [
      'vhdwatch_oldest_image_age_seconds',
      'Age of the oldest node image by OS SKU and by the channel that hears about it, counted in days',
      worst.map(({ labels, age }) => ({ labels, value: age })),
    ],
    [
      'vhdwatch_nearest_end_timestamp_seconds',
      'Day of the nearest end of support or of an OS SKU by OS SKU and channel, also of one that has passed',
      worst.map(({ labels, end }) => ({ labels, value: end })),
    ],
    ...(maxPools === 0 ? [] : readPools(fleet.pools, maxPools)),
  ];
}

/** A series for each node pool costs Prometheus memory for good: only where it was asked for, and only up to a limit. */
function readPools(pools: readonly AssessedPool[], maxPools: number): readonly Metric[] {
  const oldestFirst = pools.toSorted((a, b) => (b.assessment.ageDays ?? -1) - (a.assessment.ageDays ?? -1));
  const shown = oldestFirst.slice(0, maxPools).map(({ cluster, nodePool, assessment }) => ({
    // The name alone is not unique: two clusters may share one.
    labels: { cluster_id: cluster.id, cluster: cluster.name, node_pool: nodePool.name, os_sku: assessment.osSku ?? '' },
    assessment,
  }));
  return [
    [
      'vhdwatch_node_pool_image_age_seconds',
      'Age of the node image of a pool, counted in days',
      shown.map(({ labels, assessment: { ageDays } }) => ({ labels, value: toAge(ageDays) })),
    ],
    [
      'vhdwatch_node_pool_images_behind',
      'Images between that of a pool and the one to take',
      shown.map(({ labels, assessment: { imagesBehind } }) => ({ labels, value: imagesBehind })),
    ],
    [
      'vhdwatch_node_pools_left_out',
      'Node pools beyond METRICS_POOLS that have no series of their own',
      [{ value: pools.length - shown.length }],
    ],
  ];
}

/** The earliest end of a pool; `null` without one. Only the days are read, not the findings, since a fleet may be large. */
function createEnds(ends: readonly FoundEnd[]): (pool: AssessedPool) => CalendarDate | null {
  const days = new Map(ends.map((end) => [keyOfPool(end), lastDayOf(end.due)]));
  return ({ cluster: { id: clusterId }, nodePool: { name } }) =>
    earlierOf(days.get(keyOfPool({ clusterId, nodePool: name })), days.get(keyOfPool({ clusterId, nodePool: null })));
}

/** The oldest image and the earliest end of each OS SKU that a channel hears about. */
function findWorst(
  { destination: { channel }, pools }: ChannelScope,
  endOf: (pool: AssessedPool) => CalendarDate | null,
) {
  return [...Map.groupBy(pools, ({ assessment }) => assessment.osSku)].flatMap(([osSku, own]) => {
    if (osSku === null) return [];
    const ages = own.map(({ assessment }) => assessment.ageDays).filter((age) => age !== null);
    const end = own.map(endOf).reduce((a, b) => earlierOf(a, b), null);
    const age = ages.length === 0 ? null : ages.reduce((a, b) => Math.max(a, b));
    return [{ labels: { channel, os_sku: osSku }, age: toAge(age), end: toSeconds(end) }];
  });
}

function toAge(days: number | null): number | null {
  return days === null ? null : days * DAY_SECONDS;
}

function byLabel(label: string, counts: Readonly<Record<string, number>>): Metric[2] {
  return Object.entries(counts).map(([value, count]) => ({ labels: { [label]: value }, value: count }));
}

function toSeconds(instant: string | null | undefined): number | null {
  return instant ? Date.parse(instant) / 1_000 : null;
}
