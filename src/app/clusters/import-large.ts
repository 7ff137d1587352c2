import { AppError } from '../../domain/app-error.ts';
import type { Cluster } from '../../domain/cluster.ts';
import type { ClusterImport } from '../../domain/cluster-import.ts';
import type { Steps } from '../../domain/steps.ts';
import { countOf } from '../../domain/text.ts';
import { PLACEHOLDER } from '../../inventory/identity.ts';
import { JsonItems, toUtf8, unpacked } from '../../inventory/json-items.ts';
import type { NamedFile } from '../../inventory/json-text.ts';
import { FleetReading } from '../../inventory/parse-cluster-file.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { countPools } from '../fleet/fleet-overview.ts';
import { inTurns } from '../in-turns.ts';
import { refreshInSteps } from '../polling/refresh-findings.ts';
import {
  findMissing,
  type ImportOptions,
  type ImportReport,
  importInSteps,
  saveImport,
  sumReports,
} from './import-clusters.ts';

/** A file that is read while it is imported. */
export interface FileSource {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Up to so many bytes a file is read whole: where it is damaged, nothing of it is imported. */
const LARGE = 16 * 1024 * 1024;
/** Items of a large file that are saved together. */
const BATCH = 50;

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
  const parts: ImportReport[] = [];
  for (const { name, chunks } of sources) {
    const read = await readStart(unpacked(chunks));
    if (read.rest) parts.push(await importLarge(context, { name, chunks: read.rest }, options));
    else small.push({ name, content: read.content });
  }
  if (small.length > 0 || parts.length === 0) parts.push(await inTurns(importInSteps(context, small, options)));
  const report = sumReports(parts);
  return report.clusters === 0 ? report : { ...report, fleet: countPools(assessFleet(context).pools) };
}

/** A small file whole, or a large one from its beginning. */
type FileStart = { readonly content: Uint8Array; readonly rest: null } | { readonly rest: AsyncIterable<Uint8Array> };

async function readStart(chunks: AsyncIterable<Uint8Array>): Promise<FileStart> {
  const iterator = chunks[Symbol.asyncIterator]();
  const start: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= LARGE) {
    const next = await iterator.next();
    if (next.done) return { content: Buffer.concat(start), rest: null };
    start.push(next.value);
    bytes += next.value.length;
  }
  const rest = async function* () {
    for (let chunk = start.shift(); chunk; chunk = start.shift()) yield chunk;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { rest: rest() };
}

async function importLarge(
  context: AppContext,
  { name, chunks }: FileSource,
  { cluster }: ImportOptions,
): Promise<ImportReport> {
  const large = new LargeImport(context, cluster);
  const items = new JsonItems(name);
  try {
    for await (const chunk of toUtf8(chunks)) {
      await inTurns(large.read(items.push(chunk)));
    }
    items.end();
  } catch (error) {
    if (large.saved === 0 || !(error instanceof AppError)) throw error;
    await inTurns(refreshInSteps(context));
    const message = `${error.message} Imported before it: ${countOf(large.saved, 'cluster')}. Write the file again and import it.`;
    throw new AppError(error.code, message, { cause: error });
  }
  const report = await inTurns(large.finish());
  await inTurns(refreshInSteps(context));
  const left = `${name}: left out ${countOf(items.leftOut, 'line')} beside the JSON.`;
  return items.leftOut === 0 ? report : { ...report, notices: [...report.notices, left] };
}

/** The import of one large file, as far as it is. */
class LargeImport {
  readonly #context: AppContext;
  readonly #cluster: string | undefined;
  readonly #reading: FleetReading;
  readonly #parts: Partial<ImportReport>[] = [];
  readonly #seen = new Set<string>();
  /** Clusters whose name somebody typed: together they show whether it is that of one cluster. */
  readonly #held: Cluster[] = [];
  readonly #typed: ReadonlySet<string>;
  #isWhole = true;
  #unsaved = 0;
  saved = 0;

  constructor(context: AppContext, cluster: string | undefined) {
    this.#context = context;
    this.#cluster = cluster;
    this.#reading = new FleetReading(context.clock.now().toISOString());
    const typed = context.store.clusters.listIdsBelow(PLACEHOLDER);
    this.#typed = new Set(typed.map((id) => id.slice(PLACEHOLDER.length)));
  }

  *read(items: readonly unknown[]): Steps<void> {
    for (const item of items) {
      this.#reading.read(item);
      this.#unsaved += 1;
      if (this.#unsaved === BATCH) yield* this.#saveRead();
    }
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

  *finish(): Steps<ImportReport> {
    const rest = this.#reading.finish();
    yield* this.#save({ ...rest, clusters: [...this.#held, ...rest.clusters] });
    const { notices, ...sums } = sumReports(this.#parts);
    const lists = this.#isWhole ? [{ ids: [...this.#seen] }] : [];
    return { ...sums, notices: [...notices, ...findMissing(this.#context, lists, this.#seen)] };
  }

  *#save(imported: ClusterImport): Steps<void> {
    for (const id of [...imported.clusters.map(({ id }) => id), ...imported.unread]) this.#seen.add(id);
    this.#isWhole &&= imported.isWholeList;
    const { ids: _ids, pools: _pools, ...part } = yield* saveImport(this.#context, imported, this.#cluster);
    this.saved += part.clusters ?? 0;
    this.#parts.push(part);
  }
}
