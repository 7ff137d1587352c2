import type { AppContext } from '../../../app/app-context.ts';
import { findCluster } from '../../../app/change-clusters.ts';
import type { SubscriptionChoice } from '../../../app/manage-subscriptions.ts';
import type { Cluster } from '../../../domain/cluster.ts';

/** The clusters that decide who may choose this: none where it reaches beyond those that are named. */
export function clustersOfChoice(
  context: AppContext,
  { clusterIds, owners }: Pick<SubscriptionChoice, 'clusterIds' | 'owners'>,
): readonly Cluster[] {
  if (owners.length > 0) return [];
  const clusters = clusterIds.map((id) => findCluster(context, id)).filter((cluster) => cluster !== null);
  return clusters.length === clusterIds.length ? clusters : [];
}
