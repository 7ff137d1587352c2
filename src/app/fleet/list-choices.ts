import { titleOf } from '../../domain/cluster.ts';
import type { OsSku } from '../../domain/os-sku.ts';
import { digestOf } from '../../domain/text.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from './assess-fleet.ts';

/** A cluster to choose. */
export interface ClusterChoice {
  /** Short and unique: an Azure ID is longer than what a choice may carry. */
  readonly ref: string;
  readonly name: string;
}

const REF_LENGTH = 24;

/** OS SKUs that AKS publishes images of or that registered pools run. */
export function listKnownOsSkus(context: AppContext): readonly OsSku[] {
  const { catalogue, pools } = assessFleet(context);
  const known = [...catalogue.images.map(({ osSku }) => osSku), ...pools.map(({ assessment }) => assessment.osSku)];
  return [...new Set(known)].filter((osSku) => osSku !== null).sort();
}

/** These clusters with their names; one that is gone is left out. */
export function nameClusters({ store }: AppContext, clusterIds: readonly string[]): readonly ClusterChoice[] {
  return clusterIds.flatMap((id) => {
    const cluster = store.clusters.find(id);
    return cluster ? [{ ref: refOf(id), name: titleOf(cluster) }] : [];
  });
}

/** Clusters whose name contains the text, those that begin with it first. */
export function findClusterChoices({ store }: AppContext, text: string, limit: number): readonly ClusterChoice[] {
  const wanted = text.toLowerCase();
  const clusters = store.clusters.listNames();
  const starting = clusters.filter((one) => titleOf(one).toLowerCase().startsWith(wanted)).slice(0, limit);
  const others = clusters.filter((one) => titleOf(one).toLowerCase().indexOf(wanted) > 0).slice(0, limit);
  return [...starting, ...others].slice(0, limit).map((one) => ({ ref: refOf(one.id), name: titleOf(one) }));
}

/** The IDs behind chosen references; what is no reference of a registered cluster is left out. */
export function resolveClusterRefs({ store }: AppContext, refs: readonly string[]): readonly string[] {
  const wanted = new Set(refs);
  if (wanted.size === 0) return [];
  return store.clusters
    .listNames()
    .filter(({ id }) => wanted.has(refOf(id)))
    .map(({ id }) => id);
}

/** A short, unique name of a cluster: an Azure ID is longer than what an address or a choice should carry. */
export function refOf(id: string): string {
  return digestOf(id, REF_LENGTH);
}
