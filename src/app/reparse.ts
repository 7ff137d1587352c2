import type { AppContext } from './app-context.ts';
import { readDocuments } from './read-documents.ts';

/** What reading everything again changed. */
export interface ReparseReport {
  readonly documents: number;
  readonly changes: number;
}

/**
 * Rebuilds announcements and catalogue from the kept documents, after a parser was mended. Quiet: what it finds in old
 * notes is true from now on, but no news.
 */
export function reparse(context: AppContext): ReparseReport {
  const { store, clock } = context;
  return store.transaction(() => {
    const waiting = new Set(store.changes.listUnplanned().map(({ id }) => id));
    store.documents.markAllUnread();
    const { documents, changes } = readDocuments(context, { quiet: true });
    const found = store.changes.listUnplanned().filter(({ id }) => !waiting.has(id));
    store.changes.markPlanned(
      found.map(({ id }) => id),
      clock.now().toISOString(),
    );
    return { documents, changes: changes.length };
  });
}
