import { type Cluster, isOwnedBy } from '../../domain/cluster.ts';
import { compareFindings, type Finding } from '../../domain/finding.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import { findScope, listSevereFindings } from '../../routing/channel-scope.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, type FleetAssessment } from './assess-fleet.ts';
import { listDestinations } from './channel-scopes.ts';
import { createUnknown } from './find-clusters.ts';
import { countPools, findOldestReport, type PoolCounts } from './fleet-overview.ts';
import { type OpenFindings, readOpenFindings } from './open-findings.ts';

/** Which part of the fleet somebody asks for: all, what a channel hears of, what a user owns, or `cluster[/pool]`. */
export type AskedPart =
  | { readonly kind: 'all' }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'owner'; readonly userId: string }
  | { readonly kind: 'name'; readonly name: string };

/** How that part stands. */
export interface AskedStatus {
  readonly clusters: number;
  readonly pools: readonly AssessedPool[];
  readonly counts: PoolCounts;
  /** Oldest report among its clusters; `null` without any. */
  readonly asOf: string | null;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

interface Part {
  readonly clusters: readonly Cluster[];
  readonly pools: readonly AssessedPool[];
  readonly findings: readonly Finding[];
}

/**
 * Where that part stands and what is open. Reads only; `null` for a channel that hears of nothing.
 * @throws AppError `not_found` for a name unknown, with the one that was probably meant
 */
export function readAskedStatus(context: AppContext, asked: AskedPart): AskedStatus | null {
  const fleet = assessFleet(context);
  const part = findPart(context, fleet, readOpenFindings(context, fleet), asked);
  return (
    part && {
      clusters: part.clusters.length,
      pools: part.pools,
      counts: countPools(part.pools),
      asOf: findOldestReport(part.clusters),
      findings: part.findings.toSorted(compareFindings),
    }
  );
}

function findPart(context: AppContext, fleet: FleetAssessment, open: OpenFindings, asked: AskedPart): Part | null {
  switch (asked.kind) {
    case 'all':
      return selectClusters(fleet, open, () => true);
    case 'owner':
      return selectClusters(fleet, open, (cluster) => isOwnedBy(cluster, asked.userId));
    case 'name':
      return selectNamed(fleet, open, asked.name.toLowerCase());
    case 'channel': {
      const destination = listDestinations(context, fleet.clusters).find(({ channel }) => channel === asked.channel);
      if (!destination) return null;
      const scope = findScope(destination, fleet.poolIndex, open.listOf);
      const clusters = [...new Set(scope.pools.map(({ cluster }) => cluster))];
      return { clusters, pools: scope.pools, findings: listSevereFindings(scope) };
    }
  }
}

function selectClusters(
  { allClusters, pools }: FleetAssessment,
  open: OpenFindings,
  isAsked: (cluster: Cluster) => boolean,
): Part {
  const clusters = allClusters().filter(isAsked);
  const ids = new Set(clusters.map(({ id }) => id));
  return {
    clusters,
    pools: pools.filter(({ cluster }) => ids.has(cluster.id)),
    findings: clusters.flatMap(({ id }) => open.listOf(id)),
  };
}

/** A cluster by its name or ID, or one pool of it with what concerns its cluster as a whole. */
function selectNamed(fleet: FleetAssessment, open: OpenFindings, asked: string): Part {
  const isNamed = ({ id, name }: Cluster, wanted: string) => name.toLowerCase() === wanted || id === wanted;
  const whole = selectClusters(fleet, open, (cluster) => isNamed(cluster, asked));
  if (whole.clusters.length > 0) return whole;
  const [, name = '', pool = ''] = /^(.+)\/([^/]+)$/.exec(asked) ?? [];
  const part = selectClusters(fleet, open, (cluster) => isNamed(cluster, name));
  const isOfPool = (own: string | null) => own?.toLowerCase() === pool;
  const pools = part.pools.filter(({ nodePool }) => isOfPool(nodePool.name));
  if (pools.length === 0) throw createUnknown(asked, listNames(fleet, part));
  const findings = part.findings.filter(({ nodePool }) => nodePool === null || isOfPool(nodePool));
  return { clusters: part.clusters, pools, findings };
}

/** Names that may have been meant: the pools of a cluster that is there, else the clusters. */
function listNames({ allClusters }: FleetAssessment, { pools }: Part): readonly string[] {
  if (pools.length > 0) return pools.map(({ cluster, nodePool }) => `${cluster.name}/${nodePool.name}`);
  return [...new Set(allClusters().map(({ name }) => name))];
}
