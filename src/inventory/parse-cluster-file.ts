import type { ClusterImport } from '../domain/cluster-import.ts';
import { type Fields, flattenResource, isPlainText, isRecord } from './fields.ts';
import {
  collectAgentPool,
  collectClusterRow,
  collectManagedCluster,
  collectPoolRow,
  collectUpgradeProfile,
  findPoolColumn,
} from './formats/azure-resources.ts';
import { type ClusterNode, collectNodes, readNode } from './formats/nodes.ts';
import { describeNonObject, FRAGMENT, ImportCollector } from './import-collector.ts';
import { parseJsonValues } from './json-text.ts';
import { hasAllPages, isPageOfSeveral, type ListPage, listCompanions, readListPage } from './list-pages.ts';

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

/** The forms an object of an import can have. */
type ResourceForm = 'cluster' | 'cluster-row' | 'pool-row' | 'agent-pool' | 'upgrade-profile' | 'node' | 'unknown';

/** Tells the form of an object (keys flat and in lower case) by its keys, its type and its ID. */
function detectForm(fields: Fields): ResourceForm {
  const type = `${fields['type'] ?? ''} ${fields['id'] ?? ''}`.toLowerCase();
  if (fields['kind'] === 'Node') return 'node';
  if (/agentpools\/([^/]+\/)?upgradeprofiles(\s|\/|$)/.test(type)) return 'upgrade-profile';
  if (/managedclusters\/([^/]+\/)?agentpools(\s|\/|$)/.test(type)) return 'agent-pool';
  if (findPoolColumn(fields)) return 'pool-row';
  if ('agentpoolprofiles' in fields) return 'cluster';
  if (Array.isArray(fields['pools'])) return 'cluster-row';
  return /managedclusters(\s|\/[^/]*$|$)/.test(type) ? 'cluster' : 'unknown';
}

/** What an object of an unknown form is, for the person who gave it. */
function describeStranger(fields: Fields): string {
  const error = fields['error'];
  if (isRecord(error)) {
    return `is Azure's error answer ${String(error['code'])}: ${String(error['message']).slice(0, 200)}`;
  }
  if ('terraformversion' in fields) return 'is the state of Terraform: import what "az aks list -o json" prints';
  if (/deploymentTemplate/i.test(String(fields['$schema'])))
    return 'is an ARM template, which tells what was asked for: import what "az aks list -o json" prints';
  const what = [fields['type'], fields['kind']].find((word) => typeof word === 'string' && word !== '');
  if (!String(what ?? '').includes('/') && isFragment(fields)) return FRAGMENT;
  return `is ${what ? `"${String(what).slice(0, 100)}"` : 'something else'}, not an AKS cluster, node pool or node`;
}

/** A cluster or pool of which the ID was left out, or most of the rest. */
function isFragment(fields: Fields): boolean {
  const words = [
    'name',
    'ostype',
    'ossku',
    'nodeimageversion',
    'count',
    'kubernetesversion',
    'resourcegroup',
    'location',
  ];
  return !('kind' in fields) && words.some((word) => word in fields);
}
