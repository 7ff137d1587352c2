import type { AppContext, WritingContext } from './app-context.ts';

const FIRST_RUN_AT = 'seeded-at';

/** True once the first poll has filled the catalogue quietly: from then on changes are news. */
export function isFirstRunDone({ store }: AppContext): boolean {
  return store.settings.find(FIRST_RUN_AT) !== null;
}

export function markFirstRunDone({ store, clock }: WritingContext): void {
  store.settings.save(FIRST_RUN_AT, clock.now().toISOString());
}
