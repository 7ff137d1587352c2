import type { Octokit } from '@octokit/rest';
import { AppError } from '../../domain/app-error.ts';
import { formatInstant } from '../../domain/calendar-date.ts';
import { countOf } from '../../domain/text.ts';
import { classifyTransportFailure } from '../../domain/transport-failure.ts';
import { cleanForeignText, createBoundedFetch, type Fetch } from '../http/bounded-fetch.ts';
import type { OctokitOptions } from './create-octokit.ts';

export interface GitHubClientOptions extends OctokitOptions {
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
  /** Largest answer that is read, after decompression. */
  readonly maxBytes?: number | undefined;
  /** Told with each answer how many requests the limit leaves, where GitHub says so. */
  readonly onRequestsLeft?: ((left: number) => void) | undefined;
  /** Ends requests that are under way, when the process stops. */
  readonly signal?: AbortSignal | undefined;
}

const JSON_MEDIA_TYPE = 'application/vnd.github+json';
const RAW_MEDIA_TYPE = 'application/vnd.github.raw+json';

/** A client of GitHub's REST API: Octokit with a time-out, a size limit, one quick retry on 5xx and none on rate limits. */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const { apiUrl, token, timeoutMs = 15_000, maxBytes = 64 * 1024 ** 2, signal } = options;
  let octokit: Promise<Octokit> | null = null;
  // Loaded with the first request: most commands make none.
  const open = () => import('./create-octokit.ts').then(({ createOctokit }) => createOctokit(options));
  const boundedFetch = createBoundedFetch(options.fetch ?? globalThis.fetch, { timeoutMs, maxBytes, signal, refuse });
  const context: GitHubContext = { apiUrl, token: token ?? null, timeoutMs };

  async function get<T>(request: GitHubRequest, accept: string, read: Read<T>): Promise<GitHubAnswer<T>> {
    let requests = 0;
    const countingFetch: Fetch = async (input, init) => {
      requests += 1;
      const response = await boundedFetch(input, init);
      const left = response.headers.get('x-ratelimit-remaining');
      if (left !== null && /^\d+$/.test(left)) options.onRequestsLeft?.(Number(left));
      return response;
    };
    const headers = { accept, ...(request.etag === undefined ? {} : { 'if-none-match': request.etag }) };
    try {
      octokit ??= open();
      const response = await (await octokit).request(`GET ${addressOf(request)}`, {
        headers,
        request: { fetch: countingFetch },
      });
      return { requests, data: read(response, context), ...readHeaders(response.headers) };
    } catch (error) {
      const headersOf304 = request.etag === undefined ? null : findNotModified(error);
      if (headersOf304) return { requests, data: null, ...readHeaders(headersOf304) };
      throw describeGitHubFailure(error, { ...context, path: request.path });
    }
  }

  return {
    fetchJson: (request) => get(request, JSON_MEDIA_TYPE, readJson),
    fetchFile: (request) => get(request, RAW_MEDIA_TYPE, readFileText),
  };
}

type Headers = Readonly<Record<string, string | number | undefined>>;
type Read<T> = (response: { data: unknown; headers: Headers }, context: GitHubContext) => T;

function refuse(limit: string): AppError {
  return new AppError(
    'unavailable',
    `GitHub's answer is larger than ${limit} and was refused; check that GITHUB_API_URL points at a GitHub API.`,
  );
}

function addressOf({ path, query = {} }: GitHubRequest): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}

function findNotModified(error: unknown): Headers | null {
  if (!(error instanceof Error && 'status' in error && error.status === 304 && 'response' in error)) return null;
  return (error.response as { headers: Headers }).headers;
}

function readHeaders(headers: Headers): Pick<GitHubAnswer<never>, 'etag' | 'nextQuery' | 'remaining'> {
  const { etag, link, 'x-ratelimit-remaining': remaining } = headers;
  return {
    etag: typeof etag === 'string' && etag.length <= 500 ? etag : null,
    nextQuery: parseNextQuery(typeof link === 'string' ? link : undefined),
    remaining: remaining === undefined || Number.isNaN(Number(remaining)) ? null : Number(remaining),
  };
}

interface GitHubRequest {
  /** `/repos/Azure/AKS/releases`; segments that come from outside are percent-encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Validator of the answer that is kept already; makes the request conditional. */
  readonly etag?: string | undefined;
}

interface GitHubAnswer<T> {
  /** HTTP requests it took, with the repeated ones. */
  readonly requests: number;
  /** `null` when nothing changed since `etag` (304). */
  readonly data: T | null;
  readonly etag: string | null;
  /** Query of the next page of a list, from the `Link` header; `null` on the last page. */
  readonly nextQuery: Readonly<Record<string, string>> | null;
  /** Requests left in this rate-limit window, `null` where the server does not say. */
  readonly remaining: number | null;
}

/**
 * Reads from GitHub's REST API. Every method throws an AppError (`unavailable`, `rate_limited`) that says what to do.
 */
export interface GitHubClient {
  /** The decoded JSON, not validated; an answer that is not JSON is an error. */
  fetchJson(request: GitHubRequest): Promise<GitHubAnswer<unknown>>;
  /** A file's text through the contents API (`/repos/…/contents/…`), without its byte order mark. */
  fetchFile(request: GitHubRequest): Promise<GitHubAnswer<string>>;
}

/**
 * The query of a list's next page from a `Link` header, or `null` if there is none. Only the query is taken: following
 * the address as given would hand the token to whatever host it names.
 */
export function parseNextQuery(link: string | undefined): Readonly<Record<string, string>> | null {
  for (const part of (link ?? '').split(/,\s*(?=<)/)) {
    const [, target, parameters] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (target === undefined || !/;\s*rel="?next"?/.test(parameters ?? '')) continue;
    const query = target.indexOf('?');
    return query === -1 ? null : Object.fromEntries(new URLSearchParams(target.slice(query + 1)));
  }
  return null;
}

/** Path of a repository's file in the contents API; the file's own path may come from outside and is encoded. */
export function contentsPath(repository: { readonly owner: string; readonly repo: string }, path: string): string {
  const segments = path.split('/').map(encodeURIComponent).join('/');
  return `/repos/${encodeURIComponent(repository.owner)}/${encodeURIComponent(repository.repo)}/contents/${segments}`;
}

interface Answer {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/**
 * The decoded JSON of an answer, never `null`. Throws `unavailable` where it is a web page, broken off, or no JSON at
 * all.
 */
function readJson({ data, headers }: Answer, context: GitHubContext): unknown {
  if (isWebPage(data, headers)) throw unreadable('a web page instead of JSON', context);
  // @octokit/request hands on the text when its JSON does not parse.
  if (typeof data === 'string') throw unreadable(data === '' ? 'an empty body' : 'broken or truncated JSON', context);
  if (data === null || data instanceof ArrayBuffer) throw unreadable('nothing that can be used', context);
  return data;
}

/** The text of a file, whether it came raw (as asked for) or as the contents API's JSON with Base64 in it. */
function readFileText({ data, headers }: Answer, context: GitHubContext): string {
  if (isWebPage(data, headers)) throw unreadable('a web page instead of a file', context);
  if (typeof data === 'string') return withoutByteOrderMark(data);
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data);
  if (isContents(data)) return withoutByteOrderMark(Buffer.from(data.content, 'base64').toString('utf8'));
  throw unreadable('something other than a file', context);
}

function isWebPage(data: unknown, headers: Answer['headers']): boolean {
  if (/text\/html/i.test(String(headers['content-type'] ?? ''))) return true;
  return typeof data === 'string' && /^\s*<(?:!doctype|html)/i.test(data.slice(0, 1_000));
}

function isContents(data: unknown): data is { content: string } {
  if (typeof data !== 'object' || data === null || !('content' in data) || !('encoding' in data)) return false;
  return typeof data.content === 'string' && data.encoding === 'base64';
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function unreadable(what: string, context: GitHubContext): AppError {
  return new AppError(
    'unavailable',
    `GitHub sent ${what}; nothing was changed and the next poll tries again. If this stays, check GITHUB_API_URL (${originOf(context)}) and any proxy in between.`,
  );
}

/** Asks GitHub how many requests are left, which costs none; `null` where it counts none, as GitHub Enterprise may. @throws AppError */
export async function fetchRateLimit(client: GitHubClient) {
  const answer = (await fetchLimits(client)) as { resources?: { core?: Readonly<Record<string, unknown>> } } | null;
  const { limit, remaining, reset } = answer?.resources?.core ?? {};
  if (typeof limit !== 'number' || typeof remaining !== 'number' || typeof reset !== 'number') return null;
  return { limit, remaining, resetAt: new Date(reset * 1_000).toISOString() };
}

async function fetchLimits(client: GitHubClient): Promise<unknown> {
  try {
    return (await client.fetchJson({ path: '/rate_limit' })).data;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

interface HttpFailure {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const AGAIN = 'nothing was changed and the next poll tries again';

/** Any thrown thing as an AppError (`unavailable`, `not_found` or `rate_limited`): what happened, and what to do, in one sentence. */
function describeGitHubFailure(error: unknown, context: GitHubContext): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.cause instanceof AppError) return error.cause;
  const answer = findAnswer(error);
  return answer ? describeAnswer(answer, context) : describeTransport(error, context);
}

function findAnswer(error: unknown): HttpFailure | null {
  if (!(error instanceof Error && 'status' in error && 'response' in error)) return null;
  const response = error.response as { headers?: Record<string, unknown>; data?: unknown } | undefined;
  if (typeof error.status !== 'number' || !response) return null;
  // Only a JSON answer has a message meant for us; the text of a web page says nothing.
  const message = typeof response.data === 'object' ? error.message : '';
  return { status: error.status, message, headers: response.headers ?? {} };
}

function describeAnswer(answer: HttpFailure, context: GitHubContext): AppError {
  const { status } = answer;
  if (isRateLimit(answer)) return describeRateLimit(answer, context);
  if (status === 401)
    return unavailable('GitHub refused the token (401): set GITHUB_TOKEN to a valid one, or unset it.');
  if (status === 404) {
    return new AppError(
      'not_found',
      `GitHub has no ${context.path ?? 'such page'} at ${originOf(context)} (404): check GITHUB_API_URL, and that GITHUB_TOKEN, if set, may read the repository.`,
    );
  }
  if (status >= 500) return unavailable(`GitHub is in trouble (${status}): ${AGAIN}.`);
  const said = quote(answer.message, context);
  if (status === 403) {
    return unavailable(`GitHub refused access (403${said}): check what GITHUB_TOKEN may read, or unset it.`);
  }
  return unavailable(`GitHub refused the request (${status}${said}): check GITHUB_API_URL (${originOf(context)}).`);
}

function isRateLimit({ status, headers, message }: HttpFailure): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined || /rate limit/i.test(message)
  );
}

function describeRateLimit({ status, headers }: HttpFailure, { token }: GitHubContext): AppError {
  const advice = token
    ? 'polls go on by themselves after that; if this repeats, poll less often (POLL_SCHEDULE)'
    : 'polls go on by themselves after that; set GITHUB_TOKEN to raise the limit from 60 to 5,000 requests an hour';
  const { words, retryAt } = waitOf(headers);
  return new AppError('rate_limited', `GitHub's rate limit is used up (${status}) ${words}: ${advice}.`, { retryAt });
}

function waitOf(headers: HttpFailure['headers']): { readonly words: string; readonly retryAt: string | null } {
  const retryAfter = String(headers['retry-after'] ?? '');
  if (/^\d{1,7}$/.test(retryAfter)) {
    // Each source is told some seconds less than the one before: one reason for all of them is one message.
    const minutes = Math.max(1, Math.ceil(Number(retryAfter) / 60));
    const retryAt = toInstant(Date.now() + Number(retryAfter) * 1_000);
    return { words: `for ${countOf(minutes, 'minute')}`, retryAt };
  }
  const retryAt =
    toInstant(Date.parse(retryAfter)) ?? toInstant(Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1_000);
  return { words: retryAt === null ? 'for some minutes' : `until ${formatInstant(retryAt)}`, retryAt };
}

function toInstant(milliseconds: number): string | null {
  const instant = new Date(milliseconds);
  return Number.isNaN(instant.getTime()) || milliseconds <= 0 ? null : instant.toISOString();
}

function describeTransport(error: unknown, context: GitHubContext): AppError {
  const origin = originOf(context);
  const { kind, code, text } = classifyTransportFailure(error);
  switch (kind) {
    case 'timeout':
      return unavailable(`GitHub (${origin}) did not answer within ${context.timeoutMs / 1_000} s: ${AGAIN}.`);
    case 'name':
      return unavailable(
        `The name in GITHUB_API_URL (${origin}) could not be resolved (${code}): check it, and the DNS.`,
      );
    case 'connection':
      return unavailable(`Could not connect to ${origin} (${code}): check GITHUB_API_URL, the network and any proxy.`);
    case 'certificate':
      return unavailable(
        `The certificate of ${origin} is not trusted (${code}): set NODE_EXTRA_CA_CERTS to your CA's file.`,
      );
    case 'broken':
      return unavailable(`The connection to ${origin} broke before the answer was complete: ${AGAIN}.`);
    default:
      return unavailable(
        `GitHub (${origin}) could not be read${quote(text, context)}: check GITHUB_API_URL; ${AGAIN}.`,
      );
  }
}

function quote(text: string, { token }: GitHubContext): string {
  const clean = cleanForeignText(token ? text.replaceAll(token, '[redacted]') : text);
  return clean === '' ? '' : `, "${clean}"`;
}

function unavailable(message: string): AppError {
  return new AppError('unavailable', message);
}

/** What a sentence about a failure may name. The token is only here to be kept out of it. */
interface GitHubContext {
  readonly apiUrl: string;
  readonly token: string | null;
  readonly timeoutMs: number;
  /** What was asked for: `/repos/Azure/AKS/releases`. */
  readonly path?: string;
}

/** The API's address for people: without path, and without a user name or password. */
function originOf({ apiUrl }: GitHubContext): string {
  return URL.canParse(apiUrl) ? new URL(apiUrl).origin : 'no valid address';
}
