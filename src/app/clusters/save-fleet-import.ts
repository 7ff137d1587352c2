import { type Cluster, type NodePool, nameForCommand } from '../../domain/cluster.ts';
import type { ClusterImport, RejectedItem } from '../../domain/cluster-import.ts';
import type { PoolCounts } from '../../domain/node-pool-assessment.ts';
import type { Steps } from '../../domain/steps.ts';
import { compareTexts } from '../../domain/text.ts';
import { findConcerned, PLACEHOLDER } from '../../inventory/identity.ts';
import { Refusals } from '../../inventory/import-collector.ts';
import { type ClusterImportPlan, planClusterImport } from '../../inventory/plan-cluster-import.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';

interface ToldPools {
  readonly nodePools: number;
  readonly windowsNodePools: number;
}

interface SavedImport {
  /** Clusters that were registered or renewed, by ID. */
  readonly told: ReadonlyMap<string, ToldPools>;
  readonly vanished: number;
  /** Names of clusters of which only nodes are known. */
  readonly unnamed: readonly string[];
  readonly rejected: readonly RejectedItem[];
  readonly unplaced: readonly RejectedItem[];
}

/** Clusters that are planned together and saved in one step: some hundredths of a second. */
export const STEP = 100;

interface SaveOptions {
  /** IDs of clusters that are gone; given where the import is a discovery of all there is. */
  readonly gone?: readonly string[];
  readonly target?: Cluster | null;
}

/**
 * Merges an import into the registered fleet and keeps what changed in the pools' history. What the import lacks is gone
 * once all of it is saved, not before.
 */
export function* saveFleetImport(
  context: AppContext,
  imported: ClusterImport,
  options: SaveOptions,
): Steps<SavedImport> {
  const parts = splitImport(imported, findTypedNames(context));
  const told = new Map<string, ToldPools>();
  const unnamed: string[] = [];
  const unplaced: RejectedItem[] = [];
  for (const part of parts) {
    const { clusters, rejected } = transact(context, (writing) => savePart(writing, part, options));
    for (const cluster of clusters) {
      told.set(cluster.id, countTold(cluster, imported));
      if (nameForCommand(cluster) !== cluster.name) unnamed.push(cluster.name);
    }
    unplaced.push(...rejected);
    yield;
  }
  const { gone = [] } = options;
  if (gone.length > 0)
    transact(context, ({ store, clock }) => {
      for (const id of gone) store.clusters.markVanished(id, clock.now().toISOString());
    });
  return { told, vanished: gone.length, unnamed, rejected: imported.rejected, unplaced };
}

function findTypedNames({ store }: AppContext): ReadonlySet<string> {
  return new Set(store.clusters.listIdsBelow(PLACEHOLDER).map((id) => id.slice(PLACEHOLDER.length)));
}

/**
 * An import in batches, by ID, so that one batch is written to few places of the database. What has a name that somebody
 * typed comes last, since only together they show whether the name is that of one cluster; so do parts, whose cluster may
 * be among the others.
 */
function splitImport(imported: ClusterImport, typed: ReadonlySet<string>): readonly ClusterImport[] {
  const isTyped = ({ name }: Cluster) => typed.has(name.toLowerCase());
  const free = imported.clusters.filter((cluster) => !isTyped(cluster)).sort((a, b) => compareTexts(a.id, b.id));
  const now = Array.from({ length: Math.ceil(free.length / STEP) }, (_, at) => {
    return { ...imported, clusters: free.slice(at * STEP, (at + 1) * STEP), parts: [] };
  });
  const last = { ...imported, clusters: imported.clusters.filter(isTyped) };
  return last.clusters.length + last.parts.length > 0 ? [...now, last] : now;
}

function savePart({ store, clock }: WritingContext, part: ClusterImport, options: SaveOptions): ClusterImportPlan {
  const plan = planClusterImport(findConcerned(part, store.clusters), part, {
    everything: options.gone !== undefined,
    target: options.target ?? null,
  });
  store.clusters.saveAll(plan.clusters);
  store.nodePoolHistory.record(plan.clusters, clock.now().toISOString());
  for (const { id, into } of plan.absorbed) store.clusters.absorb(id, into);
  return plan;
}

/** The pools of a saved cluster of which something was told at the instant of the import. */
function countTold({ nodePools }: Cluster, { clusters, parts }: ClusterImport): ToldPools {
  const asOf = (clusters[0] ?? parts[0]?.cluster)?.asOf;
  const isTold = ({ evidence = {} }: NodePool) =>
    [evidence.azure, evidence.nodes, evidence.typed, evidence.offer].some((report) => report?.asOf === asOf);
  const told = nodePools.filter(isTold);
  const windows = told.filter(({ osType }) => osType === 'Windows');
  return { nodePools: told.length, windowsNodePools: windows.length };
}

/** What an import registered, as `clusters import --json` gives it. */
export interface ImportReport extends ToldPools {
  readonly clusters: number;
  /** Workloads on Windows in files of pods. */
  readonly workloads: number;
  /** What was refused or not taken as written; everything else is kept. */
  readonly rejected: readonly RejectedItem[];
  /** How the Windows node pools of the whole fleet stand now; absent where nothing was imported, or nobody asked. */
  readonly fleet?: PoolCounts;
  /** What to know besides: that a page of several is missing, for example. */
  readonly notices: readonly string[];
}

/** Sums up what parts of one import did; a cluster of several parts is one cluster. */
export class ImportTally {
  readonly #told = new Map<string, ToldPools>();
  readonly #rejected: RejectedItem[] = [];
  readonly #unplaced = new Refusals();
  readonly #notices: string[] = [];
  #workloads = 0;

  get clusters(): number {
    return this.#told.size;
  }

  /** Of a cluster that was saved before, the later part tells of what the earlier one told, too. */
  addSaved({ told, rejected, unplaced }: SavedImport): void {
    for (const [id, pools] of told) this.#told.set(id, pools);
    this.#rejected.push(...rejected);
    for (const { item, reason } of unplaced) this.#unplaced.add(item, reason);
  }

  addPods({ workloads, rejected }: Pick<ImportReport, 'workloads' | 'rejected'>): void {
    this.#workloads += workloads;
    this.#rejected.push(...rejected);
  }

  note(notices: readonly string[]): void {
    this.#notices.push(...notices);
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
      rejected: [...this.#rejected, ...this.#unplaced.list()],
      notices: this.#notices,
    };
  }
}
