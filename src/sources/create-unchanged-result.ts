import type { FeedResult, SourceCursor } from '../domain/source-document.ts';

/** What a poll brought when the source said that nothing changed since `cursor`. */
export function createUnchangedResult(requests: number, cursor: SourceCursor): FeedResult {
  return { requests, notModified: true, documents: [], vanished: [], rejected: [], cursor };
}
