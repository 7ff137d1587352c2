import { AppError } from '../../domain/app-error.ts';
import type { Cluster } from '../../domain/cluster.ts';
import type { AppContext } from '../app-context.ts';
import { updateFindingsOf } from '../fleet/update-findings.ts';

/** Finds a registered cluster by ID, or by a name that only one has. @throws AppError `not_found`, `conflict` */
export function getCluster({ store }: AppContext, idOrName: string): Cluster {
  const wanted = idOrName.toLowerCase();
  const byId = store.clusters.find(wanted);
  if (byId) return byId;
  const named = store.clusters.listNamed(idOrName);
  if (named.length > 1) {
    throw new AppError(
      'conflict',
      `${named.length} clusters are called ${idOrName}; use the ID: ${named.map(({ id }) => id).join(', ')}`,
    );
  }
  const [only] = named;
  if (!only)
    throw new AppError(
      'not_found',
      `No cluster is registered as ${idOrName}; "vhdwatch clusters list" shows them all.`,
    );
  return only;
}

/** Forgets a cluster and its node pools; its findings are resolved. */
export function removeCluster(context: AppContext, idOrName: string): Cluster {
  const { store } = context;
  return store.transaction(() => {
    const cluster = getCluster(context, idOrName);
    store.clusters.remove(cluster.id);
    updateFindingsOf(context, [cluster.id]);
    return cluster;
  });
}
