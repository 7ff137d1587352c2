import { titleOfOsSku } from '../domain/os-sku.ts';
import type { ClusterFacts, WindowsPoolFacts } from './cluster-facts.ts';
import { createOsSkuMove } from './commands/move-os-sku.ts';
import { needsRebuild } from './container-compatibility.ts';
import { findOsSkuTarget } from './find-os-sku-target.ts';

/** What to say and run to leave an OS SKU. */
export interface OsSkuMovePlan {
  /** `move to a new pool of Windows Server 2025 with rebuilt container images`. */
  readonly words: string;
  readonly commands: readonly string[];
}

/** Plans the move of a pool; without a known target the words stay general and there is nothing to run. */
export function planOsSkuMove(facts: ClusterFacts, poolFacts: WindowsPoolFacts): OsSkuMovePlan {
  const to = findOsSkuTarget(facts, poolFacts);
  const from = poolFacts.osSku;
  if (!to || from === null) return { words: 'move to a supported Windows Server version', commands: [] };
  const rebuilt = needsRebuild(from, to.osSku) ? ' with rebuilt container images' : '';
  return {
    words: `move to a new pool of ${titleOfOsSku(to.osSku)}${rebuilt}`,
    commands: createOsSkuMove(facts.cluster, { pool: poolFacts.pool, from, to }),
  };
}
