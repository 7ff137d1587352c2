import type { AppContext } from '../src/app/app-context.ts';
import { assessFleet } from '../src/app/fleet/assess-fleet.ts';
import { addDays, dayOf, mondayOf } from '../src/domain/calendar-date.ts';
import type { NodePoolStatus } from '../src/domain/node-pool-assessment.ts';
import type { PoolWeek } from '../src/domain/pool-week.ts';

const WEEKS = 52;
/** Weeks from one round of images to the next. */
const ROUND = 4;

/**
 * Records an invented year before today for every pool of the demo: teams that learn to upgrade sooner, and OS SKUs
 * that left support on the way. vhdwatch itself records a row a week; a new database has none yet.
 */
export function inventHistory(context: AppContext): void {
  const { pools, now } = assessFleet(context);
  const thisWeek = mondayOf(dayOf(now));
  const weeks = pools.flatMap(({ cluster, nodePool, assessment }, index) =>
    Array.from({ length: WEEKS }, (_, ago): PoolWeek => {
      const isFrozen = assessment.status === 'unsupported' && ago < 14 + index * 2;
      const status = isFrozen ? 'unsupported' : inventStatus(WEEKS - ago, index);
      const weekOn = addDays(thisWeek, -7 * (ago + 1));
      const lag = status === 'behind' ? 1 : 0;
      const { currentVersion: version } = assessment;
      return {
        weekOn,
        clusterId: cluster.id,
        nodePool: nodePool.name,
        status,
        version,
        imagesBehind: lag,
        ageDays: null,
      };
    }),
  );
  context.store.transaction(({ history }) => history.save(weeks));
}

/** Weeks of each round that a pool takes to catch up: fewer as the year goes by. */
function inventStatus(week: number, index: number): NodePoolStatus {
  const late = Math.max(0, ROUND - Math.floor(week / 20) - (index % 3));
  return (week + index) % ROUND < late ? 'behind' : 'current';
}
