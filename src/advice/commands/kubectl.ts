import { type Cluster, nameForCommand } from '../../domain/cluster.ts';
import { type CommandPart, createAksCommand, createCommand } from './az-aks.ts';

export function selectorOfPool(nodePool: string): string {
  return `kubernetes.azure.com/agentpool=${nodePool}`;
}

/** A context that no other cluster has: two of one name in different resource groups are told apart. */
function contextOf({ name, resourceGroup, subscriptionId }: Cluster): string {
  return [nameForCommand({ name }).replace(/[<>]/g, ''), resourceGroup, subscriptionId?.slice(0, 8)]
    .filter(Boolean)
    .join('_');
}

/** A private cluster is reached through Azure, which runs each line, unless it takes none; others under a context of their own. */
export function createKubectl(cluster: Cluster, ...lines: readonly (readonly CommandPart[])[]): readonly string[] {
  if (cluster.isPrivate && !cluster.isRunCommandOff)
    return lines.map((parts) =>
      createAksCommand(cluster, 'command invoke', ['--command', createCommand('kubectl', ...parts)]),
    );
  const context = contextOf(cluster);
  return [
    createAksCommand(cluster, 'get-credentials', ['--context', context], '--overwrite-existing'),
    ...lines.map((parts) => createCommand('kubectl', ['--context', context], ...parts)),
  ];
}

export function createNodeList(cluster: Cluster, nodePool: string): readonly string[] {
  return createKubectl(cluster, [
    'get nodes',
    ['-l', selectorOfPool(nodePool)],
    '-L kubernetes.azure.com/node-image-version',
  ]);
}
