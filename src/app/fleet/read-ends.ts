import { type Ends, listEnds } from '../../catalogue/list-ends.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import type { AppContext } from '../app-context.ts';
import { readAdviceBasis } from './assess-fleet.ts';

/** What ends and when, by everything that was read. */
export function readEnds(context: AppContext): Ends {
  const { lifecycle, now } = readAdviceBasis(context);
  return listEnds(lifecycle, dayOf(now));
}
