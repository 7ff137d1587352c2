import type { AssessedPool } from '../../domain/assessed-pool.ts';
import type { Cluster } from '../../domain/cluster.ts';
import type { Finding } from '../../domain/finding.ts';
import type { NodePoolStatus } from '../../domain/node-pool-assessment.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, findFleetAdvice } from './assess-fleet.ts';
import { findFleetDoubts } from './find-fleet-doubts.ts';

/** A cluster with Windows node pools: where they stand and what to do. */
export interface FleetCluster {
  readonly cluster: Cluster;
  readonly pools: readonly AssessedPool[];
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Which clusters to show. */
export interface FleetQuery {
  /** Only clusters with a pool that stands so; `null` for all. */
  readonly status: NodePoolStatus | null;
  readonly offset: number;
  readonly limit: number;
}

/** The fleet at one instant, and a part of its clusters. */
export interface FleetPart {
  readonly now: Date;
  /** Oldest report among the clusters; `null` without clusters. */
  readonly asOf: string | null;
  /** Why the fleet may not be as it is shown, with what to do. */
  readonly notices: readonly string[];
  /** Every registered cluster, Linux-only ones too. */
  readonly registered: number;
  readonly windowsNodePools: number;
  readonly counts: Readonly<Record<NodePoolStatus, number>>;
  /** Clusters that the query matches. */
  readonly matching: number;
  /** The part asked for: worst cluster first, then by name. */
  readonly clusters: readonly FleetCluster[];
}

const WORST_FIRST: readonly NodePoolStatus[] = ['unsupported', 'behind', 'unknown', 'current'];

/** Where the registered Windows node pools stand. Advice is worked out only for the clusters that are shown. */
export function readFleet(context: AppContext, { status, offset, limit }: FleetQuery): FleetPart {
  const fleet = assessFleet(context);
  const counts = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
  for (const { assessment } of fleet.pools) counts[assessment.status] += 1;
  const matching = [...Map.groupBy(fleet.pools, ({ cluster }) => cluster)]
    .map(([cluster, pools]) => ({ cluster, pools }))
    .filter(({ pools }) => status === null || pools.some(({ assessment }) => assessment.status === status))
    .sort((a, b) => rankOf(a.pools) - rankOf(b.pools) || a.cluster.name.localeCompare(b.cluster.name));
  const shown = matching.slice(offset, offset + limit);
  const advice = findFleetAdvice({ ...fleet, clusters: shown.map(({ cluster }) => cluster) });
  const findings = Map.groupBy(advice, ({ clusterId }) => clusterId);
  return {
    now: fleet.now,
    asOf: fleet.clusters.map(({ asOf }) => asOf).sort()[0] ?? null,
    notices: findFleetDoubts(context, fleet.clusters),
    registered: fleet.clusters.length,
    windowsNodePools: fleet.pools.length,
    counts,
    matching: matching.length,
    clusters: shown.map((entry) => ({ ...entry, findings: findings.get(entry.cluster.id) ?? [] })),
  };
}

function rankOf(pools: readonly AssessedPool[]): number {
  return Math.min(...pools.map(({ assessment }) => WORST_FIRST.indexOf(assessment.status)));
}
