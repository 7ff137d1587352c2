import { type AppContext, transact } from '../app-context.ts';
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
  return transact(context, (writing) => {
    writing.store.documents.markAllForRereading();
    const { documents, changes } = readDocuments(writing);
    return { documents, changes: changes.length };
  });
}
