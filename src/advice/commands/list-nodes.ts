import type { Cluster } from '../../domain/cluster.ts';
import { createAksCommand } from './az-aks.ts';
import { createCommand } from './create-command.ts';

/** Selects the nodes of a pool in kubectl. */
export function selectorOfPool(nodePool: string): string {
  return `kubernetes.azure.com/agentpool=${nodePool}`;
}

/** Shows the nodes of a pool with their state and image; fetches the credentials first. */
export function createNodeList(cluster: Cluster, nodePool: string): readonly string[] {
  return [
    createAksCommand(cluster, 'get-credentials'),
    createCommand(
      'kubectl',
      ['--context', cluster.name],
      'get nodes',
      ['-l', selectorOfPool(nodePool)],
      '-L kubernetes.azure.com/node-image-version',
    ),
  ];
}
