import type { CalendarDate } from '../domain/calendar-date.ts';
import type { NodePoolStatus } from '../domain/node-pool-assessment.ts';
import type { PoolWeek, WeekCounts } from '../domain/pool-week.ts';
import type { SqliteDatabase } from './database.ts';

/** How the pools stood, week by week. */
export interface HistoryStore {
  /** Saves or replaces rows of a week. Call it in a transaction. */
  save(weeks: readonly PoolWeek[]): void;
  /** Counts by week since a day, oldest first; weeks in which nothing was recorded are missing. */
  listCounts(since: CalendarDate): readonly WeekCounts[];
}

interface Row {
  week_on: string;
  status: NodePoolStatus;
  n: number;
}

/** History on the table `pool_history`. */
export function createHistoryStore(db: SqliteDatabase): HistoryStore {
  const upsert = db.prepare(
    `insert into pool_history (week_on, cluster_id, node_pool, status, version, images_behind, age_days)
     values (@weekOn, @clusterId, @nodePool, @status, @version, @imagesBehind, @ageDays)
     on conflict (week_on, cluster_id, node_pool) do update set status = @status, version = @version,
       images_behind = @imagesBehind, age_days = @ageDays`,
  );
  const count = db.prepare<[string], Row>(
    'select week_on, status, count(*) as n from pool_history where week_on >= ? group by week_on, status order by week_on',
  );
  return {
    save: (weeks) => {
      for (const week of weeks) upsert.run(week);
    },
    listCounts: (since) =>
      [...Map.groupBy(count.all(since), (row) => row.week_on)].map(([weekOn, rows]) => {
        const none = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
        return { weekOn, ...none, ...Object.fromEntries(rows.map(({ status, n }) => [status, n])) };
      }),
  };
}
