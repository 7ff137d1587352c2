import { z } from 'zod';
import type { SourceDocument } from '../../domain/source-document.ts';

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
export function parseRelease(item: unknown): ReleaseItem {
  const { data, error } = releaseSchema.safeParse(item);
  if (error) return { kind: 'refused', tagName: readTagName(item), reason: describeIssues(error) };
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

function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'item'}: ${issue.message}`)
    .join('; ');
}
