import type { NodePool } from '../../domain/cluster.ts';
import { type Fields, flattenResource, isRecord } from '../flatten-resource.ts';
import type { ImportCollector } from '../import-collector.ts';
import { type ReadOrigin, readCluster } from '../read-cluster.ts';
import { readNodePool } from '../read-node-pool.ts';
import { FRAGMENT } from '../refusals.ts';

/** An object or list as PowerShell prints it where its depth ends. */
const CUT = /^(?:@\{.*\}|System\.(?:Object\[\]|Collections\.\w+.*)|Microsoft\.\w+\.Commands.*)$/s;

function readPools(profiles: readonly unknown[], cluster: string, into: ImportCollector): NodePool[] {
  const pools = new Map<string, NodePool>();
  for (const [index, profile] of profiles.entries()) {
    const fields = isRecord(profile) ? flattenResource(profile) : {};
    const item = `${cluster}/${typeof fields['name'] === 'string' ? fields['name'] : `pool ${index + 1}`}`;
    const pool = into.takePool(item, readNodePool(fields));
    if (!pool) continue;
    if (pools.has(pool.name)) into.warn(item, 'is there twice; the last one counts');
    pools.set(pool.name, pool);
  }
  return [...pools.values()];
}

/** Takes one whole cluster (keys flat and in lower case, pools in `agentpoolprofiles`): az, ARM or a Resource Graph row. */
export function collectManagedCluster(fields: Fields, item: string, from: ReadOrigin, into: ImportCollector): void {
  const read = readCluster(fields, from);
  if ('refused' in read) {
    into.refuse(item, read.refused);
    return;
  }
  const profiles = fields['agentpoolprofiles'];
  if ((Array.isArray(profiles) ? profiles : [profiles]).some((profile) => CUT.test(String(profile)))) {
    into.refuse(
      item,
      'holds texts such as "@{name=…}": PowerShell cut its depth. Write it with ConvertTo-Json -Depth 10',
    );
    return;
  }
  if (!Array.isArray(profiles)) {
    into.refuse(item, profiles === undefined ? FRAGMENT : 'agentPoolProfiles: no list of node pools');
    return;
  }
  for (const warning of read.warnings) into.warn(item, warning);
  const nodePools = readPools(profiles, read.cluster.name, into);
  // A cluster of which nothing is known is not one without node pools.
  if (profiles.length > 0 && nodePools.length === 0) into.refuse(item, 'none of its node pools could be read');
  else into.addCluster({ ...read.cluster, nodePools });
}
