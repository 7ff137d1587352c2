import { type Fields, findField, flattenResource, isRecord, lowerKeys, unquote } from './fields.ts';
import { readNode } from './formats/nodes.ts';

/**
 * One page of a list that may have several: ARM's `value` with `nextLink`, Resource Graph's `data` with a skip token,
 * Kubernetes' `items` with what to continue with.
 */
export interface ListPage {
  readonly form: 'value' | 'data' | 'items' | 'wrapped';
  readonly items: readonly unknown[];
  /** How many they are. */
  readonly count: number;
  /** Path that the next page is fetched from, in lower case; `''` where the token does not say, `null` on the last page. */
  readonly nextPath: string | null;
  /** State of the API server that the page shows: all pages of one list show the same. `null` where it does not say. */
  readonly resourceVersion: string | null;
  /** Rows on all pages, where the answer says so. */
  readonly totalRecords: number | null;
}

const CLUSTERS = '/providers/microsoft.containerservice/managedclusters';

function readNextPath(page: Fields): string | null {
  const next = ['nextlink', '$skiptoken', 'skiptoken', 'skip_token'].map((key) => page[key]).find(Boolean);
  // Older versions of the service print "true" as text.
  const truncated = page['resulttruncated'] === true || page['resulttruncated'] === 'true';
  const goesOn = isRecord(page['metadata']) && Boolean(findField(page['metadata'], 'continue'));
  if (!next) return truncated || goesOn ? '' : null;
  const path = typeof next === 'string' ? (URL.parse(next)?.pathname.toLowerCase() ?? '') : '';
  return path.includes(CLUSTERS) ? path.replace(/\/+$/, '') : '';
}

/** Resource Graph's table form: the columns once, and rows without names. `null` for anything else. */
function rowsOfTable(value: unknown): unknown[] | null {
  if (!isRecord(value)) return null;
  const { columns, rows } = lowerKeys(value);
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null;
  const names = columns.map((column) => (isRecord(column) ? String(lowerKeys(column)['name'] ?? '') : String(column)));
  return rows.map((row) =>
    Array.isArray(row) ? Object.fromEntries(names.map((name, index): [string, unknown] => [name, row[index]])) : row,
  );
}

/** What a Kubernetes object is: by its kind, else by what only nodes and only pods have. */
export function kindOfObject(value: unknown): string | null {
  if (!isRecord(value)) return null;
  const { kind = value['Kind'], spec, status, metadata } = value;
  if (kind !== undefined) return String(kind);
  const labels = isRecord(metadata) ? metadata['labels'] : null;
  if (isRecord(labels) && CLUSTER_OF_NODE in labels) return 'Node';
  if (isRecord(status) && isRecord(status['nodeInfo'])) return 'Node';
  return isRecord(spec) && Array.isArray(spec['containers']) ? 'Pod' : null;
}

/** What `kubectl get --watch --output-watch-events -o json` prints of each change to a node or pod; `null` for anything else. */
export function readWatchEvent(value: unknown): { readonly type: string; readonly object: Fields } | null {
  if (!isRecord(value) || typeof value['type'] !== 'string' || !isRecord(value['object'])) return null;
  const isWatched = ['Node', 'Pod'].includes(kindOfObject(value['object']) ?? '');
  return isWatched ? { type: value['type'], object: value['object'] } : null;
}

/** Whether something tells of AKS by itself, or why it does not. */
function isTelling(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, resourceid, error } = lowerKeys(value);
  return (
    String(id ?? resourceid)
      .toLowerCase()
      .includes(CLUSTERS) ||
    kindOfObject(value) === 'Node' ||
    isRecord(error)
  );
}

/** Label of every node of AKS, by which one without a kind is known. */
const CLUSTER_OF_NODE = 'kubernetes.azure.com/cluster';

/** Tools put a few wrappers around an answer; beyond that, what looks like a cluster may be anything. */
const MOST_WRAPPERS = 4;

/** Tools that keep resources of their own, which are no answers of Azure, and templates. */
const STATES = ['terraformversion', 'deployment', '$schema'];

/** Lists, pages and clusters under names of somebody's own choice, the answers of a batch of requests, the body of a call. */
function findWrapped(page: Fields, depth: number): ListPage | null {
  if (depth === MOST_WRAPPERS || 'properties' in page || STATES.some((key) => key in page) || isTelling(page))
    return null;
  const found = Object.values(page).flatMap((value) => findPagesIn(value, depth + 1));
  const [only] = found;
  if (!only || found.length === 1) return only ?? null;
  const nextPath = found.find((one) => one.nextPath !== null)?.nextPath ?? null;
  return { ...wrap(found.flatMap(({ items }) => items)), nextPath };
}

function wrap(items: readonly unknown[]): ListPage {
  return { form: 'wrapped', items, count: items.length, nextPath: null, resourceVersion: null, totalRecords: null };
}

function findPagesIn(value: unknown, depth: number): readonly ListPage[] {
  if (isTelling(value)) return [wrap([value])];
  // What a command printed, kept as text by the tool that ran it.
  if (typeof value === 'string') {
    const found = unquote(value);
    return found === value ? [] : findPagesIn(found, depth);
  }
  if (Array.isArray(value) && value.some(isTelling)) return [wrap(value)];
  const inside = (Array.isArray(value) ? value : [value]).map((one) => readListPage(one, depth));
  // A header of an answer has a value as well, and nothing of AKS in it.
  return inside.flatMap((page) => (page && (page.items.length === 0 || page.items.some(isRecord)) ? [page] : []));
}

/** The items of a Kubernetes list: the API server names their kind once, on the list (`NodeList`). */
function withKindOfList(list: Fields, items: readonly unknown[]): unknown[] {
  const [, kind] = /^(\w+)List$/.exec(String(list['kind'] ?? '')) ?? [];
  return kind === undefined ? [...items] : items.map((item) => (isRecord(item) ? { kind, ...item } : item));
}

/** Reads a page or a whole list, `depth` wrappers deep; `null` for anything else. */
export function readListPage(value: unknown, depth = 0): ListPage | null {
  // Most of what is asked about is a resource: a page has no ID of its own, and asks for nothing.
  if (!isRecord(value) || typeof value['id'] === 'string' || isRecord(value['spec'])) return null;
  const page = lowerKeys(value);
  const table = rowsOfTable(page['data']);
  const form = table ? 'data' : (['value', 'data', 'items'] as const).find((key) => Array.isArray(page[key]));
  if (!form) return findWrapped(page, depth);
  const total = page['totalrecords'];
  const items = table ?? withKindOfList(page, page[form] as unknown[]);
  return {
    form,
    items,
    count: items.length,
    nextPath: readNextPath(page),
    resourceVersion: isRecord(page['metadata'])
      ? String(findField(page['metadata'], 'resourceversion') ?? '') || null
      : null,
    totalRecords: typeof total === 'number' ? total : null,
  };
}

/** Whether an item belongs to the list that is fetched from a path. */
function isListedAt(path: string, item: unknown): boolean {
  const value = isRecord(item) ? lowerKeys(item)['id'] : null;
  const id = typeof value === 'string' ? value.toLowerCase() : '';
  const [scope = '', below = ''] = path.split(CLUSTERS);
  return id.startsWith(`${scope}/`) && (below === '' || id.startsWith(`${path}/`));
}

/** The cluster that a Kubernetes object is of, where it is a node that tells. */
function clusterOf(item: unknown): string | null {
  const read = isRecord(item) && kindOfObject(item) === 'Node' ? readNode(flattenResource(item)) : null;
  return read && 'node' in read ? `${read.node.subscriptionId}/${read.node.nodeResourceGroup}`.toLowerCase() : null;
}

/** Whether two pages of Kubernetes show one state and have things of one kind, and of one cluster where they tell. The first that tells counts. */
function areAlike(...pages: readonly [ListPage, ListPage]): boolean {
  const [state, otherState] = pages.map(({ resourceVersion }) => resourceVersion);
  if (state && otherState && state !== otherState) return false;
  return [kindOfObject, clusterOf].every((read) => {
    const [own = null, other = null] = pages.map(({ items }) => {
      const telling = items.find((item) => read(item) !== null);
      return read(telling);
    });
    return own === null || other === null || own === other;
  });
}

/** Whether two pages can be of one list; a page without items can be the end of any. */
function isSameList(open: ListPage, other: ListPage): boolean {
  if (open.form !== other.form || open.totalRecords !== other.totalRecords) return false;
  if (open.form === 'items' && !areAlike(open, other)) return false;
  if (!open.nextPath || other.count === 0) return true;
  return other.nextPath
    ? other.nextPath === open.nextPath
    : other.items.some((item) => isListedAt(open.nextPath ?? '', item));
}

/** Whether a page says that there are others. */
function isPageOfSeveral({ nextPath, totalRecords, count }: ListPage): boolean {
  return nextPath !== null || (totalRecords ?? 0) > count;
}

/** So many items show of which kind a page's are. */
const SHOWN = 3;

/** What shows to which list a page belongs, without most of its items; those of one without any were read one by one, and not counted. */
export function withoutMostItems(page: ListPage): ListPage {
  const { items, count, totalRecords } = page;
  return { ...page, items: items.slice(0, SHOWN), totalRecords: count === 0 ? null : totalRecords };
}

/** A page of several, and every page that can be of its list; nothing for a whole list. */
export function listCompanions(open: ListPage, pages: readonly ListPage[]): readonly ListPage[] {
  return isPageOfSeveral(open) ? pages.filter((page) => page === open || isSameList(open, page)) : [];
}

/** Whether of a list that has several pages one is not among these. */
export function isPageMissing(pages: readonly ListPage[]): boolean {
  return pages.some((page) => isPageOfSeveral(page) && !hasAllPages(listCompanions(page, pages)));
}

/** Whether the last page of a list is among its pages, and where the answers count the rows, all of them. */
function hasAllPages(pages: readonly ListPage[]): boolean {
  const total = pages.find((page) => page.totalRecords !== null)?.totalRecords ?? null;
  if (total !== null) return pages.reduce((sum, page) => sum + page.count, 0) >= total;
  return pages.some((page) => page.nextPath === null);
}
