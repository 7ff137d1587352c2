import { setImmediate } from 'node:timers/promises';
import { unpacked } from '../../inventory/json-items.ts';

/** A file that is read while it is imported. */
export interface FileSource {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Up to so many bytes a file is read whole: where it is damaged, nothing of it is imported. */
const LARGE = 16 * 1024 * 1024;
/** The same of a list, which is no page of another one: read at once, more of it would hold up others. */
const LARGE_LIST = 2 * 1024 * 1024;
/** In so many bytes a file shows whether it is a list. */
const BEGINNING = 64;
/** In so many, of which kind its first item is. */
const KIND_WITHIN = 64 * 1024;

/** What is read while it is saved. */
export interface LargeFile {
  readonly name: string;
  /** All of it, from its beginning. */
  readonly rest: AsyncIterable<Uint8Array>;
  /** True for pods or nodes, by how it begins. */
  readonly isOfCluster: boolean;
}

/** A small file whole, or a large one from its beginning. @throws AppError `invalid_input` where it cannot be read */
export async function readStart({
  name,
  chunks,
}: FileSource): Promise<{ readonly name: string; readonly content: Uint8Array } | LargeFile> {
  const iterator = unpacked(name, chunks)[Symbol.asyncIterator]();
  const start: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= (isList(start) ? LARGE_LIST : LARGE)) {
    const next = await iterator.next();
    if (next.done) return { name, content: Buffer.concat(start) };
    start.push(next.value);
    bytes += next.value.length;
  }
  const isOfCluster = /"kind"\s*:\s*"(?:Pod|Node)(?:List)?"/.test(headOf(start, KIND_WITHIN));
  const rest = async function* () {
    // Nothing is waited for here, so that all of it would be one piece of work.
    for (let chunk = start.shift(); chunk; chunk = start.shift()) {
      yield chunk;
      await setImmediate();
    }
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { name, rest: rest(), isOfCluster };
}

function isList(start: readonly Uint8Array[]): boolean {
  return /^\s*\[/.test(headOf(start, BEGINNING));
}

function headOf(start: readonly Uint8Array[], bytes: number): string {
  return Buffer.concat(start, bytes).toString('latin1');
}
