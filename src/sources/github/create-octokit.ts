import { retry } from '@octokit/plugin-retry';
import { Octokit } from '@octokit/rest';
import { AppError } from '../../domain/app-error.ts';
import type { Logger } from '../../domain/logger.ts';
import { USER_AGENT } from '../http/bounded-fetch.ts';

const CLIENT_ERRORS = Array.from({ length: 100 }, (_, index) => 400 + index);

// First in the list: its error hook has to run before the one of the retry plugin.
const PatientOctokit = Octokit.plugin(stopVainRetries, retry);

interface OctokitOptions {
  readonly apiUrl: string;
  readonly token?: string | undefined;
  readonly logger: Logger;
  readonly retryDelayMs?: number | undefined;
}

/**
 * Octokit with one quick retry on 5xx and none on rate limits. Without its throttling, which waits until the clock is where it
 * was: one that somebody set back by a day stopped every poll for a day. Sources ask one thing after the other anyway.
 */
export function createOctokit({ apiUrl, token, logger, retryDelayMs = 1_000 }: OctokitOptions): Octokit {
  const log = (message: string) => logger.debug('GitHub client', { message: message.slice(0, 500) });
  return new PatientOctokit({
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: USER_AGENT,
    ...(token ? { auth: token } : {}),
    log: { debug: log, info: log, warn: log, error: log },
    request: { log: { debug: log, info: log, warn: log, error: log } },
    // The next poll is the retry of a rate limit: waiting here would block every other source.
    retry: { retries: 1, retryAfterBaseValue: retryDelayMs, doNotRetry: CLIENT_ERRORS },
  });
}

function stopVainRetries(octokit: Pick<Octokit, 'hook'>): void {
  octokit.hook.error('request', (error, options) => {
    if (!isWorthRetrying(error)) options.request['retries'] = 0;
    throw error;
  });
}

/**
 * Whether asking again within a second may help: a 5xx answer that names no waiting time, or a connection that broke.
 * A time-out has cost enough already, and an answer that is too large stays too large.
 */
function isWorthRetrying(error: Error): boolean {
  if (error.cause instanceof AppError || isTimeout(error) || isTimeout(error.cause)) return false;
  const headers =
    'response' in error ? (error.response as { headers?: Record<string, unknown> } | undefined)?.headers : {};
  return headers?.['retry-after'] === undefined;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
