import { AppError } from '../../domain/app-error.ts';
import type { FeedResult } from '../../domain/source-document.ts';
import { contentsPath, type GitHubClient } from '../github/create-github-client.ts';
import type { NotesFile, NotesFolder } from './fetch-tree.ts';

/** Requests that are left to the other sources; without a token there are 60 an hour for everything. */
const RESERVE = 10;
/** Read in one poll where the server does not say how many requests are left. */
const TEXTS_WITHOUT_LIMIT = 10;

/** The texts that were read in one poll. */
export interface NotesTexts {
  readonly requests: number;
  readonly read: readonly { readonly file: NotesFile; readonly body: string }[];
  readonly rejected: FeedResult['rejected'];
}

/**
 * Reads files one after the other and keeps what it gets: a file that fails is refused with its reason and tried
 * again in the next poll. Stops early at the rate limit, shortly before it, and after two failures in a row; where the
 * server names no limit, after ten files.
 */
export async function fetchTexts(
  client: GitHubClient,
  repository: NotesFolder,
  { files, remaining }: { readonly files: readonly NotesFile[]; readonly remaining: number | null },
): Promise<NotesTexts> {
  const read: { file: NotesFile; body: string }[] = [];
  const rejected: { item: string; reason: string }[] = [];
  let requests = 0;
  let failuresInARow = 0;
  let left = remaining === null ? TEXTS_WITHOUT_LIMIT : remaining - RESERVE;
  for (const file of files) {
    if (left <= 0) break;
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
