import type { Cluster, NodePool } from '../../domain/cluster.ts';
import { type Fields, flattenResource, isRecord } from '../flatten-resource.ts';
import type { ImportCollector } from '../import-collector.ts';
import { type ReadOrigin, readCluster } from '../read-cluster.ts';
import { readNodePool } from '../read-node-pool.ts';
import { FRAGMENT } from '../refusals.ts';

/** An object or list as PowerShell prints it where its depth ends. */
const CUT = /^(?:@\{.*\}|System\.(?:Object\[\]|Collections\.\w+.*)|Microsoft\.\w+\.Commands.*)$/s;

const CUT_REASON = 'holds texts such as "@{name=…}": PowerShell cut its depth. Write it with ConvertTo-Json -Depth 10';

/** Whether an object has texts in the place of what PowerShell's depth cut. */
function isCut(fields: Fields): boolean {
  return Object.values(fields).some((value) =>
    (Array.isArray(value) ? value : [value]).some((one) => typeof one === 'string' && CUT.test(one)),
  );
}

function readPools(profiles: readonly unknown[], { id, name: cluster }: Cluster, into: ImportCollector): NodePool[] {
  const pools = new Map<string, NodePool>();
  for (const [index, profile] of profiles.entries()) {
    const fields = isRecord(profile) ? flattenResource(profile) : {};
    const item = `${cluster}/${typeof fields['name'] === 'string' ? fields['name'] : `pool ${index + 1}`}`;
    const pool = into.takePool(id, item, isCut(fields) ? { refused: CUT_REASON } : readNodePool(fields));
    if (!pool) continue;
    if (pools.has(pool.name)) into.warn(item, 'is there twice; the last one counts');
    pools.set(pool.name, pool);
  }
  return [...pools.values()];
}

/** A cluster that is being made or taken away has no pools, nor has one whose system pools Azure keeps (AKS Automatic). */
function mayLackPools(fields: Fields): boolean {
  const sku = fields['sku'];
  const state = String(fields['provisioningstate'] ?? 'Succeeded').toLowerCase();
  return (
    state !== 'succeeded' ||
    (isRecord(sku) && String(sku['name']).toLowerCase() === 'automatic') ||
    'hostedsystemprofile' in fields
  );
}

/** The list of pools, empty where the cluster may have none; or why there is none. */
function findPools(fields: Fields): readonly unknown[] | string {
  const profiles = fields['agentpoolprofiles'];
  if (Array.isArray(profiles)) return profiles;
  if (profiles == null && mayLackPools(fields)) return [];
  return profiles === undefined ? FRAGMENT : 'agentPoolProfiles: no list of node pools';
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
  // A cluster of which nothing is known is not one without node pools.
  if (profiles.length > 0 && nodePools.length === 0)
    into.refuseCluster(fields, item, 'none of its node pools could be read');
  else into.addCluster({ ...read.cluster, nodePools });
}
