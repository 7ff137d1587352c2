import {
  type BareFinding,
  type ClusterFindings,
  compareFindings,
  type Finding,
  rankOfSeverity,
  type Severity,
} from '../domain/finding.ts';
import { keyOfPool } from '../domain/pool-reference.ts';
import { columnsOf, oneOf, type SqliteDatabase, sql } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

/** The greatest severity among the open findings of a pool; `nodePool` null for those of its whole cluster. */
type PlaceSeverity = Pick<Finding, 'clusterId' | 'nodePool' | 'severity'>;

export interface FindingPart {
  readonly clusterIds: readonly string[];
  /** Of those of single pools, only of these ones; `null`: of each. */
  readonly pools: readonly Pick<Finding, 'clusterId' | 'nodePool'>[] | null;
}

/** The first end that concerns a pool, or a whole cluster where `nodePool` is null; `due` as in the finding. */
export type FoundEnd = Pick<Finding, 'clusterId' | 'nodePool'> & { readonly due: string };

/** The part that many findings share, which is stored once. */
type FindingText = Pick<Finding, 'summary' | 'brief' | 'evidence' | 'traits'>;

interface Row extends Omit<Finding, keyof FindingText | 'title'> {
  readonly id: number;
  readonly title: string | null;
  readonly isEnd: number;
  readonly isWorst: number;
  readonly textId: number;
}

const NAMES = ['id', 'clusterId', 'cluster', 'title', 'nodePool', 'rule', 'subject', 'severity'] as const;
const COLUMNS = columnsOf<Row>([...NAMES, 'isEnd', 'isWorst', 'textId']);
const SELECT = sql`select ${COLUMNS}, due_on as due from findings`;

/** Spelled exactly as in the index of migration 0032: SQLite uses an index only for the same expression. */
const URGENCY = sql`case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end`;
const MOST_URGENT = sql`${URGENCY}, coalesce(due_on, '9999'), cluster`;
/** The order of `compareFindings`. */
const WORST_FIRST = sql`${MOST_URGENT}, cluster_id, node_pool, rule, subject`;

function isOfPart({ clusterIds, pools }: FindingPart) {
  const isOfClusters = sql`cluster_id in ${oneOf(clusterIds)}`;
  if (pools === null) return isOfClusters;
  return sql`${isOfClusters} and (node_pool is null or cluster_id || '/' || node_pool in ${oneOf(pools.map(keyOfPool))})`;
}

/** What is open now, on the tables `findings` and `finding_texts`. */
export function createFindingStore(db: SqliteDatabase, damage: DamageLog) {
  const readTexts = createReadTexts(db, damage);
  const readAll = (rows: readonly Row[]): readonly Finding[] => {
    const texts = readTexts(rows);
    return rows.flatMap(({ id: _id, isEnd: _isEnd, isWorst: _isWorst, textId, title, ...row }) => {
      const text = texts.get(textId);
      return text ? [{ ...row, ...(title === null ? {} : { title }), ...text }] : [];
    });
  };
  return {
    /** In no order. */
    listOpen: (): readonly Finding[] => readAll(db.list`${SELECT}`),
    /** IDs of the clusters with open findings, in order: up to so many after the given one. */
    listClusterIdsAfter: (id: string, most: number): readonly string[] =>
      db.values`select distinct cluster_id from findings where cluster_id > ${id} order by cluster_id limit ${most}`,
    /** Those of these. */
    listClusterIds: (among: readonly string[]): readonly string[] =>
      db.values`select distinct cluster_id from findings where cluster_id in ${oneOf(among)}`,
    /** Open findings of these clusters, one after the other, worst first. */
    listOpenOf: (clusterIds: readonly string[]): readonly Finding[] => {
      const all = readAll(db.list`${SELECT} where cluster_id in ${oneOf(clusterIds)}`);
      const found = Map.groupBy(all, ({ clusterId }) => clusterId);
      return clusterIds.flatMap((id) => found.get(id)?.sort(compareFindings) ?? []);
    },
    /** The worst open finding of each pool, and of each cluster as a whole, of the fleet or of a part of it; worst first. */
    listPlaces: (limit: number, part: FindingPart | null = null): readonly Finding[] =>
      readAll(
        part
          ? // The index has all that is asked before the limit: of a large part, a few rows are read.
            db.list`${SELECT} where id in (
              select id from findings where is_worst and ${isOfPart(part)}
              order by ${MOST_URGENT}, cluster_id, node_pool limit ${limit})
            order by ${WORST_FIRST}`
          : db.list`${SELECT} where is_worst order by ${WORST_FIRST} limit ${limit}`,
      ),
    /** How severe those are, by cluster. */
    listSeverities: (): readonly PlaceSeverity[] =>
      // In the order of the index that has them: else SQLite looks for each of them in the table, in the order of another one.
      db.list`select cluster_id as clusterId, node_pool as nodePool, severity from findings where is_worst
        order by cluster_id, node_pool`,
    /** How many of them are of that severity or a greater one. */
    countPlaces: (severity: Severity, part: FindingPart | null = null): number => {
      const least = rankOfSeverity('critical') - rankOfSeverity(severity);
      return (
        db.value<number>`select count(*) from findings where is_worst and ${URGENCY} <= ${least}
          ${part ? sql`and ${isOfPart(part)}` : sql``}` ?? 0
      );
    },
    /** The first day on which something ends for each pool and each whole cluster, by open findings. */
    listEnds: (): readonly FoundEnd[] =>
      db.list`select cluster_id as clusterId, node_pool as nodePool, min(due_on) as due from findings
        where is_end and due_on is not null group by cluster_id, node_pool`,
    /** Open findings by severity. */
    countOpen: (): Readonly<Record<Severity, number>> => {
      const none = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
      const counts = db.list<{ severity: Severity; n: number }>`select severity, count(*) as n from findings
        group by severity`;
      return { ...none, ...Object.fromEntries(counts.map(({ severity, n }) => [severity, n])) };
    },
    /** Replaces all open findings of the given clusters by the new ones. */
    refreshOf: createRefresh(db),
    /** Lets go of the words that nothing is found with any more. */
    forgetTexts: () => db.run`delete from finding_texts where id not in (select text_id from findings)`,
  };
}

/** Each text that many findings share is read once. */
function createReadTexts(
  db: SqliteDatabase,
  damage: DamageLog,
): (rows: readonly Row[]) => ReadonlyMap<number, FindingText> {
  return (rows) => {
    if (rows.length === 0) return new Map();
    const ids = oneOf([...new Set(rows.map(({ textId }) => textId))]);
    const stored = db.list<{ id: number; data: string }>`select id, data from finding_texts where id in ${ids}`;
    const toEntry = ({ id, data }: (typeof stored)[number]) =>
      [
        id,
        readStored<FindingText>(data, 'finding_texts', { summary: 'text', brief: 'object', evidence: 'list' }),
      ] as const;
    return new Map(damage.readRows(stored, ({ id }) => id, toEntry));
  };
}

function createRefresh(db: SqliteDatabase) {
  const findTextId = createFindTextId(db);
  return (clusterIds: readonly string[], found: readonly ClusterFindings[]) => {
    const known = db.list<Row>`${SELECT} where cluster_id in ${oneOf(clusterIds)}`;
    const before = Map.groupBy(known, ({ clusterId }) => clusterId);
    const texts = new Map<BareFinding, number>();
    const reworded: [id: number, textId: number][] = [];
    const gone = new Set(known.map(({ id }) => id));
    for (const { findings, title = null, ...names } of found) {
      const rows = new Map(before.get(names.clusterId)?.map((row) => [keyOf(row), row]));
      const places = new Set<string | null>();
      for (const finding of findings) {
        const textId = texts.get(finding) ?? findTextId(finding);
        texts.set(finding, textId);
        const row = rows.get(keyOf(finding));
        const { nodePool, rule, subject, severity, due } = finding;
        const isEnd = finding.traits.isEnd ? 1 : 0;
        const isWorst = places.has(nodePool) ? 0 : 1;
        places.add(nodePool);
        const isSame = row?.severity === severity && row.due === due && row.isEnd === isEnd && row.isWorst === isWorst;
        if (isSame && row.cluster === names.cluster && row.title === title) {
          gone.delete(row.id);
          if (row.textId !== textId) reworded.push([row.id, textId]);
        } else {
          db.run`insert into findings
              (cluster_id, cluster, title, node_pool, rule, subject, severity, due_on, is_end, is_worst, text_id)
            values (${names.clusterId}, ${names.cluster}, ${title}, ${nodePool}, ${rule}, ${subject}, ${severity}, ${due},
              ${isEnd}, ${isWorst}, ${textId})`;
        }
      }
    }
    // Days pass in the words of most: the indexes are left alone.
    for (const [textId, of] of Map.groupBy(reworded, ([, textId]) => textId))
      db.run`update findings set text_id = ${textId} where id in ${oneOf(of.map(([id]) => id))}`;
    if (gone.size > 0) db.run`delete from findings where id in ${oneOf([...gone])}`;
  };
}

/** Identity of a finding among those of its cluster. */
function keyOf({ nodePool, rule, subject }: Pick<Finding, 'nodePool' | 'rule' | 'subject'>): string {
  return `${nodePool ?? ''}|${rule}|${subject}`;
}

function createFindTextId(db: SqliteDatabase): (finding: BareFinding) => number {
  return ({ summary, brief, evidence, traits }) => {
    const data = JSON.stringify({ summary, brief, evidence, traits });
    return (
      db.value<number>`select id from finding_texts where data = ${data}` ??
      db.insert`insert into finding_texts (data) values (${data})`
    );
  };
}

export type FindingStore = ReturnType<typeof createFindingStore>;
