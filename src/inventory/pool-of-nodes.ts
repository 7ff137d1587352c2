import type { NodeReport } from '../domain/cluster.ts';
import { compareNodeImageVersions, parseNodeImageName } from '../domain/node-image-version.ts';
import { osSkuOfBuild } from '../domain/os-sku.ts';
import { type ReadNodePool, readNodePool } from './read-node-pool.ts';

function countImages(nodes: readonly NodeReport[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { imageName } of nodes) if (imageName !== null) counts.set(imageName, (counts.get(imageName) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => compareImageNames(a, b)));
}

function compareImageNames(a: string, b: string): number {
  const versionA = parseNodeImageName(a)?.version;
  const versionB = parseNodeImageName(b)?.version;
  if (versionA && versionB) return compareNodeImageVersions(versionA, versionB) || (a < b ? -1 : 1);
  return a < b ? -1 : 1;
}

/** Oldest patch version; the API server allows several during an upgrade. */
function oldestVersion(versions: readonly (string | null)[]): string | null {
  const known = versions.filter((version) => version !== null);
  return known.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0] ?? null;
}

/** Node auto-provisioning puts both systems into one pool: what is watched are its Windows nodes. */
function ofOneSystem(nodes: readonly NodeReport[]): readonly NodeReport[] {
  const windows = nodes.filter(({ osType }) => osType?.toLowerCase() === 'windows');
  return windows.length > 0 ? windows : nodes;
}

/**
 * A pool as its nodes show it, in order of their names. Where they differ the oldest image and version count, because that is what is
 * still to be upgraded; `nodeImages` has all of them. What nodes cannot tell (power state, surge …) is null.
 */
export function poolOfNodes(name: string, all: readonly NodeReport[]): ReadNodePool {
  const nodes = ofOneSystem(all);
  const [first] = nodes;
  if (!first) return { refused: 'has no nodes' };
  const nodeImages = countImages(nodes);
  const update =
    first.osType?.toLowerCase() === 'windows' ? oldestVersion(nodes.map((node) => node.windowsUpdate)) : null;
  const read = readNodePool({
    name,
    ostype: first.osType,
    ossku: first.osSku ?? (update === null ? null : osSkuOfBuild(Number(update.split('.')[0]))),
    mode: first.mode,
    nodeimageversion: Object.keys(nodeImages)[0],
    count: nodes.length,
    vmsize: first.vmSize,
    type: first.type,
    enablefips: first.fips,
    currentorchestratorversion: oldestVersion(nodes.map((node) => node.kubernetesVersion)),
  });
  if ('refused' in read) return read;
  const isKnown = Object.keys(nodeImages).some((image) => parseNodeImageName(image) !== null);
  // An image name without a version says less than the kernel does.
  return {
    ...read,
    pool: { ...read.pool, nodeImages, ...(update === null || isKnown ? {} : { windowsUpdate: update }) },
  };
}
