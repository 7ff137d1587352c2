import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `.ci/tools` puts programs that are no packages of ours. */
const TOOLS = fileURLToPath(new URL('../../.tools/bin', import.meta.url));

/** Path of a program that a test needs, from `.tools/bin` or PATH; `null` where there is none, and the test skips. */
export function findTool(name: string): string | null {
  const folders = [TOOLS, ...(process.env['PATH'] ?? '').split(':')];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
