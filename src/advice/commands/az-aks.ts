import { type Cluster, nameForCommand } from '../../domain/cluster.ts';
import { type CommandPart, createCommand } from './create-command.ts';

/** Stands where the resource group was never reported (clusters typed by hand or seen through kubectl). */
const UNKNOWN_RESOURCE_GROUP = '<resource-group>';

function resourceGroupOf(cluster: Cluster): CommandPart {
  return ['-g', cluster.resourceGroup ?? UNKNOWN_RESOURCE_GROUP];
}

/** `az aks VERB -g … --name …` on the whole cluster; the subscription is named where it is known. */
export function createAksCommand(cluster: Cluster, verb: string, ...options: readonly CommandPart[]): string {
  return createCommand(`az aks ${verb}`, resourceGroupOf(cluster), ['--name', nameForCommand(cluster)], ...options, [
    '--subscription',
    cluster.subscriptionId,
  ]);
}

/** `az aks VERB -g … --cluster-name …` on something that belongs to the cluster. */
export function createClusterChildCommand(cluster: Cluster, verb: string, ...options: readonly CommandPart[]): string {
  return createCommand(
    `az aks ${verb}`,
    resourceGroupOf(cluster),
    ['--cluster-name', nameForCommand(cluster)],
    ...options,
    ['--subscription', cluster.subscriptionId],
  );
}

/** `az aks nodepool VERB … --name …` on one pool; `get-upgrades` alone calls the pool `--nodepool-name`. */
export function createNodePoolCommand(
  cluster: Cluster,
  nodePool: string,
  verb: string,
  ...options: readonly CommandPart[]
): string {
  const poolOption = verb === 'get-upgrades' ? '--nodepool-name' : '--name';
  return createClusterChildCommand(cluster, `nodepool ${verb}`, [poolOption, nodePool], ...options);
}

/** Shows how much of each quota is used in the cluster's region. */
export function createQuotaLook(cluster: Cluster): readonly string[] {
  const { location, subscriptionId } = cluster;
  if (location === null) return [createAksCommand(cluster, 'show', '--query agentPoolProfiles -o table')];
  return [createCommand('az vm list-usage', ['--location', location], '-o table', ['--subscription', subscriptionId])];
}

/** True for a command line that only looks. */
export function changesNothing(command: string): boolean {
  return /^(az [\w -]*?(show|list|list-usage|get-upgrades|get-credentials) -|kubectl (--context \S+ )?get |az aks command invoke .*--command 'kubectl get )/.test(
    command,
  );
}
