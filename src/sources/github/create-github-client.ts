import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../domain/app-error.ts';
import type { Logger } from '../../domain/logger.ts';
import { classifyTransportFailure } from '../../domain/transport-failure.ts';
import { cleanForeignText, createBoundedFetch, type Fetch, USER_AGENT } from '../http/bounded-fetch.ts';

export interface GitHubClientOptions {
  /** GITHUB_API_URL: `https://api.github.com`, or `https://ghe.example/api/v3`. */
  readonly apiUrl: string;
  /** GITHUB_TOKEN; without one GitHub allows 60 requests an hour. */
  readonly token?: string | undefined;
  readonly logger: Logger;
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
  /** Largest answer that is read, after decompression. */
  readonly maxBytes?: number | undefined;
  /** Wait before the one repetition after a 5xx answer or a broken connection. */
  readonly retryDelayMs?: number | undefined;
  /** Told with each answer how many requests the limit leaves, where GitHub says so. */
  readonly onRequestsLeft?: ((left: number) => void) | undefined;
  /** Ends requests that are under way, when the process stops. */
  readonly signal?: AbortSignal | undefined;
}

const JSON_MEDIA_TYPE = 'application/vnd.github+json';
const RAW_MEDIA_TYPE = 'application/vnd.github.raw+json';

/**
 * A client of GitHub's REST API with a time-out, a size limit, and one quick retry on 5xx and broken connections. None on
 * rate limits: the next poll is that, and waiting would block every other source.
 */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const {
    apiUrl,
    token,
    logger,
    timeoutMs = 15_000,
    maxBytes = 64 * 1024 ** 2,
    retryDelayMs = 1_000,
    signal,
  } = options;
  const fetchWhole = createBoundedFetch(options.fetch ?? globalThis.fetch, { timeoutMs, maxBytes, signal, refuse });

  async function get<T>({ path, query = {}, etag }: GitHubRequest, accept: string, read: Read<T>) {
    const context: GitHubContext = { apiUrl, token: token ?? null, timeoutMs, path };
    const search = new URLSearchParams(query).toString();
    const address = `${apiUrl.replace(/\/+$/, '')}${path}${search && `?${search}`}`;
    const headers = {
      accept,
      'user-agent': USER_AGENT,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    };
    let requests = 0;
    const ask = async (): Promise<Response> => {
      requests += 1;
      const response = await fetchWhole(address, { headers });
      const left = readRequestsLeft(response.headers);
      logger.debug('GitHub answered', { path, status: response.status, left });
      if (left !== null) options.onRequestsLeft?.(left);
      return response;
    };
    try {
      let response = await ask().catch(tolerateBroken);
      if (response === null || (response.status >= 500 && !response.headers.has('retry-after'))) {
        await sleep(retryDelayMs);
        response = await ask();
      }
      const isUnchanged = response.status === 304 && etag !== undefined;
      const answer = { type: response.headers.get('content-type'), text: await response.text() };
      if (!response.ok && !isUnchanged) throw describeAnswer(response, answer, context);
      return { requests, data: isUnchanged ? null : read(answer, context), ...readHeaders(response.headers) };
    } catch (error) {
      throw error instanceof AppError ? error : describeTransport(error, context);
    }
  }

  return {
    fetchJson: (request) => get(request, JSON_MEDIA_TYPE, readJson),
    fetchFile: (request) => get(request, RAW_MEDIA_TYPE, readFileText),
  };
}

/** A decoded body, without a byte order mark, and what it is said to be. */
interface Answer {
  readonly type: string | null;
  readonly text: string;
}

type Read<T> = (answer: Answer, context: GitHubContext) => T;

/** `null` for a connection that broke, which is worth a second request. A time-out has cost enough already. */
function tolerateBroken(error: unknown): null {
  if (error instanceof AppError || (error instanceof Error && error.name === 'TimeoutError')) throw error;
  return null;
}

function refuse(limit: string): AppError {
  return new AppError(
    'unavailable',
    `GitHub's answer is larger than ${limit} and was refused; check that GITHUB_API_URL points at a GitHub API.`,
  );
}

function readHeaders(headers: Headers): Pick<GitHubAnswer<never>, 'etag' | 'nextQuery' | 'remaining'> {
  const etag = headers.get('etag');
  return {
    etag: etag !== null && etag.length <= 500 ? etag : null,
    nextQuery: parseNextQuery(headers.get('link')),
    remaining: readRequestsLeft(headers),
  };
}

function readRequestsLeft(headers: Headers): number | null {
  const left = headers.get('x-ratelimit-remaining') ?? '';
  return /^\d+$/.test(left) ? Number(left) : null;
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
export function parseNextQuery(link: string | null): Readonly<Record<string, string>> | null {
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

/** The decoded JSON of an answer, never `null`. @throws AppError `unavailable` for a web page, what breaks off, or no JSON at all */
function readJson(answer: Answer, context: GitHubContext): unknown {
  if (isWebPage(answer)) throw unreadable('a web page instead of JSON', context);
  if (answer.text === '') throw unreadable('an empty body', context);
  if (!/\bjson\b/i.test(answer.type ?? 'json')) throw unreadable('nothing that can be used', context);
  const data = parseJson(answer.text);
  if (data === undefined) throw unreadable('broken or truncated JSON', context);
  if (data === null) throw unreadable('nothing that can be used', context);
  return data;
}

/** The text of a file, whether it came raw (as asked for) or as the contents API's JSON with Base64 in it. */
function readFileText(answer: Answer, context: GitHubContext): string {
  if (isWebPage(answer)) throw unreadable('a web page instead of a file', context);
  const data = /^application\/json\b/i.test(answer.type ?? '') ? parseJson(answer.text) : undefined;
  if (data === undefined) return answer.text;
  const { content, encoding } = (data ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof content === 'string' && encoding === 'base64')
    return new TextDecoder().decode(Buffer.from(content, 'base64'));
  throw unreadable('something other than a file', context);
}

/** `undefined` for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isWebPage({ type, text }: Answer): boolean {
  return /text\/html/i.test(type ?? '') || /^\s*<(?:!doctype|html)/i.test(text.slice(0, 1_000));
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

const AGAIN = 'nothing was changed and the next poll tries again';

/** An answer other than success as an AppError (`unavailable`, `not_found` or `rate_limited`): what happened, and what to do. */
function describeAnswer({ status, headers }: Response, { text }: Answer, context: GitHubContext): AppError {
  // Only a JSON answer has a message meant for us; the text of a web page says nothing.
  const { message = '' } = (parseJson(text) ?? {}) as { readonly message?: unknown };
  if (isRateLimit(status, headers, String(message))) return describeRateLimit(status, headers, context);
  if (status === 401)
    return unavailable('GitHub refused the token (401): set GITHUB_TOKEN to a valid one, or unset it.');
  if (status === 404) {
    return new AppError(
      'not_found',
      `GitHub has no ${context.path} at ${originOf(context)} (404): check GITHUB_API_URL, and that GITHUB_TOKEN, if set, may read the repository.`,
    );
  }
  if (status >= 500) return unavailable(`GitHub is in trouble (${status}): ${AGAIN}.`);
  const said = quote(String(message), context);
  if (status === 403) {
    return unavailable(`GitHub refused access (403${said}): check what GITHUB_TOKEN may read, or unset it.`);
  }
  return unavailable(`GitHub refused the request (${status}${said}): check GITHUB_API_URL (${originOf(context)}).`);
}

function isRateLimit(status: number, headers: Headers, message: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return readRequestsLeft(headers) === 0 || headers.has('retry-after') || /rate limit/i.test(message);
}

function describeRateLimit(status: number, headers: Headers, { token }: GitHubContext): AppError {
  const advice = token
    ? 'polls go on by themselves after that; if this repeats, poll less often (POLL_SCHEDULE)'
    : 'polls go on by themselves after that; set GITHUB_TOKEN to raise the limit from 60 to 5,000 requests an hour';
  const { words, retryAt } = waitOf(headers);
  return new AppError('rate_limited', `GitHub's rate limit is used up (${status}) ${words}: ${advice}.`, { retryAt });
}

function waitOf(headers: Headers): { readonly words: string; readonly retryAt: string | null } {
  const retryAfter = headers.get('retry-after') ?? '';
  if (/^\d{1,7}$/.test(retryAfter)) {
    return { words: `for ${retryAfter} seconds`, retryAt: toInstant(Date.now() + Number(retryAfter) * 1_000) };
  }
  const retryAt =
    toInstant(Date.parse(retryAfter)) ?? toInstant(Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1_000);
  return { words: retryAt === null ? 'for some minutes' : `until ${retryAt}`, retryAt };
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
  readonly path: string;
}

/** The API's address for people: without path, and without a user name or password. */
function originOf({ apiUrl }: GitHubContext): string {
  return URL.canParse(apiUrl) ? new URL(apiUrl).origin : 'no valid address';
}
