import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for GitHub's REST API and the AKS release tracker on the loopback, with what is bundled in `demo/`. */
export interface BundledFeed {
  /** For GITHUB_API_URL. */
  readonly url: string;
  /** For RELEASE_TRACKER_URL. */
  readonly trackerUrl: string;
  /** Lets the newest release appear; until then the feed ends before it. Returns its tag. */
  publishNext(): string;
  close(): Promise<void>;
}

/** Paths as the sources under `src/sources/` ask for them. */
const RELEASES = '/repos/Azure/AKS/releases';
const TREE = '/repos/Azure/AKS/git/trees/master';
const BUILD_TREE = '/repos/Azure/AgentBaker/git/trees/master';
const BUILD_CONTENTS = '/repos/Azure/AgentBaker/contents/';
const CONTENTS = '/repos/Azure/AKS/contents/';
const TRACKER = '/parsed_data.json';
const CALENDAR = '/repos/MicrosoftDocs/azure-aks-docs/contents/articles/aks/supported-kubernetes-versions.md';

interface Answer {
  readonly type: string;
  readonly body: string;
  /** Path and query of the next page of a list. */
  readonly next?: string;
}

/** Starts the feed on a free port. */
export async function startBundledFeed(): Promise<BundledFeed> {
  const releases = readReleases();
  let published: readonly unknown[] = releases.slice(1);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://feed');
    send(request, response, findAnswer(url, published));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    trackerUrl: `http://127.0.0.1:${port}${TRACKER}`,
    publishNext: () => {
      published = releases;
      return releases[0]?.tag_name ?? '';
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function findAnswer(url: URL, releases: readonly unknown[]): Answer | null {
  const path = decodeURIComponent(url.pathname);
  if (path === RELEASES) return listPage(url, releases);
  if (path === TRACKER) return { type: 'application/json', body: readReleaseTracker() };
  if (path === TREE) return json({ truncated: false, tree: listNotesFiles() });
  if (path === BUILD_TREE) return json({ truncated: false, tree: listBuildNotes() });
  const text = path === CALENDAR ? readCalendarPage() : readNotes(path);
  return text === null ? null : { type: 'application/vnd.github.raw+json; charset=utf-8', body: text };
}

function readNotes(path: string): string | null {
  return path.startsWith(BUILD_CONTENTS)
    ? findBuildNotes(path.slice(BUILD_CONTENTS.length))
    : findNotesFile(path.slice(CONTENTS.length));
}

function listPage(url: URL, releases: readonly unknown[]): Answer {
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30) || 30, 100);
  const page = Number(url.searchParams.get('page') ?? 1) || 1;
  const answer = json(releases.slice((page - 1) * size, page * size));
  if (page * size >= releases.length) return answer;
  return { ...answer, next: `${RELEASES}?per_page=${size}&page=${page + 1}` };
}

function json(value: unknown): Answer {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer | null): void {
  if (answer === null || request.method !== 'GET') {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
    return;
  }
  const etag = `"${createHash('sha256').update(answer.body).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const link = answer.next ? { link: `<http://${request.headers.host}${answer.next}>; rel="next"` } : {};
  response.writeHead(200, { 'content-type': answer.type, etag, ...link }).end(answer.body);
}

const NOTES = new URL('notes/', import.meta.url);
const VHD_NOTES = new URL('vhd-notes/', import.meta.url);

const BUILD_NOTES = 'vhdbuilder/release-notes/';

/** AKS publishes a release some days after the date it is named after. */
const PUBLISHED_AFTER_MS = 5 * 86_400_000;

/** A bundled release in the shape of GitHub's REST API. */
interface BundledRelease {
  readonly tag_name: string;
  readonly name: string;
  readonly html_url: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly created_at: string;
  readonly published_at: string;
  readonly body: string;
}

/** The notes of `demo/notes/`, newest first. The version numbers and end dates are AKS's, the wording is ours. */
export function readReleases(): readonly BundledRelease[] {
  return readdirSync(NOTES)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .reverse()
    .map((name) => toRelease(name.slice(0, -'.md'.length), readFileSync(new URL(name, NOTES), 'utf8')));
}

/** The VHD notes as entries of a Git tree. */
function listNotesFiles(): readonly { readonly path: string; readonly type: 'blob'; readonly sha: string }[] {
  return readdirSync(VHD_NOTES, { recursive: true, encoding: 'utf8' })
    .map((name) => `vhd-notes/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.txt'))
    .sort()
    .map((path) => ({ path, type: 'blob' as const, sha: hashBlob(findNotesFile(path) ?? '') }));
}

/** Text of a bundled VHD notes file by its path in the repository; `null` when there is none, so nothing else is read. */
function findNotesFile(path: string): string | null {
  if (!/^vhd-notes\/AKSWindows\/\w+\/[\d.]+\.txt$/.test(path)) return null;
  try {
    return readFileSync(new URL(path, import.meta.url), 'utf8');
  } catch {
    return null;
  }
}

/** The build notes of the same images, in the repository that builds them, as entries of a Git tree. */
function listBuildNotes(): ReturnType<typeof listNotesFiles> {
  return listNotesFiles().map((file) => ({ ...file, path: file.path.replace('vhd-notes/', BUILD_NOTES) }));
}

/** Text of a build notes file by its path in that repository; `null` when there is none. */
function findBuildNotes(path: string): string | null {
  return path.startsWith(BUILD_NOTES) ? findNotesFile(path.replace(BUILD_NOTES, 'vhd-notes/')) : null;
}

/** The Kubernetes calendar as a documentation page. */
function readCalendarPage(): string {
  return readFileSync(new URL('supported-kubernetes-versions.md', import.meta.url), 'utf8');
}

/** Which region has which image on the demo's day; the August image is still on its way to two of them. */
function readReleaseTracker(): string {
  return readFileSync(new URL('release-tracker.json', import.meta.url), 'utf8');
}

function toRelease(tag: string, body: string): BundledRelease {
  const publishedAt = new Date(Date.parse(`${tag}T07:30:00Z`) + PUBLISHED_AFTER_MS).toISOString();
  return {
    tag_name: tag,
    name: `Release ${tag}`,
    html_url: `https://github.com/Azure/AKS/releases/tag/${tag}`,
    draft: false,
    prerelease: false,
    created_at: publishedAt,
    published_at: publishedAt,
    body,
  };
}

/** Git's name of a file's content. */
function hashBlob(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}
