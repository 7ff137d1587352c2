import { AppError } from '../../domain/app-error.ts';
import { type Cluster, isCalled } from '../../domain/cluster.ts';
import type { ClusterImport } from '../../domain/cluster-import.ts';
import { atOnce, type Steps } from '../../domain/steps.ts';
import { countOf, nameSome } from '../../domain/text.ts';
import { type JsonItem, JsonItems, toUtf8 } from '../../inventory/json-items.ts';
import { type JsonFile, type NamedFile, parseJsonFile } from '../../inventory/json-text.ts';
import { FleetReading, type PodsOfFile, readClusterFiles } from '../../inventory/parse-cluster-file.ts';
import { needsCluster } from '../../inventory/plan-cluster-import.ts';
import { findWords, type ToldWords } from '../../inventory/words.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { countFleet } from '../fleet/assess-fleet.ts';
import { getCluster } from '../fleet/find-clusters.ts';
import { inTurns } from '../in-turns.ts';
import { refreshInSteps } from '../polling/refresh-findings.ts';
import { importWorkloads } from './import-workloads.ts';
import { type FileSource, type LargeFile, readStart } from './read-start.ts';
import { FleetSaving, type ImportReport, ImportTally, MOST_NAMED } from './save-fleet-import.ts';

interface ImportOptions {
  /** ID or name of the cluster that pods, or nodes, are of, because their file does not say. */
  readonly cluster?: string | undefined;
  /** Instant of the report; by default the present. */
  readonly asOf?: string;
}

/** Registers what a few files tell of in one transaction. @throws as `importFiles` */
export function importClusters(
  context: AppContext,
  files: readonly NamedFile[],
  options: ImportOptions = {},
): ImportReport {
  return transact(context, (writing) => {
    const run = new FleetImport(writing, options);
    atOnce(run.readWhole(files.map(parseJsonFile)));
    atOnce(noteMissing(writing, run.tally));
    return run.tally.report();
  });
}

/**
 * Registers what files of any size tell of, in steps, and what follows from it at the end. The same files a second time
 * change nothing but the "as of". Small ones are read whole, since together they may be pages of one list; a large one is
 * read while it is saved.
 * A file that is none, or no JSON, is refused, and the others are read.
 * @throws AppError `invalid_input` when the only file is no JSON at all, `invalid_usage` when pods come without their
 * cluster: nothing of small files is imported then; of large ones it says how much was
 */
export async function importFiles(
  context: AppContext,
  sources: readonly FileSource[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const small: JsonFile[] = [];
  const tally = new ImportTally();
  const asOf = context.clock.now().toISOString();
  const begin = () => new FleetImport(context, { asOf, ...options }, tally);
  const large: LargeFile[] = [];
  // Of the cluster that is named, which another file may bring.
  const isOfOther = ({ isOfCluster }: LargeFile) => isOfCluster && options.cluster !== undefined;
  const take = async ({ name }: { readonly name: string }, work: () => Promise<void>) => {
    const before = tally.clusters;
    try {
      await work();
    } catch (error) {
      if (sources.length === 1 || !(error instanceof AppError) || error.code !== 'invalid_input') throw error;
      const saved = tally.clusters - before;
      tally.refuseFile(name, `${error.message}${saved > 0 ? sayImportedBefore(saved) : ''}`);
    }
  };
  try {
    for (const source of sources)
      await take(source, async () => {
        const file = await readStart(source);
        if ('content' in file) small.push(parseJsonFile(file));
        else large.push(file);
        if ('rest' in file && !isOfOther(file)) await begin().readWhileSaving(file);
      });
    const isAll = large.length === 0 && !tally.hasRefusedFile;
    if (small.length > 0 || isAll) await inTurns(begin().readWhole(small, !isAll));
    for (const file of large.filter(isOfOther)) await take(file, () => begin().readWhileSaving(file));
    // Of one that broke off, nothing follows yet from what was saved.
    if (tally.hasRefusedFile && tally.clusters > 0) await inTurns(refreshInSteps(context));
  } catch (error) {
    if (!(error instanceof AppError) || tally.clusters === 0) throw error;
    await inTurns(refreshInSteps(context));
    error.message += sayImportedBefore(tally.clusters);
    throw error;
  }
  await inTurns(noteMissing(context, tally));
  const report = tally.report();
  if (report.clusters === 0) return report;
  const knowsImages = context.store.catalogue.get().images.length > 0;
  return { ...report, fleet: await inTurns(countFleet(context)), knowsImages };
}

function sayImportedBefore(clusters: number): string {
  return ` Imported before it: ${countOf(clusters, 'cluster')}.`;
}

/** So many items are read before they are saved: sorted, those of a batch lie close together in the database. */
const WINDOW = 1_000;

/** Items that may have been told before, in so many bytes, are looked up together. */
const TOGETHER = 8 * 1024 * 1024;

interface HeldItem {
  readonly item: JsonItem;
  readonly told: ToldWords | null;
}

/** A large file that is being read. */
class FileInWork {
  readonly items: JsonItems;
  readonly reading: FleetReading;
  /** Of each subscription, where the list has clusters. */
  readonly scopes = new Map<string, string>();
  /** What is not read yet. */
  readonly held: HeldItem[] = [];
  heldBytes = 0;
  /** Items that were read. */
  count = 0;

  constructor(name: string, asOf: string) {
    this.items = new JsonItems(name);
    this.reading = new FleetReading(asOf);
  }
}

/** The import of one large file, or of small ones together. */
class FleetImport {
  readonly tally: ImportTally;
  readonly #context: AppContext;
  readonly #cluster: string | undefined;
  readonly #asOf: string;
  readonly #saving: FleetSaving;
  readonly #pods: PodsFile[] = [];
  /** IDs of the clusters that nodes are of. */
  readonly #ofNodes: string[] = [];
  #hasNodes = false;

  constructor(context: AppContext, { cluster, asOf }: ImportOptions, tally = new ImportTally()) {
    this.tally = tally;
    this.#context = context;
    this.#cluster = cluster;
    this.#asOf = asOf ?? context.clock.now().toISOString();
    this.#saving = new FleetSaving(context, tally);
  }

  /** Nothing is saved before all of it is read. `isBesideOthers`: pods or nodes may stand in another file. */
  *readWhole(files: readonly JsonFile[], isBesideOthers = false): Steps<void> {
    const read = yield* readClusterFiles(files, { asOf: this.#asOf });
    const imports = read.map(({ imported }) => imported);
    const ofPods = read.flatMap(({ name, pods, imported: { complete: isWhole } }) =>
      pods ? { name, pods, isWhole } : [],
    );
    this.#pods.push(...ofPods);
    refuseMisuse(this.#pods, imports, this.#cluster, isBesideOthers);
    refuseStranger(this.#context, imports, this.#cluster);
    const others = imports.filter((one) => !hasNodes(one));
    // Whatever order the files are named in.
    const isLater = ({ parts }: ClusterImport) => Number(parts.some(needsCluster));
    for (const imported of others.toSorted((a, b) => isLater(a) - isLater(b))) yield* this.#save(imported);
    yield* this.#saving.finish();
    for (const imported of imports.filter(hasNodes)) yield* this.#save(imported);
    yield* this.#finish();
  }

  async readWhileSaving({ name, rest: chunks }: LargeFile): Promise<void> {
    const file = new FileInWork(name, this.#asOf);
    const { items, reading, scopes } = file;
    try {
      for await (const chunk of toUtf8(chunks)) await inTurns(this.#readItems(file, chunk));
      items.end();
      await inTurns(this.#readHeld(file));
    } catch (error) {
      if (error instanceof AppError && error.code === 'invalid_input') await inTurns(this.#saveWhole(file));
      throw error;
    }
    reading.refuse(name, items.errors);
    const rest = reading.finish([name]);
    await inTurns(this.#save(rest, scopes));
    if (rest.isWholeList) this.#listed(scopes);
    if (items.leftOut > 0) this.tally.note([`${name}: left out ${countOf(items.leftOut, 'line')} beside the JSON.`]);
    if (reading.pods) this.#pods.push({ name, pods: reading.pods, isWhole: rest.complete });
    await inTurns(this.#finish());
  }

  *#readItems(file: FileInWork, chunk: Uint8Array): Steps<void> {
    for (const item of file.items.read(chunk)) {
      file.held.push({ item, told: findWords(item.text, this.#context.version) });
      file.heldBytes += item.text.length;
    }
    yield;
    if (file.heldBytes >= TOGETHER) yield* this.#readHeld(file);
  }

  /** What was told in the same words before is not read. */
  *#readHeld(file: FileInWork): Steps<void> {
    const { reading, scopes } = file;
    const held = file.held.splice(0);
    file.heldBytes = 0;
    const again = yield* this.#saving.sayAgain(listOnce(held, reading), this.#asOf);
    noteScopes(scopes, again);
    for (const { item, told } of held) {
      if (told && again.has(told.id)) continue;
      reading.read(item.parse(), item.place, told?.words);
      file.count += 1;
      if (file.count % WINDOW === 0) yield* this.#save(reading.take(), scopes);
      yield;
    }
    if (this.#cluster === undefined && reading.hasOnlyPods) throw podsWithoutCluster(file.items.name);
  }

  /** What stands before damage is whole. */
  *#saveWhole(file: FileInWork): Steps<void> {
    try {
      yield* this.#readHeld(file);
    } finally {
      yield* this.#save(file.reading.take(), file.scopes);
    }
  }

  /** `scopes`: where the list has clusters, of which more is to come. */
  *#save(told: ClusterImport, scopes?: Map<string, string>): Steps<void> {
    const imported = this.tally.hasRefusedFile ? withoutWholeLists(told) : told;
    const isOfNodes = hasNodes(imported);
    this.#hasNodes ||= isOfNodes;
    const ids = yield* this.#saving.save(imported, { target: this.#findTarget() });
    if (isOfNodes) this.#ofNodes.push(...ids);
    for (const id of imported.unread) this.tally.unread.add(id);
    const { isList, isWholeList, clusters } = imported;
    const own = scopes ?? new Map<string, string>();
    const whole = clusters.map(({ id }) => id);
    noteScopes(own, whole);
    if (!scopes && isList && isWholeList) this.#listed(own);
  }

  #listed(scopes: ReadonlyMap<string, string>): void {
    for (const scope of scopes.values()) this.tally.scopes.add(scope);
  }

  /** What waited, the pods, and what follows from all of it. */
  *#finish(): Steps<void> {
    const waited = yield* this.#saving.finish({ target: this.#findTarget() });
    if (this.#hasNodes) this.#ofNodes.push(...waited);
    transact(this.#context, (writing) => this.#savePods(writing));
    yield* refreshInSteps(this.#context);
  }

  /** The cluster that nodes are said to be of. */
  #findTarget(): Cluster | null {
    return this.#hasNodes && this.#cluster !== undefined ? getCluster(this.#context, this.#cluster) : null;
  }

  /** Pods, all of one cluster. */
  #savePods(context: WritingContext): void {
    const [first] = this.#pods;
    if (!first) return;
    const [only, ...others] = new Set(this.#ofNodes);
    const cluster = this.#cluster ?? (others.length === 0 ? only : undefined);
    if (cluster === undefined) throw podsWithoutCluster(first.name);
    const imports = this.#pods.map(({ pods }) => pods);
    const { notices, ...pods } = importWorkloads(
      context,
      cluster,
      imports,
      !this.tally.hasRefusedFile && this.#pods.every(({ isWhole }) => isWhole),
    );
    this.tally.addPods(pods);
    this.tally.note(notices);
  }
}

/**
 * Registered clusters that the lists of their subscription lack, all files told; where all that a list has is of one
 * resource group, it is a list of that group.
 */
function* noteMissing({ store }: AppContext, tally: ImportTally): Steps<void> {
  if (tally.hasRefusedFile) return;
  for (const scope of tally.scopes) {
    yield;
    const subscription = scopeOf(scope, SUBSCRIPTION);
    if (subscription !== scope && tally.scopes.has(subscription)) continue;
    const missing = store.clusters.listIdsBelow(scope).filter((id) => !tally.hasTold(id) && !tally.unread.has(id));
    if (missing.length === 0) continue;
    tally.note([
      `Not in this list: ${countOf(missing.length, 'registered cluster')} of ${scope}: ${nameSome(missing, MOST_NAMED)}. Where they are gone: "vhdwatch clusters remove ID".`,
    ]);
  }
}

/** A file that lists pods. */
interface PodsFile {
  readonly name: string;
  readonly pods: PodsOfFile;
  /** Whether nothing of the file was refused, and no page of its list is missing. */
  readonly isWhole: boolean;
}

function hasNodes({ parts }: ClusterImport): boolean {
  return parts.some(({ kind }) => kind === 'nodes-of-cluster');
}

/** The same where another file, which cannot be read, may have the rest of each list. */
function withoutWholeLists(imported: ClusterImport): ClusterImport {
  return { ...imported, parts: imported.parts.map((part) => ({ ...part, allPools: false })) };
}

/** The cluster that nodes or pods are said to be of may come with another file; else nothing is to be imported. */
function refuseStranger(context: AppContext, imports: readonly ClusterImport[], cluster: string | undefined): void {
  if (cluster === undefined) return;
  const isMeant = (one: Cluster) => isCalled(one, cluster);
  if (!imports.some(({ clusters }) => clusters.some(isMeant))) getCluster(context, cluster);
}

function refuseMisuse(
  pods: readonly PodsFile[],
  imports: readonly ClusterImport[],
  cluster: string | undefined,
  isBesideOthers: boolean,
): void {
  // Nodes beside the pods say which cluster it is.
  const first = pods.find(({ pods: { hasNodes } }) => !hasNodes);
  if (first && cluster === undefined) throw podsWithoutCluster(first.name);
  if (pods.length === 0 && !imports.some(hasNodes) && cluster !== undefined && !isBesideOthers) {
    const [refused] = imports.flatMap(({ rejected }) => rejected);
    const why = refused ? ` (${refused.item} ${refused.reason})` : '';
    throw new AppError(
      'invalid_usage',
      `It says which cluster pods or nodes are of, and no file lists pods or nodes${why}: leave it out, or import what "kubectl get pods -A -o json" prints.`,
      { subject: { name: 'cluster', value: cluster } },
    );
  }
}

function podsWithoutCluster(name: string): AppError {
  return new AppError('invalid_usage', `${name} lists pods and does not say of which cluster.`, {
    next: 'name-cluster',
  });
}

/** The words of each cluster of which none is waiting, and which is there once: of several the last one counts. */
function listOnce(held: readonly HeldItem[], reading: FleetReading): ReadonlyMap<string, string> {
  const told = held.flatMap(({ told }) => (told && !reading.has(told.id) ? [told] : []));
  const byId = Map.groupBy(told, ({ id }) => id);
  return new Map(told.flatMap(({ id, words }) => (byId.get(id)?.length === 1 ? [[id, words]] : [])));
}

/** Notes where clusters are: of each subscription its only resource group, or the subscription where there are several. */
function noteScopes(scopes: Map<string, string>, clusterIds: Iterable<string>): void {
  for (const id of clusterIds) {
    const [subscription, group] = [scopeOf(id, SUBSCRIPTION), scopeOf(id, GROUP)];
    const known = scopes.get(subscription) ?? group;
    scopes.set(subscription, known === group ? group : subscription);
  }
}

/** Slashes up to which an ID names its subscription, or its resource group as well. */
const [SUBSCRIPTION, GROUP] = [3, 5];

function scopeOf(id: string, slashes: number): string {
  let end = -1;
  for (let slash = 0; slash < slashes; slash += 1) {
    end = id.indexOf('/', end + 1);
    if (end === -1) return `${id}/`;
  }
  return id.slice(0, end + 1);
}
