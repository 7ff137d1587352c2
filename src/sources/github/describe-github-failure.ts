import { AppError } from '../../domain/app-error.ts';
import { classifyTransportFailure } from '../../domain/transport-failure.ts';
import { cleanForeignText } from '../http/bounded-fetch.ts';

interface HttpFailure {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const AGAIN = 'nothing was changed and the next poll tries again';

/** Any thrown thing as an AppError (`unavailable`, `not_found` or `rate_limited`): what happened, and what to do, in one sentence. */
export function describeGitHubFailure(error: unknown, context: GitHubContext): AppError {
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
    return { words: `for ${retryAfter} seconds`, retryAt: toInstant(Date.now() + Number(retryAfter) * 1_000) };
  }
  const retryAt =
    toInstant(Date.parse(retryAfter)) ?? toInstant(Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1_000);
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
export interface GitHubContext {
  readonly apiUrl: string;
  readonly token: string | null;
  readonly timeoutMs: number;
  /** What was asked for: `/repos/Azure/AKS/releases`. */
  readonly path?: string;
}

/** The API's address for people: without path, and without a user name or password. */
export function originOf({ apiUrl }: GitHubContext): string {
  return URL.canParse(apiUrl) ? new URL(apiUrl).origin : 'no valid address';
}
