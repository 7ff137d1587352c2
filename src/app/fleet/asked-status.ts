import { type Cluster, isOwnedBy } from '../../domain/cluster.ts';
import { type Finding, rankOfSeverity, SEVERITIES, type Severity } from '../../domain/finding.ts';
import { type AssessedPool, countPools, type PoolCounts } from '../../domain/node-pool-assessment.ts';
import { referToPool } from '../../domain/pool-reference.ts';
import { listPoolsOf } from '../../routing/route-channels.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, type FleetAssessment } from './assess-fleet.ts';
import { listDestinations } from './channel-scopes.ts';
import { getNamed } from './find-clusters.ts';
import { findOldestReport } from './fleet-overview.ts';
import { readOpenFindings } from './open-findings.ts';

/** Which part of the fleet somebody asks for: all, what a channel hears of, what a user owns, or `cluster[/pool]`. */
export type AskedPart =
  | { readonly kind: 'all' }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'owner'; readonly userId: string }
  | { readonly kind: 'name'; readonly name: string };

/** How that part stands, with a page of what is open in it. */
export interface AskedStatus {
  /** Those with Windows node pools; of all, and of a name, every one. */
  readonly clusters: number;
  readonly pools: readonly AssessedPool[];
  readonly counts: PoolCounts;
  /** Oldest report among its clusters; `null` without any. */
  readonly asOf: string | null;
  /** Worst first, after `offset` ones. */
  readonly findings: readonly Finding[];
  /** How many findings are open, before and after the page, too. */
  readonly open: number;
}

/** Which findings are read: a fleet may have tens of thousands. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

interface Part {
  readonly clusters: readonly Cluster[];
  readonly pools: readonly AssessedPool[];
  /** Findings of single pools are asked for on these pools alone. */
  readonly isOfPools?: boolean;
  /** The mildest findings that are asked for. */
  readonly least?: Severity;
}

/**
 * Where that part stands and what is open. Reads only; `null` for a channel that hears of nothing.
 * @throws AppError `not_found` for a name unknown, with the one that was probably meant
 */
export function readAskedStatus(context: AppContext, asked: AskedPart, page: Page): AskedStatus | null {
  const fleet = assessFleet(context);
  const part = asked.kind === 'all' ? fleet : findPart(context, fleet, asked);
  if (part === null) return null;
  const { pools } = part;
  return {
    ...(asked.kind === 'all'
      ? fleet.overview()
      : { asOf: findOldestReport(part.clusters), clusters: part.clusters.length, counts: countPools(pools) }),
    pools,
    ...readFindings(context, fleet, part, page),
  };
}

function readFindings(
  context: AppContext,
  fleet: FleetAssessment,
  { clusters, pools, isOfPools = false, least = 'info' }: Part,
  { offset, limit }: Page,
): Pick<AskedStatus, 'findings' | 'open'> {
  const all = readOpenFindings(context, fleet);
  const isWhole = pools.length === fleet.pools.length;
  const asked = {
    clusterIds: clusters.map(({ id }) => id),
    pools: isOfPools ? pools.map(referToPool) : null,
  };
  const part = isWhole ? null : asked;
  const counts = all.countOpen(part);
  const open = SEVERITIES.slice(rankOfSeverity(least)).reduce((sum, severity) => sum + counts[severity], 0);
  // The mildest come last.
  const shown = Math.max(0, Math.min(limit, open - offset));
  return { findings: shown === 0 ? [] : all.listWorst(shown, part, offset), open };
}

function findPart(
  context: AppContext,
  fleet: FleetAssessment,
  asked: Exclude<AskedPart, { kind: 'all' }>,
): Part | null {
  if (asked.kind === 'name') {
    const { clusters, nodePool } = getNamed(context, asked.name);
    const pools = listPools(fleet, clusters).filter((one) => nodePool === null || one.nodePool.name === nodePool);
    return { clusters, pools, isOfPools: nodePool !== null };
  }
  const { clusters, poolIndex } = fleet;
  if (asked.kind === 'owner') {
    const owned = clusters.filter((cluster) => isOwnedBy(cluster, asked.userId));
    return { clusters: owned, pools: listPools(fleet, owned) };
  }
  const destination = listDestinations(context, clusters).find(({ channel }) => channel === asked.channel);
  if (!destination) return null;
  const pools = listPoolsOf(destination, poolIndex);
  return {
    clusters: [...new Set(pools.map(({ cluster }) => cluster))],
    pools,
    isOfPools: destination.osSkus.length > 0,
    least: destination.minimumSeverity,
  };
}

function listPools({ poolIndex }: FleetAssessment, clusters: readonly Cluster[]): readonly AssessedPool[] {
  return clusters.flatMap(({ id }) => poolIndex.byId.get(id) ?? []).flatMap((own) => own.pools);
}
