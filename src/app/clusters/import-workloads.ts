import { AppError } from '../../domain/app-error.ts';
import { type Cluster, listWindowsPools, titleOf } from '../../domain/cluster.ts';
import { countOf } from '../../domain/text.ts';
import type { Workload, WorkloadImport } from '../../domain/workload.ts';
import { windowsBaseOfImage } from '../../inventory/formats/pods.ts';
import type { WritingContext } from '../app-context.ts';
import { getCluster } from '../fleet/find-clusters.ts';

/**
 * Replaces what is known of the pods of a cluster with what these files tell of them together. `isWhole`: no page of a
 * list is missing.
 * @throws AppError `not_found`, `conflict` when the cluster is not registered or several have the name
 */
export function importWorkloads(
  context: WritingContext,
  idOrName: string,
  imports: readonly WorkloadImport[],
  isWhole: boolean,
) {
  const { store, clock } = context;
  const cluster = getCluster(context, idOrName);
  const workloads = imports.flatMap((imported) => imported.workloads);
  const rejected = imports.flatMap((imported) => imported.rejected);
  const namespaces = new Set(imports.flatMap((imported) => imported.namespaces));
  const isUntold = createUntold(workloads, namespaces, isWhole && rejected.length === 0);
  const kept = store.workloads.listFrom(cluster.id, 'pods').filter(isUntold);
  store.workloads.replace(cluster.id, 'pods', [...workloads, ...kept], clock.now().toISOString());
  return {
    workloads: workloads.length,
    rejected,
    notices: [
      ...(kept.length > 0 ? [sayKept(kept.length)] : findDoubts(cluster, workloads)),
      ...countUnknownBases(workloads),
    ],
  };
}

/** Every cluster of AKS has pods in it, so that a list of all pods has some, and others beside them. */
const ALWAYS_THERE = 'kube-system';

/** Whether something that is known may be there though it is not listed: in another namespace, or where a part of the list is missing. */
function createUntold(
  told: readonly Workload[],
  namespaces: ReadonlySet<string>,
  isWhole: boolean,
): (known: Workload) => boolean {
  const keyOf = ({ namespace, kind, name, nodePool }: Workload) => JSON.stringify([namespace, kind, name, nodePool]);
  const keys = new Set(told.map(keyOf));
  const isOfAll = namespaces.size === 0 || (namespaces.has(ALWAYS_THERE) && namespaces.size > 1);
  return (known) => (isWhole ? !isOfAll && !namespaces.has(known.namespace) : !keys.has(keyOf(known)));
}

function sayKept(count: number): string {
  return `Kept as known before: ${countOf(count, 'workload')} that may be there all the same, since not every pod is listed or could be read: "kubectl get pods -A -o json" lists all.`;
}

function findDoubts(cluster: Cluster, workloads: readonly Workload[]): readonly string[] {
  if (workloads.length === 0) return [`No pod runs on Windows, so nothing is kept for ${titleOf(cluster)}.`];
  const named = [...new Set(workloads.map(({ nodePool }) => nodePool).filter((pool) => pool !== null))];
  const known = listWindowsPools(cluster).map(({ name }) => name);
  if (named.length === 0 || named.some((pool) => known.includes(pool))) return [];
  return [
    `The pods run on ${named.slice(0, 5).join(', ')}, and ${titleOf(cluster)} has no such Windows node pool: is it the right cluster?`,
  ];
}

/** What nothing can be said of must not be read as fitting. */
function countUnknownBases(workloads: readonly Workload[]): readonly string[] {
  const images = new Set(workloads.flatMap((workload) => workload.images.map(({ image }) => image)));
  const unknown = workloads.flatMap((workload) => workload.images).filter(({ baseBuild }) => baseBuild === null);
  const names = [...new Set(unknown.map(({ image }) => image))];
  if (names.length === 0) return [];
  return [
    `The Windows base of ${names.length} of ${countOf(images.size, 'container image')} is unknown, because their tags do not tell it: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}.`,
  ];
}

/**
 * Container images typed by hand, `IMAGE` or `POOL=IMAGE`, as workloads of the cluster's Windows pools.
 * @throws AppError `invalid_usage` when the tag does not tell the Windows version, or which pool is meant
 */
export function readTypedImages(cluster: Cluster, texts: readonly string[]): readonly Workload[] {
  return texts.flatMap((text) => {
    const [, pool, image = text] = /^([a-z][a-z0-9]{0,11})=(.+)$/.exec(text) ?? [];
    const base = windowsBaseOfImage(image);
    if (base.baseBuild === null) {
      throw new AppError(
        'invalid_usage',
        'Its tag does not tell the Windows version. Give the base image it is built FROM, for example mcr.microsoft.com/windows/servercore:ltsc2019.',
        { subject: { name: 'container-image', value: text } },
      );
    }
    return findMeantPools(cluster, pool, text).map((nodePool) => {
      return { namespace: '', kind: 'Image', name: image, nodePool, nodeSelector: {}, images: [base], pods: 0 };
    });
  });
}

/** Without a pool all of them are meant, as long as they run the same Windows. */
function findMeantPools(cluster: Cluster, pool: string | undefined, text: string): readonly string[] {
  const windows = listWindowsPools(cluster);
  const names = windows.map(({ name }) => name);
  const osSkus = new Set(windows.map(({ osSku }) => osSku));
  if (pool === undefined ? osSkus.size === 1 : names.includes(pool)) return pool === undefined ? names : [pool];
  const pools = names.length === 0 ? 'has no Windows node pool' : `has the Windows node pools ${names.join(', ')}`;
  throw new AppError('invalid_usage', `${titleOf(cluster)} ${pools}. Say which one it runs on: POOL=IMAGE.`, {
    subject: { name: 'container-image', value: text },
  });
}
