import type { WritableStore } from '../../src/store/open-store.ts';

/** The store with some parts of it replaced, inside of its transactions as well. */
export function decorateStore(store: WritableStore, changes: Partial<WritableStore>): WritableStore {
  const decorated: WritableStore = {
    ...store,
    ...changes,
    transaction: (work) => store.transaction(() => work(decorated)),
  };
  return decorated;
}
