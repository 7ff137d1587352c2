import type { Cluster, NodePool } from '../domain/cluster.ts';
import type { NodePoolHistory, NodePoolObservation } from '../domain/pool-week.ts';
import type { SqliteDatabase } from './database.ts';

/** Earlier reports of the Windows node pools. */
export interface NodePoolHistoryStore {
  /** Adds an observation, as of the cluster's report, of each Windows pool that differs from its last one. */
  record(cluster: Cluster): void;
  /** Every observed pool of a cluster, by name. */
  listOf(clusterId: string): readonly NodePoolHistory[];
  /** The same of many clusters, by their IDs; absent where nothing was observed. */
  listByCluster(clusterIds: readonly string[]): ReadonlyMap<string, readonly NodePoolHistory[]>;
}

/** An upgrade of a pool is some three changes, so that this is more than a year of monthly ones. */
const MOST_OBSERVATIONS = 60;

interface Row {
  cluster_id: string;
  node_pool: string;
  observed_at: string;
  node_image_version: string | null;
  kubernetes_version: string | null;
  provisioning_state: string | null;
}

function toObservation(row: Row): NodePoolObservation {
  return {
    observedAt: row.observed_at,
    nodeImageVersion: row.node_image_version,
    kubernetesVersion: row.kubernetes_version,
    provisioningState: row.provisioning_state,
  };
}

/** Of one cluster. */
function toHistories(rows: readonly Row[]): readonly NodePoolHistory[] {
  return [...Map.groupBy(rows, (row) => row.node_pool)].map(([nodePool, own]) => ({
    clusterId: own[0]?.cluster_id ?? '',
    nodePool,
    observations: own.map(toObservation),
  }));
}

function isAsObserved(pool: NodePool, row: Row | undefined): boolean {
  return (
    row?.node_image_version === pool.nodeImageVersion &&
    row.kubernetes_version === pool.kubernetesVersion &&
    row.provisioning_state === pool.provisioningState
  );
}

/** Histories on the table `node_pool_observations`; each pool keeps its newest sixty observations. */
export function createNodePoolHistoryStore(db: SqliteDatabase): NodePoolHistoryStore {
  const selectOf = db.prepare<[string], Row>(
    'select * from node_pool_observations where cluster_id = ? order by node_pool, id',
  );
  const selectMany = db.prepare<[string], Row>(
    `select * from node_pool_observations where cluster_id in (select value from json_each(?))
     order by cluster_id, node_pool, id`,
  );
  const selectLast = db.prepare<[string, string], Row>(
    'select * from node_pool_observations where cluster_id = ? and node_pool = ? order by id desc limit 1',
  );
  const insert = db.prepare(
    `insert into node_pool_observations
       (cluster_id, node_pool, observed_at, node_image_version, kubernetes_version, provisioning_state)
     values (@clusterId, @name, @asOf, @nodeImageVersion, @kubernetesVersion, @provisioningState)`,
  );
  const trim = db.prepare(
    `delete from node_pool_observations where id in (select id from node_pool_observations
     where cluster_id = ? and node_pool = ? order by id desc limit -1 offset ${MOST_OBSERVATIONS})`,
  );
  return {
    record: ({ id: clusterId, asOf, nodePools }) => {
      for (const pool of nodePools) {
        if (pool.osType !== 'Windows' || pool.vanishedAt !== null) continue;
        const last = selectLast.get(clusterId, pool.name);
        if (isAsObserved(pool, last)) continue;
        const { name, nodeImageVersion, kubernetesVersion, provisioningState } = pool;
        insert.run({ clusterId, asOf, name, nodeImageVersion, kubernetesVersion, provisioningState });
        if (last) trim.run(clusterId, name);
      }
    },
    listOf: (clusterId) => toHistories(selectOf.all(clusterId)),
    listByCluster: (clusterIds) => {
      const clusters = Map.groupBy(selectMany.all(JSON.stringify(clusterIds)), (row) => row.cluster_id);
      return new Map([...clusters].map(([id, rows]) => [id, toHistories(rows)]));
    },
  };
}
