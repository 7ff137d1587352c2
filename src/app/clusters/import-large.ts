import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../domain/app-error.ts';
import type { Cluster } from '../../domain/cluster.ts';
import type { ClusterImport } from '../../domain/cluster-import.ts';
import type { Steps } from '../../domain/steps.ts';
import { countOf } from '../../domain/text.ts';
import type { PodsOfFile } from '../../inventory/formats/pods.ts';
import { PLACEHOLDER } from '../../inventory/identity.ts';
import { JsonItems, toUtf8, unpacked } from '../../inventory/json-items.ts';
import type { NamedFile } from '../../inventory/json-text.ts';
import { FleetReading } from '../../inventory/parse-cluster-file.ts';
import { type AppContext, transact } from '../app-context.ts';
import { countFleet } from '../fleet/assess-fleet.ts';
import { inTurns } from '../in-turns.ts';
import { refreshInSteps } from '../polling/refresh-findings.ts';
import {
  findMissing,
  findOnly,
  type ImportOptions,
  importInSteps,
  podsWithoutCluster,
  saveImport,
  savePods,
} from './import-clusters.ts';
import { type ImportReport, ImportTally, STEP } from './save-fleet-import.ts';

interface FileSource {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Up to so many bytes a file is read whole: where it is damaged, nothing of it is imported. */
const LARGE = 16 * 1024 * 1024;
/** The same of a list, which is no page of another one: read at once, more of it would hold up others. */
const LARGE_LIST = 2 * 1024 * 1024;
/** In so many bytes a file shows whether it is a list. */
const BEGINNING = 64;

/**
 * Imports files of any size, in steps. Small ones are read whole, since together they may be pages of one list; a large
 * one is read while it is saved.
 * @throws AppError as `importInSteps`; of a large file that is damaged it says how much of it was imported
 */
export async function importFiles(
  context: AppContext,
  sources: readonly FileSource[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const small: NamedFile[] = [];
  const tally = new ImportTally();
  const run = { ...options, asOf: context.clock.now().toISOString() };
  let isLarge = false;
  for (const { name, chunks } of sources) {
    const read = await readStart(unpacked(chunks));
    if (!read.rest) small.push({ name, content: read.content });
    else await importLarge(context, { name, chunks: read.rest }, run, tally);
    isLarge ||= read.rest !== null;
  }
  if (small.length > 0 || !isLarge) await inTurns(importInSteps(context, small, run, tally));
  const report = tally.report();
  return report.clusters === 0 ? report : { ...report, fleet: await inTurns(countFleet(context)) };
}

/** A small file whole, or a large one from its beginning. */
type FileStart = { readonly content: Uint8Array; readonly rest: null } | { readonly rest: AsyncIterable<Uint8Array> };

async function readStart(chunks: AsyncIterable<Uint8Array>): Promise<FileStart> {
  const iterator = chunks[Symbol.asyncIterator]();
  const start: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= (isList(start[0]) ? LARGE_LIST : LARGE)) {
    const next = await iterator.next();
    if (next.done) return { content: Buffer.concat(start), rest: null };
    start.push(next.value);
    bytes += next.value.length;
  }
  const rest = async function* () {
    // Nothing is waited for here, so that all of it would be one piece of work.
    for (let chunk = start.shift(); chunk; chunk = start.shift()) {
      yield chunk;
      await setImmediate();
    }
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { rest: rest() };
}

function isList(first: Uint8Array | undefined): boolean {
  return first !== undefined && /^\s*\[/.test(Buffer.from(first.subarray(0, BEGINNING)).toString('latin1'));
}

async function importLarge(
  context: AppContext,
  { name, chunks }: FileSource,
  options: LargeOptions,
  tally: ImportTally,
): Promise<void> {
  const before = tally.clusters;
  const large = new LargeImport(context, name, options, tally);
  const items = new JsonItems(name);
  try {
    for await (const chunk of toUtf8(chunks)) {
      await inTurns(large.read(items.push(chunk)));
    }
    items.end();
  } catch (error) {
    const saved = tally.clusters - before;
    if (saved === 0 || !(error instanceof AppError)) throw error;
    await inTurns(refreshInSteps(context));
    const message = `${error.message} Imported before it: ${countOf(saved, 'cluster')}. Write the file again and import it.`;
    throw new AppError(error.code, message, { cause: error });
  }
  await inTurns(large.finish());
  await inTurns(refreshInSteps(context));
  if (items.leftOut > 0) tally.note([`${name}: left out ${countOf(items.leftOut, 'line')} beside the JSON.`]);
}

type LargeOptions = ImportOptions & { readonly asOf: string };

class LargeImport {
  readonly #context: AppContext;
  readonly #name: string;
  readonly #cluster: string | undefined;
  readonly #tally: ImportTally;
  readonly #reading: FleetReading;
  readonly #seen = new Set<string>();
  /** Clusters whose name somebody typed: together they show whether it is that of one cluster. */
  readonly #held: Cluster[] = [];
  readonly #typed: ReadonlySet<string>;
  #isWhole = true;
  #unsaved = 0;

  constructor(context: AppContext, name: string, { cluster, asOf }: LargeOptions, tally: ImportTally) {
    this.#context = context;
    this.#name = name;
    this.#cluster = cluster;
    this.#tally = tally;
    this.#reading = new FleetReading(asOf);
    const typed = context.store.clusters.listIdsBelow(PLACEHOLDER);
    this.#typed = new Set(typed.map((id) => id.slice(PLACEHOLDER.length)));
  }

  *read(items: readonly unknown[]): Steps<void> {
    for (const item of items) {
      this.#reading.read(item);
      this.#unsaved += 1;
      if (this.#unsaved === STEP) yield* this.#saveRead();
    }
    if (this.#cluster === undefined && this.#reading.hasOnlyPods) throw podsWithoutCluster({ name: this.#name });
    yield;
  }

  *#saveRead(): Steps<void> {
    this.#unsaved = 0;
    const taken = this.#reading.take();
    const { typed = [], free = [] } = Object.groupBy(taken.clusters, ({ name }) =>
      this.#typed.has(name.toLowerCase()) ? 'typed' : 'free',
    );
    this.#held.push(...typed);
    yield* this.#save({ ...taken, clusters: free });
  }

  *finish(): Steps<void> {
    const rest = this.#reading.finish();
    const ids = yield* this.#save({ ...rest, clusters: [...this.#held, ...rest.clusters] });
    const { pods } = this.#reading;
    if (pods) this.#savePods(pods, ids);
    const lists = this.#isWhole ? [{ ids: this.#seen }] : [];
    this.#tally.note(yield* findMissing(this.#context, lists, this.#seen));
  }

  #savePods(pods: PodsOfFile, ids: readonly string[]): void {
    const file = { name: this.#name, notices: [] };
    transact(this.#context, (writing) =>
      savePods(writing, [{ file, pods }], this.#cluster ?? findOnly(ids), this.#tally),
    );
  }

  *#save(imported: ClusterImport): Steps<readonly string[]> {
    for (const id of [...imported.clusters.map(({ id }) => id), ...imported.unread]) this.#seen.add(id);
    this.#isWhole &&= imported.isWholeList;
    return yield* saveImport(this.#context, imported, this.#tally, this.#cluster);
  }
}
