import type { Cluster } from './cluster.ts';

/** What must be known of a cluster: who it is, and who reported it when. */
export type ClusterIdentity = Pick<Cluster, 'id' | 'name' | 'subscriptionId' | 'resourceGroup' | 'origin' | 'asOf'>;

/** A cluster of which nothing else is known yet; spread what is over it. */
export function createUnknownCluster(identity: ClusterIdentity): Cluster {
  return {
    ...identity,
    location: null,
    kubernetesVersion: null,
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
    nodePools: [],
    vanishedAt: null,
  };
}
