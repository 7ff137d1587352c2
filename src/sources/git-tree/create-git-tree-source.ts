import type { FeedResult, KnownDocuments, Source, SourceCursor, SourceDocument } from '../../domain/source-document.ts';
import { createUnchangedResult } from '../create-unchanged-result.ts';
import type { GitHubClient } from '../github/github-client.ts';
import { fetchNotesTexts } from './fetch-texts.ts';
import { fetchNotesTree, type NotesFile, type NotesFolder } from './fetch-tree.ts';
import { listUnreadNotes } from './list-unread.ts';

/** Where the files are, and how many texts one poll may read. */
export interface GitTreeOptions extends NotesFolder {
  readonly client: GitHubClient;
  readonly textsPerPoll?: number;
}

/**
 * The text files of one folder of a repository. Every poll lists all files (`listed`) in one request and reads the texts of a
 * few that are not known, newest image first, so that a first run stays within 60 requests an hour.
 * The ETag is kept only once every text was read: until then the list is needed again.
 */
export function createGitTreeSource(options: GitTreeOptions): Source {
  const { client, textsPerPoll = 10, ...folder } = options;
  return {
    name: folder.name,
    poll: async (cursor, known) => {
      const { requests, files, etag } = await fetchNotesTree(client, folder, cursor['etag']);
      if (files === null) return createUnchangedResult(requests, cursor);
      const unread = listUnreadNotes(files, known, cursor);
      const texts = await fetchNotesTexts(client, folder, unread.slice(0, textsPerPoll));
      const documents = texts.read.map(({ file, body }) => toDocument(folder, file, body));
      return {
        requests: requests + texts.requests,
        notModified: false,
        documents,
        vanished: findVanished(files, known),
        rejected: texts.rejected,
        cursor: createCursor({ files, unread, etag, documents, cursor }),
        listed: files.map(({ path }) => path),
      };
    },
  };
}

function toDocument({ name, owner, repo, branch }: NotesFolder, { path }: NotesFile, body: string): SourceDocument {
  return {
    source: name,
    externalId: path,
    title: path.split('/').at(-1) ?? path,
    url: `https://github.com/${owner}/${repo}/blob/${branch}/${path.split('/').map(encodeURIComponent).join('/')}`,
    publishedAt: null,
    body,
  };
}

function findVanished(files: readonly NotesFile[], known: KnownDocuments): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return [...known.byExternalId.keys()].filter((path) => !paths.has(path));
}

function createCursor(poll: {
  readonly files: readonly NotesFile[];
  readonly unread: readonly NotesFile[];
  readonly etag: string | null;
  readonly documents: FeedResult['documents'];
  readonly cursor: SourceCursor;
}): SourceCursor {
  const readNow = new Set(poll.documents.map(({ externalId }) => externalId));
  const left = new Set(poll.unread.map(({ path }) => path).filter((path) => !readNow.has(path)));
  const next: Record<string, string> = {};
  for (const { path, sha } of poll.files) {
    // An edited file that is still to be read keeps the hash it was last read with.
    const hash = left.has(path) ? poll.cursor[path] : sha;
    if (hash !== undefined) next[path] = hash;
  }
  if (left.size === 0 && poll.etag !== null) next['etag'] = poll.etag;
  return next;
}
