import { dayOf } from '../../domain/calendar-date.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import { type Ends, listEnds } from '../../domain/lifecycle.ts';
import type { AppContext } from '../app-context.ts';
import { readAdviceBasis } from '../fleet/assess-fleet.ts';

/** What is true now according to everything read: images newest first, retirements, Kubernetes versions. */
export function readCatalogue({ store }: AppContext): Catalogue {
  return store.catalogue.get();
}

/** What ends and when, by everything that was read. */
export function readEnds(context: AppContext): Ends {
  const { lifecycle, now } = readAdviceBasis(context);
  return listEnds(lifecycle, dayOf(now));
}
