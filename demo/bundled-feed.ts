import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  findBuildNotes,
  findNotesFile,
  listBuildNotes,
  listNotesFiles,
  readCalendarPage,
  readReleases,
  readReleaseTracker,
} from './bundled-files.ts';

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
