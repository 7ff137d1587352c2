import type { Cluster, NodePool, NodePoolSettings } from '../../domain/cluster.ts';
import type { OsSkuLifecycle } from '../../domain/lifecycle.ts';
import { type OsSku, titleOfOsSku } from '../../domain/os-sku.ts';
import { baseTagFor, needsRebuild } from '../container-compatibility.ts';
import { createAksCommand, createNodePoolCommand } from './az-aks.ts';
import { type CommandPart, createCommand } from './create-command.ts';
import { selectorOfPool } from './list-nodes.ts';
import { chooseNewPoolName } from './new-pool-name.ts';

/** A pool, the OS SKU it leaves, and the one it goes to. */
export interface OsSkuMove {
  readonly pool: NodePool;
  readonly from: OsSku;
  readonly to: OsSkuLifecycle;
}

/**
 * The three steps of a move, since a pool cannot change its Windows version in place: new pool, workloads, old pool.
 * The Kubernetes upgrade comes after the last step. Lines that begin with `#` are for people; they carry no names.
 */
export function createOsSkuMove(cluster: Cluster, move: OsSkuMove): readonly string[] {
  return [...createNewPool(cluster, move), ...moveWorkloads(cluster, move), ...removeOldPool(cluster, move)];
}

function createNewPool(cluster: Cluster, { pool, to }: OsSkuMove): readonly string[] {
  const name = chooseNewPoolName(cluster, pool.name, to.osSku);
  return [
    `# 1. Add a node pool of ${titleOfOsSku(to.osSku)}, ${pool.settings ? 'set up like' : 'with the labels, taints and zones of'} the old one.`,
    createNodePoolCommand(
      cluster,
      name,
      'add',
      '--os-type Windows',
      ['--os-sku', to.osSku],
      ...(to.needsFips ? ['--enable-fips-image'] : []),
      ['--node-count', pool.count === null ? null : String(pool.count)],
      ['--node-vm-size', pool.vmSize],
      ...(pool.settings ? copySettings(pool, pool.settings) : []),
    ),
  ];
}

/** What the old pool was created with. Labels of Azure's own come by themselves, and az refuses them. */
function copySettings(pool: NodePool, settings: NodePoolSettings): readonly CommandPart[] {
  const { labels, taints, zones, subnetId, maxPods, autoscaler } = settings;
  const own = Object.entries(labels).filter(([key]) => !/(^|\.)(kubernetes|k8s)\.(azure\.com|io)\//.test(key));
  return [
    ['--labels', own.map(([key, value]) => `${key}=${value}`)],
    ['--node-taints', taints.join(',')],
    ['--zones', zones],
    ['--vnet-subnet-id', subnetId],
    ['--pod-subnet-id', pool.podSubnetId],
    ['--max-pods', maxPods === null ? null : String(maxPods)],
    ...(autoscaler ? createAutoscaler(autoscaler) : []),
  ];
}

function createAutoscaler({ min, max }: NonNullable<NodePoolSettings['autoscaler']>): readonly CommandPart[] {
  return ['--enable-cluster-autoscaler', ['--min-count', String(min)], ['--max-count', String(max)]];
}

function moveWorkloads(cluster: Cluster, { pool, from, to }: OsSkuMove): readonly string[] {
  return [
    `# 2. Move the workloads: ${describeRebuild(from, to.osSku)}, select kubernetes.azure.com/os-sku: ${to.osSku}, and set up gMSA and managed identities for the new pool.`,
    createAksCommand(cluster, 'get-credentials'),
    createCommand(
      'kubectl',
      ['--context', cluster.name],
      'drain',
      ['-l', selectorOfPool(pool.name)],
      '--ignore-daemonsets --delete-emptydir-data',
    ),
  ];
}

function describeRebuild(from: OsSku, to: OsSku): string {
  const tag = baseTagFor(to);
  if (!needsRebuild(from, to)) return 'their container images run there unchanged, test them first';
  return `rebuild their container images${tag === null ? '' : ` FROM a ${tag} base image`}`;
}

function removeOldPool(cluster: Cluster, { pool }: OsSkuMove): readonly string[] {
  return [
    '# 3. Remove the old pool once nothing runs on it (a Kubernetes upgrade comes after this).',
    createNodePoolCommand(cluster, pool.name, 'delete'),
  ];
}
