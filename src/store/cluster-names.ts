import { type Cluster, createTitle } from '../domain/cluster.ts';
import { NO_LIMIT, type SqliteDatabase, sql } from './database.ts';

/** What a row says about other present clusters of the same name. */
export interface NamesakeColumns {
  /** JSON list of the IDs of those whose resource group has the same name too; `null` where no other cluster has this name. */
  in_group: string | null;
}

/** Columns of a cluster `c`, spelled exactly as in the indexes of migrations 0002 and 0019: SQLite uses an index only for the same expression. */
export const NAMESAKES = sql`case when exists (select 1 from clusters o
    where lower(o.name) = lower(c.name) and o.id <> c.id and o.vanished_at is null) then
  (select json_group_array(o.id) from clusters o
    where substr(o.id, instr(o.id, '/resourcegroups/')) = substr(c.id, instr(c.id, '/resourcegroups/'))
      and o.id <> c.id and o.vanished_at is null) end as in_group`;

/** The title of a cluster, where it has one. */
export function readTitle(
  row: NamesakeColumns,
  cluster: Pick<Cluster, 'id' | 'name' | 'resourceGroup'>,
): Pick<Cluster, 'title'> {
  return row.in_group === null ? {} : { title: createTitle(cluster, JSON.parse(row.in_group) as string[]) };
}

/** What a cluster is called. */
export type ClusterName = Pick<Cluster, 'id' | 'name' | 'title'>;

type NameRow = NamesakeColumns & Pick<Cluster, 'id' | 'name' | 'resourceGroup'>;

const SELECT = sql`select c.id, c.name, c.data ->> 'resourceGroup' as resourceGroup, ${NAMESAKES} from clusters c
  where c.vanished_at is null and json_valid(c.data)`;

/** Sorts after every name that starts with the text in front of it. */
const LAST = '\u{10FFFF}';

/** Names of the clusters that are there, in alphabetical order whatever their case (of ASCII letters); none asks for all of a large fleet. */
export function createNameLists(db: SqliteDatabase) {
  const listBetween = (first: string, last: string, most: number) =>
    db.list<NameRow>`${SELECT} and lower(c.name) between lower(${first}) and lower(${last})
      order by lower(c.name), c.name, c.id limit ${most}`;
  const toNames = (rows: readonly NameRow[]): readonly ClusterName[] =>
    rows.map((row) => ({ id: row.id, name: row.name, ...readTitle(row, row) }));
  return {
    listNamesakes: (name: string): readonly ClusterName[] => toNames(listBetween(name, name, NO_LIMIT)),
    /** Those that begin with it. */
    listNamesFrom: (start: string, most = NO_LIMIT): readonly ClusterName[] =>
      toNames(listBetween(start, `${start}${LAST}`, most)),
    listNamesWith: (part: string, most: number): readonly ClusterName[] =>
      toNames(
        db.list`${SELECT} and instr(lower(c.name), lower(${part})) > 1
          order by lower(c.name), c.name, c.id limit ${most}`,
      ),
    /** Up to so many clusters, any of them, that have a Windows node pool of this name. */
    listOwnersOfPool: (pool: string, most: number): readonly ClusterName[] =>
      toNames(
        // The inner list is read from an index alone, and no further than enough are found: half of a large fleet may have a
        // pool of that name. Its limit keeps it apart: made one with what is around it, the whole table would be read.
        db.list`${SELECT} and c.id in (
          select id from clusters where windows_pools is not null and vanished_at is null
            and instr(windows_pools, json_quote(lower(${pool}))) > 0 limit ${most})
          order by lower(c.name), c.name, c.id`,
      ),
    /** Its neighbours: so many before it, and so many after it. */
    listNamesAround: (word: string, most: number): readonly ClusterName[] =>
      toNames([
        ...db.list<NameRow>`${SELECT} and lower(c.name) < lower(${word}) order by lower(c.name) desc limit ${most}`,
        ...listBetween(word, LAST, most),
      ]),
  };
}
