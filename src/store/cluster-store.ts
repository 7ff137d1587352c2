import {
  type Cluster,
  type ClusterEvidence,
  labelOfNodeGroup,
  listLivePools,
  listWindowsPools,
  type NodePool,
  type PoolEvidence,
} from '../domain/cluster.ts';
import { type ClusterOwnership, mergeOwnership } from '../domain/cluster-ownership.ts';
import { compareTexts } from '../domain/text.ts';
import { absorbRows, readTypedOwnership } from './absorb-cluster.ts';
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
  pools: string;
  as_of: string;
  evidence: string;
  manual_ownership: string | null;
  vanished_at: string | null;
}

type StoredCluster = Omit<Cluster, 'nodePools' | 'vanishedAt' | 'asOf' | 'evidence' | 'title'>;

/** Without `vanishedAt` where it is there, and with what `toStoredPool` leaves out. */
type StoredPool = Omit<NodePool, 'vanishedAt'> & { readonly vanishedAt?: string };

const SELECT = sql`select c.id, c.data, c.pools, c.as_of, c.evidence, c.manual_ownership, c.vanished_at, ${NAMESAKES}
  from clusters c`;

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
 * A report with the same instant as the newest one of its source is not dated again, so that repeating it changes no pool.
 * A pool that is gone is dated: its source goes on without it.
 */
function toStoredPool(pool: NodePool, instants: ClusterEvidence): object {
  const { vanishedAt, evidence } = pool;
  if (vanishedAt !== null) return pool;
  const undate = ({ asOf, ...rest }: Report, newest: unknown) => (asOf === newest ? rest : { asOf, ...rest });
  // Undefined is not written: of many, a copy of all is several times as fast as one without some.
  const stored = { ...pool, vanishedAt: undefined };
  return evidence ? { ...stored, evidence: mapReports(evidence, undate, instants) } : stored;
}

function toPool(stored: StoredPool, instants: ClusterEvidence): NodePool {
  const { vanishedAt = null, evidence = {} } = stored;
  // The last report of its source did not mention a pool that is gone.
  const date = (report: Report, newest: unknown) => ({ asOf: vanishedAt === null ? newest : '', ...report });
  // Nobody else holds what was just read, so it is changed in place: copying a large fleet would cost as much as reading it.
  return Object.assign(stored, { vanishedAt, evidence: mapReports(evidence, date, instants) });
}

/** A pool that is not what was written is left out alone. @throws AppError `storage` for no list */
function readPools({ id, pools }: Pick<ClusterRow, 'id' | 'pools'>, damage: DamageLog): readonly StoredPool[] {
  const place = { table: 'clusters', row: `node pools of ${id}` };
  return damage.readParts<StoredPool>(pools, place, { name: 'text', osType: 'text' });
}

function toCluster(row: ClusterRow, damage: DamageLog): Cluster {
  const stored = readStored<StoredCluster>(row.data, 'clusters', {
    id: 'text',
    name: 'text',
    origin: 'text',
    ownership: 'object',
  });
  const manual = row.manual_ownership ? readTypedOwnership(row.manual_ownership) : null;
  const evidence = readStored<ClusterEvidence>(row.evidence, 'clusters', {});
  return {
    ...stored,
    ...readTitle(row, stored),
    asOf: row.as_of,
    evidence,
    ownership: manual ? mergeOwnership(manual, stored.ownership) : stored.ownership,
    nodePools: readPools(row, damage).map((pool) => toPool(pool, evidence)),
    vanishedAt: row.vanished_at,
  };
}

/** Spelled as in the index of migration 0030. */
const SELECT_WITH_WINDOWS = sql`select id from clusters where windows_pools is not null and vanished_at is null`;

function keyOf({ id }: ClusterRow): string {
  return id;
}

export function createClusterStore(db: SqliteDatabase, damage: DamageLog) {
  const read = (row: ClusterRow) => toCluster(row, damage);
  const readSome = createReadSome(db);
  /** The same for many clusters; of those that did not change, only the instants are written. */
  const saveAll = createSaveAll(db, damage, readSome);
  return {
    ...createLookUps(db, (rows) => damage.readRows(rows, keyOf, read)),
    ...createLists(db, damage, readSome),
    ...createNameLists(db),
    find: (id: string): Cluster | null => orNull(db.find<ClusterRow>`${SELECT} where c.id = ${id}`, read),
    /** Inserts or replaces; pools that it lacks are marked vanished at its `asOf`, not forgotten. */
    save: (cluster: Cluster) => saveAll([cluster]),
    saveAll,
    sayAgain: createSayAgain(db),
    absorb: (id: string, into: string) => absorbRows(db, id, into),
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
      db.values`${SELECT_WITH_WINDOWS} and id > ${id} order by id limit ${most}`,
    /** Those of these. */
    listWindowsIds: (among: readonly string[]): readonly string[] =>
      db.values`${SELECT_WITH_WINDOWS} and id in ${oneOf(among)}`,
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
      orNull(db.value<string>`select manual_ownership from clusters where id = ${id}`, readTypedOwnership),
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

type ReadSome = (ids: readonly string[]) => readonly ClusterRow[];

function createReadSome(db: SqliteDatabase): ReadSome {
  return (ids) => (ids.length === 0 ? [] : db.list`${SELECT} where c.id in ${oneOf(ids)}`);
}

/** Clusters with their pools; those that are gone only when asked for. */
function createLists(db: SqliteDatabase, damage: DamageLog, readSome: ReadSome) {
  const toAllClusters = (rows: readonly ClusterRow[]) => damage.readRows(rows, keyOf, (row) => toCluster(row, damage));
  const toClusters = (rows: readonly ClusterRow[], includeVanished = false) =>
    includeVanished
      ? toAllClusters(rows)
      : toAllClusters(rows.filter((row) => row.vanished_at === null)).map((cluster) => ({
          ...cluster,
          nodePools: listLivePools(cluster),
        }));
  return {
    /** Every cluster with its node pools, by name. Vanished ones only when asked for. */
    list: (options?: { includeVanished?: boolean }): readonly Cluster[] =>
      toClusters(db.list`${SELECT} order by c.name, c.id`, options?.includeVanished),
    /** Which of the given clusters are present, with their present node pools; vanished ones only when asked for. */
    listOf: (ids: readonly string[], options?: { includeVanished?: boolean }): readonly Cluster[] =>
      toClusters(readSome(ids), options?.includeVanished),
    /** Which of the given clusters are registered, gone or not: what `saveAll` compares with in the same transaction. */
    readToSave: (ids: readonly string[]) => {
      const rows = readSome(ids);
      return { clusters: toAllClusters(rows), read: { rows, asked: new Set(ids) } };
    },
  };
}

/** What was read of these clusters. */
export interface RowsRead {
  readonly rows: readonly ClusterRow[];
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

const NOTHING_READ: RowsRead = { rows: [], asked: new Set() };

function createSaveAll(db: SqliteDatabase, damage: DamageLog, readSome: ReadSome) {
  const listStored = (row: ClusterRow) => damage.readRows([row], keyOf, (known) => readPools(known, damage)).flat();
  return (clusters: readonly Cluster[], read: RowsRead = NOTHING_READ, wordsOf: WordsOf = () => null) => {
    const unread = readSome(clusters.map(({ id }) => id).filter((id) => !read.asked.has(id)));
    const known = new Map([...read.rows, ...unread].map((row) => [row.id, row]));
    const inserted: string[] = [];
    // An import tells of many clusters as of one instant.
    const dated = new Map<string, { asOf: string; evidence: string; told: [id: string, words: string | null][] }>();
    for (const cluster of clusters) {
      const { id, name, nodeResourceGroup: group, asOf, evidence: instants } = cluster;
      const before = known.get(id);
      const data = JSON.stringify({ ...cluster, ...IN_COLUMNS });
      const pools = writePools(cluster, before?.pools, () => (before ? listStored(before) : []));
      const evidence = JSON.stringify(instants ?? {});
      const words = wordsOf(cluster);
      const nodeGroup = group === undefined ? null : labelOfNodeGroup(group);
      const livePools = listLivePools(cluster).length;
      const windows = listWindowsPools(cluster).map((pool) => pool.name);
      const windowsPools = windows.length === 0 ? null : JSON.stringify(windows);
      if (!before) {
        db.run`insert into clusters
          (id, name, data, pools, live_pools, windows_pools, as_of, evidence, node_group, words, registered_at)
          values (${id}, ${name}, ${data}, ${pools}, ${livePools}, ${windowsPools}, ${asOf}, ${evidence}, ${nodeGroup},
            ${words}, ${asOf})`;
        inserted.push(id);
        continue;
      }
      const isSame = before.data === data && before.pools === pools && before.vanished_at === null;
      const isDated = before.as_of !== asOf || before.evidence !== evidence;
      // What is told of nodes is told with its day.
      const isNews = !isSame || (isDated && (instants?.nodes ?? instants?.nodesListed) !== undefined);
      if (isNews)
        // Not "on conflict do update": the triggers' own way with conflicts does not hold there.
        db.run`update clusters set name = ${name}, data = ${data}, pools = ${pools}, live_pools = ${livePools},
          windows_pools = ${windowsPools}, as_of = ${asOf}, evidence = ${evidence}, node_group = ${nodeGroup},
          words = ${words}, vanished_at = null where id = ${id}`;
      if (isNews || !isDated) continue;
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

/** As they are stored, by name. Those that are stored and not among them are gone, and not forgotten. */
function writePools(
  { nodePools, evidence = {}, asOf }: Cluster,
  before: string | undefined,
  listBefore: () => readonly StoredPool[],
): string {
  const written = nodePools.map((pool) => ({ name: pool.name, stored: toStoredPool(pool, evidence) }));
  const write = (pools: typeof written) =>
    JSON.stringify(pools.sort((a, b) => compareTexts(a.name, b.name)).map(({ stored }) => stored));
  const pools = write(written);
  if (before === undefined || before === pools) return pools;
  const told = new Set(nodePools.map(({ name }) => name));
  const gone = listBefore()
    .filter(({ name }) => !told.has(name))
    .map((pool) => ({ name: pool.name, stored: { ...pool, vanishedAt: pool.vanishedAt ?? asOf } }));
  return gone.length === 0 ? pools : write([...written, ...gone]);
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
      returning clusters.id as id, live_pools as nodePools,
        coalesce(json_array_length(windows_pools), 0) as windowsNodePools`;
}
