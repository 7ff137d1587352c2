import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A release in the shape of GitHub's REST API; more fields may be present. `unknown` items stand for malformed ones. */
export interface FakeRelease {
  tag_name: string;
  name: string | null;
  html_url: string;
  draft: boolean;
  prerelease: boolean;
  created_at: string;
  published_at: string | null;
  body: string | null;
}

/** What goes wrong instead of the true answer. */
export type FakeFault =
  /** Any status with headers; the body is GitHub's JSON error unless given. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** 200 with a web page, as a captive portal or proxy sends it. */
  | { kind: 'html' }
  /** 200 with the first half of the true JSON; the HTTP message itself is complete. */
  | { kind: 'truncated-json' }
  /** 200 with any other body. */
  | { kind: 'body'; body: string; contentType?: string }
  /** 200 with a JSON body of about so many bytes. */
  | { kind: 'huge'; bytes: number }
  /** The connection is closed before a byte of the answer. */
  | { kind: 'reset' }
  /** The connection is closed in the middle of the body. */
  | { kind: 'cut' }
  /** Nothing is ever answered. */
  | { kind: 'stall' }
  /** Head and half of the body, then nothing. */
  | { kind: 'stall-body' }
  /** The true answer, late. */
  | { kind: 'slow'; milliseconds: number };

/** How far a fault reaches: everything, always, unless narrowed. */
interface FakeFaultScope {
  /** Only addresses (path and query) that contain this text. */
  match?: string;
  /** Only the next so many requests. */
  times?: number;
}

/** A request as it arrived. */
interface FakeRequest {
  method: string;
  /** Path and query. */
  url: string;
  path: string;
  headers: IncomingMessage['headers'];
  /** Status that was answered, 0 where the connection was broken instead. */
  status: number;
}

/** Options of `startFakeGitHub`. */
export interface FakeGitHubOptions {
  /** Newest first, as GitHub lists them. */
  releases?: unknown[];
  /** Files by repository (`owner/repo`) and path. */
  files?: Record<string, Record<string, string | Buffer>>;
  /** Requests allowed until 403; 304 answers are free. */
  rateLimit?: number;
  /** When given, any other Authorization header than this token is answered 401. */
  token?: string;
  /** A fixed port; the default is any free one. */
  port?: number;
}

/** A GitHub on the loopback: releases of every repository, contents and trees of the files given, and faults. */
export interface FakeGitHub {
  /** For GITHUB_API_URL. */
  readonly url: string;
  /** Change in place at any time; the ETag follows the content. */
  releases: unknown[];
  /** Change in place at any time. */
  files: Record<string, Record<string, string | Buffer>>;
  /** Every request so far, oldest first; set the length to 0 to start over. */
  readonly requests: FakeRequest[];
  /** Requests left, as the x-ratelimit-remaining header says. */
  remaining: number;
  /** Serve no ETag and ignore If-None-Match. */
  withoutEtags: boolean;
  /** Serve no Link header. */
  withoutLinks: boolean;
  /** Replaces the fault at work; `null` ends it. */
  setFault(fault: FakeFault | null, scope?: FakeFaultScope): void;
  /** Requests whose path is or begins with `path`. */
  count(path?: string): number;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** A release as GitHub lists it, from the fields that matter to a test. */
export function createFakeRelease(release: Partial<FakeRelease> & { tag_name: string }): FakeRelease {
  const publishedAt = release.published_at ?? `${release.tag_name.slice(0, 10)}T12:00:00Z`;
  return {
    name: `Release ${release.tag_name}`,
    html_url: `https://github.com/Azure/AKS/releases/tag/${release.tag_name}`,
    draft: false,
    prerelease: false,
    created_at: publishedAt,
    published_at: publishedAt,
    body: `Notes of ${release.tag_name}.`,
    ...release,
  };
}

/** `count` releases, a day apart, newest first; the newest is of 2025-06-01. */
export function createFakeReleases(count: number): FakeRelease[] {
  const newest = Date.parse('2025-06-01T00:00:00Z');
  return Array.from({ length: count }, (_, index) =>
    createFakeRelease({ tag_name: new Date(newest - index * 86_400_000).toISOString().slice(0, 10) }),
  );
}

/** Starts a fake GitHub; close it when done. */
export async function startFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  let fault: { fault: FakeFault; scope: FakeFaultScope } | null = null;
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const seen: FakeRequest = {
      method: request.method ?? 'GET',
      url,
      path: url.split('?')[0] ?? '',
      headers: request.headers,
      status: 0,
    };
    fake.requests.push(seen);
    const active = takeFault(url);
    const send = (answer: Answer) => {
      seen.status = answer.status;
      write(response, answer);
    };
    const truth = answerTruly(fake, options, seen);
    const answer = active ? spoil(active, truth) : truth;
    if (answer) send(answer);
    else if (active) disturb(active, truth, response, send);
  });

  function takeFault(url: string): FakeFault | null {
    if (!fault || !url.includes(fault.scope.match ?? '')) return null;
    const { fault: active, scope } = fault;
    if (scope.times !== undefined) {
      if (scope.times <= 0) return null;
      scope.times -= 1;
    }
    return active;
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const fake: FakeGitHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    releases: options.releases ?? [],
    files: options.files ?? {},
    requests: [],
    remaining: options.rateLimit ?? 5_000,
    withoutEtags: false,
    withoutLinks: false,
    setFault: (next, scope = {}) => {
      fault = next && { fault: next, scope: { ...scope } };
    },
    count: (path = '') => fake.requests.filter((request) => request.path.startsWith(path)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

function answerTruly(fake: FakeGitHub, options: FakeGitHubOptions, request: FakeRequest): Answer {
  const { authorization } = request.headers;
  if (options.token !== undefined && authorization !== undefined && !authorization.endsWith(` ${options.token}`)) {
    return createError(401, 'Bad credentials');
  }
  const reset = { 'x-ratelimit-reset': `${Math.floor(Date.now() / 1_000) + 1_800}` };
  if (fake.remaining <= 0) {
    const limited = createError(403, 'API rate limit exceeded for 127.0.0.1.');
    return { ...limited, headers: { ...limited.headers, ...reset, 'x-ratelimit-remaining': '0' } };
  }
  const answer = conditional(route(fake, request), fake, request);
  if (answer.status !== 304) fake.remaining -= 1;
  Object.assign(answer.headers, reset, { 'x-ratelimit-remaining': `${fake.remaining}` });
  return answer;
}

function route(fake: FakeGitHub, request: FakeRequest): Answer {
  const url = new URL(request.url, fake.url);
  const [, repository = '', endpoint, rest = ''] =
    /^\/repos\/([^/]+\/[^/]+)\/(releases|contents|git\/trees)\/?(.*)$/.exec(url.pathname) ?? [];
  if (endpoint === 'releases' && rest === '') return listReleases(fake, url);
  const files = fake.files[decodeURIComponent(repository)];
  if (endpoint === 'contents' && files) return readContents(files, decodeURIComponent(rest), request);
  if (endpoint === 'git/trees' && files) return answerTree(files, rest, url.searchParams.has('recursive'));
  return createError(404, 'Not Found');
}

function listReleases(fake: FakeGitHub, url: URL): Answer {
  const perPage = Math.min(Number(url.searchParams.get('per_page') ?? 30), 100);
  const page = Number(url.searchParams.get('page') ?? 1);
  const answer = createJson(fake.releases.slice((page - 1) * perPage, page * perPage));
  const last = Math.ceil(fake.releases.length / perPage);
  const link = (target: number, rel: string) =>
    // GitHub's own links name the repository by number.
    `<${fake.url}/repositories/1/releases?per_page=${perPage}&page=${target}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  if (links.length > 0 && !fake.withoutLinks) answer.headers['link'] = links.join(', ');
  return answer;
}

function readContents(files: Record<string, string | Buffer>, path: string, request: FakeRequest): Answer {
  const content = files[path];
  if (content === undefined) return createError(404, 'Not Found');
  if (String(request.headers.accept).includes('raw')) {
    const headers = { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' };
    return { status: 200, headers, body: content };
  }
  return createJson({ type: 'file', path, encoding: 'base64', content: Buffer.from(content).toString('base64') });
}

/** A tree by the hash of its folder, or the root by any other name. */
function answerTree(files: Record<string, string | Buffer>, name: string, isRecursive: boolean): Answer {
  const whole = listTree(files);
  const at = whole.tree.find(({ type, sha }) => type === 'tree' && sha === name);
  if (!at && /^[0-9a-f]{40}$/.test(name)) return createError(404, 'Not Found');
  const prefix = at ? `${at.path}/` : '';
  const below = whole.tree.filter(({ path }) => path.startsWith(prefix));
  const tree = below
    .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }))
    .filter(({ path }) => isRecursive || !path.includes('/'));
  return createJson({ ...whole, sha: at?.sha ?? whole.sha, tree });
}

interface TreeEntry {
  path: string;
  mode: string;
  type: 'tree' | 'blob';
  sha: string;
  size?: number;
}

function listTree(files: Record<string, string | Buffer>): { sha: string; tree: TreeEntry[]; truncated: boolean } {
  const folders = new Set(
    Object.keys(files).flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
    ),
  );
  const blobs = Object.entries(files).map(([path, content]): TreeEntry => {
    const bytes = Buffer.from(content);
    return {
      path,
      mode: '100644',
      type: 'blob',
      sha: hash('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes])),
      size: bytes.length,
    };
  });
  const trees = [...folders].map((path): TreeEntry => {
    const content = blobs.filter((blob) => blob.path.startsWith(`${path}/`));
    return { path, mode: '040000', type: 'tree', sha: hash('sha1', `${path}${JSON.stringify(content)}`) };
  });
  return { sha: hash('sha1', JSON.stringify(blobs)), tree: [...trees, ...blobs], truncated: false };
}

function conditional(answer: Answer, fake: FakeGitHub, request: FakeRequest): Answer {
  if (answer.status !== 200 || fake.withoutEtags) return answer;
  const etag = `W/"${hash('sha256', Buffer.concat([Buffer.from(`${answer.headers['link'] ?? ''}\n`), Buffer.from(answer.body)]))}"`;
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' };
  answer.headers['etag'] = etag;
  return answer;
}

/** The answer that a fault makes of the true one; `null` where the fault is in the connection. */
function spoil(fault: FakeFault, truth: Answer): Answer | null {
  switch (fault.kind) {
    case 'status': {
      const error = createError(fault.status, `Fault ${fault.status}`);
      return { ...error, headers: { ...error.headers, ...fault.headers }, body: fault.body ?? error.body };
    }
    case 'html':
      return createText('text/html; charset=utf-8', '<!DOCTYPE html><title>Sign in</title>');
    case 'truncated-json':
      return { ...truth, body: halfOf(truth) };
    case 'body':
      return createText(fault.contentType ?? 'application/json; charset=utf-8', fault.body);
    case 'huge':
      return createJson('x'.repeat(fault.bytes));
    default:
      return null;
  }
}

function disturb(fault: FakeFault, truth: Answer, response: ServerResponse, send: (answer: Answer) => void): void {
  if (fault.kind === 'slow') setTimeout(send, fault.milliseconds, truth);
  if (fault.kind === 'reset') response.destroy();
  if (fault.kind !== 'cut' && fault.kind !== 'stall-body') return;
  response.writeHead(200, { ...truth.headers, 'content-length': `${Buffer.byteLength(truth.body) + 10}` });
  response.write(halfOf(truth), () => {
    // The bytes have to leave before the connection goes.
    if (fault.kind === 'cut') setTimeout(() => response.destroy(), 10);
  });
}

function halfOf({ body }: Answer): Buffer {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, {
    ...headers,
    ...(status === 304 ? {} : { 'content-length': `${Buffer.byteLength(body)}` }),
  });
  response.end(status === 304 ? undefined : body);
}

function createJson(value: unknown): Answer {
  return createText('application/json; charset=utf-8', JSON.stringify(value));
}

function createText(contentType: string, body: string | Buffer): Answer {
  return { status: 200, headers: { 'content-type': contentType }, body };
}

function createError(status: number, message: string): Answer {
  return { ...createJson({ message, documentation_url: 'https://docs.github.com/rest', status: `${status}` }), status };
}

function hash(algorithm: string, content: string | Buffer): string {
  return createHash(algorithm).update(content).digest('hex');
}
