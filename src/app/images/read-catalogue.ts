import type { Catalogue } from '../../domain/catalogue.ts';
import type { AppContext } from '../app-context.ts';

/** What is true now according to everything read: images newest first, retirements, Kubernetes versions. */
export function readCatalogue({ store }: AppContext): Catalogue {
  return store.catalogue.get();
}
