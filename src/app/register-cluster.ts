import { AppError } from '../domain/app-error.ts';
import type { Cluster, ClusterOwnership, NodePool } from '../domain/cluster.ts';
import { parseNodeImageName } from '../domain/node-image-name.ts';
import type { AppContext } from './app-context.ts';
import { getCluster, saveCluster } from './manage-clusters.ts';

/** What can be typed of a cluster. */
export interface TypedCluster {
  readonly resourceGroup?: string;
  readonly subscription?: string;
  readonly location?: string;
  readonly kubernetesVersion?: string;
  /** `name=nodeImageVersion` of a Windows node pool. */
  readonly pool: readonly string[];
  readonly channel?: string;
  readonly owner: readonly string[];
  readonly environment?: string;
}

/**
 * Registers a cluster by hand, or sets who hears about a registered one. With resource group and subscription it gets
 * its Azure ID, so that a later import completes it. @throws AppError `invalid_usage`, `conflict`
 */
export function registerByHand(context: AppContext, name: string, typed: TypedCluster): Cluster {
  const ownership = readOwnership(typed);
  const registered = findRegistered(context, name);
  const cluster = registered
    ? addTyped(registered, typed)
    : createCluster(name, typed, context.clock.now().toISOString());
  return saveCluster(context, cluster, ownership);
}

function findRegistered(context: AppContext, name: string): Cluster | null {
  try {
    return getCluster(context, name);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

function readOwnership({ channel, owner, environment }: TypedCluster): ClusterOwnership {
  if (channel !== undefined && !/^[CGD][A-Z0-9]{2,}$/.test(channel)) {
    throw new AppError(
      'invalid_usage',
      `--channel ${channel} is no channel ID: it starts with C, as channel details in Slack show it.`,
    );
  }
  return { channel: channel ?? null, owners: owner, environment: environment ?? null };
}

function createCluster(name: string, typed: TypedCluster, asOf: string): Cluster {
  // A line break or escape sequence in a name would end up in terminals and commands.
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,62}$/u.test(name)) {
    throw new AppError('invalid_usage', 'A cluster name has letters, digits, "-", "_" and "." only, 63 at most.');
  }
  const { subscription, resourceGroup } = typed;
  const azureId = `/subscriptions/${subscription}/resourcegroups/${resourceGroup}/providers/microsoft.containerservice/managedclusters/${name}`;
  return {
    id: (subscription && resourceGroup ? azureId : `manual/${name}`).toLowerCase(),
    name,
    subscriptionId: subscription ?? null,
    resourceGroup: resourceGroup ?? null,
    location: typed.location ?? null,
    kubernetesVersion: typed.kubernetesVersion ?? null,
    tier: null,
    supportPlan: null,
    powerState: null,
    provisioningState: null,
    networkPlugin: null,
    networkPluginMode: null,
    networkPolicy: null,
    networkDataplane: null,
    upgradeChannel: null,
    nodeOsUpgradeChannel: null,
    tags: {},
    ownership: { channel: null, owners: [], environment: null },
    nodePools: typed.pool.map((text) => readPool(text, typed.kubernetesVersion ?? null)),
    origin: 'manual',
    asOf,
    vanishedAt: null,
  };
}

function addTyped(cluster: Cluster, typed: TypedCluster): Cluster {
  const pools = typed.pool.map((text) => readPool(text, typed.kubernetesVersion ?? cluster.kubernetesVersion));
  const names = new Set(pools.map((pool) => pool.name));
  return {
    ...cluster,
    location: typed.location ?? cluster.location,
    kubernetesVersion: typed.kubernetesVersion ?? cluster.kubernetesVersion,
    nodePools: [...cluster.nodePools.filter((pool) => !names.has(pool.name)), ...pools],
  };
}

function readPool(text: string, kubernetesVersion: string | null): NodePool {
  const [, name, image] = /^([a-z][a-z0-9]{0,11})=(.+)$/.exec(text) ?? [];
  const parsed = image === undefined ? null : parseNodeImageName(image);
  if (!name || !parsed) {
    throw new AppError(
      'invalid_usage',
      `--pool ${text}: write it as npwin=AKSWindows-2022-containerd-20348.5386.260715 (az aks nodepool show … --query nodeImageVersion).`,
    );
  }
  return {
    name,
    mode: 'User',
    osType: 'Windows',
    osSku: parsed.version.osSku,
    nodeImageVersion: parsed.text,
    latestNodeImageVersion: null,
    count: null,
    vmSize: null,
    kubernetesVersion,
    provisioningState: null,
    powerState: null,
    type: null,
    fipsEnabled: null,
    podSubnetId: null,
    maxSurge: null,
    nodeImages: {},
    tags: {},
    vanishedAt: null,
  };
}
