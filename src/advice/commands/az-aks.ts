import { type Cluster, nameForCommand } from '../../domain/cluster.ts';
import { quoteForShell } from '../../domain/shell.ts';

/** Stands where the resource group was never reported (clusters typed by hand or seen through kubectl). */
const UNKNOWN_RESOURCE_GROUP = '<resource-group>';

function createOn(cluster: Cluster, nameOption: string, verb: string, options: readonly CommandPart[]): string {
  const group = cluster.resourceGroup ?? UNKNOWN_RESOURCE_GROUP;
  const named: CommandPart = [nameOption, nameForCommand(cluster)];
  return createCommand(`az aks ${verb}`, ['-g', group], named, ...options, ['--subscription', cluster.subscriptionId]);
}

/** `az aks VERB -g … --name …` on the whole cluster; the subscription is named where it is known. */
export function createAksCommand(cluster: Cluster, verb: string, ...options: readonly CommandPart[]): string {
  return createOn(cluster, '--name', verb, options);
}

/** `az aks VERB -g … --cluster-name …` on something that belongs to the cluster. */
export function createClusterChildCommand(cluster: Cluster, verb: string, ...options: readonly CommandPart[]): string {
  return createOn(cluster, '--cluster-name', verb, options);
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

/** Where the region is not known, the cluster is asked for it first. */
export function createQuotaLook(cluster: Cluster): readonly string[] {
  const { location, subscriptionId } = cluster;
  const region: CommandPart = ['--location', location ?? '<location>'];
  return [
    ...(location === null ? [createAksCommand(cluster, 'show', '--query location -o tsv')] : []),
    createCommand('az vm list-usage', region, '-o table', ['--subscription', subscriptionId]),
  ];
}

/** True for a command line that only looks. */
export function changesNothing(command: string): boolean {
  return /^(az [\w -]*?(show|list|list-usage|get-upgrades|get-credentials) -|kubectl (--context \S+ )?get |az aks command invoke .*--command 'kubectl get )/.test(
    command,
  );
}

/** Fixed words, or an option that is left out where it has no value. */
export type CommandPart =
  | string
  | readonly [option: string, value: string | number | null | undefined | readonly string[]];

/** A command line of fixed words and quoted values. Text from outside may only come in as a value. */
export function createCommand(...parts: readonly CommandPart[]): string {
  const words = parts.map((part) => (typeof part === 'string' ? part : formatPart(part)));
  return words.filter((each) => each !== '').join(' ');
}

function formatPart([option, value]: Exclude<CommandPart, string>): string {
  if (value === null || value === undefined || value === '') return '';
  return typeof value === 'object' ? formatList(option, value) : formatOption(option, String(value));
}

/** Several values stand behind their option; none of them may begin like an option or a file for az. */
function formatList(option: string, values: readonly string[]): string {
  if (values.length === 0) return '';
  return [option, ...values.map((value) => quoteForShell(value.replace(/^[-@]/, '?')))].join(' ');
}

/** What begins with `-` is an option to az unless a number, what begins with `@` a file: `option=value` is neither. */
function formatOption(option: string, value: string): string {
  return `${option}${/^-(?!\d+$)/.test(value) ? '=' : ' '}${quoteForShell(value.replace(/^@/, '?'))}`;
}

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
