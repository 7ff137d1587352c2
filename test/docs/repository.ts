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

/** The settings that `src/config.ts` reads, from its source: what the schema names, and `_FILE` for what may be in a file. */
export function listSettings(): string[] {
  const source = readRepositoryFile('src/config.ts');
  const named = [...source.matchAll(/\b(?:setting|optionalSetting|secret)\(\s*'([A-Z_]+)'/g)].map(
    ([, name]) => name ?? '',
  );
  const inFiles = [...source.matchAll(/\b(?:secret\(|inFile\('\w+', \w+\()\s*'([A-Z_]+)'/g)].map(
    ([, name]) => `${name}_FILE`,
  );
  return [...named, ...inFiles].sort();
}
