import type { AppContext } from '../app-context.ts';
import { readFleetOverview } from './read-fleet-overview.ts';
import { readRetirementsAhead } from './read-retirements-ahead.ts';

/** Reads the fleet before anybody asks, so that the first answer is as quick as the others. */
export function warmFleet(context: AppContext): void {
  readFleetOverview(context);
  readRetirementsAhead(context);
}
