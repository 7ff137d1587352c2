import type { ClusterImport } from '../../src/domain/cluster-import.ts';
import { atOnce } from '../../src/domain/steps.ts';
import { parseJsonFile } from '../../src/inventory/json-text.ts';
import { type PodsOfFile, readClusterFiles } from '../../src/inventory/parse-cluster-file.ts';

function readFile(content: string | Uint8Array, name: string, asOf: string) {
  const [only] = atOnce(readClusterFiles([parseJsonFile({ name, content })], { asOf }));
  if (!only) throw new Error('one file gives one import');
  return only;
}

/** What an import of one file finds in it. */
export function parseClusterFile(
  content: string | Uint8Array,
  { asOf, fileName }: { readonly asOf: string; readonly fileName: string },
): ClusterImport {
  return readFile(content, fileName, asOf).imported;
}

/** The pods of one file; `null` without any. */
export function parsePods(content: string | Uint8Array): PodsOfFile | null {
  return readFile(content, 'pods.json', '2026-08-25T09:00:00Z').pods;
}
