import { type Cluster, labelOfNodeGroup } from '../domain/cluster.ts';
import type { ClusterImport, ClusterPart } from '../domain/cluster-import.ts';

/** How the ID of what is registered without an Azure ID begins; behind it the name that was typed, or the node resource group. */
export const PLACEHOLDER = 'manual/';

export function placeholderOf(name: string): string {
  return `${PLACEHOLDER}${name.toLowerCase()}`;
}

/** What is registered without an Azure ID: typed by hand, or seen through its nodes. */
export function isPlaceholder({ id }: Pick<Cluster, 'id'>): boolean {
  return id.startsWith(PLACEHOLDER);
}

function mayBeOfOneSubscription(a: Cluster, b: Cluster): boolean {
  return a.subscriptionId === null || b.subscriptionId === null || a.subscriptionId === b.subscriptionId;
}

/** Whether the nodes of both are in one resource group; a label has it cut and with other signs. */
function haveSameNodes(a: Cluster, b: Cluster): boolean {
  const [one, other] = [a.nodeResourceGroup?.toLowerCase(), b.nodeResourceGroup?.toLowerCase()];
  if (one === undefined || other === undefined || !mayBeOfOneSubscription(a, b)) return false;
  return one === other || labelOfNodeGroup(one) === other || labelOfNodeGroup(other) === one;
}

/** Whether a person typed this name for a cluster of which Azure now says more. */
function isTypedName(placeholder: Cluster, cluster: Cluster): boolean {
  return (
    placeholder.id === placeholderOf(cluster.name) &&
    mayBeOfOneSubscription(placeholder, cluster) &&
    (placeholder.resourceGroup === null ||
      placeholder.resourceGroup.toLowerCase() === cluster.resourceGroup?.toLowerCase())
  );
}

function isOnlyOneOf(registry: ClusterIndex, cluster: Cluster, placeholder: Cluster): boolean {
  const others = registry.listOfNodes(placeholder).filter((one) => !isPlaceholder(one) && one.vanishedAt === null);
  return others.every(({ id }) => id === cluster.id);
}

/**
 * What is registered of a cluster under another ID: by its nodes, or by the name that somebody typed where no other
 * cluster has it.
 */
export function findPlaceholders(registry: ClusterIndex, cluster: Cluster): readonly Cluster[] {
  if (isPlaceholder(cluster)) return [];
  const group = cluster.nodeResourceGroup?.toLowerCase();
  const isOther = (one: Cluster) => one.id !== cluster.id && one.vanishedAt === null && !isPlaceholder(one);
  const hasNamesake = registry.listNamed(cluster.name).some(isOther);
  const typed = registry.find(placeholderOf(cluster.name));
  const ofGroup = group === undefined ? null : registry.find(placeholderOf(group));
  const ofNodes = registry
    .listOfNodes(cluster)
    .filter(isPlaceholder)
    .filter((one) => isOnlyOneOf(registry, cluster, one));
  const isMeant = typed !== null && !hasNamesake && isTypedName(typed, cluster);
  return [...new Set([...ofNodes, ...(ofGroup ? [ofGroup] : []), ...(isMeant ? [typed] : [])])];
}

/**
 * The registered clusters that a part can belong to: by its nodes, else by the IDs that it may have. Several where what
 * it says of its nodes was cut, and fits all of them.
 */
export function findClustersOfPart(registry: ClusterIndex, { cluster, possibleIds }: ClusterPart): readonly Cluster[] {
  const known = registry.listOfNodes(cluster);
  const ids = [...new Set([...possibleIds, cluster.id])];
  const possible = known.length > 0 ? known : ids.map((id) => registry.find(id)).filter((one) => one !== null);
  const named = possible.filter((one) => !isPlaceholder(one));
  const live = named.filter(({ vanishedAt }) => vanishedAt === null);
  const group = cluster.nodeResourceGroup?.toLowerCase();
  const exact = live.filter((one) => one.nodeResourceGroup?.toLowerCase() === group);
  return [exact, live, named, possible].find((some) => some.length > 0) ?? [];
}

/** The other registered cluster whose nodes these are, where both tell where their nodes are; who names `target` for them errs. */
export function findOtherOwner(registry: ClusterIndex, target: Cluster, { cluster }: ClusterPart): Cluster | null {
  if (target.nodeResourceGroup === undefined || haveSameNodes(target, cluster)) return null;
  const isOwner = (one: Cluster) => one.vanishedAt === null && !isPlaceholder(one) && haveSameNodes(one, cluster);
  return registry.listOfNodes(cluster).find(isOwner) ?? null;
}

/** Registered clusters by what tells who they are. */
export class ClusterIndex {
  readonly #byId = new Map<string, Cluster>();
  readonly #byName = new Map<string, Set<string>>();
  readonly #byGroup = new Map<string, Set<string>>();

  constructor(clusters: readonly Cluster[]) {
    for (const cluster of clusters) this.put(cluster);
  }

  find(id: string): Cluster | null {
    return this.#byId.get(id) ?? null;
  }

  listNamed(name: string): readonly Cluster[] {
    return this.#listOf(this.#byName.get(name.toLowerCase()));
  }

  /** Clusters whose nodes are in the resource group of this one's. */
  listOfNodes(cluster: Cluster): readonly Cluster[] {
    const { nodeResourceGroup: group } = cluster;
    if (group === undefined) return [];
    return this.#listOf(this.#byGroup.get(labelOfNodeGroup(group))).filter((one) => haveSameNodes(one, cluster));
  }

  put(cluster: Cluster): void {
    this.#byId.set(cluster.id, cluster);
    add(this.#byName, cluster.name.toLowerCase(), cluster.id);
    if (cluster.nodeResourceGroup !== undefined)
      add(this.#byGroup, labelOfNodeGroup(cluster.nodeResourceGroup), cluster.id);
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  #listOf(ids: ReadonlySet<string> = new Set()): readonly Cluster[] {
    return [...ids].map((id) => this.find(id)).filter((one) => one !== null);
  }
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const known = index.get(key);
  if (known) known.add(id);
  else index.set(key, new Set([id]));
}

/** How registered clusters are looked up. */
interface Lookup {
  listOf(ids: readonly string[], options: { includeVanished: boolean }): readonly Cluster[];
  listNamed(name: string): readonly Cluster[];
  listIdsOfNodeGroups(labels: readonly string[]): readonly string[];
}

/** The registered clusters that an import can change: one is imported as fast into a large fleet as into a small one. */
export function findConcerned(
  { clusters, parts }: Pick<ClusterImport, 'clusters' | 'parts'>,
  lookup: Lookup,
): readonly Cluster[] {
  const told = [...clusters, ...parts.map(({ cluster }) => cluster)];
  if (told.length === 0) return [];
  const groups = told.flatMap(({ nodeResourceGroup: group }) => (group === undefined ? [] : [group]));
  const ids = [
    ...told.flatMap(({ id, name }) => [id, placeholderOf(name)]),
    ...parts.flatMap(({ possibleIds }) => possibleIds),
    ...groups.map(placeholderOf),
    ...(groups.length === 0 ? [] : lookup.listIdsOfNodeGroups(groups.map(labelOfNodeGroup))),
  ];
  const found = lookup.listOf([...new Set(ids)], { includeVanished: true });
  const names = new Set(told.map(({ name }) => name.toLowerCase()));
  const typed = found.filter((one) => isPlaceholder(one)).map(({ id }) => id.slice(PLACEHOLDER.length));
  const named = typed.filter((name) => names.has(name)).flatMap((name) => lookup.listNamed(name));
  return [...new Map([...named, ...found].map((cluster) => [cluster.id, cluster])).values()];
}
