import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppContext } from '../../../app/app-context.ts';
import { assessInSteps } from '../../../app/fleet/assess-fleet.ts';
import { inTurns } from '../../../app/in-turns.ts';
import { readMetrics } from '../../../app/operations/read-metrics.ts';
import { isStandby } from '../../../app/work-lease.ts';
import { renderServiceMetrics } from './service-metrics.ts';

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
export interface MetricsOptions {
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
