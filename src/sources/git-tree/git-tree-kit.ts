import type { KnownDocuments, Source, SourceDocument, StoredDocument } from '../../domain/source-document.ts';
import type { GitHubClient } from '../github/create-github-client.ts';
import { createKit, createUnchangedResult, type DocumentReading, originOf, type SourceKit } from '../source-kit.ts';
import type { NotesFile, NotesFolder } from './fetch-tree.ts';
import { createCursor, hasWaitingFiles, listFilesOf, listUnread } from './notes-cursor.ts';

/** A source of notes files of images, which are the text files of one folder of a repository on GitHub. */
function createGitTreeKit(folder: NotesFolder): SourceKit {
  return createKit({
    name: folder.name,
    content: 'image-notes',
    // One request answered 304 where nothing changed, and an image is known with the next poll.
    pace: { everyMs: 0, rests: false },
    open: ({ github: client }) => createGitTreeSource({ client, ...folder }),
    announce,
  });
}

async function announce(document: StoredDocument): Promise<DocumentReading> {
  const { parseImageContents } = await import('../../notes/vhd-note/parse-vhd-note.ts');
  const contents = parseImageContents(document.body, document.externalId);
  if (contents === null) return { announcements: [], passages: [] };
  return { announcements: [{ kind: 'image-contents', ...contents, origin: originOf(document) }], passages: [] };
}

/** Where the files are, and how many texts one poll may read. */
export interface GitTreeOptions extends NotesFolder {
  readonly client: GitHubClient;
  readonly textsPerPoll?: number;
}

/** So that a poll ends; what is left comes with the next one. */
const MOST_TEXTS = 400;

/**
 * The text files of one folder of a repository. A poll lists them (`listed`) where the folder changed, and reads the texts that
 * are not known, newest image first, as far as GitHub's limit of requests allows.
 */
export function createGitTreeSource(options: GitTreeOptions): Source {
  const { client, textsPerPoll = MOST_TEXTS, ...folder } = options;
  return {
    name: folder.name,
    hasMore: hasWaitingFiles,
    poll: async (cursor, known, onProgress) => {
      const { fetchTexts, fetchTree } = await import('./fetch-tree.ts');
      const { requests, files: listed, validators, remaining } = await fetchTree(client, folder, cursor);
      if (listed === null && !hasWaitingFiles(cursor)) {
        return createUnchangedResult(requests, { ...cursor, ...validators });
      }
      const files = listed ?? listFilesOf(cursor);
      const unread = listUnread(files, known, cursor);
      const texts = await fetchTexts(client, folder, { files: unread.slice(0, textsPerPoll), remaining, onProgress });
      const documents = texts.read.map(({ file, body }) => toDocument(folder, file, body));
      const read = new Set(documents.map(({ externalId }) => externalId));
      return {
        requests: requests + texts.requests,
        notModified: false,
        documents,
        vanished: listed === null ? [] : findVanished(listed, known),
        rejected: texts.rejected,
        cursor: createCursor({ files, unread, read, validators, before: cursor }),
        ...(listed === null ? {} : { listed: listed.map(({ path }) => path) }),
        left: unread.filter(({ path }) => !read.has(path)).length,
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

/** The notes files that AKS publishes of its Windows node images, one for each OS SKU and version. */
export const vhdNotes = createGitTreeKit({
  name: 'vhd-notes',
  owner: 'Azure',
  repo: 'AKS',
  branch: 'master',
  folder: 'vhd-notes/AKSWindows',
});

/** The build notes of every Windows node image, one for each generation: the first trace of an image. */
export const agentBaker = createGitTreeKit({
  name: 'agent-baker',
  owner: 'Azure',
  repo: 'AgentBaker',
  branch: 'master',
  folder: 'vhdbuilder/release-notes/AKSWindows',
});
