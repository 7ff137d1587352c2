import type { Cluster } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import type { Lifecycle, NetworkEngine } from '../../domain/lifecycle.ts';
import type { OsSku } from '../../domain/os-sku.ts';
import { irreversible } from '../advice.ts';
import { createAksCommand } from '../commands/az-aks.ts';

export function removeNetworkEngine(lifecycle: Covering, cluster: Cluster): Step {
  const title = findEngine(lifecycle, cluster.networkPolicy)?.title ?? cluster.networkPolicy;
  return irreversible(
    `Remove ${title}, the network policy engine: every node pool, Linux too, is reimaged at once, and from here on no policy is enforced.`,
    createAksCommand(cluster, 'update', '--network-policy none'),
  );
}

type Covering = Pick<Lifecycle, 'networkEngines'>;

function findEngine({ networkEngines }: Covering, name: string | null): NetworkEngine | null {
  return networkEngines.find(({ engine }) => engine === name?.toLowerCase()) ?? null;
}

/** The cluster's engine where it does not cover a Windows version; `null` where it does, or none is known. */
export function findUncoveringEngine(
  lifecycle: Covering,
  { networkPolicy }: Cluster,
  osSku: OsSku,
): NetworkEngine | null {
  const engine = findEngine(lifecycle, networkPolicy);
  return engine && !engine.osSkus.includes(osSku) ? engine : null;
}

export function isCoveredByCalico(lifecycle: Covering, osSku: OsSku | null): boolean {
  return osSku === null || (findEngine(lifecycle, 'calico')?.osSkus.includes(osSku) ?? false);
}
