import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../domain/app-error.ts';
import type { Logger } from '../../domain/logger.ts';
import { classifyTransportFailure, createBoundedFetch, type Fetch, USER_AGENT } from '../http/bounded-fetch.ts';
import { describeAnswer, describeGitHubFailure, type GitHubContext, originOf } from './describe-github-failure.ts';

/** How to reach GitHub. */
export interface GitHubClientOptions {
  /** GITHUB_API_URL: `https://api.github.com`, or `https://ghe.example/api/v3`. */
  readonly apiUrl: string;
  /** GITHUB_TOKEN; without one GitHub allows 60 requests an hour. */
  readonly token?: string | undefined;
  readonly fetch?: Fetch | undefined;
  readonly logger: Logger;
  /** For one request, head and body. */
  readonly timeoutMs?: number | undefined;
  /** Wait before the one repetition after a 5xx answer or a broken connection. */
  readonly retryDelayMs?: number | undefined;
  /** Largest answer that is read, after decompression. */
  readonly maxBytes?: number | undefined;
  /** Told with each answer how many requests the limit leaves, where GitHub says so. */
  readonly onRequestsLeft?: ((left: number) => void) | undefined;
  /** Ends requests that are under way, when the process stops. */
  readonly signal?: AbortSignal | undefined;
}

const JSON_MEDIA_TYPE = 'application/vnd.github+json';
const RAW_MEDIA_TYPE = 'application/vnd.github.raw+json';

/** A client of GitHub's REST API with a time-out, a size limit, one quick repetition on 5xx and none on rate limits. */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const { apiUrl, token, timeoutMs = 15_000, maxBytes = 64 * 1024 ** 2, signal, logger } = options;
  const ask = createBoundedFetch(options.fetch ?? globalThis.fetch, { timeoutMs, maxBytes, signal, refuse });
  const context: GitHubContext = { apiUrl, token: token ?? null, timeoutMs };

  /** The answer, and how many requests it took. What is repeated is what a second may help against. */
  async function askPatiently(address: string, headers: Record<string, string>) {
    for (let requests = 1; ; requests += 1) {
      const answer = await ask(address, { headers }).catch((error: unknown) => ({ error }));
      const isFailure = 'error' in answer;
      logger.debug('GitHub client', {
        message: `GET ${address} - ${isFailure ? 'failed' : answer.status}`.slice(0, 500),
      });
      if (requests === 1 && isWorthRepeating(isFailure ? answer.error : answer) && signal?.aborted !== true)
        await sleep(options.retryDelayMs ?? 1_000);
      else if (isFailure) throw answer.error;
      else return { requests, response: answer };
    }
  }

  async function get<T>(request: GitHubRequest, accept: string, read: Read<T>): Promise<GitHubAnswer<T>> {
    const { path, etag } = request;
    try {
      const { requests, response } = await askPatiently(`${apiUrl.replace(/\/+$/, '')}${addressOf(request)}`, {
        accept,
        'user-agent': USER_AGENT,
        ...(token ? { authorization: `token ${token}` } : {}),
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
      });
      const { remaining, ...headers } = readHeaders(response.headers);
      if (remaining !== null) options.onRequestsLeft?.(remaining);
      const isUnchanged = response.status === 304 && etag !== undefined;
      if (!response.ok && !isUnchanged) throw await describeAnswer(response, { ...context, path });
      return {
        requests,
        data: isUnchanged ? null : read(await response.text(), response, context),
        remaining,
        ...headers,
      };
    } catch (error) {
      throw describeGitHubFailure(error, { ...context, path });
    }
  }

  return {
    fetchJson: (request) => get(request, JSON_MEDIA_TYPE, readJson),
    fetchFile: (request) => get(request, RAW_MEDIA_TYPE, readFileText),
  };
}

type Read<T> = (text: string, response: Response, context: GitHubContext) => T;

/**
 * Whether asking again within a second may help: a 5xx answer that names no waiting time, or a connection that broke.
 * A time-out has cost enough already, and an answer that is too large stays too large.
 */
function isWorthRepeating(answer: unknown): boolean {
  if (answer instanceof Response) return answer.status >= 500 && !answer.headers.has('retry-after');
  return !(answer instanceof AppError || classifyTransportFailure(answer).kind === 'timeout');
}

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

function readHeaders(headers: Headers): Pick<GitHubAnswer<never>, 'etag' | 'nextQuery' | 'remaining'> {
  const etag = headers.get('etag');
  const remaining = headers.get('x-ratelimit-remaining') ?? '';
  return {
    etag: etag !== null && etag.length <= 500 ? etag : null,
    nextQuery: parseNextQuery(headers.get('link') ?? undefined),
    remaining: /^\d+$/.test(remaining) ? Number(remaining) : null,
  };
}

/** One GET below the API's URL. */
interface GitHubRequest {
  /** `/repos/Azure/AKS/releases`; segments that come from outside are percent-encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Validator of the answer that is kept already; makes the request conditional. */
  readonly etag?: string | undefined;
}

/** What GitHub answered. */
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

/** Reads from GitHub's REST API. Every method throws an AppError (`unavailable`, `rate_limited`) that says what to do. */
export interface GitHubClient {
  /** The decoded JSON, not validated; an answer that is not JSON is an error. */
  fetchJson(request: GitHubRequest): Promise<GitHubAnswer<unknown>>;
  /** A file's text through the contents API (`/repos/…/contents/…`), without its byte order mark. */
  fetchFile(request: GitHubRequest): Promise<GitHubAnswer<string>>;
}

/**
 * The query of a list's next page from a `Link` header, or `null` if there is none.
 * Only the query is taken: following the address as given would hand the token to whatever host it names.
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

/** The decoded JSON of an answer, never `null`. Throws `unavailable` where it is a web page, broken off, or no JSON at all. */
function readJson(text: string, response: Response, context: GitHubContext): unknown {
  if (isWebPage(text, response)) throw unreadable('a web page instead of JSON', context);
  const data = parseJson(text);
  if (data === undefined) throw unreadable(text === '' ? 'an empty body' : 'broken or truncated JSON', context);
  if (data === null) throw unreadable('nothing that can be used', context);
  return data;
}

/** The text of a file, whether it came raw (as asked for) or as the contents API's JSON with Base64 in it. */
function readFileText(text: string, response: Response, context: GitHubContext): string {
  if (isWebPage(text, response)) throw unreadable('a web page instead of a file', context);
  if (!/^application\/json\b/i.test(response.headers.get('content-type') ?? '')) return text;
  const data = parseJson(text);
  if (!isContents(data)) throw unreadable('something other than a file', context);
  return new TextDecoder().decode(Buffer.from(data.content, 'base64'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isWebPage(text: string, { headers }: Response): boolean {
  return /text\/html/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype|html)/i.test(text.slice(0, 1_000));
}

function isContents(data: unknown): data is { content: string } {
  if (typeof data !== 'object' || data === null || !('content' in data) || !('encoding' in data)) return false;
  return typeof data.content === 'string' && data.encoding === 'base64';
}

function unreadable(what: string, context: GitHubContext): AppError {
  return new AppError(
    'unavailable',
    `GitHub sent ${what}; nothing was changed and the next poll tries again. If this stays, check GITHUB_API_URL (${originOf(context)}) and any proxy in between.`,
  );
}

/** Requests left in this window, and when the next one begins (UTC ISO text). */
interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: string;
}

/** Asks GitHub how many requests are left, which costs none; `null` where it counts none, as GitHub Enterprise may. @throws AppError */
export async function fetchRateLimit(client: GitHubClient): Promise<RateLimit | null> {
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
