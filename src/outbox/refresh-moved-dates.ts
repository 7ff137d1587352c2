import type { AssessedPool } from '../domain/assessed-pool.ts';
import { minorOf } from '../domain/kubernetes-version.ts';
import type { MovedDates } from '../domain/notification.ts';

/** The clusters of a channel that still run such a minor; `null` when none does. */
export function refreshMovedDates(notice: MovedDates, ownPools: readonly AssessedPool[]): MovedDates | null {
  const minors = new Map(ownPools.map(({ cluster }) => [cluster.id, minorOf(cluster.kubernetesVersion ?? '')]));
  const dates = notice.dates
    .map((date) => ({ ...date, clusters: date.clusters.filter(({ id }) => minors.get(id) === date.minor) }))
    .filter(({ clusters }) => clusters.length > 0);
  return dates.length > 0 ? { ...notice, dates } : null;
}
