import { dayOf, mondayOf } from '../../domain/calendar-date.ts';
import type { WritingContext } from '../app-context.ts';
import type { FleetAssessment } from '../fleet/assess-fleet.ts';

const RECORDED_ON = 'history-recorded-on';

/** Keeps how every pool stands this week, once a day: the last word of a week counts. */
export function recordHistory({ store }: WritingContext, { pools, now }: FleetAssessment): void {
  const today = dayOf(now);
  if (store.settings.find(RECORDED_ON) === today) return;
  const weekOn = mondayOf(today);
  store.history.save(
    pools.map(({ cluster, nodePool, assessment: { status, currentVersion, imagesBehind, ageDays } }) => ({
      weekOn,
      clusterId: cluster.id,
      nodePool: nodePool.name,
      status,
      version: currentVersion,
      imagesBehind,
      ageDays,
    })),
  );
  store.settings.save(RECORDED_ON, today);
}
