import {
  type BareFinding,
  type ClusterFindings,
  compareFindings,
  type Finding,
  rankOfSeverity,
  type Severity,
  traitsOf,
} from '../domain/finding.ts';
import { keyOfPool } from '../domain/pool-reference.ts';
import { columnsOf, type SqliteDatabase } from './database.ts';
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

/** What is kept once of all findings that say it. */
type FindingText = Pick<Finding, 'summary' | 'evidence' | 'traits'>;

interface Row extends Omit<Finding, keyof FindingText | 'title'> {
  readonly id: number;
  readonly title: string | null;
  readonly isEnd: number;
  readonly textId: number;
}

const NAMES = ['id', 'clusterId', 'cluster', 'title', 'nodePool', 'rule', 'subject', 'severity', 'isEnd'] as const;
const COLUMNS = columnsOf<Row>([...NAMES, 'textId']);
const SELECT = `select ${COLUMNS}, due_on as due from findings`;
const SELECT_OF = `${SELECT} where cluster_id in (select value from json_each(?))`;

/** Written as in the indexes of migration 0025, which are used only for the same words. */
const URGENCY =
  "case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end";
const MOST_URGENT = `${URGENCY}, coalesce(due_on, '9999'), cluster`;
/** The order of `compareFindings`. */
const WORST_FIRST = `${MOST_URGENT}, cluster_id, node_pool, rule, subject`;

interface PartBound {
  clusters: string;
  pools: string | null;
}

const IS_OF_PART = `cluster_id in (select value from json_each(@clusters))
  and (@pools is null or node_pool is null or cluster_id || '/' || node_pool in (select value from json_each(@pools)))`;

function bindPart({ clusterIds, pools }: FindingPart): PartBound {
  return { clusters: JSON.stringify(clusterIds), pools: pools && JSON.stringify(pools.map(keyOfPool)) };
}

/** What is open now, on the tables `findings` and `finding_texts`. */
export function createFindingStore(db: SqliteDatabase, damage: DamageLog) {
  const selectOpen = db.prepare<[], Row>(SELECT);
  const selectOf = db.prepare<[string], Row>(SELECT_OF);
  const selectWorst = db.prepare<[number, number], Row>(`${SELECT} order by ${WORST_FIRST} limit ? offset ?`);
  // The index has all that is asked before the limit: of a large part, a few rows are read.
  const selectWorstOf = db.prepare<PartBound & { limit: number; offset: number }, Row>(
    `${SELECT} where id in (
       select id from findings where ${IS_OF_PART}
       order by ${MOST_URGENT}, cluster_id, node_pool, id limit @limit offset @offset)
     order by ${WORST_FIRST}`,
  );
  const count = db.prepare<[], { severity: Severity; n: number }>(
    'select severity, count(*) as n from findings group by severity',
  );
  const selectClusters = db.prepare<[string, number], { id: string }>(
    'select distinct cluster_id as id from findings where cluster_id > ? order by cluster_id limit ?',
  );
  const selectClustersAmong = db.prepare<[string], { id: string }>(
    'select distinct cluster_id as id from findings where cluster_id in (select value from json_each(?))',
  );
  // With an aggregate of one row, SQLite takes the other columns from that row.
  const selectWorstOfPools = db.prepare<[], PoolSeverity>(
    `select cluster_id as clusterId, node_pool as nodePool, severity, min(${URGENCY}) from findings
     group by cluster_id, node_pool`,
  );
  const countAll = db.prepare<[number], { n: number }>(
    `select count(*) as n from (select 1 from findings where ${URGENCY} <= ? group by cluster_id, node_pool)`,
  );
  const countOf = db.prepare<PartBound & { least: number }, { n: number }>(
    `select count(*) as n from (
       select 1 from findings where ${URGENCY} <= @least and ${IS_OF_PART} group by cluster_id, node_pool)`,
  );
  const selectEnds = db.prepare<[], FoundEnd>(
    `select cluster_id as clusterId, node_pool as nodePool, min(due_on) as due from findings
     where is_end and due_on is not null group by cluster_id, node_pool`,
  );
  const readTexts = createReadTexts(db, damage);
  const readAll = (rows: readonly Row[]): readonly Finding[] => {
    const texts = readTexts(rows);
    return rows.flatMap(({ id: _id, isEnd: _isEnd, textId, title, ...row }) => {
      const text = texts.get(textId);
      return text ? [{ ...row, ...(title === null ? {} : { title }), ...text }] : [];
    });
  };
  return {
    /** In no order. */
    listOpen: (): readonly Finding[] => readAll(selectOpen.all()),
    /** IDs of the clusters with open findings, in order, so many behind that one. */
    listClusterIdsAfter: (id: string, most: number): readonly string[] =>
      selectClusters.all(id, most).map((row) => row.id),
    /** Those of these. */
    listClusterIds: (among: readonly string[]): readonly string[] =>
      selectClustersAmong.all(JSON.stringify(among)).map(({ id }) => id),
    /** Open findings of these clusters, one after the other, worst first. */
    listOpenOf: (clusterIds: readonly string[]): readonly Finding[] => {
      const found = Map.groupBy(readAll(selectOf.all(JSON.stringify(clusterIds))), ({ clusterId }) => clusterId);
      return clusterIds.flatMap((id) => found.get(id)?.sort(compareFindings) ?? []);
    },
    /** The most urgent open findings, of all or of a part, worst first, after so many. */
    listWorst: (limit: number, part: FindingPart | null = null, offset: number = 0): readonly Finding[] =>
      readAll(part ? selectWorstOf.all({ ...bindPart(part), limit, offset }) : selectWorst.all(limit, offset)),
    /** The greatest severity of each pool's open findings; `nodePool` null for those of a whole cluster. */
    listWorstOfPools: (): readonly PoolSeverity[] => selectWorstOfPools.all(),
    /** How many pools, and clusters as a whole, have an open finding of that severity or a greater one. */
    countPlaces: (severity: Severity, part: FindingPart | null = null): number => {
      const least = rankOfSeverity('critical') - rankOfSeverity(severity);
      return (part ? countOf.get({ ...bindPart(part), least }) : countAll.get(least))?.n ?? 0;
    },
    /** The first day on which something ends for each pool and each whole cluster, by open findings. */
    listEnds: (): readonly FoundEnd[] => selectEnds.all(),
    /** Open findings by severity. */
    countOpen: (): Readonly<Record<Severity, number>> => {
      const none = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
      return { ...none, ...Object.fromEntries(count.all().map(({ severity, n }) => [severity, n])) };
    },
    /** Makes what is found on some of these clusters all that is open on any of them. */
    refreshOf: createRefresh(db),
  };
}

/** Of many findings each text is read once. */
function createReadTexts(
  db: SqliteDatabase,
  damage: DamageLog,
): (rows: readonly Row[]) => ReadonlyMap<number, FindingText> {
  const select = db.prepare<[string], { id: number; data: string }>(
    'select id, data from finding_texts where id in (select value from json_each(?))',
  );
  return (rows) => {
    if (rows.length === 0) return new Map();
    const stored = select.all(JSON.stringify([...new Set(rows.map(({ textId }) => textId))]));
    const toEntry = ({ id, data }: (typeof stored)[number]) =>
      [id, readStored<FindingText>(data, 'finding_texts', { summary: 'text', evidence: 'list' })] as const;
    return new Map(damage.readRows(stored, ({ id }) => id, toEntry));
  };
}

function createRefresh(db: SqliteDatabase) {
  const select = db.prepare<[string], Row>(SELECT_OF);
  const remove = db.prepare('delete from findings where id in (select value from json_each(?))');
  // Days pass in the words of most: the indexes are left alone.
  const reword = db.prepare<{ textId: number; ids: string }>(
    'update findings set text_id = @textId where id in (select value from json_each(@ids))',
  );
  const insert = db.prepare(
    `insert into findings (cluster_id, cluster, title, node_pool, rule, subject, severity, due_on, is_end, text_id)
     values (@clusterId, @cluster, @title, @nodePool, @rule, @subject, @severity, @due, @isEnd, @textId)`,
  );
  const findTextId = createFindTextId(db);
  return (clusterIds: readonly string[], found: readonly ClusterFindings[]) => {
    const before = Map.groupBy(select.all(JSON.stringify(clusterIds)), ({ clusterId }) => clusterId);
    const texts = new Map<BareFinding, number>();
    const reworded = new Map<number, number[]>();
    const gone = new Set([...before.values()].flatMap((rows) => rows.map(({ id }) => id)));
    for (const { findings, title = null, ...names } of found) {
      const rows = new Map(before.get(names.clusterId)?.map((row) => [keyOf(row), row]));
      for (const finding of findings) {
        const textId = texts.get(finding) ?? findTextId(finding);
        texts.set(finding, textId);
        const row = rows.get(keyOf(finding));
        const { nodePool, rule, subject, severity, due } = finding;
        const isEnd = traitsOf(finding).isEnd ? 1 : 0;
        const isSame = row?.severity === severity && row.due === due && row.isEnd === isEnd;
        if (isSame && row.cluster === names.cluster && row.title === title) {
          gone.delete(row.id);
          if (row.textId !== textId) reworded.set(textId, [...(reworded.get(textId) ?? []), row.id]);
        } else {
          insert.run({ ...names, title, nodePool, rule, subject, severity, due, isEnd, textId });
        }
      }
    }
    for (const [textId, ids] of reworded) reword.run({ textId, ids: JSON.stringify(ids) });
    if (gone.size > 0) remove.run(JSON.stringify([...gone]));
  };
}

/** Identity of a finding among those of its cluster. */
function keyOf({ nodePool, rule, subject }: Pick<Finding, 'nodePool' | 'rule' | 'subject'>): string {
  return `${nodePool ?? ''}|${rule}|${subject}`;
}

function createFindTextId(db: SqliteDatabase): (finding: BareFinding) => number {
  const select = db.prepare<[string], { id: number }>('select id from finding_texts where data = ?');
  const insert = db.prepare('insert into finding_texts (data) values (?)');
  return ({ summary, evidence, traits }) => {
    const data = JSON.stringify({ summary, evidence, traits });
    return select.get(data)?.id ?? Number(insert.run(data).lastInsertRowid);
  };
}

export type FindingStore = ReturnType<typeof createFindingStore>;
