import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppContext } from '../../../app/app-context.ts';
import { assessInSteps } from '../../../app/fleet/assess-fleet.ts';
import { inTurns } from '../../../app/in-turns.ts';
import { readMetrics, type ServiceMetrics } from '../../../app/operations/read-metrics.ts';
import { isStandby } from '../../../app/work-lease.ts';
import { findAgeMs } from '../../../domain/clock.ts';
import type { AssessedPool } from '../../../domain/node-pool-assessment.ts';
import { NOTIFICATION_KINDS } from '../../../domain/notification.ts';
import type { SendOutcome } from '../../../domain/sender.ts';

/** What `/metrics` tells. */
export interface Metrics {
  /** Content type of what `render` gives. */
  readonly contentType: string;
  /** Counts a poll of the sources. */
  observePoll(poll: { readonly durationMs: number; readonly isGood: boolean }): void;
  /** The text. Where the database does not answer, the process and `vhdwatch_ready 0` remain. */
  render(isReady: boolean): Promise<string>;
}

/** What the metrics are read from, besides the store. */
interface MetricsOptions {
  readonly context: AppContext;
  /** How many node pools are told one by one. Default: none. */
  readonly maxPools?: number;
  /** Requests that GitHub's limit leaves; `null` while it did not say. */
  readonly findRequestsLeft?: () => number | null;
  /** Whether Slack's socket is open; `null` without Socket Mode. */
  readonly isSocketConnected?: () => boolean | null;
}

const POLL_SECONDS = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
/** Gauges whose names end like those of counters: Prometheus's own check refuses them, and they say little. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** Starts to measure the process: the lag of its event loop, its polls. */
export function createMetrics(options: MetricsOptions): Metrics {
  const { context, maxPools = 0 } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const ready = add(registry, 'vhdwatch_ready', 'Whether vhdwatch does its work, as /readyz says');
  add(registry, 'vhdwatch_build_info', 'Version of vhdwatch and of Node; always 1', {
    version: context.version ?? 'unknown',
    node: process.version,
  }).set({ version: context.version ?? 'unknown', node: process.version }, 1);
  add(registry, 'process_uptime_seconds', 'How long the process has been running', {}, () => process.uptime());
  add(registry, 'vhdwatch_standby', 'Whether another process on this database does the jobs', {}, () =>
    isStandby(context) ? 1 : 0,
  );
  const polls = new Histogram({
    name: 'vhdwatch_poll_duration_seconds',
    help: 'How long a poll of the sources took, with what followed from it, by whether the leading source answered',
    labelNames: ['outcome'],
    buckets: POLL_SECONDS,
    registers: [registry],
  });
  for (const outcome of ['good', 'failed']) polls.zero({ outcome });
  addOutside(registry, options);
  return {
    contentType: registry.contentType,
    observePoll: ({ durationMs, isGood }) => polls.observe({ outcome: isGood ? 'good' : 'failed' }, durationMs / 1_000),
    render: async (isReady) => {
      ready.set(isReady ? 1 : 0);
      return (await registry.metrics()) + (await renderStore(context, maxPools));
    },
  };
}

/** What others told this process. Left out while they told nothing. */
function addOutside(registry: Registry, { findRequestsLeft, isSocketConnected }: MetricsOptions): void {
  const left = findRequestsLeft;
  if (left) {
    const name = 'vhdwatch_github_requests_left';
    add(
      registry,
      name,
      'Requests that GitHub’s limit leaves, as of its last answer; NaN before the first',
      {},
      () => left() ?? Number.NaN,
    );
  }
  if (isSocketConnected?.() !== null && isSocketConnected !== undefined) {
    const name = 'vhdwatch_slack_socket_connected';
    add(registry, name, 'Whether Slack’s socket is open', {}, () => (isSocketConnected() === true ? 1 : 0));
  }
}

async function renderStore(context: AppContext, maxPools: number): Promise<string> {
  try {
    await inTurns(assessInSteps(context));
    return await renderServiceMetrics(readMetrics(context), maxPools);
  } catch (error) {
    context.logger.error('The metrics cannot be read', { error });
    return '';
  }
}

function add(
  registry: Registry,
  name: string,
  help: string,
  labels: Readonly<Record<string, string>> = {},
  read?: () => number,
): Gauge {
  return new Gauge({
    name,
    help,
    labelNames: Object.keys(labels),
    registers: [registry],
    ...(read
      ? {
          collect() {
            this.set(read());
          },
        }
      : {}),
  });
}

/** One number, told apart from others of its metric by labels. */
interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

const OUTCOMES = {
  delivered: true,
  'rate-limited': true,
  transient: true,
  ambiguous: true,
  refused: true,
  'given-up': true,
  dropped: true,
} satisfies Record<SendOutcome['kind'] | 'given-up' | 'dropped', true>;

const DAY_SECONDS = 86_400;

/**
 * What the store tells, in the text format of Prometheus. A registry for each answer: what is gone leaves no series behind.
 * @param maxPools how many node pools are told one by one, the oldest images first
 */
function renderServiceMetrics(service: ServiceMetrics, maxPools: number): Promise<string> {
  const registry = new Registry();
  addOutbox(registry, service);
  addSources(registry, service);
  addFleet(registry, service);
  addPools(registry, service.pools, maxPools);
  return registry.metrics();
}

function addOutbox(registry: Registry, service: ServiceMetrics): void {
  const { outbox, deliveries, nextDueAt, now } = service;
  gauge(registry, 'vhdwatch_outbox_notifications', 'Notifications in the outbox by state', byLabel('state', outbox));
  const attempts = new Counter({
    name: 'vhdwatch_delivery_attempts_total',
    help: 'Attempts to deliver a notification by how they ended, since the database was made',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const byKind = new Counter({
    name: 'vhdwatch_deliveries_total',
    help: 'The same by kind of message, too',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  for (const outcome of Object.keys(OUTCOMES)) {
    attempts.inc({ outcome }, 0);
    for (const kind of NOTIFICATION_KINDS) byKind.inc({ kind, outcome }, 0);
  }
  for (const { kind, outcome, count } of deliveries) {
    attempts.inc({ outcome }, count);
    byKind.inc({ kind, outcome }, count);
  }
  instant(
    registry,
    'vhdwatch_outbox_next_due_timestamp_seconds',
    'When the earliest unfinished notification is or was due',
    nextDueAt,
  );
  const overdue = nextDueAt === null ? 0 : Math.max(0, now.getTime() / 1_000 - toSeconds(nextDueAt));
  gauge(registry, 'vhdwatch_outbox_overdue_seconds', 'How long the earliest unfinished notification has been due', [
    { value: overdue },
  ]);
  instant(
    registry,
    'vhdwatch_last_delivery_timestamp_seconds',
    'When a message was last delivered',
    service.lastDeliveryAt,
  );
  instant(
    registry,
    'vhdwatch_last_reminder_timestamp_seconds',
    'When a monthly reminder was last delivered',
    service.lastReminderAt,
  );
}

function addSources(registry: Registry, { sources, discoveredAt, now }: ServiceMetrics): void {
  const instants = (pick: 'lastSuccessAt' | 'lastAttemptAt'): readonly Sample[] =>
    sources.flatMap(({ name, state }) => {
      const at = state?.[pick] ?? null;
      return at === null ? [] : [{ labels: { source: name }, value: toSeconds(at) }];
    });
  gauge(
    registry,
    'vhdwatch_source_last_success_timestamp_seconds',
    'When a source was last polled successfully',
    instants('lastSuccessAt'),
  );
  gauge(
    registry,
    'vhdwatch_source_last_attempt_timestamp_seconds',
    'When a source was last polled',
    instants('lastAttemptAt'),
  );
  gauge(
    registry,
    'vhdwatch_source_failures',
    'Failed polls of a source since its last success',
    sources.map(({ name, state }) => ({ labels: { source: name }, value: state?.failures ?? 0 })),
  );
  gauge(
    registry,
    'vhdwatch_source_staleness_seconds',
    'How long a source has given no answer: since its last success, else since it first failed; +Inf before it was ever asked',
    sources.map(({ name, state }) => {
      const since = state?.lastSuccessAt ?? state?.failingSince ?? null;
      return { labels: { source: name }, value: findAgeMs(since ?? '', now) / 1_000 };
    }),
  );
  instant(
    registry,
    'vhdwatch_discovery_last_success_timestamp_seconds',
    'When the fleet was last discovered from Azure',
    discoveredAt,
  );
}

function addFleet(registry: Registry, { clusters, nodePools, findings, worst }: ServiceMetrics): void {
  gauge(registry, 'vhdwatch_clusters', 'Registered clusters', [{ value: clusters }]);
  gauge(registry, 'vhdwatch_node_pools', 'Registered Windows node pools by status', byLabel('status', nodePools));
  gauge(registry, 'vhdwatch_findings', 'Open findings by severity', byLabel('severity', findings));
  gauge(
    registry,
    'vhdwatch_oldest_image_age_seconds',
    'Age of the oldest node image by OS SKU and by the channel that hears about it, counted in days',
    worst.flatMap(({ channel, osSku, ageDays }) =>
      ageDays === null ? [] : [{ labels: { channel, os_sku: osSku }, value: ageDays * DAY_SECONDS }],
    ),
  );
  gauge(
    registry,
    'vhdwatch_nearest_end_timestamp_seconds',
    'Day of the nearest end of support or of an OS SKU by OS SKU and channel, also of one that has passed',
    worst.flatMap(({ channel, osSku, endOn }) =>
      endOn === null ? [] : [{ labels: { channel, os_sku: osSku }, value: toSeconds(endOn) }],
    ),
  );
}

/** A series for each node pool costs Prometheus memory for good: only where it was asked for, and only so many. */
function addPools(registry: Registry, pools: readonly AssessedPool[], maxPools: number): void {
  if (maxPools === 0) return;
  const oldestFirst = [...pools].sort((a, b) => (b.assessment.ageDays ?? -1) - (a.assessment.ageDays ?? -1));
  const shown = oldestFirst.slice(0, maxPools);
  const labelsOf = ({ cluster, nodePool, assessment: { osSku } }: AssessedPool) => ({
    // The name alone is not unique: two clusters may share one.
    cluster_id: cluster.id,
    cluster: cluster.name,
    node_pool: nodePool.name,
    os_sku: osSku ?? '',
  });
  gauge(
    registry,
    'vhdwatch_node_pool_image_age_seconds',
    'Age of the node image of a pool, counted in days',
    shown.flatMap((pool) => {
      const { ageDays } = pool.assessment;
      return ageDays === null ? [] : [{ labels: labelsOf(pool), value: ageDays * DAY_SECONDS }];
    }),
  );
  gauge(
    registry,
    'vhdwatch_node_pool_images_behind',
    'Images between that of a pool and the one to take',
    shown.map((pool) => ({ labels: labelsOf(pool), value: pool.assessment.imagesBehind })),
  );
  gauge(registry, 'vhdwatch_node_pools_left_out', 'Node pools beyond METRICS_POOLS that have no series of their own', [
    { value: pools.length - shown.length },
  ]);
}

/** One without samples is left out, rather than told as 0. */
function gauge(registry: Registry, name: string, help: string, samples: readonly Sample[]): void {
  if (samples.length === 0) return;
  const labelNames = Object.keys(samples[0]?.labels ?? {});
  const metric = new Gauge({ name, help, labelNames, registers: [registry] });
  for (const { labels, value } of samples) metric.set(labels ?? {}, value);
}

function instant(registry: Registry, name: string, help: string, at: string | null): void {
  gauge(registry, name, help, at === null ? [] : [{ value: toSeconds(at) }]);
}

function byLabel(label: string, counts: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(counts).map(([value, count]) => ({ labels: { [label]: value }, value: count }));
}

function toSeconds(instant: string): number {
  return Date.parse(instant) / 1_000;
}
