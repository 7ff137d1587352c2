import type { KnownDocuments } from '../../domain/source-document.ts';
import type { ReleaseItem } from './release-schema.ts';

/** The list is in order of creation, which differs from publication by days: its far end is no sharp edge. */
const EDGE = 10;

/**
 * Releases that are known, lie inside what was read, and were not listed. Not inside: anything published before the
 * tenth-last release listed, unless the list was read to its end. An item that was refused counts as listed.
 */
export function findVanished(
  items: readonly ReleaseItem[],
  complete: boolean,
  known: KnownDocuments,
): readonly string[] {
  const listed = new Set<string>();
  for (const item of items) {
    if (item.kind === 'release') listed.add(item.document.externalId);
    if (item.kind !== 'refused') continue;
    // Whose place the unreadable item takes cannot be told, so nothing is demonstrably gone.
    if (item.tagName === null) return [];
    listed.add(item.tagName);
  }
  const since = complete ? '' : findEdge(items);
  return [...known.byExternalId]
    .filter(([tag, { publishedAt }]) => !listed.has(tag) && (complete || isAfter(publishedAt, since)))
    .map(([tag]) => tag);
}

function findEdge(items: readonly ReleaseItem[]): string | null {
  const instants = items.flatMap((item) => (item.kind === 'release' ? (item.document.publishedAt ?? []) : [])).sort();
  return instants[EDGE - 1] ?? null;
}

function isAfter(publishedAt: string | null, since: string | null): boolean {
  return publishedAt !== null && since !== null && Date.parse(publishedAt) > Date.parse(since);
}
