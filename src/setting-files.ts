import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { AppError } from './domain/app-error.ts';
import { Refusal } from './domain/setting.ts';
import { decodeBytes, digestOf } from './domain/text.ts';

const MOST_BYTES = 256 * 1024;
/** How long somebody who has a pipe open may take to write into it. */
const PATIENCE_MS = 1_000;
const PAUSE_MS = 10;

/** The environment, with what a `.env` file adds to it. @throws AppError `invalid_config` */
export function readEnvironment(): NodeJS.ProcessEnv {
  try {
    for (const [name, value] of Object.entries(parseEnv(readSettingFile('.env')))) process.env[name] ??= value;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return process.env;
    const why = error instanceof Refusal ? error.message : `cannot be read (${code})`;
    throw new AppError('invalid_config', `The file .env ${why}: correct or remove it.`);
  }
  return process.env;
}

/**
 * The text of a file that holds settings. Nothing that its path may lead to is waited for or read without bound: a pipe
 * that nobody writes into, a device without an end. @throws Refusal that says what the path leads to, or what the
 * system says
 */
export function readSettingFile(path: string): string {
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const until = performance.now() + PATIENCE_MS;
    for (let size = 0; size < bytes.length; ) {
      const read = readNow(file, bytes.subarray(size));
      if (read === 0) return decodeBytes(bytes.subarray(0, size));
      if (read !== null) size += read;
      else if (performance.now() > until) throw new Refusal('is a pipe whose writer does not end');
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
    throw new Refusal(`is longer than ${MOST_BYTES / 1024} KB, which no setting is`);
  } finally {
    closeSync(file);
  }
}

/** How many bytes were there to read, `null` where they are still to be written. */
function readNow(file: number, into: Uint8Array): number | null {
  try {
    return readSync(file, into);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return null;
    throw error;
  }
}

/**
 * Looks at files by what is in them: Kubernetes swaps the folder around a Secret, which no event of a file tells.
 * `isTaken` is asked when one says something else than before: `true` ends the watch. `changed` resolves then, else never.
 */
export function watchFiles(paths: readonly string[], everyMs: number, isTaken: () => boolean) {
  let known = hashFiles(paths);
  let timer: NodeJS.Timeout | undefined;
  const changed = new Promise<void>((resolve) => {
    if (paths.length === 0) return;
    timer = setInterval(() => {
      const found = hashFiles(paths);
      if (found === known) return;
      known = found;
      if (!isTaken()) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });
  return { changed, stop: () => clearInterval(timer) };
}

function hashFiles(paths: readonly string[]): string {
  return paths.map(hashFile).join();
}

function hashFile(path: string): string {
  try {
    // A pipe would be emptied by looking, and waited for.
    if (!statSync(path).isFile()) return 'no file';
    return digestOf(readSettingFile(path));
  } catch {
    return 'unreadable';
  }
}
