import type { Cluster } from '../../domain/cluster.ts';
import { createNodePoolCommand } from './az-aks.ts';

/** Asks Azure which image it offers the pool, upgrades only the node image, and shows the result. */
export function createNodeImageUpgrade(cluster: Cluster, nodePool: string): readonly string[] {
  return [
    createNodePoolCommand(cluster, nodePool, 'get-upgrades', '--query latestNodeImageVersion -o tsv'),
    createNodePoolCommand(cluster, nodePool, 'upgrade', '--node-image-only'),
    createNodePoolCommand(cluster, nodePool, 'show', '--query nodeImageVersion -o tsv'),
  ];
}
