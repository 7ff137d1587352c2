import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import type { RejectedItem } from '../../domain/rejected-item.ts';
import type { ReadingProgress, SourceCursor, SourceName } from '../../domain/source-document.ts';
import { contentsPath, type GitHubClient } from '../github/create-github-client.ts';

export interface NotesFile {
  /** Path in the repository: `vhd-notes/AKSWindows/2022/20348.2762.241009.txt`. */
  readonly path: string;
  /** Git's hash of the content; another one means an edited file. */
  readonly sha: string;
}

export interface NotesFolder {
  readonly name: SourceName;
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  /** `vhd-notes/AKSWindows`; its text files are read, at any depth. */
  readonly folder: string;
}

/** The files there are; `files` is `null` where the folder is as it was. */
interface NotesTree {
  readonly requests: number;
  readonly files: readonly NotesFile[] | null;
  /** What makes the next request conditional, and ends the walk where nothing changed. */
  readonly validators: SourceCursor;
  /** Requests left in this rate-limit window, `null` where the server does not say. */
  readonly remaining: number | null;
}

const treeSchema = z.object({
  truncated: z.boolean().default(false),
  tree: z.array(z.object({ path: z.string().max(1_000), type: z.string(), sha: z.string().max(100) })),
});
type Entry = z.infer<typeof treeSchema>['tree'][number];

/**
 * Walks from the root of the branch down to the folder and lists what is below it; only the last step asks for a whole
 * tree, since a repository may be too large to be listed. One request where nothing changed (304), and one where
 * something did but nothing in the first folder on the way; else one for each folder.
 */
export async function fetchTree(client: GitHubClient, folder: NotesFolder, cursor: SourceCursor): Promise<NotesTree> {
  const walk = createWalk(client, folder);
  const known = cursor['trees']?.split('/') ?? [];
  const root = await walk.list(folder.branch, { etag: cursor['etag'] });
  const etag: SourceCursor = root.etag === null ? {} : { etag: root.etag };
  const unchanged = () => ({ ...walk.cost(), files: null, validators: { ...pick(cursor, 'trees'), ...etag } });
  if (root.entries === null) return { ...unchanged(), validators: { ...pick(cursor, 'etag', 'trees'), ...etag } };
  let { entries } = root;
  let prefix = '';
  const shas: string[] = [];
  for (const name of folder.folder.split('/')) {
    // Some servers list everything, whatever was asked for.
    if (entries.some(({ path }) => path.startsWith(`${folder.folder}/`))) break;
    const next = entries.find(({ path, type }) => type === 'tree' && path === name);
    if (!next) {
      entries = await walk.listWhole(folder.branch);
      prefix = '';
      break;
    }
    shas.push(next.sha);
    if (known[shas.length - 1] === next.sha) return unchanged();
    prefix += `${name}/`;
    entries = await (prefix === `${folder.folder}/` ? walk.listWhole(next.sha) : walk.listFolder(next.sha));
  }
  const files = readFiles(entries, prefix, folder.folder);
  return { ...walk.cost(), files, validators: { ...etag, ...(shas.length > 0 ? { trees: shas.join('/') } : {}) } };
}

function createWalk(client: GitHubClient, { owner, repo, folder }: NotesFolder) {
  const cost: { requests: number; remaining: number | null } = { requests: 0, remaining: null };
  const trees = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/git/trees/`;
  const list = async (name: string, { etag, isWhole = false }: { etag?: string | undefined; isWhole?: boolean }) => {
    const query = isWhole ? { query: { recursive: '1' } } : {};
    const answer = await client.fetchJson({ path: `${trees}${encodeURIComponent(name)}`, ...query, etag });
    cost.requests += answer.requests;
    cost.remaining = answer.remaining;
    return { entries: answer.data === null ? null : readEntries(answer.data, folder), etag: answer.etag };
  };
  return {
    cost: () => cost,
    list,
    listFolder: async (name: string) => (await list(name, {})).entries ?? [],
    listWhole: async (name: string) => (await list(name, { isWhole: true })).entries ?? [],
  };
}

function pick(cursor: SourceCursor, ...keys: readonly string[]): SourceCursor {
  return Object.fromEntries(Object.entries(cursor).filter(([key]) => keys.includes(key)));
}

function readEntries(data: unknown, folder: string): readonly Entry[] {
  const { data: listing, error } = treeSchema.safeParse(data);
  if (error) throw unusable(folder, 'is not a tree of files');
  if (listing.truncated) throw unusable(folder, 'is incomplete (truncated)');
  return listing.tree;
}

function readFiles(entries: readonly Entry[], prefix: string, folder: string): NotesFile[] {
  const files = entries
    .map(({ path, type, sha }) => ({ path: `${prefix}${path}`, type, sha }))
    .filter(({ path, type }) => type === 'blob' && path.startsWith(`${folder}/`) && path.endsWith('.txt'));
  if (files.length === 0) throw unusable(folder, 'has no file any more');
  return files.map(({ path, sha }) => ({ path, sha }));
}

function unusable(folder: string, what: string): AppError {
  return new AppError(
    'unavailable',
    `GitHub's list of ${folder} ${what}: nothing was changed and the next poll tries again; check GITHUB_API_URL.`,
  );
}

/** Requests that are left to the other sources; without a token there are 60 an hour for everything. */
const RESERVE = 10;
/** Read in one poll where the server does not say how many requests are left. */
const TEXTS_WITHOUT_LIMIT = 10;

/**
 * One by one: a file that fails is refused with its reason and tried again in the next poll. Stops at the rate limit,
 * shortly before it, and after two failures in a row; without a limit, after ten files.
 */
export async function fetchTexts(
  client: GitHubClient,
  repository: NotesFolder,
  {
    files,
    remaining,
    onProgress,
  }: {
    readonly files: readonly NotesFile[];
    readonly remaining: number | null;
    readonly onProgress?: ReadingProgress | undefined;
  },
) {
  const read: { file: NotesFile; body: string }[] = [];
  const rejected: RejectedItem[] = [];
  let requests = 0;
  let failuresInARow = 0;
  let left = remaining === null ? TEXTS_WITHOUT_LIMIT : remaining - RESERVE;
  for (const file of files) {
    if (left <= 0) break;
    onProgress?.(read.length, files.length);
    try {
      const answer = await client.fetchFile({
        path: contentsPath(repository, file.path),
        query: { ref: repository.branch },
      });
      requests += answer.requests;
      failuresInARow = 0;
      read.push({ file, body: answer.data ?? '' });
      left = answer.remaining === null ? left - 1 : answer.remaining - RESERVE;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      rejected.push({ item: file.path, reason: error.message });
      // At least one: the error does not say whether it was repeated.
      requests += 1;
      failuresInARow += 1;
      if (error.code === 'rate_limited' || failuresInARow === 2) break;
    }
  }
  return { requests, read, rejected };
}
