import type { CalendarDate } from './calendar-date.ts';
import type { NodeImage } from './catalogue.ts';
import type { Cluster, NodePool } from './cluster.ts';
import type { OsSku } from './os-sku.ts';
import type { PoolOrCluster } from './pool-reference.ts';
import { formatCount } from './text.ts';

/**
 * How a pool stands, in one word.
 * `current`: it runs the newest image it can take. `behind`: a newer one is offered to it, or its own is older than AKS
 * supports, whether or not a newer one is known.
 * `unsupported`: its OS SKU gets no more images, so that being on the newest one is not fine.
 * `unknown`: its image was never reported, or nothing is known to compare it with.
 */
export type NodePoolStatus = 'current' | 'behind' | 'unsupported' | 'unknown';

/** All ways a pool can stand, in the order in which they are counted: the worst first. */
export const POOL_STATUSES: readonly NodePoolStatus[] = ['unsupported', 'behind', 'unknown', 'current'];

export interface PoolCounts extends Readonly<Record<NodePoolStatus, number>> {
  /** Those of `behind` that AKS brings to the image in its window. */
  readonly leftToAks: number;
}

/** Pools for which somebody has to do something: each pool is counted once. */
export function countOpen({ unsupported, behind, leftToAks }: PoolCounts): number {
  return unsupported + behind - leftToAks;
}

/** `2 unsupported, 7 behind (3 left to AKS), 2 current`, wherever pools are counted; what there is none of is not said. */
export function sayPoolCounts(counts: PoolCounts): string {
  return POOL_STATUSES.filter((status) => counts[status] > 0)
    .map((status) => `${formatCount(counts[status])} ${status}${status === 'behind' ? sayLeft(counts) : ''}`)
    .join(', ');
}

function sayLeft({ leftToAks }: PoolCounts): string {
  return leftToAks > 0 ? ` (${formatCount(leftToAks)} left to AKS)` : '';
}

/** Whether a region has the image to take. */
export interface TargetRegion {
  /** ARM name, `westeurope`. */
  readonly name: string;
  /** Day on which the release tracker was read. */
  readonly asOf: CalendarDate;
  readonly hasTarget: boolean;
  /** Day on which the target arrived there; `null` where it has not, or the tracker does not say. */
  readonly targetSince: CalendarDate | null;
  /** How far the pending version is there; `arrived` only where Azure's offer is older than that. `null` without one. */
  readonly pending: 'absent' | 'arriving' | 'arrived' | null;
}

/** Where a Windows node pool stands between its image and the one to take. */
export interface NodePoolAssessment {
  readonly status: NodePoolStatus;
  /** From the build number of the image, else as Azure reports it; `null` for a Linux pool. */
  readonly osSku: OsSku | null;
  /** Version it runs, `20348.5020.260415`; of several on its nodes the oldest. `null` when never reported. */
  readonly currentVersion: string | null;
  /** Version to take: what Azure offers this pool where that was asked, else the newest published of its build that its region has. */
  readonly targetVersion: string | null;
  /** A newer published image that this pool cannot take yet: the rollout has not reached its region. */
  readonly pendingVersion: string | null;
  /** Images between its own and the target, the target counted. */
  readonly imagesBehind: number;
  /** Days between the build of its image and of the target. */
  readonly daysBehind: number;
  /** Days since its image was built; `null` when its image is unknown. */
  readonly ageDays: number | null;
  /** True when the target has the same Windows updates and only rebuilt content. */
  readonly rebuildOnly: boolean;
  /** What the release tracker tells of its region; `null` where it does not know, or was not read within a week. */
  readonly region: TargetRegion | null;
  /** The published images newer than its own up to the target, newest first. */
  readonly skipped: readonly NodeImage[];
}

/** Days for which AKS supports a node image: on this one it still does. */
export const SUPPORTED_DAYS = 90;

/** From here on it is time to plan the upgrade. */
export const SOON_DAYS = 60;

export const AGE_WORDS = {
  young: `under ${SOON_DAYS} days`,
  soon: `${SOON_DAYS} to ${SUPPORTED_DAYS} days`,
  over: `more than ${SUPPORTED_DAYS} days`,
};

/** In which part of its time an image is: `over` is past what AKS supports. */
export type AgePart = keyof typeof AGE_WORDS;
export const AGE_PARTS = Object.keys(AGE_WORDS) as readonly AgePart[];

/** The part of an image that was built so many days ago; the last supported day is not over. */
export function agePartOf(days: number): AgePart {
  if (days > SUPPORTED_DAYS) return 'over';
  return days >= SOON_DAYS ? 'soon' : 'young';
}

/** A registered Windows node pool with where it stands. */
export interface AssessedPool {
  readonly cluster: Cluster;
  readonly nodePool: NodePool;
  readonly assessment: NodePoolAssessment;
  /** True where AKS brings it the image to take, in the window of its channel, and nobody needs to. */
  readonly isLeftToAks: boolean;
}

type CountedPool = Pick<AssessedPool, 'assessment' | 'isLeftToAks'>;

export function countPools(pools: readonly CountedPool[]): PoolCounts {
  const counts = { current: 0, behind: 0, unsupported: 0, unknown: 0, leftToAks: 0 };
  for (const pool of pools) countPool(pool, counts);
  return counts;
}

/** Counts one more into `counts`, or one less, for who sees a large fleet some pools at a time. */
export function countPool(
  pool: CountedPool,
  counts: { -readonly [K in keyof PoolCounts]: number },
  by: 1 | -1 = 1,
): void {
  counts[pool.assessment.status] += by;
  if (pool.assessment.status === 'behind' && pool.isLeftToAks) counts.leftToAks += by;
}

/** Finds the pools that are referred to. Without a key for each: of a large fleet those were most of the work. */
export function createPoolFinder(pools: readonly AssessedPool[]) {
  const ofCluster = Map.groupBy(pools, ({ cluster }) => cluster.id);
  return ({ clusterId, nodePool: name }: Pick<PoolOrCluster, 'clusterId' | 'nodePool'>): AssessedPool | null =>
    ofCluster.get(clusterId)?.find(({ nodePool }) => nodePool.name === name) ?? null;
}
