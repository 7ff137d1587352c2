import { addDays, dayOf, mondayOf } from '../../domain/calendar-date.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { OsSku } from '../../domain/os-sku.ts';
import type { FleetPicture, WeekCounts } from '../../domain/pool-week.ts';
import { batchesOf, type Steps } from '../../domain/steps.ts';
import { compareTexts } from '../../domain/text.ts';
import { type AppContext, transact } from '../app-context.ts';
import type { FleetAssessment } from '../fleet/assess-fleet.ts';

const RECORDED_ON = 'history-recorded-on';

/** Pools that are kept in one step: some hundredths of a second. */
const STEP = 1_000;

/** Keeps how every pool stands this week, once a day: the last word of a week counts. */
export function* recordHistoryInSteps(context: AppContext, { poolIndex, now }: FleetAssessment): Steps<void> {
  const today = dayOf(now);
  if (context.store.settings.find(RECORDED_ON) === today) return;
  const weekOn = mondayOf(today);
  // By ID, so that one batch is written to few places of the database.
  const ordered = poolIndex.all.toSorted((a, b) => compareTexts(a.cluster.id, b.cluster.id));
  yield;
  const pools = ordered.flatMap((own) => own.pools);
  for (const batch of batchesOf(pools, STEP)) {
    const weeks = batch.map(({ cluster, nodePool, assessment: { status, currentVersion } }) => ({
      weekOn,
      clusterId: cluster.id,
      nodePool: nodePool.name,
      status,
      version: currentVersion,
    }));
    transact(context, ({ store }) => store.history.save(weeks));
    yield;
  }
  transact(context, ({ store }) => {
    store.history.countWeek(weekOn);
    store.settings.save(RECORDED_ON, today);
  });
}

const DAYS_SHOWN = 365;

/** How the whole fleet stood over the last twelve months, oldest week first. Reads only. */
export function readFleetWeeks({ store }: AppContext, fleet: FleetAssessment): readonly WeekCounts[] {
  const today = dayOf(fleet.now);
  // What was kept of this week is as old as a day: beside the present numbers it would contradict them.
  return store.history
    .listCounts(addDays(today, -DAYS_SHOWN))
    .map((week) => (week.weekOn === mondayOf(today) ? { ...week, ...fleet.overview().counts } : week));
}

/** The same for the pools of one channel: their clusters' past. No `osSkus`: whatever they run. */
export function readChannelPicture(
  { store }: AppContext,
  fleet: FleetAssessment,
  pools: readonly AssessedPool[],
  osSkus: readonly OsSku[],
): FleetPicture {
  const drawnOn = dayOf(fleet.now);
  const clusterIds = [...new Set(pools.map(({ cluster }) => cluster.id))];
  return {
    drawnOn,
    weeks: store.history.listCounts(addDays(drawnOn, -DAYS_SHOWN), { clusterIds, osSkus }),
  };
}
