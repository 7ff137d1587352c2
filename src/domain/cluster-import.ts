import type { Cluster, NodeReport } from './cluster.ts';
import type { RejectedItem } from './rejected-item.ts';

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
  /** True when a registered pool that it does not list is gone; for a list of nodes: has no nodes. */
  readonly allPools: boolean;
  /** The nodes of each pool, of `nodes-of-cluster`. */
  readonly nodes?: Readonly<Record<string, readonly NodeReport[]>>;
  /** When any node of its list was heard of last, where that is long ago: what was told since then is newer. UTC ISO text. */
  readonly heardAt?: string | undefined;
  /** Azure IDs the cluster may have, where the source does not say which (node resource group with underscores). */
  readonly possibleIds: readonly string[];
}

/** What a file or Azure says about clusters, each with all its node pools. */
export interface ClusterImport {
  readonly clusters: readonly Cluster[];
  readonly parts: readonly ClusterPart[];
  readonly rejected: readonly RejectedItem[];
  /** Sentences about the input as a whole: a page that is missing. Nothing was refused for them. */
  readonly notices: readonly string[];
  /** By cluster ID, the digest of the text that described it, for text that described that cluster only. */
  readonly words: ReadonlyMap<string, string>;
  /** True when nothing was refused and no page is missing. */
  readonly complete: boolean;
  /** IDs of clusters of which a part was refused: a pool that they do not list may still exist. */
  readonly partial: readonly string[];
  /** IDs of clusters of which only some sort of pools is listed: others still exist, those of that sort may be gone. */
  readonly filtered: readonly string[];
  /** IDs and names, in lower case, of clusters that were refused as a whole: they exist all the same. */
  readonly unread: readonly string[];
  /** False when a page is missing, or something without a cluster's name was refused: more clusters may exist. */
  readonly isWholeList: boolean;
  /** True when whole clusters came as a list, so that a cluster that it lacks may be gone. */
  readonly isList: boolean;
}
