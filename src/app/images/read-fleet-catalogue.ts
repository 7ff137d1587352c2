import type { Catalogue } from '../../domain/catalogue.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';

/** The catalogue as the fleet was last held against; the same object while nothing changed. */
export function readFleetCatalogue(context: AppContext): Catalogue {
  return assessFleet(context).catalogue;
}
