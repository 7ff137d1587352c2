import { listStages, planForPool } from '../../advice/plan/cluster-plan.ts';
import { type Cluster, listLivePools, type NodePool } from '../../domain/cluster.ts';
import { parseNodeImageName } from '../../domain/node-image-version.ts';
import type { NodePoolHistory } from '../../domain/pool-week.ts';
import {
  findClusterSource,
  findFactSources,
  findOwnershipSources,
  findVersionSource,
} from '../../inventory/fact-sources.ts';
import { type AppContext, listHolds, listSnoozes } from '../app-context.ts';
import { adviseOn, assessFleet, assessPools } from '../fleet/assess-fleet.ts';
import { findCalled, resolveClusterRefs } from '../fleet/find-clusters.ts';
import { explainNotifications } from '../interactions/explain-notifications.ts';

/** The clusters that a title, a name, an ID or a reference (`~…`) means; several may have one name. */
export function findClusters(context: AppContext, text: string): readonly Cluster[] {
  const texts = text.startsWith('~') ? resolveClusterRefs(context, [text.slice(1)]) : [text];
  return texts.flatMap((one) => findCalled(context, one));
}

/** Gathers what is known of a registered cluster. Reads only. */
export function describeClusterPage(context: AppContext, cluster: Cluster) {
  const fleet = assessFleet(context);
  const live = { ...cluster, nodePools: listLivePools(cluster) };
  const pools = assessPools(live, fleet);
  const advice = adviseOn(fleet, live);
  const versions = new Set(
    pools.flatMap(({ assessment: { currentVersion, targetVersion } }) => [currentVersion, targetVersion]),
  );
  return {
    cluster: live,
    source: findClusterSource(cluster),
    versionSource: findVersionSource(cluster),
    ownershipSources: findOwnershipSources(cluster),
    pools,
    /** Worst first. */
    findings: advice?.findings ?? [],
    parts: advice?.parts ?? [],
    /** What to do about them, in the order in which to do it. */
    stages: listStages(advice?.parts ?? []),
    /** Who hears about it, and why; empty: nobody. */
    channels: explainNotifications(context, cluster.id).channels,
    snoozes: listSnoozes(context).filter(({ scope: { clusterId } }) => clusterId === null || clusterId === cluster.id),
    /** Holds on images that one of its pools has or is to take. */
    holds: listHolds(context).filter(({ scope }) => versions.has(scope.version)),
  };
}

export type ClusterPage = ReturnType<typeof describeClusterPage>;

/** The same with one of its pools; `null` where it has no such Windows node pool. */
export function describePoolPage(context: AppContext, cluster: Cluster, nodePool: string) {
  const page = describeClusterPage(context, cluster);
  const pool = page.pools.find((one) => one.nodePool.name.toLowerCase() === nodePool.toLowerCase());
  if (!pool) return null;
  const { images } = assessFleet(context).catalogue;
  const find = (version: string | null) => images.find((image) => image.version === version) ?? null;
  return {
    ...page,
    stages: planForPool(page.parts, pool.nodePool.name),
    pool,
    /** Who told each fact of it, and when. */
    sources: findFactSources(pool.nodePool, cluster.evidence ?? {}, Object.keys(pool.nodePool) as (keyof NodePool)[]),
    image: find(pool.assessment.currentVersion),
    target: find(pool.assessment.targetVersion),
    images: listImages(context.store.nodePoolHistory.listOf(cluster.id), pool.nodePool.name),
  };
}

/** Everything about one node pool, and the cluster it belongs to. */
export type PoolPage = NonNullable<ReturnType<typeof describePoolPage>>;

/** The images that a pool ran, newest first: since when each was reported. */
function listImages(histories: readonly NodePoolHistory[], nodePool: string) {
  const { observations = [] } = histories.find((one) => one.nodePool === nodePool) ?? {};
  const versions = observations.flatMap(({ observedAt, nodeImageVersion }) => {
    const version = parseNodeImageName(nodeImageVersion)?.version.text ?? nodeImageVersion;
    return version === null ? [] : [{ version, since: observedAt }];
  });
  return versions.filter(({ version }, index) => versions[index - 1]?.version !== version).reverse();
}
