import type { Severity } from '../../domain/finding.ts';
import type { NodePoolStatus } from '../../domain/node-pool-assessment.ts';
import type { OutboxState } from '../../domain/notification.ts';
import type { SourceState } from '../../domain/source-state.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';

/** Counts of everything that is kept, at one instant. */
export interface ServiceMetrics {
  readonly outbox: Readonly<Record<OutboxState, number>>;
  /** Attempts so far by how they ended: `delivered`, `transient`, … */
  readonly attempts: Readonly<Record<string, number>>;
  /** When the earliest unfinished notification is or was due, UTC ISO text; `null` when there is none. */
  readonly nextDueAt: string | null;
  readonly sources: readonly SourceState[];
  readonly clusters: number;
  readonly nodePools: Readonly<Record<NodePoolStatus, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
}

/** Counts what the store holds. Reads only. @throws AppError `storage` */
export function readMetrics(context: AppContext): ServiceMetrics {
  const { store } = context;
  const { clusters, pools } = assessFleet(context);
  const nodePools = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
  for (const { assessment } of pools) nodePools[assessment.status] += 1;
  const findings = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity } of store.findings.listOpen()) findings[severity] += 1;
  return {
    outbox: store.outbox.countByState(),
    attempts: store.outbox.countAttempts(),
    nextDueAt: store.outbox.findNextDueAt(),
    sources: store.sources.list(),
    clusters: clusters.length,
    nodePools,
    findings,
  };
}
