import { AppError } from '../../domain/app-error.ts';
import { addDays, type CalendarDate } from '../../domain/calendar-date.ts';
import type {
  FeedResult,
  KnownDocuments,
  Source,
  SourceCursor,
  SourceDocument,
  StoredDocument,
} from '../../domain/source-document.ts';
import { compareTexts } from '../../domain/text.ts';
import type { GitHubClient } from '../github/create-github-client.ts';
import { createKit, createUnchangedResult, type DocumentReading, originOf, type SourceKit } from '../source-kit.ts';
import type { NotesFile, NotesFolder } from './fetch-tree.ts';

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
interface GitTreeOptions extends NotesFolder {
  readonly client: GitHubClient;
  readonly textsPerPoll?: number;
}

/** So that a poll ends; what is left comes with the next one. */
const MOST_TEXTS = 400;

/** A poll lists them where the folder changed, and reads unknown texts, newest image first, as far as GitHub's limit allows. */
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
      const refused = texts.rejected.map(({ item }) => item);
      return {
        requests: requests + texts.requests,
        notModified: false,
        documents,
        vanished: listed === null ? [] : findVanished(listed, known),
        rejected: texts.rejected,
        cursor: createCursor({ files, unread, read, refused, validators, before: cursor }),
        ...(listed === null ? {} : { listed: listed.map(({ path }) => path) }),
        left: unread.filter(({ path }) => !read.has(path)).length,
        ...(read.size === 0 && refused.length > 1 ? { failure: createFailure(folder, texts.rejected) } : {}),
      };
    },
  };
}

/** One file may be odd for good; where no file can be read, what stands in between is at fault. */
function createFailure({ name }: NotesFolder, rejected: FeedResult['rejected']): AppError {
  return new AppError('unavailable', `No file of ${name} that is new or edited could be read. ${rejected[0]?.reason}`);
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
  return [...known.keys()].filter((path) => !paths.has(path));
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

/**
 * The cursor holds the validators of the tree and, for each file, the Git hash it was read with under its path, and the
 * hash that is still to be read under `?` and its path. Under `!` and its path stands one that was refused last.
 */
const WAITING = '?';
const REFUSED = '!';

function hasWaitingFiles(cursor: SourceCursor): boolean {
  return Object.keys(cursor).some((key) => key.startsWith(WAITING));
}

function listFilesOf(cursor: SourceCursor): readonly NotesFile[] {
  const files = new Map<string, string>();
  for (const [key, sha] of Object.entries(cursor)) {
    if (key === 'etag' || key === 'trees' || key.startsWith(REFUSED)) continue;
    const path = key.startsWith(WAITING) ? key.slice(WAITING.length) : key;
    if (path !== key || !files.has(path)) files.set(path, sha);
  }
  return [...files].map(([path, sha]) => ({ path, sha }));
}

/** Without an image for so long, a Windows gets none any more: they come monthly. */
const ENDED_AFTER_DAYS = 120;

/**
 * Newest image first, by the build date that ends the name; then those of a Windows without further images, then what
 * was refused. Files of one name are of one image, in several generations: one is enough.
 */
function listUnread(files: readonly NotesFile[], known: KnownDocuments, cursor: SourceCursor): NotesFile[] {
  const isKnown = ({ path }: NotesFile): boolean => known.has(path);
  const names = new Set(files.filter(isKnown).map(nameOf));
  const ended = findEnded(files);
  const rank = (file: NotesFile): number => (`${REFUSED}${file.path}` in cursor ? 2 : Number(ended.has(buildOf(file))));
  const unread = files
    .filter((file) => (isKnown(file) ? (cursor[file.path] ?? file.sha) !== file.sha : !names.has(nameOf(file))))
    .sort((a, b) => rank(a) - rank(b) || compareTexts(builtOn(b), builtOn(a)) || compareTexts(a.path, b.path));
  return [
    ...new Map(unread.toReversed().map((file) => [isKnown(file) ? file.path : nameOf(file), file])).values(),
  ].reverse();
}

function createCursor(poll: {
  readonly files: readonly NotesFile[];
  readonly unread: readonly NotesFile[];
  readonly read: ReadonlySet<string>;
  readonly refused: readonly string[];
  readonly validators: SourceCursor;
  readonly before: SourceCursor;
}): SourceCursor {
  const left = new Set(poll.unread.map(({ path }) => path).filter((path) => !poll.read.has(path)));
  const next: Record<string, string> = {};
  for (const { path, sha } of poll.files) {
    // An edited file that is still to be read keeps the hash it was last read with.
    const hash = left.has(path) ? poll.before[path] : sha;
    if (hash !== undefined) next[path] = hash;
    if (left.has(path)) next[`${WAITING}${path}`] = sha;
  }
  for (const path of poll.refused) next[`${REFUSED}${path}`] = '';
  return { ...next, ...poll.validators };
}

function nameOf({ path }: NotesFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Builds of Windows whose newest image is much older than the newest of all. */
function findEnded(files: readonly NotesFile[]): ReadonlySet<string> {
  const newest = new Map<string, string>();
  for (const file of files) {
    const [build, built] = [buildOf(file), builtOn(file)];
    if (built > (newest.get(build) ?? '')) newest.set(build, built);
  }
  const last = [...newest.values()].sort().at(-1);
  if (last === undefined) return new Set();
  const since = addDays(dayOfBuild(last), -ENDED_AFTER_DAYS);
  return new Set([...newest].filter(([, built]) => dayOfBuild(built) < since).map(([build]) => build));
}

/** `20348`, of the name `20348.5386.260715.txt`. */
function buildOf(file: NotesFile): string {
  return nameOf(file).split('.')[0] ?? '';
}

/** `260715` -> `2026-07-15`. */
function dayOfBuild(yymmdd: string): CalendarDate {
  return `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;
}

function builtOn({ path }: NotesFile): string {
  return /\.(\d{6})\.txt$/.exec(path)?.[1] ?? '';
}
