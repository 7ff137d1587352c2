import type { ClusterReference } from './cluster.ts';
import type { Severity, Step } from './finding.ts';
import type { PoolOrCluster } from './pool-reference.ts';

/**
 * In the order in which nothing is upgraded twice, and nothing is asked for that AKS would refuse then. `unblock`: Windows that
 * holds Kubernetes back.
 */
const TITLES = {
  start: 'Start it',
  repair: 'Repair',
  prepare: 'Prepare',
  'pool-kubernetes': 'Kubernetes of the pool',
  unblock: 'Move to another Windows version, before Kubernetes',
  kubernetes: 'Kubernetes',
  move: 'Move to another Windows version',
  image: 'Node image',
  network: 'Network',
  channel: 'Upgrade channel',
  later: 'When there is time',
};

export type PlanStage = keyof typeof TITLES;

export const PLAN_STAGES = Object.keys(TITLES) as readonly PlanStage[];

export function titleOfStage(stage: PlanStage): string {
  return TITLES[stage];
}

/** One part of a cluster's plan: what settles one or several findings of one cause. */
export interface PlannedStage {
  readonly stage: PlanStage;
  /** `null` when it concerns the whole cluster. */
  readonly nodePool: string | null;
  /** The worst of the findings it settles. */
  readonly severity: Severity;
  /** The rules of the findings it settles, worst first. */
  readonly rules: readonly string[];
  /** What they are about, for people. */
  readonly topics: readonly string[];
  /** Who does it, in words: `you`, a channel in its window, AKS; or why a channel does not. */
  readonly by: string;
  /** What another part of the plan does about it, or that nothing can be run, as a sentence; `null` where its steps are all. */
  readonly note: string | null;
  /** In order, without what an earlier part has done already; none where another plan has this part. */
  readonly steps: readonly Step[];
}

/** The part of a cluster's plan that the owner of one pool has to see. */
export interface PlanForPool extends Omit<PoolOrCluster, 'clusterId'> {
  /** In the order in which to do them. */
  readonly stages: readonly PlannedStage[];
}

export interface ClusterPlan extends ClusterReference {
  readonly stages: readonly PlannedStage[];
}
