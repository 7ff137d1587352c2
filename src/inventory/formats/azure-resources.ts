import type { Cluster, NodePool } from '../../domain/cluster.ts';
import { type Fields, findField, isRecord, liftProperties, lowerKeys, unquote } from '../fields.ts';
import { FRAGMENT, type ImportCollector } from '../import-collector.ts';
import { clusterOfId, findClusterId, NO_ID, type ReadOrigin, readCluster } from '../read-cluster.ts';
import { readNodePool } from '../read-node-pool.ts';

/** An object or list as PowerShell prints it where its depth ends. */
const CUT = /^(?:@\{.*\}|System(?:\.\w+)+(?:\[\]|[`<].*)?|Microsoft(?:\.\w+){2,}(?:\[\]|[`<].*)?)$/s;

const CUT_REASON = 'holds texts such as "@{name=…}": PowerShell cut its depth. Write it with ConvertTo-Json -Depth 10';

function isCut(fields: Fields): boolean {
  const isCutText = (value: unknown) => typeof value === 'string' && CUT.test(value);
  return Object.values(fields).some((value) => (Array.isArray(value) ? value.some(isCutText) : isCutText(value)));
}

function readPools(profiles: readonly unknown[], { id, name: cluster }: Cluster, into: ImportCollector): NodePool[] {
  const pools = new Map<string, NodePool>();
  for (const [index, profile] of profiles.entries()) {
    const fields = isRecord(profile) ? withUsualNames(liftProperties(profile)) : {};
    const name = findField(fields, 'name');
    const item = `${cluster}/${typeof name === 'string' ? name : `pool ${index + 1}`}`;
    const pool = into.takePool(id, item, isCut(fields) ? { refused: CUT_REASON } : readNodePool(fields));
    if (!pool) continue;
    if (pools.has(pool.name)) into.warn(item, 'is there twice; the last one counts');
    pools.set(pool.name, pool);
  }
  return [...pools.values()];
}

/** Of AKS Automatic Azure may keep the system pools itself, and list none. */
function mayLackSystemPools(fields: Fields): boolean {
  const sku = fields['sku'];
  const isAutomatic = isRecord(sku) && String(findField(sku, 'name')).toLowerCase() === 'automatic';
  return isAutomatic || 'hostedsystemprofile' in fields;
}

/** A cluster that is being made or taken away has no pools either. */
function mayLackPools(fields: Fields): boolean {
  const state = String(fields['provisioningstate'] ?? 'Succeeded').toLowerCase();
  return state !== 'succeeded' || mayLackSystemPools(fields);
}

/** Each cluster has a system pool: a list without one was filtered, by a query for its Windows pools. */
function isFiltered(pools: readonly NodePool[], fields: Fields): boolean {
  return pools.length > 0 && pools.every(({ mode }) => mode === 'User') && !mayLackSystemPools(fields);
}

const NO_POOLS =
  'lacks its node pools, which "az resource list" and --query leave out: import what "az aks list -o json" prints';

const CUT_CELL =
  'properties: is cut off, as spreadsheets cut long cells: import what "az aks list -o json" prints, or the file as it was exported';

const NO_LIST = 'agentPoolProfiles: is no list of node pools: import what "az aks list -o json" prints';

/** The list of pools, empty where the cluster may have none; or why there is none. */
function findPools(fields: Fields): readonly unknown[] | string {
  const profiles = unquote(fields['agentpoolprofiles']);
  if (Array.isArray(profiles)) return profiles;
  if (profiles == null && mayLackPools(fields)) return [];
  if (typeof fields['properties'] === 'string') return CUT_CELL;
  if (profiles === undefined && typeof fields['id'] === 'string') return NO_POOLS;
  return profiles === undefined ? FRAGMENT : NO_LIST;
}

/** Takes one whole cluster (keys flat and in lower case, pools in `agentpoolprofiles`): az, ARM or a Resource Graph row. */
export function collectManagedCluster(fields: Fields, item: string, from: ReadOrigin, into: ImportCollector): void {
  const read = readCluster(fields, from);
  const profiles = isCut(fields) ? CUT_REASON : findPools(fields);
  // What is cut says nothing else of what is wrong.
  if (profiles === CUT_REASON) {
    into.refuseCluster(fields, item, CUT_REASON);
    return;
  }
  if ('refused' in read || typeof profiles === 'string') {
    into.refuseCluster(fields, item, 'refused' in read ? read.refused : String(profiles));
    return;
  }
  for (const warning of read.warnings) into.warn(item, warning);
  const nodePools = readPools(profiles, read.cluster, into);
  if (isFiltered(nodePools, fields)) into.markFiltered(read.cluster.id);
  // A cluster of which nothing is known is not one without node pools.
  if (profiles.length > 0 && nodePools.length === 0)
    into.refuseCluster(fields, item, 'none of its node pools could be read');
  else into.addCluster({ ...read.cluster, nodePools });
}

/** `az aks nodepool list` or `show`, ARM agentPools: `id` names the cluster. `listed`: it stood in a list of the cluster's pools. */
export function collectAgentPool(
  fields: Fields,
  item: string,
  { listed, ...from }: ReadOrigin & { readonly listed: boolean },
  into: ImportCollector,
): void {
  const id = findClusterId({ id: fields['id'] });
  if (!id) {
    into.refuse(item, 'id: does not name the AKS cluster that the pool belongs to');
    return;
  }
  const pool = into.takePool(id.id, `${id.cluster}/${id.nodePool ?? item}`, readNodePool(fields));
  if (!pool) return;
  const cluster = clusterOfId(id, from, [pool]);
  into.addPart({ kind: 'node-pools-of-cluster', cluster, allPools: listed });
}

export function collectUpgradeProfile(fields: Fields, item: string, from: ReadOrigin, into: ImportCollector): void {
  const id = findClusterId({ id: fields['id'] });
  if (!id?.nodePool) {
    into.refuse(item, 'id: does not name the node pool that the upgrade profile is of');
    return;
  }
  // Its own name is "default"; what it says of Kubernetes and the image is about the pool.
  const { latestnodeimageversion, ostype, kubernetesversion } = fields;
  const profile = { name: id.nodePool, latestnodeimageversion, ostype, currentorchestratorversion: kubernetesversion };
  const pool = into.takePool(id.id, `${id.cluster}/${id.nodePool}`, readNodePool(profile));
  if (!pool) return;
  if (pool.latestNodeImageVersion === null) into.warn(`${id.cluster}/${pool.name}`, 'upgrade profile names no image');
  const cluster = clusterOfId(id, from, [pool]);
  into.addPart({ kind: 'upgrade-profile-of-node-pool', cluster });
}

/** A row has the cluster's facts as columns; this puts them where ARM has them, so that one reader serves all. */
function toResource(row: Fields): Fields {
  const networkprofile = {
    networkplugin: row['networkplugin'],
    networkpluginmode: row['networkpluginmode'],
    networkpolicy: row['networkpolicy'],
    networkdataplane: row['networkdataplane'],
  };
  return {
    sku: { tier: row['tier'] },
    networkprofile,
    autoupgradeprofile: { upgradechannel: row['upgradechannel'], nodeosupgradechannel: row['nodeosupgradechannel'] },
    ...row,
  };
}

/** How queries call the column that has a pool's name beside its other facts. */
const POOL_NAMES = ['poolname', 'nodepoolname', 'agentpoolname', 'nodepool', 'agentpool', 'pool'];

const OS_TYPE = /^os_?type$/i;

function isPool(value: unknown): value is Fields {
  // Asked of tags and whatever else a cluster has: what has keys of its own is not worth remembering.
  if (!isRecord(value) || !Object.keys(value).some((key) => OS_TYPE.test(key))) return false;
  return ['ostype', 'name'].every((field) => findField(value, field) !== undefined);
}

/**
 * The pool of a row that `mv-expand` made, whatever its column is called, or whose facts are columns themselves; `null`
 * where there is none.
 */
export function findPoolColumn(row: Fields): Fields | null {
  const column = Object.values(row).find(isPool);
  if (column) return lowerKeys(column);
  const keys = 'clustername' in row ? [...POOL_NAMES, 'name'] : POOL_NAMES;
  const name = findText(row, keys);
  if (name === undefined) return null;
  const image = row['nodeimageversion'] ?? findOnly(row, isOwnImage);
  return image !== undefined || 'ostype' in row ? { ...row, name, nodeimageversion: image, tags: null } : null;
}

function findText(row: Fields, keys: readonly string[]): unknown {
  return keys.map((key) => row[key]).find((value) => typeof value === 'string');
}

/** A pool in the list of its cluster, of which a query may have named the facts as it likes. */
function withUsualNames(pool: Fields): Fields {
  const isUsual = ['name', 'nodeimageversion'].every((key) => findField(pool, key) !== undefined);
  if (isUsual) return pool;
  const row = lowerKeys(pool);
  const { name = findText(row, POOL_NAMES), nodeimageversion = findOnly(row, isOwnImage) } = row;
  return { ...row, name, nodeimageversion };
}

/** What a column is called is the choice of who asked; what stands in it is Azure's. `undefined` without or with several. */
function findOnly(row: Fields, isMeant: (value: string, key: string) => boolean): string | undefined {
  const found = Object.entries(row).flatMap(([key, value]) =>
    typeof value === 'string' && isMeant(value, key) ? value : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

/** How people call the column of the image that a pool runs; one that it could run, or ran, is called something more. */
const OWN_IMAGE = /^(?:running|(?:(?:agent|node|os|current|running|pool)_?)*im(?:a)?ge?(?:_?(?:version|name))?)$/;

function isOwnImage(value: string, key: string): boolean {
  return /^AKS[A-Za-z]+-[\w.-]+$/.test(value) && OWN_IMAGE.test(key);
}

/** Takes a Resource Graph row that holds one cluster and its pools as a list in `pools`. */
export function collectClusterRow(row: Fields, item: string, into: ImportCollector): void {
  const resource = { ...toResource(row), agentpoolprofiles: row['pools'] };
  collectManagedCluster(resource, item, { origin: 'resource-graph', asOf: into.asOf }, into);
}

/** Takes a Resource Graph row that holds one pool (`mv-expand`); such queries usually leave Linux pools out. */
export function collectPoolRow(row: Fields, item: string, into: ImportCollector): void {
  const pool = findPoolColumn(row) ?? {};
  const from = { origin: 'resource-graph', asOf: into.asOf };
  const id =
    findClusterId(row) ?? findClusterId({ id: findOnly(row, (value) => findClusterId({ id: value }) !== null) });
  if (!id) {
    into.refuse(item, typeof row['id'] === 'string' ? 'id: is not that of an AKS cluster' : NO_ID);
    return;
  }
  const poolName = typeof pool['name'] === 'string' ? pool['name'] : 'pool without a name';
  const read = into.takePool(id.id, `${id.cluster}/${poolName}`, readNodePool(liftProperties(pool)));
  if (!read) return;
  const described = readCluster({ ...toResource(row), name: row['clustername'] ?? row['name'] ?? id.cluster }, from);
  const cluster = 'cluster' in described ? described.cluster : clusterOfId(id, from, []);
  into.addPart({ kind: 'node-pools-of-cluster', cluster: { ...cluster, nodePools: [read] } });
}
