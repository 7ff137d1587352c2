import { assessNodePool } from '../advice/assess-node-pool.ts';
import { createNodeImageUpgrade } from '../advice/commands/upgrade-node-image.ts';
import { findAdvice } from '../advice/find-advice.ts';
import { loadLifecycleFile } from '../catalogue/lifecycle.ts';
import { mergeLifecycle } from '../catalogue/merge-lifecycle.ts';
import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Cluster } from '../domain/cluster.ts';
import type { Finding } from '../domain/finding.ts';
import type { Lifecycle } from '../domain/lifecycle.ts';
import type { AppContext } from './app-context.ts';

/** The fleet against the catalogue, at one instant. */
export interface FleetAssessment {
  readonly clusters: readonly Cluster[];
  readonly catalogue: Catalogue;
  readonly lifecycle: Lifecycle;
  /** Every Windows node pool. */
  readonly pools: readonly AssessedPool[];
  readonly now: Date;
}

/** Loads what is known and says where every registered Windows node pool stands. Reads only. */
export function assessFleet({ store, clock }: AppContext): FleetAssessment {
  const now = clock.now();
  const catalogue = store.catalogue.get();
  const lifecycle = mergeLifecycle(catalogue, loadLifecycleFile());
  const clusters = store.clusters.list();
  const pools = clusters.flatMap((cluster) =>
    cluster.nodePools
      .filter((nodePool) => nodePool.osType === 'Windows')
      .map((nodePool) => ({
        cluster,
        nodePool,
        assessment: assessNodePool(nodePool, catalogue, lifecycle, now),
        commands: createNodeImageUpgrade(cluster, nodePool.name),
      })),
  );
  return { clusters, catalogue, lifecycle, pools, now };
}

/** Everything the owners of these clusters should know or do. */
export function findFleetAdvice({ clusters, catalogue, lifecycle, now }: FleetAssessment): readonly Finding[] {
  return clusters.flatMap((cluster) => findAdvice({ cluster, catalogue, lifecycle, now }));
}
