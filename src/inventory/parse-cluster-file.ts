import type { ClusterImport } from '../domain/cluster-import.ts';
import type { Steps } from '../domain/steps.ts';
import { countOf } from '../domain/text.ts';
import type { WorkloadImport } from '../domain/workload.ts';
import { isPlainText } from './field-readers.ts';
import { type Fields, findField, flattenResource, isRecord, lowerKeys } from './fields.ts';
import {
  collectAgentPool,
  collectClusterRow,
  collectManagedCluster,
  collectPoolRow,
  collectUpgradeProfile,
  findPoolColumn,
} from './formats/azure-resources.ts';
import { collectMaintenance } from './formats/maintenance.ts';
import { type ClusterNode, collectNodes, isPartOfNode, PART_OF_NODE, readNode, sayOldNodes } from './formats/nodes.ts';
import { PodReading } from './formats/pods.ts';
import { describeNonObject, FRAGMENT, ImportCollector, Refusals } from './import-collector.ts';
import type { JsonFile } from './json-text.ts';
import {
  isPageMissing,
  kindOfObject,
  type ListPage,
  listCompanions,
  readListPage,
  readWatchEvent,
  withoutMostItems,
} from './list-pages.ts';

/** A file, and the lists in it. */
interface ParsedFile extends JsonFile {
  readonly pages: readonly ListPage[];
}

/** What to call an item in a rejection: its name, else its ID, else where it stands. */
function nameOf(fields: Fields, position: string): string {
  const metadata = fields['metadata'];
  const names = [fields['name'], isRecord(metadata) ? findField(metadata, 'name') : null, fields['id']];
  return names.find((name): name is string => typeof name === 'string' && name !== '' && isPlainText(name)) ?? position;
}

/** Items that are read in one step: some hundredths of a second. */
const STEP = 50;

function findPages(file: JsonFile): ParsedFile {
  const pages = file.documents.flatMap((one) => (Array.isArray(one) ? one : [one])).map(readListPage);
  return { ...file, pages: pages.filter((page) => page !== null) };
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

function* readGroup(files: readonly ParsedFile[], asOf: string): Steps<ReadFiles> {
  const reading = new FleetReading(asOf);
  for (const file of files) yield* reading.readFile(file);
  const names = files.map(({ name }) => name);
  const imported = reading.finish(names);
  return { name: names[0] ?? '', imported, pods: reading.pods };
}

/** What pods a file has. */
export interface PodsOfFile extends WorkloadImport {
  /** True where nodes stand beside them, which `kubectl get nodes,pods -o json` prints. */
  readonly hasNodes: boolean;
}

/** A file, or the pages of one list. */
interface ReadFiles {
  readonly name: string;
  readonly imported: ClusterImport;
  /** `null` without any. */
  readonly pods: PodsOfFile | null;
}

/**
 * Reads files of one list item by item. What is whole can be taken in between, so that memory does not grow with a file
 * of which the items come one by one.
 */
export class FleetReading {
  readonly #asOf: string;
  readonly #rejected = new Refusals();
  #into: ImportCollector;
  readonly #nodes: ClusterNode[] = [];
  #pods: PodReading | null = null;
  /** A node by itself was asked for by its name, and says nothing of the others. */
  #hasNodeList = false;
  /** Linux nodes of no pool. */
  #strays = 0;
  /** The pages of lists, in outline. */
  readonly #pages: ListPage[] = [];
  /** Whether items were read one by one, so that pages in other files could not be read with them. */
  #isAlone = false;
  #taken: Pick<ClusterImport, 'complete' | 'isList' | 'isWholeList'> = {
    complete: true,
    isList: false,
    isWholeList: true,
  };

  constructor(asOf: string) {
    this.#asOf = asOf;
    this.#into = new ImportCollector(asOf, this.#rejected);
  }

  /** What was read of pods, which are of the cluster that the nodes are of, or that somebody says; `null` without any. */
  get pods(): PodsOfFile | null {
    return this.#pods && { ...this.#pods.result(), hasNodes: this.#nodes.length > 0 };
  }

  /** Whether pods were read before any node that says which cluster they are of. */
  get hasOnlyPods(): boolean {
    return this.#pods !== null && this.#nodes.length === 0;
  }

  /** A whole file. */
  *readFile({ name, documents, notices, errors, pages }: ParsedFile): Steps<void> {
    this.refuse(name, errors);
    this.#pages.push(...pages);
    for (const notice of notices) this.#into.note(notice);
    for (const document of documents) {
      if (!Array.isArray(document)) this.#readItem(document, name, false);
      else
        for (const [index, item] of document.entries()) {
          this.#readItem(item, `item ${index + 1}`, true);
          if (index % STEP === STEP - 1) yield;
        }
    }
  }

  /** Answers that failed, in a file beside others. */
  refuse(name: string, errors: readonly string[]): void {
    for (const error of errors) this.#into.refuse(name, error);
  }

  /** An item of a file, with its place from 1, and what stands for its words where that may be kept. */
  read(item: unknown, place: number, words: string | null = null): void {
    const page = readListPage(item);
    if (page) this.#pages.push(withoutMostItems(page));
    this.#isAlone = true;
    const read = () => this.#readItem(item, `item ${place}`, true);
    if (words === null || page || Array.isArray(item)) read();
    else this.#into.readWords(words, read);
  }

  /** Whether a whole cluster was read that is not taken yet. */
  has(clusterId: string): boolean {
    return this.#into.has(clusterId);
  }

  /** What was read since the last time, but for the nodes: those of one pool may stand far apart. */
  take(): ClusterImport {
    const taken = this.#result();
    this.#taken = taken;
    this.#into = new ImportCollector(this.#asOf, this.#rejected);
    // The pools of one cluster may stand further down.
    return { ...taken, rejected: [], parts: taken.parts.map((part) => ({ ...part, allPools: false })) };
  }

  /** The rest, once all of these files is read. */
  finish(names: readonly string[]): ClusterImport {
    const isOpen = isPageMissing(this.#pages);
    const into = this.#into;
    collectNodes(this.#nodes, this.#hasNodeList && !isOpen, into);
    const old = sayOldNodes(this.#nodes, this.#asOf, names);
    if (old !== null) into.note(old);
    if (this.#strays > 0) into.note(`Left out, since of no node pool of AKS: ${countOf(this.#strays, 'Linux node')}.`);
    const are = names.length === 1 ? 'is one page' : 'are pages';
    const remedy = this.#isAlone
      ? ', too large to be read with the others: write all of them as one list'
      : ': import all of them';
    if (isOpen) into.markIncomplete(`${names.join(', ')} ${are} of several${remedy}.`);
    return this.#result();
  }

  #result(): ClusterImport {
    const [result, before] = [this.#into.result(), this.#taken];
    return {
      ...result,
      complete: result.complete && before.complete,
      isList: result.isList || before.isList,
      isWholeList: result.isWholeList && before.isWholeList,
    };
  }

  /** A page, a list or a single object; pages and lists may stand in a list themselves, but not in pages. */
  #readItem(value: unknown, position: string, listed: boolean): void {
    const event = readWatchEvent(value);
    if (listed && Array.isArray(value) && value.some(isRecord)) this.#readList(value);
    else if (!isRecord(value)) this.#into.refuse(position, describeNonObject(value));
    else if (event && kindOfObject(event.object) === 'Pod') this.#readPod(event.object, position, event.type);
    else if (event?.type === 'DELETED') this.#forgetNode(event.object);
    else if (event?.type !== 'BOOKMARK') {
      const page = readListPage(value);
      if (page) this.#readList(page.items);
      else this.#readResource(value, position, listed);
    }
  }

  #readList(items: readonly unknown[]): void {
    for (const [index, item] of items.entries()) {
      if (isRecord(item)) this.#readResource(item, `item ${index + 1}`, true);
      else this.#into.refuse(`item ${index + 1}`, describeNonObject(item));
    }
  }

  #readResource(raw: Fields, position: string, listed: boolean): void {
    const kind = kindOfObject(raw);
    if (kind === 'Pod') {
      this.#readPod(raw, position, null);
      return;
    }
    const into = this.#into;
    const fields = flattenResource(raw);
    const item = nameOf(fields, position);
    const from = into.originOf(raw);
    const form = detectForm(fields, kind);
    if (form === 'cluster' && listed) into.markList();
    if (form === 'cluster') collectManagedCluster(fields, item, from, into);
    else if (form === 'cluster-row') collectClusterRow(fields, item, into);
    else if (form === 'pool-row') collectPoolRow(fields, item, into);
    else if (form === 'agent-pool') collectAgentPool(fields, item, { ...from, listed }, into);
    else if (form === 'upgrade-profile') collectUpgradeProfile(fields, item, from, into);
    else if (form === 'maintenance') collectMaintenance(fields, item, { ...from, listed }, into);
    else if (form === 'node') this.#readNode(fields, item, listed);
    else into.refuse(item, describeStranger(fields));
  }

  #readNode(fields: Fields, item: string, listed: boolean): void {
    this.#hasNodeList ||= listed || this.#nodes.length > 0;
    const read = readNode(fields);
    if ('node' in read) this.#nodes.push(read.node);
    else if ('stray' in read) this.#strays += 1;
    else this.#into.refuse(item, read.refused);
  }

  /** What was there in one line of a watch may be gone in a later one. */
  #forgetNode(raw: Fields): void {
    const gone = readNode(flattenResource(raw));
    if (!('node' in gone)) return;
    const { nodeResourceGroup, report } = gone.node;
    for (let at = this.#nodes.length - 1; at >= 0; at -= 1) {
      const known = this.#nodes[at];
      if (known?.report.name === report.name && known.nodeResourceGroup === nodeResourceGroup)
        this.#nodes.splice(at, 1);
    }
  }

  #readPod(pod: Fields, position: string, change: string | null): void {
    this.#pods ??= new PodReading();
    if (change !== 'BOOKMARK') this.#pods.read(pod, nameOf(lowerKeys(pod), position), change);
  }
}

/**
 * Reads what people have of their clusters: `az aks list`, `show`, `nodepool list`, `nodepool get-upgrades`,
 * `maintenanceconfiguration list`, ARM pages, Resource Graph rows, `kubectl get nodes -o json`; several files in one
 * go, in the order given. Pages of one list that came as separate files are one import; every other file is one of its
 * own, so that what is refused in one does not make another one incomplete. A malformed item is refused with its reason
 * and the others are kept. `asOf` is the instant the outside reported it, UTC ISO text.
 */
export function* readClusterFiles(
  files: readonly JsonFile[],
  options: { readonly asOf: string },
): Steps<readonly ReadFiles[]> {
  const read: ReadFiles[] = [];
  for (const group of groupPages(files.map(findPages))) read.push(yield* readGroup(group, options.asOf));
  return read;
}

/** Tells the form of an object (keys flat and in lower case) by its keys, its type and its ID. */
function detectForm(fields: Fields, kind: string | null) {
  const type = `${fields['type'] ?? ''} ${fields['id'] ?? ''}`.toLowerCase();
  if (kind === 'Node') return 'node';
  // What asks Azure for a cluster or a pool from within Kubernetes looks like one.
  if (groupOf(fields) !== null) return 'unknown';
  if (/managedclusters\/[^/]+\/maintenanceconfigurations/.test(type)) return 'maintenance';
  if (/agentpools\/([^/]+\/)?upgradeprofiles(\s|\/|$)/.test(type)) return 'upgrade-profile';
  // What lies below a pool, its machines for example, is no pool.
  if (/managedclusters\/agentpools(\s|$)|managedclusters\/[^/]+\/agentpools\/[^/\s]+\/?$/.test(type))
    return 'agent-pool';
  // Kubernetes versions that a cluster can take, and what a template asks for, are no clusters.
  if (/managedclusters\/[^/]+\/upgradeprofiles/.test(type) || isTemplate(fields)) return 'unknown';
  if (findPoolColumn(fields)) return 'pool-row';
  if ('agentpoolprofiles' in fields) return 'cluster';
  if (Array.isArray(fields['pools'])) return 'cluster-row';
  return /managedclusters(\s|\/[^/]*$|$)/.test(type) ? 'cluster' : 'unknown';
}

/** `containerservice.azure.com` of an object of Kubernetes that is none of its own; `null` of any other. */
function groupOf(fields: Fields): string | null {
  const [group = '', version] = 'kind' in fields ? String(fields['apiversion'] ?? '').split('/') : [];
  return version !== undefined && group.includes('.') ? group : null;
}

function isTemplate(fields: Fields): boolean {
  return 'apiversion' in fields && !('kind' in fields) && !('id' in fields);
}

function describeStranger(fields: Fields): string {
  const error = fields['error'];
  if (isRecord(error)) {
    const [code, message] = ['code', 'message'].map((name) => String(findField(error, name) ?? '').slice(0, 200));
    return `is Azure's error answer${code && ` ${code}`}${message && `: ${message}`}`;
  }
  if (fields['kind'] === 'Status') return `is Kubernetes' error answer: ${String(fields['message']).slice(0, 200)}`;
  if ('terraformversion' in fields || 'deployment' in fields || /^azurerm_|^azapi_/.test(String(fields['type'])))
    return 'is the state of Terraform or Pulumi: import what "az aks list -o json" prints';
  if (/deployment(?:Template|Parameters)/i.test(String(fields['$schema'])) || isTemplate(fields))
    return 'is an ARM template, which tells what was asked for: import what "az aks list -o json" prints';
  if (/\/upgradeprofiles\//i.test(String(fields['id'])))
    return 'tells the Kubernetes versions that a cluster can take, not its node pools: import what "az aks list -o json" prints';
  if (/^(?:apps|batch)\//.test(String(fields['apiversion'])))
    return `is a ${String(fields['kind']).slice(0, 100)}, which does not tell where its pods run: import what "kubectl get pods -A -o json" prints`;
  const group = groupOf(fields);
  if (group !== null)
    return `is "${String(fields['kind']).slice(0, 100)}" of ${group.slice(0, 100)}, an object of Kubernetes: import what "az aks list -o json" prints`;
  const [, type] = /\/providers\/([^/]+\/[^/]+)(?:\/|$)/i.exec(String(fields['id'])) ?? [];
  const what = [fields['type'], fields['kind'], type].find((word) => typeof word === 'string' && word !== '');
  if (what === undefined || (!('kind' in fields) && !String(what).includes('/')))
    return isPartOfNode(fields) ? PART_OF_NODE : FRAGMENT;
  return `is "${String(what).slice(0, 100)}", not an AKS cluster, node pool or node: import what "az aks list -o json" prints`;
}
