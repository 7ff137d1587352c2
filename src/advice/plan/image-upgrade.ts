import { type Cluster, isPoolStopped, type NodePool } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { afterCheck, alternative, now } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { findUnreached } from '../find-pool-version.ts';
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

/** How many pods a node may have where nothing else is set. */
const DEFAULT_PODS = 30;

/** How many addresses of the subnet a new node takes, as a clause; empty where pods have addresses of their own. */
export function describeAddresses(cluster: Cluster, pool: NodePool): string {
  return usesNodeSubnet(cluster) && !pool.podSubnetId
    ? ` and ${countAddresses(pool)} addresses each in the node subnet`
    : '';
}

export function usesNodeSubnet({ networkPlugin, networkPluginMode }: Cluster): boolean {
  return networkPlugin?.toLowerCase() === 'azure' && networkPluginMode === null;
}

/** One for each pod that a node may have, and its own. */
export function countAddresses({ settings }: NodePool): number {
  return (settings?.maxPods ?? DEFAULT_PODS) + 1;
}

/** The image that a pool would take, where that is on hold. */
export function findHeld({ held = [] }: Pick<ClusterFacts, 'held'>, { assessment }: WindowsPoolFacts): string | null {
  return held.find((version) => version === assessment.targetVersion) ?? null;
}

/** What comes before an upgrade to an image on hold; empty where the image that the pool would take is not. */
export function sayHeld(on: Pick<ClusterFacts, 'held'>, facts: WindowsPoolFacts): string {
  const held = findHeld(on, facts);
  return held === null ? '' : `${held} is on hold: wait for the next image. `;
}

export function planImageUpgrade(on: Pick<ClusterFacts, 'cluster' | 'held'>, facts: WindowsPoolFacts): readonly Step[] {
  const { cluster } = on;
  const { pool } = facts;
  const how = describeReplacement(cluster, pool);
  const back = pool.provisioningState === 'Creating' ? [] : [rollBack(cluster, pool)];
  const upgradeAfter = (title: string) => [
    now('See which image Azure offers; nothing is changed.', createNodeImageOffer(cluster, pool)),
    afterCheck(title, createNodeImageUpgrade(cluster, pool)),
  ];
  const wait = sayHeld(on, facts);
  if (pool.snapshotId !== undefined) {
    return [
      ...upgradeAfter(`${wait}If the pool may leave its snapshot, upgrade it: this ends the pin for good; ${how}.`),
      alternative(
        'Or stay pinned, to a newer snapshot: take one of a pool on the new image and upgrade with --snapshot-id.',
      ),
    ];
  }
  if (wait !== '') return [...upgradeAfter(`${wait}Upgrade only where its fault does not matter: ${how}.`), ...back];
  if (findUnreached(pool) !== null && !facts.isStopped && !facts.isUpgrading)
    return [
      ...upgradeAfter(
        `Reconcile first, as the finding on what Azure and the nodes say tells; if nodes still run the old image, upgrade: ${how}.`,
      ),
      ...back,
    ];
  const when = findWindow(cluster, 'node images');
  const window = when === null ? '' : ` Your maintenance window is ${when}.`;
  if (losesAllNodes(cluster, pool))
    return [...upgradeAfter(`When the pool may be away meanwhile, upgrade: ${how}.${window}`), ...back];
  return [now(`Upgrade the node image: ${how}.${window}`, ...createCheckedUpgrade(cluster, pool)), ...back];
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

function createNodeImageCheck(cluster: Cluster, { name }: NodePool): string {
  return createNodePoolCommand(cluster, name, 'show', '--query nodeImageVersion -o tsv');
}

function createNodeImageOffer(cluster: Cluster, { name }: NodePool): string {
  return createNodePoolCommand(cluster, name, 'get-upgrades', '--query latestNodeImageVersion -o tsv');
}

export function createNodeImageUpgrade(cluster: Cluster, { name }: NodePool): string {
  return createNodePoolCommand(cluster, name, 'upgrade', '--node-image-only');
}

/** With a look at what is offered before, and at what runs after. */
export function createCheckedUpgrade(cluster: Cluster, pool: NodePool): readonly string[] {
  return [createNodeImageOffer, createNodeImageUpgrade, createNodeImageCheck].map((create) => create(cluster, pool));
}

export function lookAtImage(cluster: Cluster, pool: NodePool): Step {
  return now('See which image the pool runs; nothing is changed.', createNodeImageCheck(cluster, pool));
}

export function askForImage(cluster: Cluster, pool: NodePool): Step {
  return now('Ask Azure which image it offers; nothing is changed.', createNodeImageOffer(cluster, pool));
}
