import type { WindowsPoolFacts } from './cluster-facts.ts';
import { allowsKubernetes } from './find-os-sku-target.ts';
import { nextMinor } from './kubernetes-support.ts';

/** True when a pool's OS SKU may not run on the Kubernetes minor after this one. */
export function blocksKubernetesUpgrade({ ends }: WindowsPoolFacts, minor: string): boolean {
  return ends !== null && ends.maxKubernetes !== null && !allowsKubernetes(ends, nextMinor(minor));
}
