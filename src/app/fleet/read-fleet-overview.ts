import type { AssessedPool } from '../../domain/assessed-pool.ts';
import type { Cluster } from '../../domain/cluster.ts';
import { compareTexts } from '../../domain/compare-texts.ts';
import type { NodePoolStatus } from '../../domain/node-pool-assessment.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, type FleetAssessment } from './assess-fleet.ts';

/** A cluster with Windows node pools. */
export interface RankedCluster {
  readonly cluster: Cluster;
  readonly pools: readonly AssessedPool[];
}

/** What is derived from a whole fleet; worked out once for each state of it. */
export interface FleetOverview {
  readonly now: Date;
  readonly asOf: string | null;
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly counts: Readonly<Record<NodePoolStatus, number>>;
  /** Clusters with Windows node pools, worst first, then by name. */
  readonly ranked: readonly RankedCluster[];
  /** Windows node pools by the image version they run. */
  readonly poolsByVersion: ReadonlyMap<string | null, readonly AssessedPool[]>;
}

const WORST_FIRST: readonly NodePoolStatus[] = ['unsupported', 'behind', 'unknown', 'current'];
/** `pools` of an assessment is the same array while nothing changed. */
const overviews = new WeakMap<readonly AssessedPool[], FleetOverview>();

/** Counts and ranking of the fleet as it stands. */
export function readFleetOverview(context: AppContext): FleetOverview {
  const fleet = assessFleet(context);
  const known = overviews.get(fleet.pools);
  if (known) return known;
  const overview = createOverview(fleet);
  overviews.set(fleet.pools, overview);
  return overview;
}

function createOverview({ clusters, pools, now }: FleetAssessment): FleetOverview {
  const counts = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
  for (const { assessment } of pools) counts[assessment.status] += 1;
  const ranked = [...Map.groupBy(pools, ({ cluster }) => cluster)]
    .map(([cluster, own]) => ({ cluster, pools: own, rank: rankOf(own) }))
    .sort((a, b) => a.rank - b.rank || compareTexts(a.cluster.name, b.cluster.name));
  let asOf: string | null = null;
  for (const cluster of clusters) if (asOf === null || cluster.asOf < asOf) asOf = cluster.asOf;
  return {
    now,
    asOf,
    clusters: clusters.length,
    windowsNodePools: pools.length,
    counts,
    ranked,
    poolsByVersion: Map.groupBy(pools, ({ assessment }) => assessment.currentVersion),
  };
}

function rankOf(pools: readonly AssessedPool[]): number {
  return pools.reduce((rank, { assessment }) => Math.min(rank, WORST_FIRST.indexOf(assessment.status)), 9);
}
