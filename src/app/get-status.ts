import { type Finding, SEVERITIES } from '../domain/finding.ts';
import type { AppContext } from './app-context.ts';
import { assessFleet, findFleetAdvice } from './assess-fleet.ts';

/** How the fleet stands, as `status --json` gives it. */
export interface FleetStatus {
  /** Oldest report among the clusters; `null` without clusters. */
  readonly asOf: string | null;
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly current: number;
  readonly behind: number;
  readonly unsupported: number;
  readonly unknown: number;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Holds the fleet against the catalogue now, without saving anything. */
export function getStatus(context: AppContext): FleetStatus {
  const fleet = assessFleet(context);
  const count = (status: string) => fleet.pools.filter((pool) => pool.assessment.status === status).length;
  const reports = fleet.clusters.map((cluster) => cluster.asOf).sort();
  return {
    asOf: reports[0] ?? null,
    clusters: fleet.clusters.length,
    windowsNodePools: fleet.pools.length,
    current: count('current'),
    behind: count('behind'),
    unsupported: count('unsupported'),
    unknown: count('unknown'),
    findings: findFleetAdvice(fleet).toSorted(byUrgency),
  };
}

function byUrgency(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    (a.due ?? '9999').localeCompare(b.due ?? '9999') ||
    a.cluster.localeCompare(b.cluster) ||
    (a.nodePool ?? '').localeCompare(b.nodePool ?? '')
  );
}
