import type { Workload } from '../domain/workload.ts';
import type { SqliteDatabase } from './database.ts';
import { type DamageLog, readStoredList } from './stored-json.ts';

/** Where workloads are known from: a file of pods, or container images typed by hand. */
type WorkloadOrigin = 'pods' | 'typed';

/** What runs on the Windows node pools of the clusters. */
interface WorkloadStore {
  /** Everything known of a cluster, from both origins. */
  listOf(clusterId: string): readonly Workload[];
  /** The same of many clusters, by their IDs; absent where nothing is known. */
  listByCluster(clusterIds: readonly string[]): ReadonlyMap<string, readonly Workload[]>;
  /** Replaces what one origin reported of a registered cluster; an empty list forgets it. */
  replace(clusterId: string, origin: WorkloadOrigin, workloads: readonly Workload[], asOf: string): void;
}

interface Row {
  cluster_id: string;
  data: string;
}

/** Workloads on the table `workload_reports`. */
export function createWorkloadStore(db: SqliteDatabase, { readRows }: DamageLog): WorkloadStore {
  const read = (rows: readonly Row[]) =>
    readRows(
      rows,
      (row) => row.cluster_id,
      ({ data }) => readStoredList<Workload>(data, 'workload_reports', { name: 'text', images: 'list' }),
    ).flat();
  const select = db.prepare<[string], Row>(
    'select cluster_id, data from workload_reports where cluster_id = ? order by origin',
  );
  const selectMany = db.prepare<[string], Row>(
    `select cluster_id, data from workload_reports where cluster_id in (select value from json_each(?))
     order by cluster_id, origin`,
  );
  const upsert = db.prepare(
    `insert into workload_reports (cluster_id, origin, data, as_of) values (?, ?, ?, ?)
     on conflict (cluster_id, origin) do update set data = excluded.data, as_of = excluded.as_of`,
  );
  const remove = db.prepare('delete from workload_reports where cluster_id = ? and origin = ?');
  return {
    listOf: (clusterId) => read(select.all(clusterId)),
    listByCluster: (clusterIds) => {
      const reports = Map.groupBy(selectMany.all(JSON.stringify(clusterIds)), (row) => row.cluster_id);
      return new Map([...reports].map(([id, rows]) => [id, read(rows)]));
    },
    replace: (clusterId, origin, workloads, asOf) => {
      if (workloads.length === 0) remove.run(clusterId, origin);
      else upsert.run(clusterId, origin, JSON.stringify(workloads), asOf);
    },
  };
}
