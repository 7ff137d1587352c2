import type { AppContext } from '../app-context.ts';

const SEEDED_AT = 'seeded-at';

/** True once the first poll has filled the catalogue quietly: from then on changes are news. */
export function isSeeded({ store }: AppContext): boolean {
  return store.settings.find(SEEDED_AT) !== null;
}

/** Notes that the catalogue is filled; call it in the transaction that queues the summary. */
export function markSeeded({ store, clock }: AppContext): void {
  store.settings.save(SEEDED_AT, clock.now().toISOString());
}
