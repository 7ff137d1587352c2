import type { NodePool } from '../domain/cluster.ts';

export const ADVISED_SURGE = '33%';

/**
 * What the surge that is set makes of an upgrade: `at-once` drains all nodes beside as many new ones, `without-extra`
 * takes capacity away first, `all-away` all of it. `null`: in turn, as advised, or by default. Spot nodes get no surge
 * that could be set, and where new nodes are put beside the old ones it has no part.
 */
export function effectOfSurge(pool: NodePool): 'at-once' | 'without-extra' | 'all-away' | null {
  const { maxSurge, settings, spot } = pool;
  if (spot !== undefined || settings?.isBlueGreen) return null;
  if (/^\s*0%?\s*$/.test(maxSurge ?? ''))
    return isOfAllNodes(pool, settings?.maxUnavailable, 1) ? 'all-away' : 'without-extra';
  return isOfAllNodes(pool, maxSurge, 2) ? 'at-once' : null;
}

/**
 * A share is rounded up; what an autoscaler may grow to counts. Of `fewest` nodes on: one more beside a single one is
 * nothing to warn of, one less is.
 */
function isOfAllNodes({ count, settings }: NodePool, value: string | null | undefined, fewest: number): boolean {
  const nodes = settings?.autoscaler?.max ?? count;
  const amount = Number.parseInt(value ?? '', 10);
  if (!value?.trim().endsWith('%')) return nodes !== null && nodes >= fewest && amount >= nodes;
  return amount >= 100 || (nodes !== null && nodes >= fewest && Math.ceil((nodes * amount) / 100) >= nodes);
}
