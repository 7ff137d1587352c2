import {
  type Cluster,
  type ClusterEvidence,
  type ClusterOwnership,
  type EvidenceSource,
  labelOfNodeGroup,
  type NodePool,
  type PoolEvidence,
} from '../domain/cluster.ts';
import { createAbsorb } from './absorb-cluster.ts';
import type { SqliteDatabase } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

/** The registered fleet. */
export interface ClusterStore {
  /** Every cluster with its node pools, by name. Vanished ones only when asked for. */
  list(options?: { includeVanished?: boolean }): readonly Cluster[];
  find(id: string): Cluster | null;
  /** Those of these clusters that are there, with the node pools that are. */
  listOf(ids: readonly string[]): readonly Cluster[];
  /** IDs of every cluster that is there and has a Windows node pool. */
  listWindowsIds(): readonly string[];
  /** Whether any cluster is there. */
  hasSome(): boolean;
  /** IDs that begin with `scope`, which ends with `/`, of every cluster that is there. */
  listIdsBelow(scope: string): readonly string[];
  /** Clusters of that name, in whatever case (of ASCII letters), vanished ones too. */
  listNamed(name: string): readonly Cluster[];
  /** Ownership typed by hand; `null` when there is none. */
  findManualOwnership(id: string): ClusterOwnership | null;
  /** Number of the newest change of any cluster or node pool; 0 when nothing ever changed. */
  findNewestChange(): number;
  /** IDs of the clusters that were added, changed or removed after that change. */
  listChangedSince(change: number): readonly string[];
  /** Clusters whose node resource group has this label on its nodes, vanished ones too. */
  listOfNodeGroup(label: string): readonly Cluster[];
  /** Inserts or replaces; pools that it lacks are marked vanished at its `asOf`, not forgotten. */
  save(cluster: Cluster): void;
  /** Gives everything that is kept of one registered cluster to another one, and forgets it. */
  absorb(id: string, into: string): void;
  /** Ownership typed by hand; wins over what tags say. */
  saveOwnership(id: string, ownership: ClusterOwnership | null): void;
  markVanished(id: string, at: string): void;
  remove(id: string): boolean;
}

interface ClusterRow {
  id: string;
  data: string;
  as_of: string;
  evidence: string | null;
  manual_ownership: string | null;
  vanished_at: string | null;
}

interface PoolRow {
  cluster_id: string;
  name: string;
  data: string;
  vanished_at: string | null;
}

type StoredCluster = Omit<Cluster, 'nodePools' | 'vanishedAt' | 'asOf' | 'evidence'>;

const SOURCE_OF_ORIGIN: Readonly<Record<string, EvidenceSource>> = { kubectl: 'nodes', manual: 'typed' };

/** What an earlier version saved was from one source, whose name stands with the cluster. */
function readEvidence(row: ClusterRow, origin: string): ClusterEvidence {
  if (row.evidence !== null) return readStored<ClusterEvidence>(row.evidence, 'clusters', {});
  const source = SOURCE_OF_ORIGIN[origin] ?? 'azure';
  return { [source]: row.as_of, ...(source === 'azure' ? { described: row.as_of } : {}), kubernetesVersion: row.as_of };
}

type Report = Readonly<Record<string, unknown>>;

function mapReports(
  evidence: object,
  map: (report: Report, newest: unknown) => Report,
  instants: object,
): PoolEvidence {
  const newest: Report = { ...instants };
  const reports = Object.entries(evidence).map(([kind, report]) => [kind, map(report as Report, newest[kind])]);
  return Object.fromEntries(reports) as PoolEvidence;
}

/**
 * A report of the same instant as its source's newest word is not dated again, so that the same words write no pool. One
 * of a pool that is gone is: that source goes on without it.
 */
function toStoredPool({ vanishedAt, evidence, ...pool }: NodePool, instants: ClusterEvidence): object {
  if (!evidence || vanishedAt !== null) return { ...pool, ...(evidence ? { evidence } : {}) };
  const undate = ({ asOf, ...rest }: Report, newest: unknown) => (asOf === newest ? rest : { asOf, ...rest });
  return { ...pool, evidence: mapReports(evidence, undate, instants) };
}

function toPool(row: PoolRow, instants: ClusterEvidence, shared: object): NodePool {
  const { evidence, ...pool } = readStored<NodePool>(row.data, 'node_pools', { name: 'text', osType: 'text' });
  // Of a pool that is gone nobody spoke when its source did last.
  const date = (report: Report, newest: unknown) => ({ asOf: row.vanished_at === null ? newest : '', ...report });
  return {
    ...pool,
    vanishedAt: row.vanished_at,
    evidence: mapReports(evidence ?? shared, date, instants),
  };
}

/** Evidence of a pool that an earlier version saved. */
function sharedEvidence(origin: string, asOf: string): object {
  const source = SOURCE_OF_ORIGIN[origin] ?? 'azure';
  return source === 'azure' ? { azure: { since: asOf } } : { [source]: {} };
}

function toCluster(row: ClusterRow, pools: readonly PoolRow[], { readRows }: DamageLog): Cluster {
  const stored = readStored<StoredCluster>(row.data, 'clusters', {
    id: 'text',
    name: 'text',
    origin: 'text',
    ownership: 'object',
  });
  const manual = row.manual_ownership ? readOwnership(row.manual_ownership) : null;
  const evidence = readEvidence(row, stored.origin);
  const shared = sharedEvidence(stored.origin, row.as_of);
  return {
    ...stored,
    asOf: row.as_of,
    evidence,
    ownership: manual ? mergeOwnership(manual, stored.ownership) : stored.ownership,
    nodePools: readRows(
      pools,
      ({ name }) => `${row.id} ${name}`,
      (pool) => toPool(pool, evidence, shared),
    ),
    vanishedAt: row.vanished_at,
  };
}

function readOwnership(text: string): ClusterOwnership {
  return readStored<ClusterOwnership>(text, 'clusters', {
    channel: 'text or null',
    owners: 'list',
    environment: 'text or null',
  });
}

function mergeOwnership(manual: ClusterOwnership, tagged: ClusterOwnership): ClusterOwnership {
  return {
    channel: manual.channel ?? tagged.channel,
    owners: manual.owners.length > 0 ? manual.owners : tagged.owners,
    environment: manual.environment ?? tagged.environment,
  };
}

function keyOf({ id }: ClusterRow): string {
  return id;
}

/** Clusters on the tables `clusters` and `node_pools`. */
export function createClusterStore(db: SqliteDatabase, damage: DamageLog): ClusterStore {
  const selectOne = db.prepare<[string], ClusterRow>('select * from clusters where id = ?');
  const selectPools = db.prepare<[string], PoolRow>('select * from node_pools where cluster_id = ? order by name');
  const own = db.prepare('update clusters set manual_ownership = ? where id = ?');
  const vanish = db.prepare('update clusters set vanished_at = ? where id = ? and vanished_at is null');
  const remove = db.prepare('delete from clusters where id = ?');
  return {
    ...createLookUps(db, (rows) =>
      damage.readRows(rows, keyOf, (row) => toCluster(row, selectPools.all(row.id), damage)),
    ),
    list: createList(db, damage),
    listOf: createListOf(db, damage),
    find: (id) => {
      const row = selectOne.get(id);
      return row ? toCluster(row, selectPools.all(id), damage) : null;
    },
    save: createSave(db),
    absorb: createAbsorb(db),
    saveOwnership: (id, ownership) => {
      own.run(ownership === null ? null : JSON.stringify(ownership), id);
    },
    markVanished: (id, at) => {
      vanish.run(at, id);
    },
    remove: (id) => remove.run(id).changes > 0,
  };
}

function createLookUps(
  db: SqliteDatabase,
  readAll: (rows: readonly ClusterRow[]) => readonly Cluster[],
): Pick<
  ClusterStore,
  | 'listWindowsIds'
  | 'listIdsBelow'
  | 'hasSome'
  | 'listNamed'
  | 'listOfNodeGroup'
  | 'findManualOwnership'
  | 'findNewestChange'
  | 'listChangedSince'
> {
  const named = db.prepare<[string], ClusterRow>('select * from clusters where lower(name) = lower(?) order by id');
  const ofGroup = db.prepare<[string], ClusterRow>('select * from clusters where node_group = ? order by id');
  const manual = db.prepare<[string], Pick<ClusterRow, 'manual_ownership'>>(
    'select manual_ownership from clusters where id = ?',
  );
  const withWindows = db.prepare<[], { id: string }>(
    `select distinct cluster_id as id from node_pools p join clusters c on c.id = p.cluster_id
     where p.os_type = 'Windows' and p.vanished_at is null and c.vanished_at is null`,
  );
  const below = db.prepare<[string, string], { id: string }>(
    'select id from clusters where id >= ? and id < ? and vanished_at is null order by id',
  );
  const some = db.prepare<[], { id: string }>('select id from clusters where vanished_at is null limit 1');
  const newest = db.prepare<[], { seq: number | null }>('select max(seq) as seq from cluster_changes');
  const changed = db.prepare<[number], { cluster_id: string }>('select cluster_id from cluster_changes where seq > ?');
  return {
    listWindowsIds: () => withWindows.all().map(({ id }) => id),
    hasSome: () => some.get() !== undefined,
    listIdsBelow: (scope) => below.all(scope, `${scope.slice(0, -1)}0`).map(({ id }) => id),
    listNamed: (name) => readAll(named.all(name)),
    listOfNodeGroup: (label) => readAll(ofGroup.all(label)),
    findManualOwnership: (id) => {
      const text = manual.get(id)?.manual_ownership;
      return text ? readOwnership(text) : null;
    },
    findNewestChange: () => newest.get()?.seq ?? 0,
    listChangedSince: (change) => changed.all(change).map(({ cluster_id }) => cluster_id),
  };
}

function createList(db: SqliteDatabase, damage: DamageLog): ClusterStore['list'] {
  const selectAll = db.prepare<[], ClusterRow>('select * from clusters order by name, id');
  const selectPools = db.prepare<[], PoolRow>('select * from node_pools order by cluster_id, name');
  return ({ includeVanished = false } = {}) => {
    const pools = Map.groupBy(
      selectPools.all().filter((row) => includeVanished || row.vanished_at === null),
      (row) => row.cluster_id,
    );
    const rows = selectAll.all().filter((row) => includeVanished || row.vanished_at === null);
    return damage.readRows(rows, keyOf, (row) => toCluster(row, pools.get(row.id) ?? [], damage));
  };
}

function createListOf(db: SqliteDatabase, damage: DamageLog): ClusterStore['listOf'] {
  const select = db.prepare<[string], ClusterRow>(
    'select * from clusters where vanished_at is null and id in (select value from json_each(?))',
  );
  const selectPools = db.prepare<[string], PoolRow>(
    `select * from node_pools where vanished_at is null and cluster_id in (select value from json_each(?))
     order by cluster_id, name`,
  );
  return (ids) => {
    const asked = JSON.stringify(ids);
    const pools = Map.groupBy(selectPools.all(asked), (row) => row.cluster_id);
    return damage.readRows(select.all(asked), keyOf, (row) => toCluster(row, pools.get(row.id) ?? [], damage));
  };
}

function createSave(db: SqliteDatabase): ClusterStore['save'] {
  const upsert = db.prepare(
    `insert into clusters (id, name, data, as_of, evidence, node_group, registered_at)
       values (@id, @name, @data, @asOf, @evidence, @nodeGroup, @asOf)
     on conflict (id) do update set name = @name, data = @data, as_of = @asOf, evidence = @evidence,
       node_group = @nodeGroup, vanished_at = null`,
  );
  const upsertPool = db.prepare(
    `insert into node_pools (cluster_id, name, os_type, os_sku, node_image_version, data, vanished_at)
     values (@clusterId, @name, @osType, @osSku, @nodeImageVersion, @data, @vanishedAt)
     on conflict (cluster_id, name) do update set os_type = @osType, os_sku = @osSku,
       node_image_version = @nodeImageVersion, data = @data, vanished_at = @vanishedAt
       where data <> @data or vanished_at is not @vanishedAt`,
  );
  const vanishOthers = db.prepare(
    `update node_pools set vanished_at = @asOf where cluster_id = @id and vanished_at is null
     and name not in (select value from json_each(@names))`,
  );
  return ({ nodePools, vanishedAt: _vanishedAt, asOf, evidence, ...stored }) => {
    const { id, name, nodeResourceGroup } = stored;
    upsert.run({
      id,
      name,
      asOf,
      data: JSON.stringify(stored),
      evidence: evidence ? JSON.stringify(evidence) : null,
      nodeGroup: nodeResourceGroup === undefined ? null : labelOfNodeGroup(nodeResourceGroup),
    });
    for (const pool of nodePools) {
      const { osType, osSku, nodeImageVersion, vanishedAt } = pool;
      const data = JSON.stringify(toStoredPool(pool, evidence ?? {}));
      upsertPool.run({ clusterId: id, name: pool.name, osType, osSku, nodeImageVersion, data, vanishedAt });
    }
    vanishOthers.run({ id, asOf, names: JSON.stringify(nodePools.map((pool) => pool.name)) });
  };
}
