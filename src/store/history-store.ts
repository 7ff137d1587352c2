import type { CalendarDate } from '../domain/calendar-date.ts';
import type { Cluster } from '../domain/cluster.ts';
import { parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { OsSku } from '../domain/os-sku.ts';
import type { NodePoolHistory, NodePoolObservation, PoolWeek, WeekCounts } from '../domain/pool-week.ts';
import type { Workload } from '../domain/workload.ts';
import { columnsOf, oneOf, type SqliteDatabase } from './database.ts';
import { type DamageLog, readStoredList } from './stored-json.ts';

interface HistoryFilter {
  readonly clusterIds: readonly string[];
  /** Only pools that ran an image of one of these OS SKUs; empty or absent: all pools. */
  readonly osSkus?: readonly OsSku[];
}

interface WeekRow extends Pick<PoolWeek, 'weekOn' | 'status' | 'version'> {
  readonly n: number;
}

/** History on the tables `pool_history` and, counted up, `fleet_weeks`. */
export function createHistoryStore(db: SqliteDatabase) {
  return {
    /** Saves or replaces rows of weeks; the weeks have to be counted anew once all rows are saved. */
    save: (weeks: readonly PoolWeek[]) => {
      // A row at a time: as JSON in one statement, SQLite takes half as long again. On most days nothing is written.
      for (const { weekOn, clusterId, nodePool, status, version } of weeks)
        db.run`insert into pool_history (week_on, cluster_id, node_pool, status, version)
          values (${weekOn}, ${clusterId}, ${nodePool}, ${status}, ${version})
          on conflict do update set status = excluded.status, version = excluded.version
          where status <> excluded.status or version is not excluded.version`;
    },
    countWeek: (weekOn: CalendarDate) => {
      db.run`delete from fleet_weeks where week_on = ${weekOn}`;
      db.run`insert into fleet_weeks (week_on, status, pools)
        select week_on, status, count(*) from pool_history where week_on = ${weekOn} group by week_on, status`;
    },
    /** Oldest first; weeks without a record are missing. For the whole fleet, this costs the same whatever its size. */
    listCounts: (since: CalendarDate, filter?: HistoryFilter): readonly WeekCounts[] => {
      const { clusterIds, osSkus = [] } = filter ?? {};
      const rows =
        clusterIds === undefined
          ? db.list<WeekRow>`select week_on as weekOn, status, null as version, pools as n from fleet_weeks
              where week_on >= ${since} order by week_on`
          : db.list<WeekRow>`select week_on as weekOn, status, version, count(*) as n from pool_history
              where cluster_id in ${oneOf(clusterIds)} and week_on >= ${since}
              group by week_on, status, version order by week_on`;
      const asked = osSkus.length === 0 ? rows : rows.filter((row) => isOneOf(osSkus, row));
      return [...Map.groupBy(asked, (row) => row.weekOn)].map(([weekOn, ofWeek]) => sumWeek(weekOn, ofWeek));
    },
  };
}

function isOneOf(osSkus: readonly OsSku[], { version }: WeekRow): boolean {
  const osSku = parseNodeImageVersion(version)?.osSku;
  return osSku !== undefined && osSkus.includes(osSku);
}

function sumWeek(weekOn: CalendarDate, rows: readonly WeekRow[]): WeekCounts {
  const counts = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
  for (const { status, n } of rows) counts[status] += n;
  return { weekOn, ...counts };
}

/** An upgrade of a pool makes about three changes, so this is more than a year of monthly upgrades. */
const MOST_OBSERVATIONS = 60;

type ObservationRow = NodePoolObservation & Omit<NodePoolHistory, 'observations'>;

const OBSERVED = columnsOf<ObservationRow>([
  'clusterId',
  'nodePool',
  'observedAt',
  'nodeImageVersion',
  'kubernetesVersion',
  'provisioningState',
]);

type Observed = Omit<NodePoolObservation, 'observedAt'>;

/** What is observed of a pool that is gone: another one of its name that is made later has no part in what was before. */
const NOTHING: Observed = { nodeImageVersion: null, kubernetesVersion: null, provisioningState: null };

/** Of one cluster. */
function toHistories(rows: readonly ObservationRow[]): readonly NodePoolHistory[] {
  return [...Map.groupBy(rows, (row) => row.nodePool)].map(([nodePool, own]) => ({
    clusterId: own[0]?.clusterId ?? '',
    nodePool,
    observations: own
      .slice(own.findLastIndex((row) => isSame(row, NOTHING)) + 1)
      .map(({ clusterId: _, nodePool: _name, ...observation }) => observation),
  }));
}

function isSame(a: Observed, b: Observed): boolean {
  return (
    a.nodeImageVersion === b.nodeImageVersion &&
    a.kubernetesVersion === b.kubernetesVersion &&
    a.provisioningState === b.provisioningState
  );
}

/** Histories on the table `node_pool_observations`; each pool keeps its newest sixty observations. */
export function createNodePoolHistoryStore(db: SqliteDatabase) {
  return {
    /** Adds an observation, made at that instant, of each Windows pool that differs from its last one, and of one that is gone. */
    record: (clusters: readonly Cluster[], at: string) => {
      const pools = clusters.flatMap((cluster) => {
        const clusterId = cluster.id;
        const windows = cluster.nodePools.filter(({ osType }) => osType === 'Windows');
        return windows.map(({ name, vanishedAt, ...pool }) => ({
          clusterId,
          name,
          observed: vanishedAt === null ? pool : NOTHING,
          key: JSON.stringify([clusterId, name]),
        }));
      });
      if (pools.length === 0) return;
      const ids = oneOf([...new Set(pools.map(({ clusterId }) => clusterId))]);
      // SQLite gives the other columns of the row that has the maximum.
      const rows = db.list<ObservationRow>`select max(id) as id, ${OBSERVED} from node_pool_observations
        where cluster_id in ${ids} group by cluster_id, node_pool`;
      const last = new Map(rows.map((row) => [JSON.stringify([row.clusterId, row.nodePool]), row]));
      for (const { clusterId, name, observed, key } of pools) {
        if (isSame(observed, last.get(key) ?? NOTHING)) continue;
        const { nodeImageVersion, kubernetesVersion, provisioningState } = observed;
        db.run`insert into node_pool_observations
            (cluster_id, node_pool, observed_at, node_image_version, kubernetes_version, provisioning_state)
          values (${clusterId}, ${name}, ${at}, ${nodeImageVersion}, ${kubernetesVersion}, ${provisioningState})`;
        if (last.has(key))
          db.run`delete from node_pool_observations where id in (select id from node_pool_observations
            where cluster_id = ${clusterId} and node_pool = ${name} order by id desc limit -1 offset ${MOST_OBSERVATIONS})`;
      }
    },
    listOf: (clusterId: string): readonly NodePoolHistory[] =>
      toHistories(
        db.list`select ${OBSERVED} from node_pool_observations where cluster_id = ${clusterId} order by node_pool, id`,
      ),
    /** The same of many clusters, by their IDs; absent where nothing was observed. */
    listByCluster: (clusterIds: readonly string[]): ReadonlyMap<string, readonly NodePoolHistory[]> => {
      const clusters = Map.groupBy(
        db.list<ObservationRow>`select ${OBSERVED} from node_pool_observations where cluster_id in ${oneOf(clusterIds)}
          order by cluster_id, node_pool, id`,
        (row) => row.clusterId,
      );
      return new Map([...clusters].map(([id, rows]) => [id, toHistories(rows)]));
    },
  };
}

/** Where workloads are known from: a file of pods, or container images typed by hand. */
type WorkloadOrigin = 'pods' | 'typed';

interface Row {
  cluster_id: string;
  data: string;
}

/** What runs on the Windows node pools of the clusters, on the table `workload_reports`. */
export function createWorkloadStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const read = (rows: readonly Row[]) =>
    readRows(
      rows,
      (row) => row.cluster_id,
      ({ data }) => readStoredList<Workload>(data, 'workload_reports', { name: 'text', images: 'list' }),
    ).flat();
  return {
    /** What one origin reported of a cluster. */
    listFrom: (clusterId: string, origin: WorkloadOrigin): readonly Workload[] =>
      read(
        db.list`select cluster_id, data from workload_reports where cluster_id = ${clusterId} and origin = ${origin}`,
      ),
    /** What is known of many clusters, by their IDs; absent where nothing is. */
    listByCluster: (clusterIds: readonly string[]): ReadonlyMap<string, readonly Workload[]> => {
      const reports = Map.groupBy(
        db.list<Row>`select cluster_id, data from workload_reports where cluster_id in ${oneOf(clusterIds)}
          order by cluster_id, origin`,
        (row) => row.cluster_id,
      );
      return new Map([...reports].map(([id, rows]) => [id, read(rows)]));
    },
    /** Replaces what one origin reported of a registered cluster; an empty list forgets it. */
    replace: (clusterId: string, origin: WorkloadOrigin, workloads: readonly Workload[], asOf: string) => {
      if (workloads.length === 0)
        db.run`delete from workload_reports where cluster_id = ${clusterId} and origin = ${origin}`;
      else
        db.run`insert into workload_reports (cluster_id, origin, data, as_of)
          values (${clusterId}, ${origin}, ${JSON.stringify(workloads)}, ${asOf})
          on conflict (cluster_id, origin) do update set data = excluded.data, as_of = excluded.as_of`;
    },
  };
}
