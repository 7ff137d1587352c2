import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { AppError } from './domain/app-error.ts';
import { decodeBytes, digestOf } from './domain/text.ts';

/** The environment, with what a `.env` file adds to it. @throws AppError `invalid_config` */
export function readEnvironment(known: ReadonlySet<string>): NodeJS.ProcessEnv {
  let text = '';
  try {
    text = readSettingFile('.env');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return process.env;
    throw new AppError('invalid_config', `The file .env cannot be read (${code}): correct or remove it.`);
  }
  for (const [name, value] of Object.entries(parseSettings(text, known))) process.env[name] ??= value;
  return process.env;
}

/** What a `.env` file sets. @throws AppError `invalid_config` where a line writes a `known` name as YAML does: it sets nothing. */
export function parseSettings(text: string, known: ReadonlySet<string>): NodeJS.Dict<string> {
  const given = parseEnv(text);
  const lines = text.replaceAll(/=[ \t]*(["'`])[\s\S]*?\1/g, '=');
  for (const [, name = ''] of lines.matchAll(/^[ \t]*([A-Z_]+)[ \t]*:/gm))
    if (known.has(name) && given[name] === undefined)
      throw new AppError('invalid_config', `The file .env gives ${name} its value with a colon: write ${name}=…`);
  return given;
}

/** No setting is longer; a device without an end would fill the memory. */
const MOST_BYTES = 256 * 1024;

/** The text of a file that holds settings, as PowerShell writes it, too. @throws Error of the system, and of one too long */
export function readSettingFile(path: string): string {
  const bytes = Buffer.alloc(MOST_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let size = 0; size < bytes.length; ) {
      const read = readSync(file, bytes, size, bytes.length - size, null);
      if (read === 0) return decodeBytes(bytes.subarray(0, size));
      size += read;
    }
    throw new RangeError(`${path} is longer than any setting`);
  } finally {
    closeSync(file);
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
