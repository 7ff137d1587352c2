import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppContext } from '../../app/app-context.ts';
import { readFleetInSteps } from '../../app/fleet/fleet-status.ts';
import { inTurns } from '../../app/in-turns.ts';
import { type Metric, readMetrics } from '../../app/operations/read-metrics.ts';
import { isStandby } from '../../app/work-lease.ts';
import type { ChatSocket } from '../../domain/sender.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/** What the metrics are read from, besides the store. */
interface MetricsOptions {
  readonly context: AppContext;
  /** How many node pools are told one by one. */
  readonly maxPools: number;
  /** Requests that GitHub's limit leaves; `null` while it did not say. */
  readonly findRequestsLeft: () => number | null;
  readonly socket: ChatSocket | null;
}

const POLL_SECONDS = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
/** Gauges whose names end like those of counters: Prometheus's own check refuses them, and they say little. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

export function createMetrics(options: MetricsOptions) {
  const { context, maxPools } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const polls = new Histogram({
    name: 'vhdwatch_poll_duration_seconds',
    help: 'How long a poll of the sources took, with what followed from it, by whether the leading source answered',
    labelNames: ['outcome'],
    buckets: POLL_SECONDS,
    registers: [registry],
  });
  for (const outcome of ['good', 'failed']) polls.zero({ outcome });
  return {
    /** Content type of what `render` gives. */
    contentType: registry.contentType as string,
    observePoll: ({ durationMs, isGood }: { readonly durationMs: number; readonly isGood: boolean }) =>
      polls.observe({ outcome: isGood ? 'good' : 'failed' }, durationMs / 1_000),
    /** The text. Where the database does not answer, the process and `vhdwatch_ready 0` remain. */
    render: async (isReady: boolean) =>
      (await registry.metrics()) +
      (await renderTable(listOwn(options, isReady))) +
      (await renderTable(await readStore(context, maxPools))),
  };
}

/** Of the process, and what others told it; that is left out while they told nothing. */
function listOwn({ context, findRequestsLeft, socket }: MetricsOptions, isReady: boolean): readonly Metric[] {
  const labels = { version: context.version, node: process.version };
  const one = (value: number | boolean | null) => [{ value: value === null ? null : Number(value) }];
  return [
    ['vhdwatch_ready', 'Whether vhdwatch does its work, as /readyz says', one(isReady)],
    ['vhdwatch_build_info', 'Version of vhdwatch and of Node; always 1', [{ labels, value: 1 }]],
    ['process_uptime_seconds', 'How long the process has been running', one(process.uptime())],
    ['vhdwatch_standby', 'Whether another process on this database does the jobs', one(isStandby(context))],
    [
      'vhdwatch_github_requests_left',
      'Requests that GitHub’s limit leaves, as of its last answer; NaN before the first',
      one(findRequestsLeft() ?? Number.NaN),
    ],
    ['vhdwatch_slack_socket_connected', 'Whether Slack’s socket is open', one(socket?.isOpen() ?? null)],
  ];
}

async function readStore(context: AppContext, maxPools: number): Promise<readonly Metric[]> {
  try {
    await inTurns(readFleetInSteps(context));
    return readMetrics(context, maxPools);
  } catch (error) {
    context.logger.error('The metrics cannot be read', { error });
    return [];
  }
}

/** In the text format of Prometheus. A registry for each answer: what is gone leaves no series behind. */
function renderTable(metrics: readonly Metric[]): Promise<string> {
  const registry = new Registry();
  for (const [name, help, all] of metrics) {
    const samples = all.flatMap(({ labels = {}, value }) => (value === null ? [] : [{ labels, value }]));
    const [first] = samples;
    // One without samples is left out, rather than told as 0.
    if (!first) continue;
    const options = { name, help, labelNames: Object.keys(first.labels), registers: [registry] };
    const metric = name.endsWith('_total') ? new Counter(options) : new Gauge(options);
    for (const { labels, value } of samples)
      metric instanceof Counter ? metric.inc(labels, value) : metric.set(labels, value);
  }
  return registry.metrics();
}
