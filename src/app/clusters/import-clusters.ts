import { AppError } from '../../domain/app-error.ts';
import { type Cluster, isCalled } from '../../domain/cluster.ts';
import type { ClusterImport } from '../../domain/cluster-import.ts';
import { atOnce, type Steps } from '../../domain/steps.ts';
import { countOf, nameSome } from '../../domain/text.ts';
import { type PodsOfFile, readPods } from '../../inventory/formats/pods.ts';
import { type JsonFile, type NamedFile, parseJsonFile } from '../../inventory/json-text.ts';
import { readClusterFiles } from '../../inventory/parse-cluster-file.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { getCluster } from '../fleet/find-clusters.ts';
import { refreshInSteps } from '../polling/refresh-findings.ts';
import { importWorkloads } from './import-workloads.ts';
import { type ImportReport, ImportTally, saveFleetImport } from './save-fleet-import.ts';

export interface ImportOptions {
  /** ID or name of the cluster that pods, or nodes, are of, because their file does not say. */
  readonly cluster?: string | undefined;
  /** Instant of the report; by default the present. */
  readonly asOf?: string;
}

/** Registers a few clusters in one transaction. @throws as `importInSteps` */
export function importClusters(
  context: AppContext,
  files: readonly NamedFile[],
  options: ImportOptions = {},
): ImportReport {
  return transact(context, (writing) => atOnce(importInSteps(writing, files, options)));
}

/**
 * Registers what the files tell of, in steps, and what follows from it at the end; pages of one list may be several
 * files. The same files a second time change nothing but the "as of".
 * @throws AppError `invalid_input` when a file is no JSON at all, `invalid_usage` when pods come without their cluster;
 * nothing is imported then.
 */
export function* importInSteps(
  context: AppContext,
  files: readonly NamedFile[],
  { cluster, asOf = context.clock.now().toISOString() }: ImportOptions,
  tally = new ImportTally(),
): Steps<ImportReport> {
  const read: { readonly file: JsonFile; readonly pods: PodsOfFile | null }[] = [];
  for (const named of files) {
    const file = parseJsonFile(named);
    yield;
    read.push({ file, pods: readPods(file) });
    yield;
  }
  const imports = yield* readClusterFiles(
    read.filter(({ pods }) => pods?.hasNodes !== false).map(({ file }) => file),
    { asOf },
  );
  const withPods = read.flatMap(({ file, pods }) => (pods ? [{ file, pods }] : []));
  refuseMisuse(withPods, imports, cluster);
  refuseStranger(context, imports, cluster);
  const [others, ofNodes] = [imports.filter((one) => !hasNodes(one)), imports.filter(hasNodes)];
  for (const imported of others) yield* saveImport(context, imported, tally);
  const ids: string[] = [];
  for (const imported of ofNodes) ids.push(...(yield* saveImport(context, imported, tally, cluster)));
  transact(context, (writing) => savePods(writing, withPods, cluster ?? findOnly(ids), tally));
  yield* refreshInSteps(context);
  tally.note(yield* findMissing(context, findLists(imports), findSeen(imports)));
  return tally.report();
}

/** The cluster that nodes or pods are said to be of may come with another file; else nothing is to be imported. */
function refuseStranger(context: AppContext, imports: readonly ClusterImport[], cluster: string | undefined): void {
  if (cluster === undefined) return;
  const isMeant = (one: Cluster) => isCalled(one, cluster);
  if (!imports.some(({ clusters }) => clusters.some(isMeant))) getCluster(context, cluster);
}

function hasNodes({ parts }: ClusterImport): boolean {
  return parts.some(({ kind }) => kind === 'nodes-of-cluster');
}

interface PodsFile {
  readonly file: Pick<JsonFile, 'name' | 'notices'>;
  readonly pods: PodsOfFile;
}

function refuseMisuse(pods: readonly PodsFile[], imports: readonly ClusterImport[], cluster: string | undefined): void {
  // Nodes beside the pods say which cluster it is.
  const first = pods.find(({ pods: { hasNodes } }) => !hasNodes);
  if (first && cluster === undefined) throw podsWithoutCluster(first.file);
  if (pods.length === 0 && !imports.some(hasNodes) && cluster !== undefined) {
    const [refused] = imports.flatMap(({ rejected }) => rejected);
    const why = refused ? ` (${refused.item} ${refused.reason})` : '';
    throw new AppError(
      'invalid_usage',
      `It says which cluster pods or nodes are of, and no file lists pods or nodes${why}: leave it out, or import what "kubectl get pods -A -o json" prints.`,
      { subject: { name: 'cluster', value: cluster } },
    );
  }
}

/** Nobody says of which cluster pods are. */
export function podsWithoutCluster({ name }: Pick<JsonFile, 'name'>): AppError {
  return new AppError('invalid_usage', `${name} lists pods and does not say of which cluster.`, {
    next: 'name-cluster',
  });
}

/** Saves what files tell of pods, all of one cluster. @throws AppError `invalid_usage` where nobody says of which */
export function savePods(
  context: WritingContext,
  files: readonly PodsFile[],
  cluster: string | null,
  tally: ImportTally,
): void {
  const [first] = files;
  if (!first) return;
  if (cluster === null) throw podsWithoutCluster(first.file);
  const imports = files.map(({ pods }) => pods);
  const { notices, ...pods } = importWorkloads(context, cluster, imports);
  tally.addPods(pods);
  tally.note([...files.flatMap(({ file }) => file.notices), ...notices]);
}

/** ID of the cluster that was saved, where it is one. */
export function findOnly(ids: readonly string[]): string | null {
  const [only, ...others] = new Set(ids);
  return only !== undefined && others.length === 0 ? only : null;
}

/** Saves one import, with what it did in the tally; returns the IDs of its clusters. `cluster`: the one that nodes are of. */
export function* saveImport(
  context: AppContext,
  imported: ClusterImport,
  tally: ImportTally,
  cluster?: string,
): Steps<readonly string[]> {
  const target = cluster === undefined || !hasNodes(imported) ? null : getCluster(context, cluster);
  const saved = yield* saveFleetImport(context, imported, { target });
  tally.addSaved(saved);
  const strangers = saved.unnamed.map(
    (name) => `Of one cluster only nodes are known: ${name}. Import "az aks list -o json", or say --cluster NAME.`,
  );
  tally.note([...imported.notices, ...strangers]);
  return [...saved.told.keys()];
}

/** Names beyond these few are read by nobody. */
const MOST_NAMED = 3;

interface WholeList {
  readonly ids: Iterable<string>;
}

function findLists(imports: readonly ClusterImport[]): readonly WholeList[] {
  const lists = imports.filter(({ isList, isWholeList }) => isList && isWholeList);
  return lists.map(({ clusters }) => ({ ids: clusters.map(({ id }) => id) }));
}

function findSeen(imports: readonly ClusterImport[]): ReadonlySet<string> {
  return new Set(imports.flatMap(({ clusters, unread }) => [...clusters.map(({ id }) => id), ...unread]));
}

/**
 * Registered clusters that lists of their subscription lack; where all that is listed is of one resource group, it is a
 * list of that group.
 */
export function* findMissing(
  { store }: AppContext,
  lists: readonly WholeList[],
  seen: ReadonlySet<string>,
): Steps<readonly string[]> {
  const notices: string[] = [];
  const groupsOf = new Map<string, Set<string>>();
  for (const { ids } of lists)
    for (const id of ids) {
      const subscription = scopeOf(id, 'subscription');
      const groups = groupsOf.get(subscription) ?? new Set();
      groupsOf.set(subscription, groups.add(scopeOf(id, 'group')));
      yield;
    }
  for (const [subscription, groups] of groupsOf) {
    yield;
    const [scope = subscription] = groups.size === 1 ? groups : [subscription];
    const missing = store.clusters.listIdsBelow(scope).filter((id) => !seen.has(id));
    if (missing.length === 0) continue;
    notices.push(
      `Not in this list: ${countOf(missing.length, 'registered cluster')} of ${scope}: ${nameSome(missing, MOST_NAMED)}. Where they are gone: vhdwatch clusters remove ID.`,
    );
  }
  return notices;
}

/** The part of a cluster's ID that names its subscription, or its resource group as well. */
function scopeOf(id: string, what: 'subscription' | 'group'): string {
  let end = -1;
  for (let slash = 0; slash < (what === 'subscription' ? 3 : 5); slash += 1) {
    end = id.indexOf('/', end + 1);
    if (end === -1) return `${id}/`;
  }
  return id.slice(0, end + 1);
}
