import { compareFindings, type Finding, keyOfFinding, type Severity } from '../domain/finding.ts';
import type { SqliteDatabase } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

/** How many findings a refresh opened, changed and resolved. */
export interface FindingRefresh {
  readonly opened: readonly Finding[];
  readonly changed: readonly Finding[];
  readonly resolved: readonly Finding[];
}

/** The greatest severity among the open findings of a pool; `nodePool` null for those of its whole cluster. */
export type PoolSeverity = Pick<Finding, 'clusterId' | 'nodePool' | 'severity'>;

/** An end that a pool, or with `nodePool` null a whole cluster, has to do with; `due` as in the finding. */
export type FoundEnd = Pick<Finding, 'clusterId' | 'nodePool'> & { readonly due: string };

/** Findings over time: opened, changed, resolved. */
export interface FindingStore {
  listOpen(): readonly Finding[];
  /** IDs of the clusters with open findings. */
  listClusterIds(): readonly string[];
  /** Makes `findings` the open ones: new keys open, others change, missing ones are resolved. */
  refresh(findings: readonly Finding[], at: string): FindingRefresh;
  /** The same for these clusters only; findings of others are left as they are. */
  refreshOf(clusterIds: readonly string[], findings: readonly Finding[], at: string): FindingRefresh;
  /** Open findings of a cluster, worst first. */
  listOpenOf(clusterId: string): readonly Finding[];
  /** The most urgent open findings, worst first; which of equally urgent ones the limit takes is settled by their keys. */
  listWorst(limit: number): readonly Finding[];
  /** The greatest severity of each pool's open findings; `nodePool` null for those of a whole cluster. */
  listWorstOfPools(): readonly PoolSeverity[];
  /** The days on which something ends, by open findings. */
  listEnds(): readonly FoundEnd[];
  /** Open findings by severity. */
  countOpen(): Readonly<Record<Severity, number>>;
}

interface Row {
  key: string;
  data: string;
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

/** Written as in the index of migration 0002, which is used only for the same words. */
const URGENCY =
  "case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end";

/** Findings on the table `findings`. */
export function createFindingStore(db: SqliteDatabase, damage: DamageLog): FindingStore {
  const readAll = (rows: readonly Row[]) =>
    damage.readRows(
      rows,
      ({ key }) => key,
      ({ data }) => readFinding(data),
    );
  const selectOpen = db.prepare<[], Row>('select key, data from findings where resolved_at is null order by key');
  const selectOf = db.prepare<[string], Row>(
    `select key, data from findings where resolved_at is null and cluster_id = ? order by ${URGENCY}, coalesce(due_on, '9999'), key`,
  );
  const selectOfMany = db.prepare<[string], Row>(
    'select key, data from findings where resolved_at is null and cluster_id in (select value from json_each(?))',
  );
  const selectWorst = db.prepare<[number], Row>(
    `select key, data from findings where resolved_at is null order by ${URGENCY}, coalesce(due_on, '9999'), key limit ?`,
  );
  const count = db.prepare<[], { severity: Severity; n: number }>(
    'select severity, count(*) as n from findings where resolved_at is null group by severity',
  );
  const selectClusters = db.prepare<[], { id: string }>(
    'select distinct cluster_id as id from findings where resolved_at is null',
  );
  // With an aggregate of one row, SQLite takes the other columns from that row.
  const selectWorstOfPools = db.prepare<[], PoolSeverity>(
    `select cluster_id as clusterId, node_pool as nodePool, severity, min(${URGENCY}) from findings
     where resolved_at is null group by cluster_id, node_pool`,
  );
  const selectEnds = db.prepare<[], FoundEnd>(
    `select cluster_id as clusterId, node_pool as nodePool, data ->> '$.due' as due from findings
     where resolved_at is null and due_on is not null and data ->> '$.traits.isEnd'`,
  );
  const replace = createReplace(db, readAll);
  return {
    listOpen: () => readAll(selectOpen.all()),
    listClusterIds: () => selectClusters.all().map(({ id }) => id),
    listOpenOf: (clusterId) => readAll(selectOf.all(clusterId)).toSorted(compareFindings),
    listWorst: (limit) => readAll(selectWorst.all(limit)).toSorted(compareFindings),
    listWorstOfPools: () => selectWorstOfPools.all(),
    listEnds: () => selectEnds.all(),
    countOpen: () => {
      const none = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
      return { ...none, ...Object.fromEntries(count.all().map(({ severity, n }) => [severity, n])) };
    },
    refresh: (findings, at) => replace(selectOpen.all(), findings, at),
    refreshOf: (clusterIds, findings, at) => replace(selectOfMany.all(JSON.stringify(clusterIds)), findings, at),
  };
}

/** Makes `findings` the open ones among those that `rows` are. */
function createReplace(
  db: SqliteDatabase,
  readAll: (rows: readonly Row[]) => readonly Finding[],
): (rows: readonly Row[], findings: readonly Finding[], at: string) => FindingRefresh {
  const resolve = db.prepare('update findings set resolved_at = ? where key = ?');
  const write = createWrite(db);
  return (rows, findings, at) => {
    const before = new Map(rows.map((row) => [row.key, row.data]));
    const after = new Map(findings.map((finding) => [keyOfFinding(finding), finding]));
    const opened: Finding[] = [];
    const changed: Finding[] = [];
    for (const [key, finding] of after) {
      const data = JSON.stringify(finding);
      const known = before.get(key);
      if (known === data) continue;
      write(key, finding, data, at);
      (known === undefined ? opened : changed).push(finding);
    }
    const gone = rows.filter(({ key }) => !after.has(key));
    for (const { key } of gone) resolve.run(at, key);
    return { opened, changed, resolved: readAll(gone) };
  };
}

function createWrite(db: SqliteDatabase): (key: string, finding: Finding, data: string, at: string) => void {
  const upsert = db.prepare(
    `insert into findings (key, cluster_id, node_pool, rule, severity, due_on, data, opened_at, changed_at)
     values (@key, @clusterId, @nodePool, @rule, @severity, @due, @data, @at, @at)
     on conflict (key) do update set severity = @severity, due_on = @due, data = @data, changed_at = @at,
       opened_at = case when resolved_at is null then opened_at else @at end, resolved_at = null`,
  );
  return (key, { clusterId, nodePool, rule, severity, due }, data, at) => {
    upsert.run({ key, clusterId, nodePool, rule, severity, due, data, at });
  };
}
