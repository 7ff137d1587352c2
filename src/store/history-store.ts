import type { CalendarDate } from '../domain/calendar-date.ts';
import { parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { NodePoolStatus } from '../domain/node-pool-assessment.ts';
import type { OsSku } from '../domain/os-sku.ts';
import type { PoolWeek, WeekCounts } from '../domain/pool-week.ts';
import type { SqliteDatabase } from './database.ts';

/** Whose history is asked for. */
export interface HistoryFilter {
  /** Only pools of these clusters. */
  readonly clusterIds: readonly string[];
  /** Only pools that ran an image of one of these; empty or absent: whatever they ran. */
  readonly osSkus?: readonly OsSku[];
}

/** How the pools stood, week by week. */
export interface HistoryStore {
  /** Saves or replaces rows of a week, and counts that week anew. */
  save(weeks: readonly PoolWeek[]): void;
  /**
   * Counts by week since a day, oldest first; weeks in which nothing was recorded are missing. Those of the whole fleet
   * cost the same however large it is.
   */
  listCounts(since: CalendarDate, filter?: HistoryFilter): readonly WeekCounts[];
}

interface Row {
  week_on: string;
  status: NodePoolStatus;
  version: string | null;
  n: number;
}

/** History on the tables `pool_history` and, counted up, `fleet_weeks`. */
export function createHistoryStore(db: SqliteDatabase): HistoryStore {
  const upsert = db.prepare(
    `insert into pool_history (week_on, cluster_id, node_pool, status, version, images_behind, age_days)
     values (@weekOn, @clusterId, @nodePool, @status, @version, @imagesBehind, @ageDays)
     on conflict (week_on, cluster_id, node_pool) do update set status = @status, version = @version,
       images_behind = @imagesBehind, age_days = @ageDays`,
  );
  const forgetWeek = db.prepare('delete from fleet_weeks where week_on = ?');
  const countWeek = db.prepare(
    `insert into fleet_weeks (week_on, status, pools)
     select week_on, status, count(*) from pool_history where week_on = ? group by week_on, status`,
  );
  const countFleet = db.prepare<[string], Row>(
    'select week_on, status, null as version, pools as n from fleet_weeks where week_on >= ? order by week_on',
  );
  const countOf = db.prepare<[string, string], Row>(
    `select week_on, status, version, count(*) as n from pool_history
     where cluster_id in (select value from json_each(?)) and week_on >= ?
     group by week_on, status, version order by week_on`,
  );
  return {
    save: (weeks) => {
      for (const week of weeks) upsert.run(week);
      for (const weekOn of new Set(weeks.map((week) => week.weekOn))) {
        forgetWeek.run(weekOn);
        countWeek.run(weekOn);
      }
    },
    listCounts: (since, filter) => {
      const { clusterIds, osSkus = [] } = filter ?? {};
      const rows = clusterIds === undefined ? countFleet.all(since) : countOf.all(JSON.stringify(clusterIds), since);
      const asked = osSkus.length === 0 ? rows : rows.filter((row) => isOneOf(osSkus, row));
      return [...Map.groupBy(asked, (row) => row.week_on)].map(([weekOn, ofWeek]) => sumWeek(weekOn, ofWeek));
    },
  };
}

function isOneOf(osSkus: readonly OsSku[], { version }: Row): boolean {
  const osSku = parseNodeImageVersion(version ?? '')?.osSku;
  return osSku !== undefined && osSkus.includes(osSku);
}

function sumWeek(weekOn: CalendarDate, rows: readonly Row[]): WeekCounts {
  const counts = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
  for (const { status, n } of rows) counts[status] += n;
  return { weekOn, ...counts };
}
