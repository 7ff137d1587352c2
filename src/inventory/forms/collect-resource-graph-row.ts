import { parseClusterId } from '../azure-id.ts';
import { type Fields, flattenResource, isRecord } from '../flatten-resource.ts';
import type { ImportCollector } from '../import-collector.ts';
import { clusterOfId, readCluster } from '../read-cluster.ts';
import { readNodePool } from '../read-node-pool.ts';
import { collectManagedCluster } from './collect-managed-cluster.ts';

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

/** The pool of a row that `mv-expand` made, whatever its column is called; `null` when no column holds one. */
export function findPoolColumn(row: Fields): Fields | null {
  const columns = Object.values(row).filter((value) => isRecord(value) && 'name' in value && 'ostype' in value);
  return (columns[0] as Fields | undefined) ?? null;
}

/** Takes a Resource Graph row that holds one cluster and its pools as a list in `pools`. */
export function collectClusterRow(row: Fields, item: string, into: ImportCollector): void {
  // Azure keeps the pools of some clusters to itself, and prints none.
  const resource = { ...toResource(row), agentpoolprofiles: row['pools'] ?? [] };
  collectManagedCluster(resource, item, { origin: 'resource-graph', asOf: into.asOf }, into);
}

/** Takes a Resource Graph row that holds one pool (`mv-expand`); such queries usually leave Linux pools out. */
export function collectPoolRow(row: Fields, item: string, into: ImportCollector): void {
  const pool = findPoolColumn(row) ?? {};
  const from = { origin: 'resource-graph', asOf: into.asOf };
  const id = typeof row['id'] === 'string' ? parseClusterId(row['id']) : null;
  if (!id) {
    into.refuse(item, 'id: is not that of an AKS cluster');
    return;
  }
  const poolName = typeof pool['name'] === 'string' ? pool['name'] : 'pool without a name';
  const read = into.takePool(id.id, `${id.cluster}/${poolName}`, readNodePool(flattenResource(pool)));
  if (!read) return;
  const described = readCluster({ name: id.cluster, ...toResource(row) }, from);
  const cluster = 'cluster' in described ? described.cluster : clusterOfId(id, from, []);
  into.addPart({
    kind: 'node-pools-of-cluster',
    cluster: { ...cluster, nodePools: [read] },
    allPools: false,
    possibleIds: [],
  });
}
