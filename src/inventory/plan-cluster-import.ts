import { type Cluster, listLivePools, titleOf } from '../domain/cluster.ts';
import type { ClusterImport, ClusterPart } from '../domain/cluster-import.ts';
import type { RejectedItem } from '../domain/rejected-item.ts';
import { ClusterIndex, findClustersOfPart, findOtherOwner, findPlaceholders, isPlaceholder } from './identity.ts';
import { absorbCluster, mergeClusterPart, mergeWholeCluster } from './merge-cluster.ts';

/** What an import makes of the registered clusters. */
export interface ClusterImportPlan {
  /** Every cluster to save, with what it had from other sources; a registered pool that it lacks is gone. */
  readonly clusters: readonly Cluster[];
  /** Registered clusters that proved to be another one: it has their facts, and is to have all that hangs on them. */
  readonly absorbed: readonly { readonly id: string; readonly into: string }[];
  /** By cluster ID, the names of the pools that were told, be it that something newer is known of them. */
  readonly told: ReadonlyMap<string, ReadonlySet<string>>;
  /** What could not be placed, besides what was refused when it was read. */
  readonly rejected: readonly RejectedItem[];
}

/** A cluster that moved to another resource group: its nodes stayed where they were. */
function findMoved(index: ClusterIndex, cluster: Cluster, listed: ReadonlySet<string>): readonly Cluster[] {
  return index
    .listOfNodes(cluster)
    .filter((one) => one.id !== cluster.id && !isPlaceholder(one) && !listed.has(one.id));
}

/** Whether all that was told of it so far was filtered: each cluster has a system pool. What such a list lacks now is gone. */
function isFilteredAlways(before: Cluster | null): boolean {
  return before !== null && listLivePools(before).every(({ mode }) => mode === 'User');
}

/** Whether a part says too little to register a cluster by. */
export function needsCluster({ kind }: ClusterPart): boolean {
  return kind === 'upgrade-profile-of-node-pool' || kind === 'maintenance-of-cluster';
}

/** The registered clusters as an import changes them. */
class ChangingRegistry {
  readonly known: ClusterIndex;
  readonly #changed = new Map<string, Cluster>();
  readonly absorbed: { readonly id: string; readonly into: string }[] = [];
  readonly told = new Map<string, Set<string>>();

  constructor(registered: readonly Cluster[]) {
    this.known = new ClusterIndex(registered);
  }

  /** Puts the cluster that `told` is told of. */
  take(cluster: Cluster, told: Cluster, same: readonly Cluster[] = []): void {
    const names = this.told.get(cluster.id) ?? new Set();
    for (const { name } of told.nodePools) names.add(name);
    this.told.set(cluster.id, names);
    this.put(cluster, same);
  }

  put(cluster: Cluster, same: readonly Cluster[] = []): void {
    const merged = same.reduce(absorbCluster, cluster);
    for (const { id } of same) {
      this.known.remove(id);
      this.#changed.delete(id);
      this.absorbed.push({ id, into: cluster.id });
    }
    this.known.put(merged);
    this.#changed.set(cluster.id, merged);
  }

  listChanged(): readonly Cluster[] {
    return [...this.#changed.values()];
  }
}

/**
 * A second time it changes nothing but `asOf`. `everything`: a discovery, what it lacks may have moved. `target`: the
 * cluster that nodes are of, unless they are known to be of another one.
 */
export function planClusterImport(
  registered: readonly Cluster[],
  imported: Pick<ClusterImport, 'clusters' | 'parts' | 'partial' | 'filtered'>,
  { everything, target = null }: { readonly everything: boolean; readonly target?: Cluster | null } = {
    everything: false,
  },
): ClusterImportPlan {
  const registry = new ChangingRegistry(registered);
  const rejected: RejectedItem[] = [];
  const listed = new Set(imported.clusters.map(({ id }) => id));
  const isPartial = new Set(imported.partial);
  const isFiltered = new Set(imported.filtered);
  for (const cluster of imported.clusters) {
    const before = registry.known.find(cluster.id);
    const isComplete = !isPartial.has(cluster.id) && (!isFiltered.has(cluster.id) || isFilteredAlways(before));
    registry.take(mergeWholeCluster(before, cluster, isComplete), cluster);
  }
  // Once all are known: a name that two of them have is nobody's.
  for (const { id } of imported.clusters) {
    const merged = registry.known.find(id);
    if (!merged) continue;
    const moved = everything ? findMoved(registry.known, merged, listed) : [];
    const same = [...findPlaceholders(registry.known, merged), ...moved];
    if (same.length > 0) registry.put(merged, same);
  }
  for (const part of imported.parts) {
    const isPlaced = target !== null && part.kind === 'nodes-of-cluster';
    const possible = isPlaced ? [registry.known.find(target.id) ?? target] : findClustersOfPart(registry.known, part);
    const owner = isPlaced ? findOtherOwner(registry.known, target, part) : null;
    if (isPlaced && owner) {
      const reason = `is of ${titleOf(owner)} by the resource group of its nodes, not of ${titleOf(target)}: leave out --cluster`;
      rejected.push({ item: part.cluster.name, reason });
      continue;
    }
    const [before = null, ...others] = possible;
    if (others.length > 0) {
      const names = possible.map(titleOf).join(' or ');
      rejected.push({
        item: part.cluster.name,
        reason: `may be of ${names}: "vhdwatch clusters import FILE --cluster NAME" says of which`,
      });
      continue;
    }
    if (!before && needsCluster(part)) {
      rejected.push({ item: part.cluster.name, reason: 'is not registered: import the cluster first' });
      continue;
    }
    const merged = mergeClusterPart(before, part);
    registry.take(merged, part.cluster, findPlaceholders(registry.known, merged));
  }
  const { absorbed, told } = registry;
  return { clusters: registry.listChanged(), absorbed, told, rejected };
}
