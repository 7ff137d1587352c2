import type { NodePool } from '../domain/cluster.ts';
import { parseNodeImageName } from '../domain/node-image-name.ts';
import { compareNodeImageVersions } from '../domain/node-image-version.ts';

/** `first`'s values, and where it knows none those of `second`. */
export function fillUnknown<T extends object>(first: T, second: T): T {
  const known = Object.entries(first).filter(([, value]) => {
    return value !== null && !(typeof value === 'object' && Object.keys(value).length === 0);
  });
  return { ...second, ...Object.fromEntries(known) };
}

/** Whether an offer of Azure still says something about a pool: an image of its own kind, newer than the one it runs. */
function isStillAhead(offer: string | null, current: string | null): boolean {
  const offered = parseNodeImageName(offer ?? '');
  const running = parseNodeImageName(current ?? '');
  if (!offered || !running || offered.definition !== running.definition) return false;
  return compareNodeImageVersions(offered.version, running.version) > 0;
}

/** Whether Azure reports the pool exactly as before, so that what nodes and profiles told of it may still be true. */
function looksUnchanged(now: NodePool, before: NodePool): boolean {
  const keys = ['nodeImageVersion', 'provisioningState', 'count', 'kubernetesVersion'] as const;
  return keys.every((key) => now[key] === before[key]);
}

/**
 * A pool as Azure reports it now, with what only other sources knew. The view of its nodes is kept while the pool looks
 * unchanged. An earlier offer is kept only where asking again failed (`askedOffer`) and it still is ahead of the pool.
 */
export function renewNodePool(now: NodePool, before: NodePool | undefined, askedOffer: boolean): NodePool {
  if (!before) return now;
  const offer = askedOffer && isStillAhead(before.latestNodeImageVersion, now.nodeImageVersion);
  const nodes = Object.keys(now.nodeImages).length === 0 && looksUnchanged(now, before);
  const settings = now.settings ?? before.settings;
  return {
    ...now,
    ...(settings ? { settings } : {}),
    latestNodeImageVersion: now.latestNodeImageVersion ?? (offer ? before.latestNodeImageVersion : null),
    nodeImages: nodes ? before.nodeImages : now.nodeImages,
  };
}
