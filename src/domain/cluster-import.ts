import type { Cluster, NodeReport } from './cluster.ts';

export interface RejectedItem {
  /** `cluster`, `cluster/pool`, a file name, or `item 3` where it has no name. */
  readonly item: string;
  readonly reason: string;
}

/**
 * A part of a cluster, to be merged: `az aks nodepool list` or Resource Graph's pools, `kubectl get nodes`, `az aks
 * nodepool get-upgrades`, `az aks maintenanceconfiguration list`.
 */
export interface ClusterPart {
  readonly kind:
    | 'node-pools-of-cluster'
    | 'nodes-of-cluster'
    | 'upgrade-profile-of-node-pool'
    | 'maintenance-of-cluster';
  /** All that is known; what the source cannot know is `null` or empty. */
  readonly cluster: Cluster;
  /** True when a pool of the cluster that is not among its pools is gone; of nodes, that it has none. */
  readonly allPools: boolean;
  /** The nodes of each pool, of `nodes-of-cluster`. */
  readonly nodes?: Readonly<Record<string, readonly NodeReport[]>>;
  /** Azure IDs the cluster may have, where the source does not say which (node resource group with underscores). */
  readonly possibleIds: readonly string[];
}

/** What a file or Azure says of clusters, each with every node pool it has. */
export interface ClusterImport {
  readonly clusters: readonly Cluster[];
  readonly parts: readonly ClusterPart[];
  readonly rejected: readonly RejectedItem[];
  /** Sentences about the input as a whole: a page that is missing. Nothing was refused for them. */
  readonly notices: readonly string[];
  /** What stands for the words that told of each of these clusters, by its ID, where they told nothing else. */
  readonly words: ReadonlyMap<string, string>;
  /** True when nothing was refused and no page is missing. */
  readonly complete: boolean;
  /** IDs of the clusters of which something was refused: a pool that they no longer list may be there. */
  readonly partial: readonly string[];
  /** IDs and names, in lower case, of clusters that were refused as a whole: they are there all the same. */
  readonly unread: readonly string[];
  /** False when a page is missing, or something was refused that names no cluster: others may be there. */
  readonly isWholeList: boolean;
  /** True when whole clusters came as a list, so that one that it lacks may be gone. */
  readonly isList: boolean;
}
