import type { Cluster } from '../domain/cluster.ts';
import type { OsSku } from '../domain/os-sku.ts';

/** Windows versions whose nodes an engine enforces policies on, by AKS's page on network policies. */
const COVERED: Readonly<Record<string, { readonly title: string; readonly osSkus: readonly OsSku[] }>> = {
  calico: { title: 'Calico', osSkus: ['Windows2019', 'Windows2022'] },
  azure: { title: 'Azure Network Policy Manager', osSkus: ['Windows2022'] },
};

/** Name of the cluster's engine where it does not cover a Windows version; `null` where it does, or there is none. */
export function findUncoveringEngine({ networkPolicy }: Cluster, osSku: OsSku): string | null {
  const engine = COVERED[networkPolicy?.toLowerCase() ?? ''];
  return engine && !engine.osSkus.includes(osSku) ? engine.title : null;
}

/** True when an engine of this name covers every one of these Windows versions. */
export function coversAll(engine: string, osSkus: readonly (OsSku | null)[]): boolean {
  return osSkus.every((osSku) => osSku === null || (COVERED[engine]?.osSkus.includes(osSku) ?? false));
}
