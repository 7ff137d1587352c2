import type { AppContext } from '../app-context.ts';

const LATELY_MS = 14 * 86_400_000;

/** Notes that somebody opened the Home tab. */
export function markHomeViewer({ store, clock }: AppContext, userId: string): void {
  store.transaction(({ interactions }) => interactions.markHomeViewer(userId, clock.now().toISOString()));
}

/** Who opened the Home tab in the last two weeks, with a digest of what they were shown last. */
export function listHomeViewers({ store, clock }: AppContext) {
  return store.interactions.listHomeViewers(new Date(clock.now().getTime() - LATELY_MS).toISOString());
}

/** Keeps a digest of what somebody was shown, so that it is published again only when it changed. */
export function savePublishedHome({ store }: AppContext, userId: string, digest: string): void {
  store.transaction(({ interactions }) => interactions.saveHomeHash(userId, digest));
}
