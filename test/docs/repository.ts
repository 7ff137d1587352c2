import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The checkout's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A text file of the checkout. */
export function readRepositoryFile(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

/** True when the checkout has it. */
export function isInRepository(path: string): boolean {
  return existsSync(`${ROOT}${path}`);
}

/** The settings that `src/config.ts` reads, from its source: the schema's keys, and `_FILE` for what may be in a file. */
export function listSettings(): string[] {
  const source = readRepositoryFile('src/config.ts');
  const keys = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? '');
  const fromFiles = [...source.matchAll(/^const (?:SECRETS|LISTS) = \[([^\]]*)\]/gm)].flatMap(
    ([, names]) => names?.match(/[A-Z_]+/g) ?? [],
  );
  return [...keys, ...fromFiles.map((name) => `${name}_FILE`)].sort();
}
