import type { ClusterImport } from '../../src/domain/cluster-import.ts';
import { atOnce } from '../../src/domain/steps.ts';
import { parseJsonFile } from '../../src/inventory/json-text.ts';
import { readClusterFiles } from '../../src/inventory/parse-cluster-file.ts';

/** What an import of one file finds in it. */
export function parseClusterFile(
  content: string | Uint8Array,
  { asOf, fileName }: { readonly asOf: string; readonly fileName: string },
): ClusterImport {
  const [only] = atOnce(readClusterFiles([parseJsonFile({ name: fileName, content })], { asOf }));
  if (!only) throw new Error('one file gives one import');
  return only;
}
