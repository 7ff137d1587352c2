import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import type { SourceName } from '../../domain/source-document.ts';
import type { GitHubClient } from '../github/github-client.ts';

/** A notes file of the repository, without its text. */
export interface NotesFile {
  /** Path in the repository: `vhd-notes/AKSWindows/2022/20348.2762.241009.txt`. */
  readonly path: string;
  /** Git's hash of the content; another one means an edited file. */
  readonly sha: string;
}

/** Where the files of one source are. */
export interface NotesFolder {
  readonly name: SourceName;
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  /** `vhd-notes/AKSWindows`; its text files are read, at any depth. */
  readonly folder: string;
}

/** The notes files there are; `files` is `null` when nothing changed since the ETag. */
export interface NotesTree {
  readonly requests: number;
  readonly files: readonly NotesFile[] | null;
  readonly etag: string | null;
}

const treeSchema = z.object({
  truncated: z.boolean().default(false),
  tree: z.array(z.object({ path: z.string().max(1_000), type: z.string(), sha: z.string().max(100) })),
});

/**
 * All Windows notes files in one request: `GET /repos/{owner}/{repo}/git/trees/{branch}?recursive=1`.
 * The tree of the whole repository is asked for, since only a hash or a branch is documented as its name.
 */
export async function fetchNotesTree(
  client: GitHubClient,
  { owner, repo, branch, folder }: NotesFolder,
  etag: string | undefined,
): Promise<NotesTree> {
  const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/git/trees/${encodeURIComponent(branch)}`;
  const answer = await client.fetchJson({ path, query: { recursive: '1' }, etag });
  const { requests, data } = answer;
  return { requests, files: data === null ? null : readFiles(data, folder), etag: answer.etag };
}

function readFiles(data: unknown, folder: string): NotesFile[] {
  const { data: listing, error } = treeSchema.safeParse(data);
  if (error) throw unusable(folder, 'is not a tree of files');
  if (listing.truncated) throw unusable(folder, 'is incomplete (truncated)');
  const files = listing.tree.filter(
    ({ path, type }) => type === 'blob' && path.startsWith(`${folder}/`) && path.endsWith('.txt'),
  );
  if (files.length === 0) throw unusable(folder, 'has no file any more');
  return files.map(({ path, sha }) => ({ path, sha }));
}

function unusable(folder: string, what: string): AppError {
  return new AppError(
    'unavailable',
    `GitHub's list of ${folder} ${what}: nothing was changed and the next poll tries again; check GITHUB_API_URL.`,
  );
}
