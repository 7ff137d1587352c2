import type { Announcement } from '../../domain/announcement.ts';
import { AppError } from '../../domain/app-error.ts';
import {
  type FeedResult,
  hashBody,
  type KnownDocuments,
  type Source,
  type SourceDocument,
} from '../../domain/source-document.ts';
import type { GitHubClient } from '../github/create-github-client.ts';
import { createKit, createUnchangedResult, originOf } from '../source-kit.ts';
import type { ReleaseItem, ReleasePages } from './fetch-releases.ts';

/** The release notes of AKS. They lead: without them nothing is known to be new. */
export const aksReleases = createKit({
  name: 'aks-releases',
  content: 'releases',
  pace: { everyMs: 0, rests: false },
  open: ({ github: client }) => createAksReleasesSource({ client }),
  announce: async (document) => {
    // The grammar takes a quarter of a second, which only who reads notes pays for.
    const { parseReleaseNote } = await import('../../notes/release-note/parse-release-note.ts');
    const origin = originOf(document);
    const note = parseReleaseNote(document.body, origin.publishedAt);
    const announcements: readonly Announcement[] = [
      ...note.images.map((image) => ({ kind: 'image' as const, ...image, origin })),
      ...note.recalls.map((recall) => ({ kind: 'image-recall' as const, ...recall, origin })),
      ...note.imageCves.map((cves) => ({ kind: 'image-cves' as const, ...cves, origin })),
      ...note.retirements.map((statement) => ({ kind: 'retirement' as const, ...statement, origin })),
    ];
    return { announcements, passages: note.unread };
  },
});

const PATH = '/repos/Azure/AKS/releases';

/**
 * An unchanged feed is one request (304). With nothing known every page is read, else a further page only while every
 * release before is new: an edit is noticed among the newest hundred.
 */
export function createAksReleasesSource({ client }: { readonly client: GitHubClient }): Source {
  return {
    name: 'aks-releases',
    poll: async (cursor, known) => {
      const wantsNextPage = (items: readonly ReleaseItem[]) => !items.some((item) => isKnown(item, known));
      const { fetchReleases } = await import('./fetch-releases.ts');
      const { requests, pages } = await fetchReleases(client, { path: PATH, etag: cursor['etag'], wantsNextPage });
      return pages ? toResult(pages, known) : createUnchangedResult(requests, cursor);
    },
  };
}

function isKnown(item: ReleaseItem, known: KnownDocuments): boolean {
  if (item.kind === 'draft') return false;
  return known.has(item.kind === 'release' ? item.document.externalId : (item.tagName ?? ''));
}

function toResult({ requests, items, etag, complete }: ReleasePages, known: KnownDocuments): FeedResult {
  refuseUnreadable(items);
  return {
    requests,
    notModified: false,
    documents: findNewAndEdited(items, known),
    vanished: findVanished(items, complete, known),
    rejected: items.flatMap((item, index) =>
      item.kind === 'refused' ? { item: item.tagName ?? `number ${index + 1} of the list`, reason: item.reason } : [],
    ),
    cursor: etag === null ? {} : { etag },
  };
}

function findNewAndEdited(items: readonly ReleaseItem[], known: KnownDocuments): SourceDocument[] {
  // A release that is published while the pages are read pushes another one onto the next page: it counts once.
  const byTag = new Map(
    items.flatMap((item) => (item.kind === 'release' ? [[item.document.externalId, item.document] as const] : [])),
  );
  return [...byTag.values()].filter(({ externalId, body }) => known.get(externalId)?.bodyHash !== hashBody(body));
}

function refuseUnreadable(items: readonly ReleaseItem[]): void {
  const refused = items.find((item) => item.kind === 'refused');
  if (!refused || items.some((item) => item.kind === 'release')) return;
  throw new AppError(
    'unavailable',
    `None of the ${items.length} releases that GitHub lists could be read (${refused.reason}): check GITHUB_API_URL; if it is right, vhdwatch has to be updated.`,
  );
}

/** The list is in order of creation, which differs from publication by days: its far end is no sharp edge. */
const EDGE = 10;

/**
 * Releases that are known, lie inside what was read, and were not listed. Not inside: anything published before the
 * tenth-last release listed, unless the list was read to its end. An item that was refused counts as listed.
 */
function findVanished(items: readonly ReleaseItem[], complete: boolean, known: KnownDocuments): readonly string[] {
  const listed = new Set<string>();
  for (const item of items) {
    if (item.kind === 'release') listed.add(item.document.externalId);
    if (item.kind !== 'refused') continue;
    // Whose place the unreadable item takes cannot be told, so nothing is demonstrably gone.
    if (item.tagName === null) return [];
    listed.add(item.tagName);
  }
  const since = complete ? '' : findEdge(items);
  return [...known]
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
