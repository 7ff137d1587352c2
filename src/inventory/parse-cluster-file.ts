import type { ClusterImport } from '../domain/cluster-import.ts';
import { describeStranger, detectForm } from './detect-form.ts';
import { isPlainText } from './fields.ts';
import { type Fields, flattenResource, isRecord, lowerKeys } from './flatten-resource.ts';
import { collectAgentPool, collectUpgradeProfile } from './forms/collect-agent-pool.ts';
import { collectManagedCluster } from './forms/collect-managed-cluster.ts';
import { collectNodes } from './forms/collect-nodes.ts';
import { collectClusterRow, collectPoolRow } from './forms/collect-resource-graph-row.ts';
import { type ClusterNode, readNode } from './forms/read-node.ts';
import { ImportCollector } from './import-collector.ts';
import { parseJsonValues } from './parse-json-values.ts';

/** Where the reading of a file stands. */
interface Reading {
  readonly into: ImportCollector;
  readonly nodes: ClusterNode[];
  /** True when the page read last says that another one follows. */
  morePages: boolean;
}

/** What to call an item in a rejection: its name, else its ID, else where it stands. */
function nameOf(fields: Fields, position: string): string {
  const metadata = fields['metadata'];
  const names = [fields['name'], isRecord(metadata) ? metadata['name'] : null, fields['id']];
  return names.find((name): name is string => typeof name === 'string' && name !== '' && isPlainText(name)) ?? position;
}

/** Whether a page (ARM `nextLink`, Resource Graph `$skipToken`, az `skip_token`) says that another one follows. */
function hasNextPage(page: Fields): boolean {
  const next = ['nextlink', '$skiptoken', 'skiptoken', 'skip_token'].some((key) => Boolean(page[key]));
  return next || String(page['resulttruncated']).toLowerCase() === 'true';
}

function readNodeInto(fields: Fields, item: string, { nodes, into }: Reading): void {
  const read = readNode(fields);
  if ('node' in read) nodes.push(read.node);
  else into.refuse(item, read.refused);
}

function readResource(raw: Fields, position: string, listed: boolean, reading: Reading): void {
  const { into } = reading;
  const fields = flattenResource(raw);
  const item = nameOf(fields, position);
  const from = into.originOf(raw);
  const form = detectForm(fields);
  if (form === 'cluster') collectManagedCluster(fields, item, from, into);
  else if (form === 'cluster-row') collectClusterRow(fields, item, into);
  else if (form === 'pool-row') collectPoolRow(fields, item, into);
  else if (form === 'agent-pool') collectAgentPool(fields, item, { ...from, listed }, into);
  else if (form === 'upgrade-profile') collectUpgradeProfile(fields, item, from, into);
  else if (form === 'node') readNodeInto(fields, item, reading);
  else into.refuse(item, describeStranger(fields));
}

/** Reads a page, a list or a single object; pages may stand in a list themselves, but not in pages. */
function readItem(value: unknown, position: string, listed: boolean, reading: Reading): void {
  if (!isRecord(value)) {
    reading.into.refuse(position, 'is no JSON object');
    return;
  }
  const page = lowerKeys(value, 0);
  const items = [page['value'], page['data'], page['items']].find(Array.isArray);
  if (!items) {
    readResource(value, position, listed, reading);
    return;
  }
  reading.morePages = hasNextPage(page);
  for (const [index, item] of items.entries()) {
    if (isRecord(item)) readResource(item, `item ${index + 1}`, true, reading);
    else reading.into.refuse(`item ${index + 1}`, 'is no JSON object');
  }
}

function readDocument(value: unknown, fileName: string, reading: Reading): void {
  if (!Array.isArray(value)) readItem(value, fileName, false, reading);
  else for (const [index, item] of value.entries()) readItem(item, `item ${index + 1}`, true, reading);
}

/**
 * Reads what people have of their clusters: `az aks list`, `show`, `nodepool list`, `nodepool get-upgrades`, ARM pages,
 * Resource Graph rows, `kubectl get nodes -o json`, in UTF-8 or UTF-16; several documents may stand in one file.
 * A malformed item is refused with its reason and the others are kept. The same input gives the same output.
 * `asOf` is the instant the outside reported it, UTC ISO text.
 * Throws AppError `invalid_input` when it is no JSON at all.
 */
export function parseClusterFile(
  input: string | Uint8Array,
  options: { readonly asOf: string; readonly fileName: string },
): ClusterImport {
  const reading: Reading = { into: new ImportCollector(options.asOf), nodes: [], morePages: false };
  for (const document of parseJsonValues(input, options.fileName)) readDocument(document, options.fileName, reading);
  collectNodes(reading.nodes, reading.into);
  if (reading.morePages) reading.into.markIncomplete(`${options.fileName} is one page of several: import all of them.`);
  return reading.into.result();
}
