import type { AppContext } from './app-context.ts';

/** Notes that somebody opened the Home tab. */
export function markHomeViewer({ store, clock }: AppContext, userId: string): void {
  store.interactions.markHomeViewer(userId, clock.now().toISOString());
}

/** Keeps a digest of what somebody was shown, so that it is published again only when it changed. */
export function savePublishedHome({ store }: AppContext, userId: string, digest: string): void {
  store.interactions.saveHomeHash(userId, digest);
}
