import type { Finding, Severity } from '../../domain/finding.ts';
import type { NodePoolStatus } from '../../domain/node-pool-assessment.ts';
import type { AppContext } from '../app-context.ts';
import { readFleetOverview } from './read-fleet-overview.ts';

/** How the fleet stands, in numbers, with what is most urgent. */
export interface FleetSummary {
  readonly now: Date;
  /** Oldest report among the clusters; `null` without clusters. */
  readonly asOf: string | null;
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly counts: Readonly<Record<NodePoolStatus, number>>;
  /** Open findings by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** The most urgent open findings, worst first. */
  readonly worst: readonly Finding[];
}

/** Counts and the worst findings as they were last worked out (by every poll, import and change). Reads only. */
export function readFleetStatus(context: AppContext, limit: number): FleetSummary {
  const { now, asOf, clusters, windowsNodePools, counts } = readFleetOverview(context);
  const { findings } = context.store;
  return {
    now,
    asOf,
    clusters,
    windowsNodePools,
    counts,
    findings: findings.countOpen(),
    worst: findings.listWorst(limit),
  };
}
