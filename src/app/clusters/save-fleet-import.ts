import { type Cluster, type NodePool, nameForCommand } from '../../domain/cluster.ts';
import type { ClusterImport, RejectedItem } from '../../domain/cluster-import.ts';
import type { Steps } from '../../domain/steps.ts';
import { compareTexts } from '../../domain/text.ts';
import { findConcerned, PLACEHOLDER } from '../../inventory/identity.ts';
import { type ClusterImportPlan, planClusterImport } from '../../inventory/plan-cluster-import.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';

/** How many node pools of a cluster an import tells of. */
export interface ToldPools {
  readonly nodePools: number;
  readonly windowsNodePools: number;
}

/** What saving an import did. */
export interface SavedImport {
  /** Clusters that were registered or renewed, by ID. */
  readonly told: ReadonlyMap<string, ToldPools>;
  /** Clusters that are gone. */
  readonly vanished: number;
  /** Names of clusters of which only nodes are known. */
  readonly unnamed: readonly string[];
  /** What was refused when it was read. */
  readonly rejected: readonly RejectedItem[];
  /** What could not be placed. */
  readonly unplaced: readonly RejectedItem[];
}

/** Clusters that are planned together and saved in one step: some hundredths of a second. */
const STEP = 50;

/** How an import is saved. */
interface SaveOptions {
  /** IDs of clusters that are gone; given where the import is a discovery of all there is. */
  readonly gone?: readonly string[];
  /** The cluster that nodes are of. */
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
  const { now, last } = splitImport(imported, findTypedNames(context));
  const plans: ClusterImportPlan[] = [];
  for (const part of [...now, last]) {
    plans.push(transact(context, (writing) => savePart(writing, part, options)));
    yield;
  }
  const { gone = [] } = options;
  if (gone.length > 0)
    transact(context, ({ store, clock }) => {
      for (const id of gone) store.clusters.markVanished(id, clock.now().toISOString());
    });
  const saved = plans.flatMap(({ clusters }) => clusters);
  return {
    told: countTold(saved, imported),
    vanished: gone.length,
    unnamed: saved.filter((one) => nameForCommand(one) !== one.name).map(({ name }) => name),
    rejected: imported.rejected,
    unplaced: plans.flatMap(({ rejected }) => rejected),
  };
}

/** Names that a person typed for clusters, in lower case. */
function findTypedNames({ store }: AppContext): ReadonlySet<string> {
  return new Set(store.clusters.listIdsBelow(PLACEHOLDER).map((id) => id.slice(PLACEHOLDER.length)));
}

/**
 * An import in batches, by ID, so that one batch is written to few places of the database. What has a name that somebody
 * typed comes last, since only together they show whether the name is that of one cluster; so do parts, whose cluster may
 * be among the others.
 */
function splitImport(imported: ClusterImport, typed: ReadonlySet<string>) {
  const isTyped = ({ name }: Cluster) => typed.has(name.toLowerCase());
  const free = imported.clusters.filter((cluster) => !isTyped(cluster)).sort((a, b) => compareTexts(a.id, b.id));
  const now = Array.from({ length: Math.ceil(free.length / STEP) }, (_, at) => {
    return { ...imported, clusters: free.slice(at * STEP, (at + 1) * STEP), parts: [] };
  });
  return { now, last: { ...imported, clusters: imported.clusters.filter(isTyped) } };
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

/** Of each saved cluster, the pools of which something was told at the instant of the import. */
function countTold(saved: readonly Cluster[], { clusters, parts }: ClusterImport): ReadonlyMap<string, ToldPools> {
  const asOf = (clusters[0] ?? parts[0]?.cluster)?.asOf;
  const isTold = ({ evidence = {} }: NodePool) =>
    [evidence.azure, evidence.nodes, evidence.typed, evidence.offer].some((report) => report?.asOf === asOf);
  return new Map(
    saved.map(({ id, nodePools }) => {
      const told = nodePools.filter(isTold);
      const windows = told.filter(({ osType }) => osType === 'Windows');
      return [id, { nodePools: told.length, windowsNodePools: windows.length }];
    }),
  );
}
