import { compareFindings, type Finding, type FindingOutline, keyOfFinding, type Severity } from '../domain/finding.ts';
import { keyOfPool } from '../domain/pool-reference.ts';
import type { SqliteDatabase } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

/** The greatest severity among the open findings of a pool; `nodePool` null for those of its whole cluster. */
type PoolSeverity = Pick<Finding, 'clusterId' | 'nodePool' | 'severity'>;

export interface FindingPart {
  readonly clusterIds: readonly string[];
  /** Of those of single pools, only of these ones; `null`: of each. */
  readonly pools: readonly Pick<Finding, 'clusterId' | 'nodePool'>[] | null;
}

/** The first end that a pool, or with `nodePool` null a whole cluster, has to do with; `due` as in the finding. */
export type FoundEnd = Pick<Finding, 'clusterId' | 'nodePool'> & { readonly due: string };

export interface FindingStore {
  listOpen(): readonly Finding[];
  /** What is open in so many words, in no order. */
  listOutlines(): readonly FindingOutline[];
  /** IDs of the clusters with open findings, of all or of those that changed after that change. */
  listClusterIds(since?: number): readonly string[];
  /** Makes `findings` the open ones of these clusters: new keys open, others change, missing ones are resolved. */
  refreshOf(clusterIds: readonly string[], findings: readonly Finding[], at: string): void;
  /** Open findings of a cluster, worst first. */
  listOpenOf(clusterId: string): readonly Finding[];
  /** The most urgent open findings, of all or of a part, worst first, after so many. */
  listWorst(limit: number, part?: FindingPart | null, offset?: number): readonly Finding[];
  /** The greatest severity of each pool's open findings; `nodePool` null for those of a whole cluster. */
  listWorstOfPools(): readonly PoolSeverity[];
  /** The first day on which something ends for each pool and each whole cluster, by open findings. */
  listEnds(): readonly FoundEnd[];
  /** Open findings by severity, of all or of a part. */
  countOpen(part?: FindingPart | null): Readonly<Record<Severity, number>>;
}

interface Row {
  key: string;
  data: string;
}

/** A finding as it stands in the table, with what its indexes go by. */
type IndexedRow = Row & Pick<Finding, 'cluster' | 'severity' | 'due'>;

interface OutlineRow extends Omit<FindingOutline, 'subject' | 'title'> {
  key: string;
  title: string | null;
}

function toOutline({ key, title, ...outline }: OutlineRow): FindingOutline {
  // Text that is no JSON has none, and is refused as elsewhere.
  if (outline.summary === null) readFinding('');
  const { clusterId, nodePool, rule } = outline;
  const subject = key.slice(keyOfFinding({ clusterId, nodePool, rule, subject: '' }).length);
  return { ...outline, subject, ...(title === null ? {} : { title }) };
}

/** A row of the table as it was found. @throws AppError `storage` */
function readFinding(data: string): Finding {
  return readStored<Finding>(data, 'findings', {
    clusterId: 'text',
    nodePool: 'text or null',
    rule: 'text',
    severity: 'text',
    due: 'text or null',
  });
}

/** Written as in the index of migration 0018, which is used only for the same words. */
const URGENCY =
  "case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end";
/** The order of `compareFindings`. */
const WORST_FIRST = `${URGENCY}, coalesce(due_on, '9999'), cluster, key`;

interface SeverityCount {
  severity: Severity;
  n: number;
}

interface PartBound {
  clusters: string;
  pools: string | null;
}

const IS_OF_PART = `resolved_at is null and cluster_id in (select value from json_each(@clusters))
  and (@pools is null or node_pool is null or cluster_id || '/' || node_pool in (select value from json_each(@pools)))`;

function bindPart({ clusterIds, pools }: FindingPart): PartBound {
  return { clusters: JSON.stringify(clusterIds), pools: pools && JSON.stringify(pools.map(keyOfPool)) };
}

/** Findings on the table `findings`. */
export function createFindingStore(db: SqliteDatabase, damage: DamageLog): FindingStore {
  const readAll = (rows: readonly Row[]) =>
    damage.readRows(
      rows,
      ({ key }) => key,
      ({ data }) => readFinding(data),
    );
  const selectOpen = db.prepare<[], Row>('select key, data from findings where resolved_at is null order by key');
  const selectOutlines = db.prepare<[], OutlineRow>(
    `select key, cluster_id as clusterId, cluster, node_pool as nodePool, rule, severity, due_on as due,
       iif(json_valid(data), data ->> '$.summary', null) as summary,
       iif(json_valid(data), data ->> '$.title', null) as title
     from findings where resolved_at is null`,
  );
  const selectOf = db.prepare<[string], Row>(
    'select key, data from findings where resolved_at is null and cluster_id = ?',
  );
  const selectOfMany = db.prepare<[string], IndexedRow>(
    `select key, data, cluster, severity, due_on as due from findings
     where resolved_at is null and cluster_id in (select value from json_each(?))`,
  );
  const selectWorst = db.prepare<[number, number], Row>(
    `select key, data from findings where resolved_at is null order by ${WORST_FIRST} limit ? offset ?`,
  );
  // The index has all that is asked before the limit: of a large part, a few rows are read.
  const selectWorstOf = db.prepare<PartBound & { limit: number; offset: number }, Row>(
    `select key, data from findings where rowid in (
       select rowid from findings where ${IS_OF_PART}
       order by ${URGENCY}, coalesce(due_on, '9999'), cluster, cluster_id, node_pool, rowid limit @limit offset @offset)
     order by ${WORST_FIRST}`,
  );
  const count = db.prepare<[], SeverityCount>(
    'select severity, count(*) as n from findings where resolved_at is null group by severity',
  );
  const countOf = db.prepare<PartBound, SeverityCount>(
    `select severity, count(*) as n from findings where ${IS_OF_PART} group by severity`,
  );
  const selectClusters = db.prepare<[], { id: string }>(
    'select distinct cluster_id as id from findings where resolved_at is null',
  );
  const selectClustersSince = db.prepare<[number], { id: string }>(
    `select distinct cluster_id as id from findings where resolved_at is null
     and cluster_id in (select cluster_id from cluster_changes where seq > ?)`,
  );
  // With an aggregate of one row, SQLite takes the other columns from that row.
  const selectWorstOfPools = db.prepare<[], PoolSeverity>(
    `select cluster_id as clusterId, node_pool as nodePool, severity, min(${URGENCY}) from findings
     where resolved_at is null group by cluster_id, node_pool`,
  );
  // Written as in the index of migration 0020.
  const selectEnds = db.prepare<[], FoundEnd>(
    `select cluster_id as clusterId, node_pool as nodePool, min(due_on) as due from findings
     where resolved_at is null and due_on is not null and data ->> '$.traits.isEnd' group by cluster_id, node_pool`,
  );
  const replace = createReplace(db);
  return {
    listOpen: () => readAll(selectOpen.all()),
    listOutlines: () => damage.readRows(selectOutlines.all(), ({ key }) => key, toOutline),
    listClusterIds: (since) =>
      (since === undefined ? selectClusters.all() : selectClustersSince.all(since)).map(({ id }) => id),
    listOpenOf: (clusterId) => readAll(selectOf.all(clusterId)).toSorted(compareFindings),
    listWorst: (limit, part = null, offset = 0) =>
      readAll(part ? selectWorstOf.all({ ...bindPart(part), limit, offset }) : selectWorst.all(limit, offset)),
    listWorstOfPools: () => selectWorstOfPools.all(),
    listEnds: () => selectEnds.all(),
    countOpen: (part = null) => {
      const none = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
      const counts = part ? countOf.all(bindPart(part)) : count.all();
      return { ...none, ...Object.fromEntries(counts.map(({ severity, n }) => [severity, n])) };
    },
    refreshOf: (clusterIds, findings, at) => replace(selectOfMany.all(JSON.stringify(clusterIds)), findings, at),
  };
}

/** Makes `findings` the open ones among those that `rows` are. */
function createReplace(
  db: SqliteDatabase,
): (rows: readonly IndexedRow[], findings: readonly Finding[], at: string) => void {
  const resolve = db.prepare('update findings set resolved_at = ? where key = ?');
  // Days pass in the words of most: the indexes are left alone.
  const reword = db.prepare('update findings set data = ?, changed_at = ? where key = ?');
  const write = createWrite(db);
  return (rows, findings, at) => {
    const before = new Map(rows.map((row) => [row.key, row]));
    const after = new Map(findings.map((finding) => [keyOfFinding(finding), finding]));
    for (const [key, finding] of after) {
      const data = JSON.stringify(finding);
      const row = before.get(key);
      if (row?.data === data) continue;
      const { cluster, severity, due } = finding;
      const isReworded = row?.cluster === cluster && row.severity === severity && row.due === due;
      if (isReworded) reword.run(data, at, key);
      else write(key, finding, data, at);
    }
    for (const key of before.keys()) if (!after.has(key)) resolve.run(at, key);
  };
}

function createWrite(db: SqliteDatabase): (key: string, finding: Finding, data: string, at: string) => void {
  const upsert = db.prepare(
    `insert into findings (key, cluster_id, cluster, node_pool, rule, severity, due_on, data, opened_at, changed_at)
     values (@key, @clusterId, @cluster, @nodePool, @rule, @severity, @due, @data, @at, @at)
     on conflict (key) do update set cluster = @cluster, severity = @severity, due_on = @due, data = @data, changed_at = @at,
       opened_at = case when resolved_at is null then opened_at else @at end, resolved_at = null`,
  );
  return (key, { clusterId, cluster, nodePool, rule, severity, due }, data, at) => {
    upsert.run({ key, clusterId, cluster, nodePool, rule, severity, due, data, at });
  };
}
