import { type CalendarDate, DAY_MS, dayOf } from '../domain/calendar-date.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import {
  type Cluster,
  findAzureAsOf,
  isGoing,
  isPoolStopped,
  listLivePools,
  type NodePool,
  operationOf,
} from '../domain/cluster.ts';
import { minorOf } from '../domain/kubernetes-version.ts';
import { findOsSkuLifecycle, type Lifecycle, type OsSkuLifecycle } from '../domain/lifecycle.ts';
import type { NodePoolAssessment } from '../domain/node-pool-assessment.ts';
import { type OsSku, titleOfOsSku } from '../domain/os-sku.ts';
import type { NodePoolHistory, NodePoolObservation } from '../domain/pool-week.ts';
import type { Workload } from '../domain/workload.ts';
import { assessNodePool } from './assess-node-pool.ts';
import { hasNoImages, isFrozen } from './ends.ts';

export interface AdviceInput {
  readonly cluster: Cluster;
  readonly catalogue: Catalogue;
  readonly lifecycle: Lifecycle;
  /** What runs on the pools, where pods were imported or tags registered. */
  readonly workloads?: readonly Workload[];
  readonly history?: readonly NodePoolHistory[];
  /** Images that somebody put on hold: their findings stay, and no step sends anybody to them unasked. */
  readonly held?: readonly string[];
  readonly now: Date;
}

export interface WindowsPoolFacts {
  readonly pool: NodePool;
  readonly assessment: NodePoolAssessment;
  readonly osSku: OsSku | null;
  /** `Windows Server 2022`; plain `Windows` where the OS SKU is unknown. */
  readonly title: string;
  /** How its OS SKU ends, and where the pool may go until then; `null` when nothing is known of that. */
  readonly ends: OsSkuLifecycle | null;
  /** True when its OS SKU gets no more images. */
  readonly isFrozen: boolean;
  readonly isStopped: boolean;
  readonly isUpgrading: boolean;
  /** Days for which an operation has been under way that takes hours; `null` when none is stuck. */
  readonly stuckDays: number | null;
  /** What was reported of it before, oldest first. */
  readonly observations: readonly NodePoolObservation[];
}

export interface ClusterFacts extends AdviceInput {
  readonly today: CalendarDate;
  /** Minor of its control plane, `1.34`; `null` where that was not told. */
  readonly minor: string | null;
  /** Its pools that are there, of whatever system. */
  readonly livePools: readonly NodePool[];
  /** Those that stay: neither they nor the cluster are gone or being deleted. */
  readonly stayingPools: readonly NodePool[];
  /** Those of them that run Windows, in reported order. */
  readonly windowsPools: readonly WindowsPoolFacts[];
  /** Windows pools that were to be gone by now: their deletion is stuck. */
  readonly undeletedPools: readonly WindowsPoolFacts[];
  /** The same for the cluster as a whole. */
  readonly stuckDays: number | null;
}

/** The Windows versions of some pools, each once. */
export function titlesOf(pools: readonly WindowsPoolFacts[]): readonly string[] {
  return [...new Set(pools.map(({ title }) => title))];
}

/** An operation takes hours: an older report of one says nothing, and one that is reported for longer is stuck. */
const OPERATION_DAYS = 1;

export function isReportFresh({ cluster, now }: Pick<AdviceInput, 'cluster' | 'now'>, pool?: NodePool): boolean {
  return now.getTime() - Date.parse(findAzureAsOf(cluster, pool)) <= OPERATION_DAYS * DAY_MS;
}

export function isFailed(provisioningState: string | null): boolean {
  return /^(failed|canceled|cancelled)$/i.test(provisioningState ?? '');
}

/** The last upgrade that was seen of a pool, where it ended in success and left the pool as it was. */
export function findIdleUpgrade(
  observations: readonly NodePoolObservation[],
  { provisioningState, nodeImageVersion, kubernetesVersion }: NodePool,
): NodePoolObservation | null {
  if (provisioningState !== 'Succeeded') return null;
  const latest = observations.findLast((one) => operationOf(one) === 'upgrading');
  const isUnchanged = latest?.nodeImageVersion === nodeImageVersion && latest.kubernetesVersion === kubernetesVersion;
  return isUnchanged ? latest : null;
}

/** Days for which Azure has been reporting the operation that it still reports; `null` when its last report has none, or is old. */
function countOperationDays(
  pool: NodePool,
  observations: readonly NodePoolObservation[],
  input: AdviceInput,
): number | null {
  const operation = operationOf(pool);
  if (operation === null || !isReportFresh(input, pool)) return null;
  const before = observations.findLastIndex((one) => operationOf(one) !== operation);
  const since = observations[before + 1]?.observedAt;
  return since === undefined ? 0 : (input.now.getTime() - Date.parse(since)) / DAY_MS;
}

/** Whole days of an operation that is stuck; `null` for one that is not. */
function countStuckDays(days: number | null): number | null {
  return days !== null && days > OPERATION_DAYS ? Math.floor(days) : null;
}

function countStuckDaysOfCluster(input: AdviceInput): number | null {
  const since = input.cluster.evidence?.operating;
  const isTold = since !== undefined && operationOf(input.cluster) !== null && isReportFresh(input);
  return isTold ? countStuckDays((input.now.getTime() - Date.parse(since)) / DAY_MS) : null;
}

/** An upgrade replaces the nodes: without images to do that with, a pool stays on the Kubernetes minor that it has. */
function endsOfPool(
  ends: OsSkuLifecycle | null,
  pool: NodePool,
  cluster: Cluster,
  today: CalendarDate,
): OsSkuLifecycle | null {
  const own = minorOf(pool.kubernetesVersion ?? cluster.kubernetesVersion);
  return ends !== null && own !== null && hasNoImages(ends, today) ? { ...ends, maxKubernetes: own } : ends;
}

function createPoolFacts(pool: NodePool, input: AdviceInput, today: CalendarDate): WindowsPoolFacts {
  const assessment = assessNodePool(pool, input.catalogue, input.lifecycle, input.now, input.cluster.location);
  const { osSku } = assessment;
  const ends = endsOfPool(findOsSkuLifecycle(input.lifecycle, osSku), pool, input.cluster, today);
  const isOwn = ({ clusterId, nodePool }: NodePoolHistory) => clusterId === input.cluster.id && nodePool === pool.name;
  const { observations = [] } = input.history?.find(isOwn) ?? {};
  const days = countOperationDays(pool, observations, input);
  const stuckDays = countStuckDays(days);
  return {
    pool,
    assessment,
    osSku,
    title: osSku === null ? 'Windows' : titleOfOsSku(osSku),
    ends,
    isFrozen: isFrozen(ends, today),
    isStopped: isPoolStopped(input.cluster, pool),
    isUpgrading: operationOf(pool) === 'upgrading' && days !== null && stuckDays === null,
    stuckDays,
    observations,
  };
}

export function createClusterFacts(input: AdviceInput): ClusterFacts {
  const today = dayOf(input.now);
  const { cluster } = input;
  const livePools = listLivePools(cluster);
  const isLeaving = cluster.vanishedAt !== null || isGoing(cluster);
  const stayingPools = isLeaving ? [] : livePools.filter((pool) => !isGoing(pool));
  const windows = livePools.filter((pool) => pool.osType === 'Windows');
  const factsOf = (pools: readonly NodePool[]) => pools.map((pool) => createPoolFacts(pool, input, today));
  return {
    ...input,
    today,
    minor: minorOf(cluster.kubernetesVersion),
    livePools,
    stayingPools,
    windowsPools: factsOf(windows.filter((pool) => stayingPools.includes(pool))),
    undeletedPools: factsOf(isLeaving ? [] : windows.filter(isGoing)).filter(({ stuckDays }) => stuckDays !== null),
    stuckDays: windows.length > 0 && cluster.vanishedAt === null ? countStuckDaysOfCluster(input) : null,
  };
}
