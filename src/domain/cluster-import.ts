import type { Cluster } from './cluster.ts';

/** Something in an import that was refused or not taken as written, and why. */
export interface RejectedItem {
  /** `cluster`, `cluster/pool`, a file name, or `item 3` where it has no name. */
  readonly item: string;
  readonly reason: string;
}

/**
 * What a source told of a part of a cluster only; it is merged into the registered cluster.
 * `node-pools-of-cluster`: `az aks nodepool list`, one Resource Graph row per pool.
 * `nodes-of-cluster`: `kubectl get nodes`. `upgrade-profile-of-node-pool`: `az aks nodepool get-upgrades`.
 */
export interface ClusterPart {
  readonly kind: 'node-pools-of-cluster' | 'nodes-of-cluster' | 'upgrade-profile-of-node-pool';
  /** All that was told; what the source cannot know is `null` or empty. */
  readonly cluster: Cluster;
  /** True when a pool of the cluster that is not among its pools is gone. */
  readonly allPools: boolean;
  /** Azure IDs the cluster may have, where the source does not say which (node resource group with underscores). */
  readonly possibleIds: readonly string[];
}

/** What a file or Azure told of clusters, each with every node pool it has. */
export interface ClusterImport {
  readonly clusters: readonly Cluster[];
  readonly parts: readonly ClusterPart[];
  readonly rejected: readonly RejectedItem[];
  /** Sentences about the input as a whole: a page that is missing. Nothing was refused for them. */
  readonly notices: readonly string[];
  /** True when nothing was refused and no page is missing: a pool that a cluster of it no longer lists is gone. */
  readonly complete: boolean;
}
