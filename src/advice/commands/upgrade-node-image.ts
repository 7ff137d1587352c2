import type { Cluster } from '../../domain/cluster.ts';
import { createNodePoolCommand } from './az-aks.ts';

/** Shows the image the pool runs. */
export function createNodeImageCheck(cluster: Cluster, nodePool: string): readonly string[] {
  return [createNodePoolCommand(cluster, nodePool, 'show', '--query nodeImageVersion -o tsv')];
}

/** Asks Azure which image it offers the pool; where it is the one that runs there is nothing to upgrade to. */
export function createNodeImageOffer(cluster: Cluster, nodePool: string): readonly string[] {
  return [createNodePoolCommand(cluster, nodePool, 'get-upgrades', '--query latestNodeImageVersion -o tsv')];
}

/** Asks Azure which image it offers, upgrades only the node image, and shows the result. */
export function createNodeImageUpgrade(cluster: Cluster, nodePool: string): readonly string[] {
  return [
    ...createNodeImageOffer(cluster, nodePool),
    createNodePoolCommand(cluster, nodePool, 'upgrade', '--node-image-only'),
    ...createNodeImageCheck(cluster, nodePool),
  ];
}
