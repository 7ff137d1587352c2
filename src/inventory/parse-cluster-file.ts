import type { ClusterImport } from '../domain/cluster-import.ts';
import { describeStranger, detectForm } from './detect-form.ts';
import { isPlainText } from './fields.ts';
import { type Fields, flattenResource, isRecord } from './flatten-resource.ts';
import { collectAgentPool, collectUpgradeProfile } from './forms/collect-agent-pool.ts';
import { collectManagedCluster } from './forms/collect-managed-cluster.ts';
import { collectNodes } from './forms/collect-nodes.ts';
import { collectClusterRow, collectPoolRow } from './forms/collect-resource-graph-row.ts';
import { type ClusterNode, readNode } from './forms/read-node.ts';
import { ImportCollector } from './import-collector.ts';
import { hasAllPages, isPageOfSeveral, type ListPage, listCompanions, readListPage } from './list-pages.ts';
import { parseJsonValues } from './parse-json-values.ts';
import { describeNonObject } from './refusals.ts';

/** Where the reading of files stands. */
interface Reading {
  readonly into: ImportCollector;
  readonly nodes: ClusterNode[];
  /** Linux nodes of no pool. */
  strays: number;
}

/** A file as it was given: its name for messages, and its content. */
export interface NamedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A file taken apart. */
interface ParsedFile {
  readonly name: string;
  readonly documents: readonly unknown[];
  readonly pages: readonly ListPage[];
  readonly notices: readonly string[];
}

/** What to call an item in a rejection: its name, else its ID, else where it stands. */
function nameOf(fields: Fields, position: string): string {
  const metadata = fields['metadata'];
  const names = [fields['name'], isRecord(metadata) ? metadata['name'] : null, fields['id']];
  return names.find((name): name is string => typeof name === 'string' && name !== '' && isPlainText(name)) ?? position;
}

function readNodeInto(fields: Fields, item: string, reading: Reading): void {
  const read = readNode(fields);
  if ('node' in read) reading.nodes.push(read.node);
  else if ('stray' in read) reading.strays += 1;
  else reading.into.refuse(item, read.refused);
}

function readResource(raw: Fields, position: string, listed: boolean, reading: Reading): void {
  const { into } = reading;
  const fields = flattenResource(raw);
  const item = nameOf(fields, position);
  const from = into.originOf(raw);
  const form = detectForm(fields);
  if (form === 'cluster' && listed) into.markList();
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
    reading.into.refuse(position, describeNonObject(value));
    return;
  }
  const page = readListPage(value);
  if (!page) {
    readResource(value, position, listed, reading);
    return;
  }
  for (const [index, item] of page.items.entries()) {
    if (isRecord(item)) readResource(item, `item ${index + 1}`, true, reading);
    else reading.into.refuse(`item ${index + 1}`, describeNonObject(item));
  }
}

function readDocument(value: unknown, fileName: string, reading: Reading): void {
  if (!Array.isArray(value)) readItem(value, fileName, false, reading);
  else for (const [index, item] of value.entries()) readItem(item, `item ${index + 1}`, true, reading);
}

function parseFile({ name, content }: NamedFile): ParsedFile {
  const notices: string[] = [];
  const documents = parseJsonValues(content, name, (notice) => notices.push(notice));
  const pages = documents.flatMap((document) => (Array.isArray(document) ? document : [document])).map(readListPage);
  return { name, documents, pages: pages.filter((page) => page !== null), notices };
}

/** Files with pages of the same list together, every other file by itself; in the order in which they were given. */
function groupPages(files: readonly ParsedFile[]): readonly (readonly ParsedFile[])[] {
  const pages = files.flatMap((file) => file.pages);
  const groups = new Map(files.map((file) => [file, new Set([file])]));
  for (const companions of pages.map((page) => listCompanions(page, pages))) {
    const members = files.filter((file) => file.pages.some((page) => companions.includes(page)));
    const joined = new Set(members.flatMap((file) => [...(groups.get(file) ?? [])]));
    for (const file of joined) groups.set(file, joined);
  }
  return [...new Set(groups.values())].map((group) => files.filter((file) => group.has(file)));
}

function readGroup(files: readonly ParsedFile[], asOf: string): ClusterImport {
  const reading: Reading = { into: new ImportCollector(asOf), nodes: [], strays: 0 };
  for (const { name, documents, notices } of files) {
    for (const notice of notices) reading.into.note(notice);
    for (const document of documents) readDocument(document, name, reading);
  }
  collectNodes(reading.nodes, reading.into);
  if (reading.strays > 0)
    reading.into.note(`${reading.strays} Linux node(s) belong to no node pool of AKS and were left out.`);
  const pages = files.flatMap((file) => file.pages);
  if (pages.some((page) => isPageOfSeveral(page) && !hasAllPages(listCompanions(page, pages)))) {
    const names = files.map(({ name }) => name);
    const are = names.length === 1 ? 'is one page' : 'are pages';
    reading.into.markIncomplete(`${names.join(', ')} ${are} of several: import all of them.`);
  }
  return reading.into.result();
}

/**
 * Reads several files in one go, in the order given. Pages of one list that came as separate files are one import; every
 * other file is one of its own, so that what is refused in one does not make another one incomplete.
 * Throws AppError `invalid_input` that names the file when one is no JSON at all.
 */
export function parseClusterFiles(
  files: readonly NamedFile[],
  options: { readonly asOf: string },
): readonly ClusterImport[] {
  return groupPages(files.map(parseFile)).map((group) => readGroup(group, options.asOf));
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
  return readGroup([parseFile({ name: options.fileName, content: input })], options.asOf);
}
