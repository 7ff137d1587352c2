import { titleOf } from '../../domain/cluster.ts';
import { rankOfSeverity, SEVERITIES, type Severity } from '../../domain/finding.ts';
import {
  type AgePart,
  type AssessedPool,
  agePartOf,
  type NodePoolStatus,
  POOL_STATUSES,
} from '../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../domain/os-sku.ts';
import { compareNames, compareTexts } from '../../domain/text.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { readFleetStatus } from '../fleet/fleet-status.ts';
import type { OpenFindings } from '../fleet/open-findings.ts';

/** In which order pools are listed; `worst` is by severity, as the column says, then by status and age. */
export const POOL_ORDERS = ['worst', 'name', 'age', 'owner', 'region'] as const;
export type PoolOrder = (typeof POOL_ORDERS)[number];

export interface PoolQuery {
  /** Words, each of which stands somewhere in the row: in a name, owner, channel, region, Windows or image version. */
  readonly text: string | null;
  readonly owner: string | null;
  readonly region: string | null;
  readonly osSku: string | null;
  readonly status: NodePoolStatus | null;
  readonly age: AgePart | null;
  /** Pools with an open finding as severe, or more. */
  readonly severity: Severity | null;
  readonly order: PoolOrder;
  readonly offset: number;
  readonly limit: number;
}

export interface PoolRow extends AssessedPool {
  /** `null` where nothing is open. */
  readonly severity: Severity | null;
}

export function listPools(context: AppContext, query: PoolQuery) {
  const { pools } = assessFleet(context);
  const status = readFleetStatus(context);
  const rankOf = createRanks(status.findings);
  const least = query.severity === null ? NONE : rankOfSeverity(query.severity);
  const matching = pools
    .filter(createFilter(query))
    .map((pool): RankedPool => ({ pool, rank: rankOf(pool) }))
    .filter(({ rank }) => rank >= least)
    .sort((a, b) => COMPARE[query.order](a, b) || COMPARE.name(a, b));
  const shown = matching.slice(query.offset, query.offset + query.limit);
  return {
    pools: shown.map(({ pool, rank }) => ({ ...pool, severity: SEVERITIES[rank] ?? null })),
    matching: matching.length,
    windowsNodePools: status.windowsNodePools,
    /** Every registered cluster, Linux-only ones too. */
    clusters: status.clusters,
    counts: status.counts,
    choices: {
      owners: listUnique(pools.flatMap(({ cluster }) => cluster.ownership.owners)),
      regions: listUnique(pools.map(({ cluster }) => cluster.location)),
      osSkus: listUnique(pools.map(({ assessment }) => assessment.osSku)),
    },
    /** Oldest report among the clusters; `null` without clusters. */
    asOf: status.asOf,
    /** Why the fleet may not be as it is shown, with what to do. */
    notices: status.notices,
  };
}

export type PoolList = ReturnType<typeof listPools>;

function createFilter({ text, owner, region, osSku, status, age }: PoolQuery): (pool: AssessedPool) => boolean {
  const wanted = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return ({ cluster, nodePool, assessment }) => {
    if (status !== null && assessment.status !== status) return false;
    if (osSku !== null && assessment.osSku !== osSku) return false;
    if (region !== null && cluster.location !== region) return false;
    if (owner !== null && !cluster.ownership.owners.includes(owner)) return false;
    if (age !== null && (assessment.ageDays === null || agePartOf(assessment.ageDays) !== age)) return false;
    if (wanted.length === 0) return true;
    const { channel, owners } = cluster.ownership;
    const windows = assessment.osSku === null ? [] : [titleOfOsSku(assessment.osSku), assessment.osSku];
    const images = [assessment.currentVersion, assessment.targetVersion];
    const row = [`${titleOf(cluster)}/${nodePool.name}`, cluster.location, channel, ...owners, ...windows, ...images];
    const said = row.join('\n').toLowerCase();
    return wanted.every((word) => said.includes(word));
  };
}

/** Below every severity. */
const NONE = -1;

/** The worst severity of a pool: what concerns a whole cluster concerns each of its pools. */
function createRanks(findings: OpenFindings): (pool: AssessedPool) => number {
  const worst = Map.groupBy(findings.listSeverities(), ({ clusterId }) => clusterId);
  return ({ cluster, nodePool: { name } }) => {
    const own = worst.get(cluster.id)?.filter(({ nodePool }) => nodePool === name || nodePool === null) ?? [];
    return Math.max(NONE, ...own.map(({ severity }) => rankOfSeverity(severity)));
  };
}

interface RankedPool {
  readonly pool: AssessedPool;
  readonly rank: number;
}

const COMPARE: Readonly<Record<PoolOrder, (a: RankedPool, b: RankedPool) => number>> = {
  worst: (a, b) =>
    b.rank - a.rank ||
    POOL_STATUSES.indexOf(a.pool.assessment.status) - POOL_STATUSES.indexOf(b.pool.assessment.status) ||
    oldestFirst(a, b),
  name: ({ pool: a }, { pool: b }) =>
    compareNames(titleOf(a.cluster), titleOf(b.cluster)) || compareNames(a.nodePool.name, b.nodePool.name),
  age: oldestFirst,
  owner: (a, b) => compareTexts(ownerOf(a), ownerOf(b)),
  region: (a, b) => compareTexts(a.pool.cluster.location ?? '~', b.pool.cluster.location ?? '~'),
};

function oldestFirst({ pool: a }: RankedPool, { pool: b }: RankedPool): number {
  return (b.assessment.ageDays ?? -1) - (a.assessment.ageDays ?? -1);
}

function ownerOf({ pool }: RankedPool): string {
  return pool.cluster.ownership.owners[0] ?? '\uffff';
}

function listUnique<T extends string>(values: readonly (T | null)[]): readonly T[] {
  return [...new Set(values)].filter((value): value is T => value !== null && value !== '').sort(compareTexts);
}
