import { type Cluster, type NodePool, nameForCommand } from '../../domain/cluster.ts';
import type { ClusterImport } from '../../domain/cluster-import.ts';
import type { PoolCounts } from '../../domain/node-pool-assessment.ts';
import type { RejectedItem } from '../../domain/rejected-item.ts';
import { batchesOf, type Steps } from '../../domain/steps.ts';
import { compareTexts, countOf, nameSome } from '../../domain/text.ts';
import { findConcerned, PLACEHOLDER } from '../../inventory/identity.ts';
import { Refusals } from '../../inventory/import-collector.ts';
import { settleInstants } from '../../inventory/merge-cluster.ts';
import { type ClusterImportPlan, planClusterImport } from '../../inventory/plan-cluster-import.ts';
import type { RowsRead, WordsOf } from '../../store/cluster-store.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';

interface ToldPools {
  readonly nodePools: number;
  readonly windowsNodePools: number;
}

/** Clusters that are planned together and saved in one step: some hundredths of a second. */
const STEP = 100;

/** How an import is saved. */
interface SaveOptions {
  /** True where the import is a discovery of all there is: what it lacks may have moved. */
  readonly everything?: boolean;
  /** The cluster that nodes are of. */
  readonly target?: Cluster | null;
}

/**
 * Merges what is imported into the registered fleet, some clusters at a time, and keeps what changed in the pools'
 * history. What has a name that somebody typed waits until all is there, since only together they show whether the name
 * is that of one cluster.
 */
export class FleetSaving {
  readonly #context: AppContext;
  readonly #tally: ImportTally;
  readonly #typed: ReadonlySet<string>;
  #held = NOTHING_TOLD;

  constructor(context: AppContext, tally: ImportTally) {
    this.#context = context;
    this.#tally = tally;
    const typed = context.store.clusters.listIdsBelow(PLACEHOLDER);
    this.#typed = new Set(typed.map((id) => id.slice(PLACEHOLDER.length)));
  }

  /**
   * By ID, so that one batch is written to few places of the database; parts come last, since their cluster may be among
   * the others. Returns the IDs of the clusters that were saved.
   */
  *save(imported: ClusterImport, options: SaveOptions = {}): Steps<readonly string[]> {
    const { clusters, parts, partial, filtered, rejected, notices, words, complete } = imported;
    if (!complete) this.#tally.markPart();
    const held = this.#held;
    const isTyped = ({ name }: Cluster) => this.#typed.has(name.toLowerCase());
    this.#held = {
      clusters: [...held.clusters, ...clusters.filter(isTyped)],
      parts: [...held.parts, ...parts.filter(({ cluster }) => isTyped(cluster))],
      partial: [...held.partial, ...partial],
      filtered: [...held.filtered, ...filtered],
      words: NO_WORDS,
    };
    const free = clusters.filter((cluster) => !isTyped(cluster)).sort((a, b) => compareTexts(a.id, b.id));
    const freeParts = parts.filter(({ cluster }) => !isTyped(cluster));
    this.#tally.refuse(rejected);
    this.#tally.note(notices);
    return yield* this.#saveAll({ clusters: free, parts: freeParts, partial, filtered, words }, options);
  }

  /** Saves that these clusters are told in the same words again; the IDs of those of which that is true. */
  *sayAgain(told: ReadonlyMap<string, string>, asOf: string): Steps<ReadonlySet<string>> {
    const said = new Set<string>();
    const sorted = [...told].sort(([a], [b]) => compareTexts(a, b));
    for (const batch of batchesOf(sorted, STEP)) {
      const again = transact(this.#context, ({ store }) => store.clusters.sayAgain(new Map(batch), asOf, this.#typed));
      for (const { id, ...pools } of again) {
        this.#tally.addTold(id, pools);
        said.add(id);
      }
      yield;
    }
    return said;
  }

  /** Saves what waited. */
  *finish(options: SaveOptions = {}): Steps<readonly string[]> {
    const { clusters, parts, ...rest } = this.#held;
    this.#held = NOTHING_TOLD;
    const ids: string[] = [];
    if (clusters.length > 0) ids.push(...(yield* this.#saveBatch({ ...rest, clusters, parts: [] }, options)));
    ids.push(...(yield* this.#saveAll({ ...rest, clusters: [], parts }, options)));
    return ids;
  }

  *#saveAll({ clusters, parts, ...rest }: Told, options: SaveOptions): Steps<readonly string[]> {
    const ids: string[] = [];
    const ofClusters = batchesOf(clusters, STEP).map((batch) => ({ ...rest, clusters: batch, parts: [] }));
    const ofParts = batchesOf(parts, STEP).map((batch) => ({ ...rest, clusters: [], parts: batch, words: NO_WORDS }));
    for (const batch of [...ofClusters, ...ofParts]) ids.push(...(yield* this.#saveBatch(batch, options)));
    return ids;
  }

  *#saveBatch(told: Told, options: SaveOptions): Steps<readonly string[]> {
    // Where something newer is known, or told in the same import, the words of neither say all of it.
    const isNews = ({ id, evidence }: Cluster) => !this.#tally.hasTold(id) && evidence?.described === instantOf(told);
    const wordsOf = (cluster: Cluster) => (isNews(cluster) ? (told.words.get(cluster.id) ?? null) : null);
    const plan = transact(this.#context, (writing) => saveBatch(writing, told, { ...options, wordsOf }));
    this.#tally.addSaved(plan, told);
    yield;
    return plan.clusters.map(({ id }) => id);
  }
}

/** What is saved at a time. */
type Told = Pick<ClusterImport, 'clusters' | 'parts' | 'partial' | 'filtered' | 'words'>;

const NO_WORDS: Told['words'] = new Map();

const NOTHING_TOLD: Told = { clusters: [], parts: [], partial: [], filtered: [], words: NO_WORDS };

/** A registered cluster as it stands before something of it is told `asOf` an instant, UTC ISO text. */
export function settle({ clock, wallClock }: AppContext, cluster: Cluster, asOf: string | undefined): Cluster {
  const [, now = ''] = [clock, wallClock].map((one) => one.now().toISOString()).sort();
  return settleInstants(cluster, now, asOf ?? now);
}

function saveBatch(
  context: WritingContext,
  told: Told,
  { everything = false, target = null, wordsOf }: SaveOptions & { readonly wordsOf: WordsOf },
): ClusterImportPlan {
  const { store, clock } = context;
  let read: RowsRead | undefined;
  const listOf = (ids: readonly string[]) => {
    const found = store.clusters.readToSave(ids);
    read = found.read;
    return found.clusters;
  };
  const concerned = findConcerned(told, { ...store.clusters, listOf });
  const registered = concerned.map((one) => settle(context, one, instantOf(told)));
  const plan = planClusterImport(registered, told, { everything, target });
  store.clusters.saveAll(plan.clusters, read, wordsOf);
  store.nodePoolHistory.record(plan.clusters, clock.now().toISOString());
  for (const { id, into } of plan.absorbed) store.clusters.absorb(id, into);
  return plan;
}

function instantOf({ clusters, parts }: Pick<Told, 'clusters' | 'parts'>): string | undefined {
  return (clusters[0] ?? parts[0]?.cluster)?.asOf;
}

/** The pools of a saved cluster of which something was told, or before at the instant of the import. */
function countTold({ id, nodePools }: Cluster, plan: ClusterImportPlan, asOf: string | undefined): ToldPools {
  const isTold = ({ name, evidence: { azure, nodes, typed, offer } = {} }: NodePool) =>
    plan.told.get(id)?.has(name) || [azure, nodes, typed, offer].some((report) => report?.asOf === asOf);
  const told = nodePools.filter(isTold);
  const windows = told.filter(({ osType }) => osType === 'Windows');
  return { nodePools: told.length, windowsNodePools: windows.length };
}

/** What an import registered, as `clusters import --json` gives it. */
export interface ImportReport extends ToldPools {
  readonly clusters: number;
  readonly workloads: number;
  /** Of how many clusters maintenance windows were told. */
  readonly maintained?: number;
  readonly rejected: readonly RejectedItem[];
  /** How the Windows node pools of the whole fleet stand now; absent where nothing was imported, or nobody asked. */
  readonly fleet?: PoolCounts;
  /** False before the first image is known that theirs could be compared with; there with `fleet`. */
  readonly knowsImages?: boolean;
  /** False where something was refused, or a page of several is missing. */
  readonly complete: boolean;
  /** Files that were not read to their end, beside others; `rejected` says why, and what of a large one was imported. */
  readonly refusedFiles?: readonly string[];
  /** What to know besides: that a page of several is missing, for example. */
  readonly notices: readonly string[];
}

/** Names beyond these few make a sentence unreadable. */
export const MOST_NAMED = 3;

/** Sums up what parts of one import did; a cluster of several parts is one cluster. */
export class ImportTally {
  /** Where whole lists have clusters: resource groups, or subscriptions. */
  readonly scopes = new Set<string>();
  /** IDs and names of clusters that were refused as a whole. */
  readonly unread = new Set<string>();
  readonly #told = new Map<string, ToldPools>();
  readonly #rejected: RejectedItem[] = [];
  readonly #unplaced = new Refusals();
  readonly #notices: string[] = [];
  readonly #refusedFiles: string[] = [];
  /** Pools that their cluster lacks by this import. */
  readonly #gone = new Set<string>();
  readonly #maintained = new Set<string>();
  #workloads = 0;
  #isComplete = true;

  get clusters(): number {
    return this.#told.size;
  }

  hasTold(id: string): boolean {
    return this.#told.has(id);
  }

  /** Of a cluster that was saved before, the later part tells of what the earlier one told, too. */
  addSaved(plan: ClusterImportPlan, told: Told): void {
    const { clusters, rejected } = plan;
    const windows = new Set(told.parts.flatMap(({ cluster }) => (cluster.maintenance ? cluster.id : [])));
    for (const cluster of clusters) {
      if (windows.has(cluster.id)) this.#maintained.add(cluster.id);
      this.#told.set(cluster.id, countTold(cluster, plan, instantOf(told)));
      for (const { name, vanishedAt } of cluster.nodePools)
        if (vanishedAt !== null && vanishedAt === instantOf(told)) this.#gone.add(`${cluster.name}/${name}`);
      if (nameForCommand(cluster) === cluster.name) continue;
      this.note([
        `Of one cluster only nodes are known: ${cluster.name}. Import "az aks list -o json", or say which it is: "vhdwatch clusters import FILE --cluster NAME".`,
      ]);
    }
    for (const { item, reason } of rejected) this.#unplaced.add(item, reason);
    if (rejected.length > 0) this.markPart();
  }

  markPart(): void {
    this.#isComplete = false;
  }

  addTold(id: string, pools: ToldPools): void {
    this.#told.set(id, pools);
  }

  refuse(rejected: readonly RejectedItem[]): void {
    this.#rejected.push(...rejected);
  }

  /** What is left of a file, beside others. */
  refuseFile(name: string, reason: string): void {
    this.#refusedFiles.push(name);
    const own = reason.startsWith(name) ? reason.slice(name.length).replace(/^:? /, '') : reason;
    this.refuse([{ item: name, reason: own }]);
    this.markPart();
  }

  get hasRefusedFile(): boolean {
    return this.#refusedFiles.length > 0;
  }

  addPods({ workloads, rejected }: Pick<ImportReport, 'workloads' | 'rejected'>): void {
    this.#workloads += workloads;
    this.refuse(rejected);
    if (rejected.length > 0) this.markPart();
  }

  note(notices: readonly string[]): void {
    this.#notices.push(...notices);
  }

  #sayGone(): readonly string[] {
    if (this.#gone.size === 0) return [];
    return [
      `Gone by this import: ${countOf(this.#gone.size, 'node pool')} (${nameSome([...this.#gone], MOST_NAMED)}).`,
    ];
  }

  report(): ImportReport {
    const counts = { nodePools: 0, windowsNodePools: 0 };
    for (const { nodePools, windowsNodePools } of this.#told.values()) {
      counts.nodePools += nodePools;
      counts.windowsNodePools += windowsNodePools;
    }
    return {
      clusters: this.#told.size,
      ...counts,
      workloads: this.#workloads,
      ...(this.#maintained.size > 0 ? { maintained: this.#maintained.size } : {}),
      complete: this.#isComplete,
      rejected: [...this.#rejected, ...this.#unplaced.list()],
      ...(this.hasRefusedFile ? { refusedFiles: this.#refusedFiles } : {}),
      notices: [...this.#notices, ...this.#sayGone()],
    };
  }
}
