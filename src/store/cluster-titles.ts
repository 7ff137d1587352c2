import { type Cluster, createTitle } from '../domain/cluster.ts';

/** What a row tells of other clusters of its name that are there. */
export interface NamesakeColumns {
  /** JSON list of the IDs of those in a resource group of the same name; `null` where no other has its name. */
  in_group: string | null;
}

/** Columns of a cluster `c`, written as in the indexes of migrations 0002 and 0019, which are used only for the same words. */
export const NAMESAKES = `case when exists (select 1 from clusters o
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
