import { addDays, dayOf } from '../domain/calendar-date.ts';
import type { WeekCounts } from '../domain/pool-week.ts';
import type { AppContext } from './app-context.ts';
import { type FleetDate, listFleetDates } from './export-calendar.ts';

/** How the fleet stood over the last twelve months, and what ends for it. */
export interface FleetHistory {
  /** Oldest first; weeks without a record are missing. */
  readonly weeks: readonly WeekCounts[];
  /** Soonest first. */
  readonly dates: readonly FleetDate[];
}

const DAYS_SHOWN = 365;

/** What the picture of the fleet is drawn from. Reads only. */
export function readHistory(context: AppContext): FleetHistory {
  const { store, clock } = context;
  return {
    weeks: store.history.listCounts(addDays(dayOf(clock.now()), -DAYS_SHOWN)),
    dates: listFleetDates(context),
  };
}
