import type { Workload, WorkloadImport } from '../domain/workload.ts';
import { isRecord, lowerKeys } from './flatten-resource.ts';
import { readPod } from './forms/read-pod.ts';
import { withKindOfList } from './list-pages.ts';
import { parseJsonValues } from './parse-json-values.ts';
import { Refusals } from './refusals.ts';

/** Lists, and lists of lists, as single objects. */
function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => (isRecord(item) ? itemsOf(item) : [item]));
  if (!isRecord(value)) return [value];
  const list = lowerKeys(value, 0);
  return Array.isArray(list['items']) ? withKindOfList(list, list['items']) : [value];
}

function describePosition(item: unknown, index: number): string {
  const metadata = isRecord(item) ? lowerKeys(item)['metadata'] : null;
  const name = isRecord(metadata) ? metadata['name'] : null;
  return typeof name === 'string' && name !== '' ? name : `item ${index + 1}`;
}

/** Replicas are one workload: what differs between them is not asked about. */
function joinReplicas(pods: readonly Workload[]): Workload[] {
  const groups = Map.groupBy(pods, ({ pods: _, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].flatMap((group) => (group[0] ? [{ ...group[0], pods: group.length }] : []));
}

/**
 * Reads `kubectl get pods -A -o json`: the workloads on Windows and the Windows base of their images.
 * The file does not say which cluster it is of. A malformed pod is refused with its reason and the others are kept.
 * Throws AppError `invalid_input` when it is no JSON at all.
 */
export function parsePodsFile(input: string | Uint8Array, options: { readonly fileName: string }): WorkloadImport {
  const rejected = new Refusals();
  const pods: Workload[] = [];
  for (const [index, item] of parseJsonValues(input, options.fileName).flatMap(itemsOf).entries()) {
    const fields = isRecord(item) ? lowerKeys(item) : {};
    const read = fields['kind'] === 'Pod' ? readPod(fields) : { refused: 'is no Kubernetes pod' };
    if ('refused' in read) rejected.add(describePosition(item, index), read.refused);
    else if (read.pod) pods.push(read.pod);
  }
  return { workloads: joinReplicas(pods), rejected: rejected.list() };
}
