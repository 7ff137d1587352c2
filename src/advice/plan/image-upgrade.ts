import { type Cluster, isPoolStopped, type NodePool } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { afterCheck, alternative, now } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { effectOfSurge } from '../surge.ts';
import { findWindow, isUpgradedByItself, upgradesNodeImages } from '../upgrade-outlook.ts';

/** Days in which an upgrade can be taken back. */
const ROLLBACK_DAYS = 7;

export function describeReplacement(cluster: Cluster, pool: NodePool): string {
  if (pool.powerState === 'Stopped' && cluster.powerState !== 'Stopped')
    return 'it is stopped, so nothing that runs is touched';
  if (pool.count === 0) return 'it has no nodes now, so nothing that runs is touched';
  if (pool.spot !== undefined)
    return 'its Spot nodes are replaced without extra ones and without a drain, so capacity drops meanwhile';
  const surge = pool.maxSurge?.trim() ?? null;
  const effect = effectOfSurge(pool);
  if (effect === 'without-extra')
    return 'nodes are drained without extra ones, so capacity drops meanwhile, unless the surge is set first';
  if (effect === 'all-away') return 'all nodes are drained at once, without extra ones, unless the surge is set first';
  const price = `cost and need quota${describeAddresses(cluster, pool)}`;
  if (effect === 'at-once')
    return `all nodes are drained at once beside as many new ones, which ${price}, unless the surge is set first`;
  if (pool.settings?.isBlueGreen)
    return `as many new nodes stand beside the old ones, which are drained in batches and removed (blue-green); both ${price} while it runs, and PodDisruptionBudgets can stop it`;
  const amount = surge === null || surge === '' ? '' : ` (max surge ${surge})`;
  return `nodes are drained and replaced in turn${amount}, extra nodes ${price} while it runs, and PodDisruptionBudgets can stop it`;
}

/** Pods of a node where nothing else is set. */
const DEFAULT_PODS = 30;

/** What a new node takes of the subnet, as a clause; empty where pods have addresses of their own. */
export function describeAddresses({ networkPlugin, networkPluginMode }: Cluster, pool: NodePool): string {
  const isNodeSubnet = networkPlugin?.toLowerCase() === 'azure' && networkPluginMode === null && !pool.podSubnetId;
  return isNodeSubnet ? ` and ${countAddresses(pool)} addresses each in the node subnet` : '';
}

/** One for each pod that a node may have, and its own. */
export function countAddresses({ settings }: NodePool): number {
  return (settings?.maxPods ?? DEFAULT_PODS) + 1;
}

export function planImageUpgrade({ cluster }: Pick<ClusterFacts, 'cluster'>, facts: WindowsPoolFacts): readonly Step[] {
  const { pool } = facts;
  const how = describeReplacement(cluster, pool);
  const back = pool.provisioningState === 'Creating' ? [] : [rollBack(cluster, pool)];
  const upgradeAfter = (title: string) => [
    now('See which image Azure offers; nothing is changed.', ...createNodeImageOffer(cluster, pool.name)),
    afterCheck(title, createNodePoolCommand(cluster, pool.name, 'upgrade', '--node-image-only')),
  ];
  if (pool.snapshotId !== undefined) {
    return [
      ...upgradeAfter(`If the pool may leave its snapshot, upgrade it: this ends the pin for good; ${how}.`),
      alternative(
        'Or stay pinned, to a newer snapshot: take one of a pool on the new image and upgrade with --snapshot-id.',
      ),
    ];
  }
  const when = findWindow(cluster, 'node images');
  const window = when === null ? '' : ` Your maintenance window is ${when}.`;
  if (losesAllNodes(cluster, pool))
    return [...upgradeAfter(`When the pool may be away meanwhile, upgrade: ${how}.${window}`), ...back];
  return [now(`Upgrade the node image: ${how}.${window}`, ...createNodeImageUpgrade(cluster, pool.name)), ...back];
}

function losesAllNodes(cluster: Cluster, pool: NodePool): boolean {
  const effect = effectOfSurge(pool);
  return (effect === 'at-once' || effect === 'all-away') && pool.count !== 0 && !isPoolStopped(cluster, pool);
}

/** The way back, which AKS keeps for some days. */
export function rollBack(cluster: Cluster, pool: NodePool): Step {
  const again =
    upgradesNodeImages(cluster) || isUpgradedByItself(cluster)
      ? ', and AKS upgrades them anew unless its channels are off'
      : '';
  return alternative(
    `Back to the image before, within ${ROLLBACK_DAYS} days of the upgrade (az 2.88 or later); the nodes are replaced again${again}.`,
    createNodePoolCommand(cluster, pool.name, 'rollback'),
  );
}

export function createNodeImageCheck(cluster: Cluster, nodePool: string): readonly string[] {
  return [createNodePoolCommand(cluster, nodePool, 'show', '--query nodeImageVersion -o tsv')];
}

export function createNodeImageOffer(cluster: Cluster, nodePool: string): readonly string[] {
  return [createNodePoolCommand(cluster, nodePool, 'get-upgrades', '--query latestNodeImageVersion -o tsv')];
}

export function createNodeImageUpgrade(cluster: Cluster, nodePool: string): readonly string[] {
  return [
    ...createNodeImageOffer(cluster, nodePool),
    createNodePoolCommand(cluster, nodePool, 'upgrade', '--node-image-only'),
    ...createNodeImageCheck(cluster, nodePool),
  ];
}
