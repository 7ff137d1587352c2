import { AppError } from '../../domain/app-error.ts';
import type { GitHubClient } from '../github/create-github-client.ts';
import { parseRelease, type ReleaseItem } from './release-schema.ts';

/** GitHub's largest page. */
const PAGE_SIZE = 100;
/** Against a list that never ends; GitHub itself stops at 10,000 releases. */
const MAX_PAGES = 50;

/** The pages of releases that were read. */
export interface ReleasePages {
  readonly requests: number;
  /** Newest first, as listed. */
  readonly items: readonly ReleaseItem[];
  /** Of page 1. */
  readonly etag: string | null;
  /** True when the list was read to its end. */
  readonly complete: boolean;
}

/** Which releases to ask for, and how far to go. */
export interface ReleasesQuery {
  readonly path: string;
  readonly etag: string | undefined;
  /** Whether to go on after a page that listed these. */
  readonly wantsNextPage: (items: readonly ReleaseItem[]) => boolean;
}

/**
 * Reads page after page by the `Link` header; `null` when page 1 did not change (304).
 * Throws when any page fails: half a list is never returned.
 */
export async function fetchReleases(
  client: GitHubClient,
  query: ReleasesQuery,
): Promise<{ requests: number; pages: ReleasePages | null }> {
  let answer = await client.fetchJson({ path: query.path, query: { per_page: `${PAGE_SIZE}` }, etag: query.etag });
  let { requests } = answer;
  if (answer.data === null) return { requests, pages: null };
  const { etag } = answer;
  const items: ReleaseItem[] = [];
  for (let page = 1; ; page += 1) {
    const listed = readPage(answer.data);
    items.push(...listed);
    const { nextQuery } = answer;
    if (nextQuery === null || !query.wantsNextPage(listed)) {
      // A full page without a next one may as well be a proxy that drops the Link header.
      const complete = nextQuery === null && listed.length < PAGE_SIZE;
      return { requests, pages: { requests, items, etag, complete } };
    }
    if (page === MAX_PAGES) throw endless();
    answer = await client.fetchJson({ path: query.path, query: nextQuery });
    requests += answer.requests;
  }
}

function readPage(data: unknown): ReleaseItem[] {
  if (!Array.isArray(data)) {
    throw new AppError(
      'unavailable',
      'GitHub sent something other than a list of releases: check GITHUB_API_URL; nothing was changed.',
    );
  }
  return data.map(parseRelease);
}

function endless(): AppError {
  return new AppError(
    'unavailable',
    `GitHub lists more than ${MAX_PAGES} pages of releases: check GITHUB_API_URL; nothing was changed.`,
  );
}
