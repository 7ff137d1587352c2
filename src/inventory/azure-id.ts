/** The parts of a cluster's Azure resource ID, in the case they were written in. */
export interface ClusterId {
  /** The whole ID of the cluster in lower case. */
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly cluster: string;
  /** Set where the ID is that of a node pool or of something below it. */
  readonly nodePool: string | null;
}

const ID =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.containerservice\/managedclusters\/([^/]+)(?:\/agentpools\/([^/]+)(?:\/.*)?)?\/?$/is;

/** The ID of a cluster from its parts, as the registry keeps it. */
export function clusterIdOf(subscriptionId: string, resourceGroup: string, cluster: string): string {
  const group = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}`;
  return `${group}/providers/microsoft.containerservice/managedclusters/${cluster}`.toLowerCase();
}

/** Reads the Azure ID of a cluster, a node pool or its upgrade profile; `null` for anything else. */
export function parseClusterId(text: string): ClusterId | null {
  const [, subscriptionId, resourceGroup, cluster, nodePool] = ID.exec(text) ?? [];
  if (!subscriptionId || !resourceGroup || !cluster) return null;
  return {
    id: clusterIdOf(subscriptionId, resourceGroup, cluster),
    subscriptionId: subscriptionId.toLowerCase(),
    resourceGroup,
    cluster,
    nodePool: nodePool ?? null,
  };
}
