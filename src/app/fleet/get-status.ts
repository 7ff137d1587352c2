import type { Cluster } from '../../domain/cluster.ts';
import { compareFindings, type Finding } from '../../domain/finding.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, findFleetAdvice } from './assess-fleet.ts';
import { findFleetDoubts } from './find-fleet-doubts.ts';

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
  /** Why the fleet may not be as it is shown, with what to do. */
  readonly notices: readonly string[];
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Holds the fleet against the catalogue now, without saving anything. */
export function getStatus(context: AppContext): FleetStatus {
  const fleet = assessFleet(context);
  const counts = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
  for (const { assessment } of fleet.pools) counts[assessment.status] += 1;
  return {
    asOf: findOldest(fleet.clusters),
    clusters: fleet.clusters.length,
    windowsNodePools: fleet.pools.length,
    ...counts,
    notices: findFleetDoubts(context, fleet.clusters),
    findings: findFleetAdvice(fleet).toSorted(compareFindings),
  };
}

function findOldest(clusters: readonly Cluster[]): string | null {
  return clusters.reduce<string | null>(
    (oldest, { asOf }) => (oldest !== null && oldest <= asOf ? oldest : asOf),
    null,
  );
}
