import type { NodePool } from '../domain/cluster.ts';

/** What production is advised. */
export const ADVISED_SURGE = '33%';

/**
 * What the surge that is set makes of an upgrade: `at-once` drains all nodes beside as many new ones, `without-extra`
 * takes capacity away first. `null`: in turn, as advised, or by default. Spot nodes get no surge that could be set.
 */
export function effectOfSurge({ maxSurge, spot }: NodePool): 'at-once' | 'without-extra' | null {
  const value = spot === undefined ? maxSurge?.trim() : undefined;
  if (value === '100%') return 'at-once';
  return value === '0' || value === '0%' ? 'without-extra' : null;
}
