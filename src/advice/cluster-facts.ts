import { type CalendarDate, dayOf } from '../domain/calendar-date.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Cluster, NodePool } from '../domain/cluster.ts';
import { findOsSkuLifecycle, type Lifecycle, type OsSkuLifecycle } from '../domain/lifecycle.ts';
import type { NodePoolAssessment } from '../domain/node-pool-assessment.ts';
import type { NodePoolHistory } from '../domain/node-pool-history.ts';
import { type OsSku, titleOfOsSku } from '../domain/os-sku.ts';
import type { Workload } from '../domain/workload.ts';
import { assessNodePool } from './assess-node-pool.ts';
import { isFrozen } from './os-sku-ends.ts';

/** What advice is given on. */
export interface AdviceInput {
  readonly cluster: Cluster;
  readonly catalogue: Catalogue;
  readonly lifecycle: Lifecycle;
  /** What runs on the pools, where pods were imported or tags registered. */
  readonly workloads?: readonly Workload[];
  /** Earlier reports of this cluster's pools. */
  readonly history?: readonly NodePoolHistory[];
  readonly now: Date;
}

/** A live Windows pool with what every rule asks about it. */
export interface WindowsPoolFacts {
  readonly pool: NodePool;
  readonly assessment: NodePoolAssessment;
  readonly osSku: OsSku | null;
  /** `Windows Server 2022`; plain `Windows` where the OS SKU is unknown. */
  readonly title: string;
  /** `null` when nothing is known about how its OS SKU ends. */
  readonly ends: OsSkuLifecycle | null;
  /** True when its OS SKU gets no more images. */
  readonly isFrozen: boolean;
  /** True when the pool or its whole cluster is stopped. */
  readonly isStopped: boolean;
  /** True while Azure reports an upgrade of the pool under way. */
  readonly isUpgrading: boolean;
}

/** A cluster with everything that is derived once and used by several rules. */
export interface ClusterFacts extends AdviceInput {
  readonly today: CalendarDate;
  /** Live Windows pools in reported order. */
  readonly windowsPools: readonly WindowsPoolFacts[];
}

function createPoolFacts(pool: NodePool, input: AdviceInput, today: CalendarDate): WindowsPoolFacts {
  const assessment = assessNodePool(pool, input.catalogue, input.lifecycle, input.now, input.cluster.location);
  const { osSku } = assessment;
  const ends = findOsSkuLifecycle(input.lifecycle, osSku);
  return {
    pool,
    assessment,
    osSku,
    title: osSku === null ? 'Windows' : titleOfOsSku(osSku),
    ends,
    isFrozen: isFrozen(ends, today),
    isStopped: pool.powerState === 'Stopped' || input.cluster.powerState === 'Stopped',
    isUpgrading: /^upgrading/i.test(pool.provisioningState ?? ''),
  };
}

/** Derives the facts of a cluster; pools that vanished are left out, and all of them when the cluster did. */
export function createClusterFacts(input: AdviceInput): ClusterFacts {
  const today = dayOf(input.now);
  const live = input.cluster.vanishedAt === null ? input.cluster.nodePools : [];
  const windows = live.filter((pool) => pool.osType === 'Windows' && pool.vanishedAt === null);
  return { ...input, today, windowsPools: windows.map((pool) => createPoolFacts(pool, input, today)) };
}
