import type { ServiceMetrics } from '../../../app/operations/read-metrics.ts';
import type { Metric, Sample } from './exposition.ts';

/** What the store tells, as metrics. */
export function describeService(service: ServiceMetrics): readonly Metric[] {
  return [
    gauge('vhdwatch_outbox_notifications', 'Notifications in the outbox by state', byLabel('state', service.outbox)),
    {
      name: 'vhdwatch_delivery_attempts_total',
      help: 'Attempts to deliver a notification by how they ended',
      type: 'counter',
      samples: byLabel('outcome', service.attempts),
    },
    gauge(
      'vhdwatch_outbox_next_due_timestamp_seconds',
      'When the earliest unfinished notification is or was due',
      service.nextDueAt === null ? [] : [{ value: toSeconds(service.nextDueAt) }],
    ),
    ...describeSources(service.sources),
    gauge('vhdwatch_clusters', 'Registered clusters', [{ value: service.clusters }]),
    gauge('vhdwatch_node_pools', 'Registered Windows node pools by status', byLabel('status', service.nodePools)),
    gauge('vhdwatch_findings', 'Open findings by severity', byLabel('severity', service.findings)),
  ];
}

function describeSources(sources: ServiceMetrics['sources']): readonly Metric[] {
  const instants = (pick: (source: (typeof sources)[number]) => string | null): readonly Sample[] =>
    sources.flatMap((source) => {
      const at = pick(source);
      return at === null ? [] : [{ labels: { source: source.name }, value: toSeconds(at) }];
    });
  return [
    gauge(
      'vhdwatch_source_last_success_timestamp_seconds',
      'When a source was last polled successfully',
      instants(({ lastSuccessAt }) => lastSuccessAt),
    ),
    gauge(
      'vhdwatch_source_last_attempt_timestamp_seconds',
      'When a source was last polled',
      instants(({ lastAttemptAt }) => lastAttemptAt),
    ),
    gauge(
      'vhdwatch_source_failures',
      'Failed polls of a source since its last success',
      sources.map(({ name, failures }) => ({ labels: { source: name }, value: failures })),
    ),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'gauge', samples };
}

function byLabel(label: string, counts: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(counts).map(([value, count]) => ({ labels: { [label]: value }, value: count }));
}

function toSeconds(instant: string): number {
  return Date.parse(instant) / 1000;
}
