import type { Cluster, NodePool } from '../domain/cluster.ts';
import type { ClusterImport, ClusterPart } from '../domain/cluster-import.ts';
import type { RejectedItem } from '../domain/rejected-item.ts';
import { isPlainText } from './field-readers.ts';
import { findField } from './fields.ts';
import { joinWindows, parseClusterId, type ReadOrigin } from './read-cluster.ts';
import type { ReadNodePool } from './read-node-pool.ts';

/** Gathers what an import finds. Refusals make it incomplete; warnings do not. */
export class ImportCollector {
  /** Instant the outside reported this state, UTC ISO text. */
  readonly asOf: string;
  readonly #clusters = new Map<string, Cluster>();
  readonly #parts = new Map<string, ClusterPart>();
  readonly #rejected: Refusals;
  readonly #notices: string[] = [];
  readonly #partial = new Set<string>();
  readonly #filtered = new Set<string>();
  readonly #unread = new Set<string>();
  readonly #words = new Map<string, string>();
  /** How often something was told, and which cluster where a whole one was told last. */
  #told = 0;
  #newest: string | null = null;
  #complete = true;
  #isPageMissing = false;
  #isList = false;
  #isWholeList = true;

  /** `rejected`: goes on counting what was refused before. */
  constructor(asOf: string, rejected = new Refusals()) {
    this.asOf = asOf;
    this.#rejected = rejected;
  }

  /** Keeps what stands for the words of a resource where they tell of one whole cluster, and of nothing else. */
  readWords(words: string, read: () => void): void {
    const before = this.#told;
    read();
    if (this.#told === before + 1 && this.#newest !== null) this.#words.set(this.#newest, words);
  }

  #tell(cluster: string | null): void {
    this.#told += 1;
    this.#newest = cluster;
  }

  originOf(resource: Readonly<Record<string, unknown>>): ReadOrigin {
    return { origin: findField(resource, 'properties') === undefined ? 'az' : 'arm', asOf: this.asOf };
  }

  /** Something that says nothing of any cluster, or not of which. */
  refuse(item: string, reason: string): void {
    this.#isWholeList = false;
    this.#refuse(item, reason);
  }

  #refuse(item: string, reason: string): void {
    this.#tell(null);
    this.#complete = false;
    this.#rejected.add(item, reason);
  }

  /** A part of a cluster: what else is told of that cluster may not be all of it. */
  refusePart(clusterId: string, item: string, reason: string): void {
    this.#partial.add(clusterId);
    this.#refuse(item, reason);
  }

  /** Of a cluster only some sort of pools is told. */
  markFiltered(clusterId: string): void {
    this.#tell(null);
    this.#filtered.add(clusterId);
  }

  /** A whole cluster; its ID or its name says that it is there. */
  refuseCluster(fields: Readonly<Record<string, unknown>>, item: string, reason: string): void {
    const id = typeof fields['id'] === 'string' ? parseClusterId(fields['id'])?.id : undefined;
    const who = id ?? (typeof fields['name'] === 'string' ? fields['name'].toLowerCase() : undefined);
    if (who === undefined || !isPlainText(who)) this.#isWholeList = false;
    else this.#unread.add(who);
    this.#refuse(item, reason);
  }

  /** Something was not taken as written, but nothing is missing. */
  warn(item: string, reason: string): void {
    this.#tell(null);
    this.#rejected.add(item, reason);
  }

  /** Something to know that makes nothing incomplete. */
  note(notice: string): void {
    this.#tell(null);
    this.#notices.push(notice);
  }

  /** A page is missing: what is here counts, what is not here may still be there. */
  markIncomplete(notice: string): void {
    this.#complete = false;
    this.#isPageMissing = true;
    this.#isWholeList = false;
    this.#notices.push(notice);
  }

  /** Takes the outcome of reading a pool of that cluster; `null` when it was refused. */
  takePool(clusterId: string, item: string, read: ReadNodePool): NodePool | null {
    if ('refused' in read) {
      this.refusePart(clusterId, item, read.refused);
      return null;
    }
    for (const warning of read.warnings) this.warn(item, warning);
    return read.pool;
  }

  /** The whole clusters stand in a list. */
  markList(): void {
    this.#isList = true;
  }

  has(clusterId: string): boolean {
    return this.#clusters.has(clusterId);
  }

  addCluster(cluster: Cluster): void {
    if (cluster.nodePools.length > MOST_POOLS) {
      this.refuseCluster({ id: cluster.id }, cluster.name, TOO_MANY);
      return;
    }
    if (this.#clusters.has(cluster.id)) this.warn(cluster.name, 'is there twice; the last one counts');
    // Deleted first, so that the place in the list is that of the one that counts.
    this.#clusters.delete(cluster.id);
    this.#clusters.set(cluster.id, cluster);
    this.#words.delete(cluster.id);
    this.#tell(cluster.id);
  }

  /** Adds what is known of a part of a cluster: of some pools, unless it says of all. Further ones of that cluster and kind join it. */
  addPart(told: Pick<ClusterPart, 'kind' | 'cluster'> & Partial<ClusterPart>): void {
    this.#tell(null);
    const part = { allPools: false, possibleIds: [], ...told };
    const key = `${part.kind} ${part.cluster.id}`;
    const earlier = this.#parts.get(key);
    const known = earlier?.cluster.nodePools.length ?? 0;
    if (known + part.cluster.nodePools.length > MOST_POOLS) {
      this.refusePart(part.cluster.id, part.cluster.name, TOO_MANY);
      return;
    }
    const nodePools = this.#joinPools(part.cluster, earlier?.cluster.nodePools ?? []);
    const allPools = part.allPools && (earlier?.allPools ?? true);
    const nodes = part.nodes ? { nodes: { ...earlier?.nodes, ...part.nodes } } : {};
    const [before, now] = [earlier?.cluster.maintenance, part.cluster.maintenance];
    // Each window of a list comes by itself.
    const windows = before && now ? { maintenance: joinWindows(before, now) } : {};
    this.#parts.set(key, { ...part, ...nodes, allPools, cluster: { ...part.cluster, ...windows, nodePools } });
  }

  #joinPools(cluster: Cluster, earlier: readonly NodePool[]): NodePool[] {
    const pools = new Map(earlier.map((pool) => [pool.name, pool]));
    for (const pool of cluster.nodePools) {
      if (pools.has(pool.name)) this.warn(`${cluster.name}/${pool.name}`, 'is there twice; the last one counts');
      pools.set(pool.name, pool);
    }
    return [...pools.values()];
  }

  result(): ClusterImport {
    // A list that was filtered to Windows lacks the system pool that every cluster has: it says nothing of the others.
    const parts = [...this.#parts.values()].map((part) => ({
      ...part,
      allPools:
        part.allPools &&
        !this.#isPageMissing &&
        !this.#partial.has(part.cluster.id) &&
        part.cluster.nodePools.some((pool) => pool.mode === 'System'),
    }));
    return {
      clusters: [...this.#clusters.values()],
      parts,
      rejected: this.#rejected.list(),
      notices: [...this.#notices],
      complete: this.#complete,
      partial: [...this.#partial],
      filtered: [...this.#filtered],
      unread: [...this.#unread],
      words: this.#words,
      isWholeList: this.#isWholeList,
      isList: this.#isList,
    };
  }
}

/** Why what is nothing known is refused, and what `--query` left of an answer. */
export const FRAGMENT =
  'is no whole AKS cluster, node pool or node: import what "az aks list -o json" prints, without --query';

/** AKS takes 100; what has far more is no cluster, and would hold everybody up. */
const MOST_POOLS = 1_000;
const TOO_MANY = `has more than ${MOST_POOLS} node pools, where AKS allows 100: look at where the file comes from`;

/** Of one reason so many items are named; a person has understood it by then. */
const MOST_OF_ONE_REASON = 20;
const MOST_REASONS = 100;

export function describeNonObject(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? FRAGMENT : 'is no JSON object';
}

/** What an import refused, in order: item by item while that can be read, and counted beyond that. */
export class Refusals {
  readonly #named: RejectedItem[] = [];
  readonly #counts = new Map<string, number>();
  #others = 0;

  add(item: string, reason: string): void {
    const count = this.#counts.get(reason) ?? 0;
    if (count === 0 && this.#counts.size >= MOST_REASONS) {
      this.#others += 1;
      return;
    }
    this.#counts.set(reason, count + 1);
    if (count < MOST_OF_ONE_REASON) this.#named.push({ item, reason });
  }

  list(): readonly RejectedItem[] {
    const more = [...this.#counts].map(([reason, count]) => ({ count: count - MOST_OF_ONE_REASON, reason }));
    const summary = [...more, { count: this.#others, reason: 'were refused for further reasons' }];
    const counted = summary.filter(({ count }) => count > 0);
    return [...this.#named, ...counted.map(({ count, reason }) => ({ item: `${count} more`, reason }))];
  }
}
