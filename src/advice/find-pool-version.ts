import type { NodePool } from '../domain/cluster.ts';
import {
  compareNodeImageVersions,
  type NodeImageVersion,
  parseNodeImageName,
  parseNodeImageVersion,
} from '../domain/node-image-version.ts';
import { type OsSku, osSkuOfBuild } from '../domain/os-sku.ts';

/** Reads a full image name or a bare version; `null` for anything that is no Windows image. */
export function readVersion(text: string | null): NodeImageVersion | null {
  return parseNodeImageName(text)?.version ?? parseNodeImageVersion(text?.trim() ?? null);
}

/** All of a pool that tells which image it runs, and which it can take. */
export type ImageFacts = Pick<
  NodePool,
  'osType' | 'osSku' | 'nodeImageVersion' | 'latestNodeImageVersion' | 'windowsUpdate' | 'nodeImages'
>;

/** The distinct Windows images that the pool's nodes were seen with, oldest first; empty when nodes were never read. */
export function listNodeVersions(pool: Pick<NodePool, 'nodeImages'>): readonly NodeImageVersion[] {
  const byText = new Map<string, NodeImageVersion>();
  for (const [name, count] of Object.entries(pool.nodeImages)) {
    const version = count > 0 ? readVersion(name) : null;
    if (version) byText.set(version.text, version);
  }
  return [...byText.values()].sort(compareNodeImageVersions);
}

/** The image a pool runs: as Azure reports it, else the oldest of its nodes; `null` when neither is known. */
export function findPoolVersion(pool: ImageFacts): NodeImageVersion | null {
  return readVersion(pool.nodeImageVersion) ?? listNodeVersions(pool)[0] ?? null;
}

/** The OS SKU of a Windows pool, by the build of its image where known; `null` for Linux or when nothing tells. */
export function findPoolOsSku(pool: ImageFacts): OsSku | null {
  if (pool.osType !== 'Windows') return null;
  const version = findPoolVersion(pool);
  if (version) return osSkuOfBuild(version.build);
  return pool.osSku !== null && /^Windows\w+$/.test(pool.osSku) ? (pool.osSku as OsSku) : null;
}

/** Azure's own report of a pool; `null` where it told nothing of it. */
export function reportOfAzure({ evidence, ...pool }: NodePool): Pick<NodePool, 'nodeImageVersion' | 'count'> | null {
  return evidence?.azure ? (evidence.azure.pool ?? pool) : null;
}

interface UnreachedNodes {
  readonly reported: NodeImageVersion;
  readonly running: NodeImageVersion;
}

/** The image that Azure reports where all nodes run one and the same older one; `null` where they agree, or differ otherwise. */
export function findUnreached(pool: NodePool): UnreachedNodes | null {
  const reported = readVersion(reportOfAzure(pool)?.nodeImageVersion ?? null);
  const [running, ...others] = listNodeVersions(pool);
  if (!reported || !running || others.length > 0 || reported.build !== running.build) return null;
  return compareNodeImageVersions(reported, running) > 0 ? { reported, running } : null;
}
