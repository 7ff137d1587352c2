import {
  type Cluster,
  type ClusterEvidence,
  labelOfNodeGroup,
  type NodePool,
  type PoolEvidence,
} from '../domain/cluster.ts';
import { type ClusterOwnership, mergeOwnership } from '../domain/cluster-ownership.ts';
import { absorbCluster, readOwnership } from './absorb-cluster.ts';
import { createNameLists, NAMESAKES, type NamesakeColumns, readTitle } from './cluster-names.ts';
import { NO_LIMIT, oneOf, orNull, type SqliteDatabase, sql } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

/** A change of a cluster, with its number in the order of all changes. */
export interface ClusterChange {
  readonly id: string;
  readonly seq: number;
}

type DiscoveredCluster = Pick<Cluster, 'id' | 'name' | 'subscriptionId' | 'asOf'>;

interface ClusterRow extends NamesakeColumns {
  id: string;
  data: string;
  as_of: string;
  evidence: string;
  manual_ownership: string | null;
  vanished_at: string | null;
}

interface PoolRow {
  cluster_id: string;
  name: string;
  data: string;
  vanished_at: string | null;
}

type StoredCluster = Omit<Cluster, 'nodePools' | 'vanishedAt' | 'asOf' | 'evidence' | 'title'>;

const SELECT = sql`select c.id, c.data, c.as_of, c.evidence, c.manual_ownership, c.vanished_at, ${NAMESAKES} from clusters c`;
const SELECT_POOLS = sql`select cluster_id, name, data, vanished_at from node_pools`;

type Report = Readonly<Record<string, unknown>>;

function mapReports(
  evidence: object,
  map: (report: Report, newest: unknown) => Report,
  instants: object,
): PoolEvidence {
  const newest = instants as Report;
  const reports: Record<string, Report> = {};
  for (const [kind, report] of Object.entries(evidence)) reports[kind] = map(report as Report, newest[kind]);
  return reports as PoolEvidence;
}

/**
 * A report with the same instant as the newest one of its source is not dated again, so that repeating it writes no pool.
 * A pool that is gone is dated: its source goes on without it.
 */
function toStoredPool(pool: NodePool, instants: ClusterEvidence): object {
  const { vanishedAt, evidence } = pool;
  const undate = ({ asOf, ...rest }: Report, newest: unknown) => (asOf === newest ? rest : { asOf, ...rest });
  // Undefined is not written: of many, a copy of all is several times as fast as one without some.
  const stored = { ...pool, vanishedAt: undefined };
  return evidence && vanishedAt === null ? { ...stored, evidence: mapReports(evidence, undate, instants) } : stored;
}

function toPool(row: PoolRow, instants: ClusterEvidence): NodePool {
  const pool = readStored<NodePool>(row.data, 'node_pools', { name: 'text', osType: 'text' });
  // The last report of its source did not mention a pool that is gone.
  const date = (report: Report, newest: unknown) => ({ asOf: row.vanished_at === null ? newest : '', ...report });
  // Nobody else holds what was just read, so it is changed in place: copying a large fleet would cost as much as reading it.
  return Object.assign(pool, {
    vanishedAt: row.vanished_at,
    evidence: mapReports(pool.evidence ?? {}, date, instants),
  });
}

function toCluster(row: ClusterRow, pools: readonly PoolRow[], { readRows }: DamageLog): Cluster {
  const stored = readStored<StoredCluster>(row.data, 'clusters', {
    id: 'text',
    name: 'text',
    origin: 'text',
    ownership: 'object',
  });
  const manual = row.manual_ownership ? readOwnership(row.manual_ownership) : null;
  const evidence = readStored<ClusterEvidence>(row.evidence, 'clusters', {});
  return {
    ...stored,
    ...readTitle(row, stored),
    asOf: row.as_of,
    evidence,
    ownership: manual ? mergeOwnership(manual, stored.ownership) : stored.ownership,
    nodePools: readRows(
      pools,
      ({ name }) => `${row.id} ${name}`,
      (pool) => toPool(pool, evidence),
    ),
    vanishedAt: row.vanished_at,
  };
}

const SELECT_WITH_WINDOWS = sql`select distinct cluster_id from node_pools where os_type = 'Windows'
  and vanished_at is null and cluster_id not in (select id from clusters where vanished_at is not null)`;

function keyOf({ id }: ClusterRow): string {
  return id;
}

export function createClusterStore(db: SqliteDatabase, damage: DamageLog) {
  const read = (row: ClusterRow) =>
    toCluster(row, db.list`${SELECT_POOLS} where cluster_id = ${row.id} order by name`, damage);
  const readSome = createReadSome(db);
  /** The same for many clusters; of those that did not change, only the instants are written. */
  const saveAll = createSaveAll(db, readSome);
  return {
    ...createLookUps(db, (rows) => damage.readRows(rows, keyOf, read)),
    ...createLists(db, damage, readSome),
    ...createNameLists(db),
    find: (id: string): Cluster | null => orNull(db.find<ClusterRow>`${SELECT} where c.id = ${id}`, read),
    /** Inserts or replaces; pools that it lacks are marked vanished at its `asOf`, not forgotten. */
    save: (cluster: Cluster) => saveAll([cluster]),
    saveAll,
    sayAgain: createSayAgain(db),
    absorb: (id: string, into: string) => absorbCluster(db, id, into),
    /** Ownership typed by hand; wins over what tags say. */
    saveOwnership: (id: string, ownership: ClusterOwnership | null) =>
      db.run`update clusters set manual_ownership = ${ownership && JSON.stringify(ownership)} where id = ${id}`,
    markVanished: (id: string, at: string) =>
      db.run`update clusters set vanished_at = ${at} where id = ${id} and vanished_at is null`,
    remove: (id: string): boolean => db.run`delete from clusters where id = ${id}`.changes > 0,
  };
}

function createLookUps(db: SqliteDatabase, readAll: (rows: readonly ClusterRow[]) => readonly Cluster[]) {
  return {
    /** IDs of present clusters with a Windows node pool, in order: up to so many after the given one. */
    listWindowsIdsAfter: (id: string, most: number): readonly string[] =>
      db.values`${SELECT_WITH_WINDOWS} and cluster_id > ${id} order by cluster_id limit ${most}`,
    /** Those of these. */
    listWindowsIds: (among: readonly string[]): readonly string[] =>
      db.values`${SELECT_WITH_WINDOWS} and cluster_id in ${oneOf(among)}`,
    /** How many reports are older than this instant, and the oldest of them; `null` without any. */
    findStale: (limit: string): { readonly count: number; readonly id: string; readonly asOf: string } | null =>
      // With `min` or `max`, SQLite takes the other columns from the row that has it.
      db.find`select count(*) as count, id, min(as_of) as asOf from clusters where vanished_at is null and as_of < ${limit}
        having count(*) > 0`,
    /** How many clusters are there, and when the oldest report of one was made. */
    getSummary: (): { readonly clusters: number; readonly asOf: string | null } =>
      db.find`select count(*) as clusters, min(as_of) as asOf from clusters where vanished_at is null` ?? {
        clusters: 0,
        asOf: null,
      },
    /** IDs that begin with `scope`, which ends with `/`, of every cluster that is there. */
    listIdsBelow: (scope: string): readonly string[] =>
      db.values`select id from clusters where id >= ${scope} and id < ${`${scope.slice(0, -1)}0`}
        and vanished_at is null order by id`,
    /** Clusters of that name, in whatever case (of ASCII letters), vanished ones too. */
    listNamed: (name: string): readonly Cluster[] =>
      readAll(db.list`${SELECT} where lower(c.name) = lower(${name}) order by c.id`),
    /** IDs of the clusters whose node resource group has one of these labels on its nodes, vanished ones too. */
    listIdsOfNodeGroups: (labels: readonly string[]): readonly string[] =>
      db.values`select id from clusters where node_group in ${oneOf(labels)}`,
    listDiscovered: (): readonly DiscoveredCluster[] =>
      db.list`select id, name, data ->> 'subscriptionId' as subscriptionId, as_of as asOf from clusters
        where vanished_at is null and iif(json_valid(data), data ->> 'origin', null) = 'resource-graph' order by name, id`,
    /** Ownership typed by hand; `null` when there is none. */
    findManualOwnership: (id: string): ClusterOwnership | null =>
      orNull(db.value<string>`select manual_ownership from clusters where id = ${id}`, readOwnership),
    /**
     * Numbers of the newest change of any cluster or node pool, and of the newest that got another instant; 0 when there was
     * none. That Azure tells the same as of another instant is no change.
     */
    findNewest: (): { readonly change: number; readonly dating: number } =>
      db.find`select coalesce((select max(seq) from cluster_changes), 0) as change,
        coalesce((select max(seq) from cluster_datings), 0) as dating` ?? { change: 0, dating: 0 },
    /** The clusters that were added, changed or removed after the given change, in that order; all, or at most so many. */
    listChangedSince: (change: number, most: number = NO_LIMIT): readonly ClusterChange[] =>
      db.list`select cluster_id as id, seq from cluster_changes where seq > ${change} order by seq limit ${most}`,
    /** The clusters whose instant changed after the given one, whether or not anything else did, in that order. */
    listDatedSince: (dating: number, most: number = NO_LIMIT): readonly ClusterChange[] =>
      db.list`select cluster_id as id, seq from cluster_datings where seq > ${dating} order by seq limit ${most}`,
  };
}

/** Clusters as they stand in the database. */
interface KnownRows {
  readonly rows: readonly ClusterRow[];
  readonly pools: ReadonlyMap<string, readonly PoolRow[]>;
}

type ReadSome = (ids: readonly string[]) => KnownRows;

function createReadSome(db: SqliteDatabase): ReadSome {
  return (ids) => {
    const asked = oneOf(ids);
    const rows = ids.length === 0 ? [] : db.list<ClusterRow>`${SELECT} where c.id in ${asked}`;
    const pools =
      rows.length === 0 ? [] : db.list<PoolRow>`${SELECT_POOLS} where cluster_id in ${asked} order by cluster_id, name`;
    return { rows, pools: Map.groupBy(pools, (row) => row.cluster_id) };
  };
}

/** Clusters with their pools; those that are gone only when asked for. */
function createLists(db: SqliteDatabase, damage: DamageLog, readSome: ReadSome) {
  const toClusters = ({ rows, pools }: KnownRows, includeVanished = false) => {
    const isAsked = (row: ClusterRow | PoolRow) => includeVanished || row.vanished_at === null;
    const read = (row: ClusterRow) => toCluster(row, pools.get(row.id)?.filter(isAsked) ?? [], damage);
    return damage.readRows(rows.filter(isAsked), keyOf, read);
  };
  return {
    /** Every cluster with its node pools, by name. Vanished ones only when asked for. */
    list: (options?: { includeVanished?: boolean }): readonly Cluster[] =>
      toClusters(
        {
          rows: db.list`${SELECT} order by c.name, c.id`,
          pools: Map.groupBy(db.list<PoolRow>`${SELECT_POOLS} order by cluster_id, name`, (row) => row.cluster_id),
        },
        options?.includeVanished,
      ),
    /** Which of the given clusters are present, with their present node pools; vanished ones only when asked for. */
    listOf: (ids: readonly string[], options?: { includeVanished?: boolean }): readonly Cluster[] =>
      toClusters(readSome(ids), options?.includeVanished),
    /** Which of the given clusters are registered, gone or not: what `saveAll` compares with in the same transaction. */
    readToSave: (ids: readonly string[]) => {
      const known = readSome(ids);
      return { clusters: toClusters(known, true), read: { ...known, asked: new Set(ids) } };
    },
  };
}

/** What was read of these clusters. */
export interface RowsRead extends KnownRows {
  readonly asked: ReadonlySet<string>;
}

/** One statement for many clusters: as triggers for each row, this took as long as everything else that is written about clusters. */
function noteInserted(db: SqliteDatabase, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const told = JSON.stringify(ids);
  db.run`replace into cluster_changes (cluster_id) select value from json_each(${told})`;
  // Only the first namesake changes a title, and one in a resource group of the same name.
  db.run`with told as materialized (select value as id from json_each(${told}))
    replace into cluster_changes (cluster_id)
    select c.id from told cross join clusters n on n.id = told.id
      cross join clusters c on lower(c.name) = lower(n.name)
      where c.id not in (select id from told) and 2 > (
        select count(*) from (
          select 1 from clusters o where lower(o.name) = lower(n.name) and o.vanished_at is null
            and o.id not in (select id from told) limit 2))
    union select c.id from told cross join clusters c
      on substr(c.id, instr(c.id, '/resourcegroups/')) = substr(told.id, instr(told.id, '/resourcegroups/'))
      where c.id not in (select id from told)`;
}

/** What of a cluster does not stand in its data. */
const IN_COLUMNS = {
  nodePools: undefined,
  vanishedAt: undefined,
  title: undefined,
  asOf: undefined,
  evidence: undefined,
} satisfies Record<Exclude<keyof Cluster, keyof StoredCluster>, undefined>;

const NOTHING_READ: RowsRead = { rows: [], pools: new Map(), asked: new Set() };

function createSaveAll(db: SqliteDatabase, readSome: ReadSome) {
  const savePools = createSavePools(db);
  return (clusters: readonly Cluster[], read: RowsRead = NOTHING_READ, wordsOf: WordsOf = () => null) => {
    const unread = readSome(clusters.map(({ id }) => id).filter((id) => !read.asked.has(id)));
    const known = new Map([...read.rows, ...unread.rows].map((row) => [row.id, row]));
    const inserted: string[] = [];
    // An import tells of many clusters as of one instant.
    const dated = new Map<string, { asOf: string; evidence: string; told: [id: string, words: string | null][] }>();
    for (const cluster of clusters) {
      const { id, name, nodeResourceGroup: group, nodePools, asOf, evidence: instants } = cluster;
      const data = JSON.stringify({ ...cluster, ...IN_COLUMNS });
      const evidence = JSON.stringify(instants ?? {});
      const words = wordsOf(cluster);
      const before = known.get(id);
      const isSame = before?.data === data && before.vanished_at === null;
      const nodeGroup = group === undefined ? null : labelOfNodeGroup(group);
      // Not "on conflict do update": the triggers' own way with conflicts does not hold there.
      const update = () =>
        db.run`update clusters set name = ${name}, data = ${data}, as_of = ${asOf}, evidence = ${evidence},
          node_group = ${nodeGroup}, words = ${words}, vanished_at = null where id = ${id}`;
      if (!before) {
        db.run`insert into clusters (id, name, data, as_of, evidence, node_group, words, registered_at)
          values (${id}, ${name}, ${data}, ${asOf}, ${evidence}, ${nodeGroup}, ${words}, ${asOf})`;
        inserted.push(id);
      } else if (!isSame) update();
      const pools = (read.asked.has(id) ? read : unread).pools.get(id) ?? [];
      const hasOtherPools = savePools({ id, asOf, nodePools, instants: instants ?? {} }, pools);
      const isDated = before?.as_of !== asOf || before.evidence !== evidence;
      if (!isSame || !(hasOtherPools || isDated)) continue;
      // A change of pools alone is a change of the cluster, and what is told of nodes is told with its day.
      if (hasOtherPools || instants?.nodes !== undefined || instants?.nodesListed !== undefined) {
        update();
        continue;
      }
      const key = `${asOf} ${evidence}`;
      const same = dated.get(key) ?? { asOf, evidence, told: [] };
      same.told.push([id, words]);
      dated.set(key, same);
    }
    for (const { asOf, evidence, told } of dated.values())
      db.run`update clusters set as_of = ${asOf}, evidence = ${evidence}, words = told.value
        from json_each(${JSON.stringify(Object.fromEntries(told))}) told where clusters.id = told.key`;
    noteInserted(db, inserted);
  };
}

/** Digest of the text that a whole cluster is read from; `null` where it is read from something else. */
export type WordsOf = (cluster: Cluster) => string | null;

/** What is said again, with how many pools the cluster has. */
interface SaidAgain {
  readonly id: string;
  readonly nodePools: number;
  readonly windowsNodePools: number;
}

/**
 * Dates those of the clusters that were told last in the same words, and by nothing else since: what they say is there
 * already. `typed`: names that somebody typed, which may prove to be theirs. A cluster that is
 * stopped or in an operation has instants that stay.
 */
function createSayAgain(db: SqliteDatabase) {
  return (told: ReadonlyMap<string, string>, asOf: string, typed: ReadonlySet<string>): readonly SaidAgain[] =>
    db.list`update clusters set as_of = ${asOf}, evidence = replace(evidence, as_of, ${asOf})
      from json_each(${JSON.stringify(Object.fromEntries(told))}) told
      where clusters.id = told.key and words = told.value and vanished_at is null and as_of < ${asOf}
        and not exists (select 1 from json_each(evidence) said where said.value <> as_of or said.key in ('stopped', 'operating'))
        and not exists (select 1 from clusters o where o.node_group = clusters.node_group and o.id <> clusters.id)
        and lower(name) not in ${oneOf([...typed])}
      returning clusters.id as id,
        (select count(*) from node_pools where cluster_id = clusters.id and vanished_at is null) as nodePools,
        (select count(*) from node_pools
          where cluster_id = clusters.id and os_type = 'Windows' and vanished_at is null) as windowsNodePools`;
}

interface PoolsToSave extends Pick<Cluster, 'id' | 'asOf' | 'nodePools'> {
  readonly instants: ClusterEvidence;
}

/** Saves the pools that changed; true where there were any. */
function createSavePools(db: SqliteDatabase): (told: PoolsToSave, known: readonly PoolRow[]) => boolean {
  return ({ id, asOf, nodePools, instants }, rows) => {
    const known = new Map(rows.map((row) => [row.name, row]));
    let changed = 0;
    for (const pool of nodePools) {
      const { name, osType, osSku, nodeImageVersion, vanishedAt } = pool;
      const data = JSON.stringify(toStoredPool(pool, instants));
      const before = known.get(name);
      if (before?.data === data && before.vanished_at === vanishedAt) continue;
      db.run`insert into node_pools (cluster_id, name, os_type, os_sku, node_image_version, data, vanished_at)
        values (${id}, ${name}, ${osType}, ${osSku}, ${nodeImageVersion}, ${data}, ${vanishedAt})
        on conflict (cluster_id, name) do update set os_type = excluded.os_type, os_sku = excluded.os_sku,
          node_image_version = excluded.node_image_version, data = excluded.data, vanished_at = excluded.vanished_at`;
      changed += 1;
    }
    const told = new Set(nodePools.map(({ name }) => name));
    const names = rows.filter((row) => row.vanished_at === null && !told.has(row.name)).map(({ name }) => name);
    if (names.length > 0)
      db.run`update node_pools set vanished_at = ${asOf} where cluster_id = ${id} and name in ${oneOf(names)}`;
    return changed + names.length > 0;
  };
}
