import { addDays, dayOf } from '../domain/calendar-date.ts';
import type { FleetPicture } from '../domain/fleet-picture.ts';
import { type Destination, listPoolsOf } from '../outbox/route-channels.ts';
import type { AppContext } from './app-context.ts';
import { assessFleet, type FleetAssessment } from './assess-fleet.ts';
import { type FleetDate, listDatesOf } from './export-calendar.ts';

/** A picture with the whole of what it tells, for the words beside it. */
export interface DescribedPicture extends FleetPicture {
  readonly dates: readonly FleetDate[];
}

const DAYS_SHOWN = 365;

/** How the whole fleet stood over the last twelve months, and what ends for it. Reads only. */
export function readFleetPicture(context: AppContext): DescribedPicture {
  const fleet = assessFleet(context);
  const drawnOn = dayOf(fleet.now);
  const weeks = context.store.history.listCounts(addDays(drawnOn, -DAYS_SHOWN));
  return { drawnOn, weeks, dates: listDatesOf(fleet) };
}

/** The same for what one channel hears about. */
export function readChannelPicture(
  { store }: AppContext,
  fleet: FleetAssessment,
  destination: Destination,
): FleetPicture {
  const drawnOn = dayOf(fleet.now);
  const clusterIds = fleet.clusters.filter(destination.owns).map(({ id }) => id);
  const filter = { clusterIds, osSkus: destination.osSkus };
  const dates = listDatesOf({ ...fleet, pools: listPoolsOf(destination, fleet.pools) });
  return {
    drawnOn,
    weeks: store.history.listCounts(addDays(drawnOn, -DAYS_SHOWN), filter),
    // Kept with the message: only what is drawn.
    dates: dates.map(({ on, title }) => ({ on, title })),
  };
}
