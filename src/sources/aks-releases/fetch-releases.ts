import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import type { SourceDocument } from '../../domain/source-document.ts';
import type { GitHubClient } from '../github/create-github-client.ts';
import { describeIssues } from '../http/bounded-fetch.ts';

/** GitHub's largest page. */
const PAGE_SIZE = 100;
/** Against a list that never ends; GitHub itself stops at 10,000 releases. */
const MAX_PAGES = 50;

export interface ReleasePages {
  readonly requests: number;
  /** Newest first, as listed. */
  readonly items: readonly ReleaseItem[];
  /** Of page 1. */
  readonly etag: string | null;
  /** True when the list was read to its end. */
  readonly complete: boolean;
}

interface ReleasesQuery {
  readonly path: string;
  readonly etag: string | undefined;
  /** Whether to go on after a page that listed these. */
  readonly wantsNextPage: (items: readonly ReleaseItem[]) => boolean;
}

/** `null` when page 1 did not change (304). Throws when any page fails: half a list is never returned. */
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
    // A page that ignores its size may list more than a call has room for.
    for (const item of listed) items.push(item);
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

/** GitHub itself allows 125,000 characters; this is only against hostile input. */
const MAX_BODY_LENGTH = 2_000_000;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const releaseSchema = z.object({
  tag_name: z.string().trim().min(1).max(255),
  name: z.string().nullish(),
  html_url: z.url({ protocol: /^https?$/ }),
  published_at: instant.nullish(),
  created_at: instant.nullish(),
  body: z.string().max(MAX_BODY_LENGTH).nullish(),
  draft: z.boolean().default(false),
});

/** One item of the list of releases, read: a document, a draft to skip, or refused with its reason. */
export type ReleaseItem =
  | { readonly kind: 'release'; readonly document: SourceDocument }
  | { readonly kind: 'draft' }
  | { readonly kind: 'refused'; readonly tagName: string | null; readonly reason: string };

/** Reads one item of `GET /repos/{owner}/{repo}/releases`; only the fields used are looked at. Never throws. */
function parseRelease(item: unknown): ReleaseItem {
  const { data, error } = releaseSchema.safeParse(item);
  if (error) return { kind: 'refused', tagName: readTagName(item), reason: describeIssues(error.issues) };
  if (data.draft) return { kind: 'draft' };
  const document: SourceDocument = {
    source: 'aks-releases',
    externalId: data.tag_name,
    title: data.name || data.tag_name,
    url: data.html_url,
    publishedAt: data.published_at ?? data.created_at ?? null,
    body: data.body ?? '',
  };
  return { kind: 'release', document };
}

function readTagName(item: unknown): string | null {
  const tag = typeof item === 'object' && item !== null && 'tag_name' in item ? item.tag_name : null;
  return typeof tag === 'string' ? tag.slice(0, 255) : null;
}
