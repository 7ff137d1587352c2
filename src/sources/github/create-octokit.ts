import { setTimeout as sleep } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { AppError } from '../../domain/app-error.ts';
import type { Logger } from '../../domain/logger.ts';
import { USER_AGENT } from '../http/bounded-fetch.ts';

export interface OctokitOptions {
  /** GITHUB_API_URL: `https://api.github.com`, or `https://ghe.example/api/v3`. */
  readonly apiUrl: string;
  /** GITHUB_TOKEN; without one GitHub allows 60 requests an hour. */
  readonly token?: string | undefined;
  readonly logger: Logger;
  /** Wait before the one repetition after a 5xx answer or a broken connection. */
  readonly retryDelayMs?: number | undefined;
}

/**
 * One quick retry on 5xx, none on rate limits: the next poll is that, and waiting would block every other source.
 * (Octokit's own plugins wait by the clock: one set back by a day stopped every poll for a day.)
 */
export function createOctokit({ apiUrl, token, logger, retryDelayMs = 1_000 }: OctokitOptions): Octokit {
  const log = (message: string) => logger.debug('GitHub client', { message: message.slice(0, 500) });
  const octokit = new Octokit({
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: USER_AGENT,
    ...(token ? { auth: token } : {}),
    log: { debug: log, info: log, warn: log, error: log },
    request: { log: { debug: log, info: log, warn: log, error: log } },
  });
  octokit.hook.wrap('request', async (request, options) => {
    try {
      return await request(options);
    } catch (error) {
      if (!isWorthRetrying(error)) throw error;
      await sleep(retryDelayMs);
      return request(options);
    }
  });
  return octokit;
}

/** A 5xx answer without a waiting time, or a connection that broke, which Octokit calls 500. A time-out has cost enough already. */
function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof Error && 'status' in error && Number(error.status) >= 500)) return false;
  if (error.cause instanceof AppError || isTimeout(error) || isTimeout(error.cause)) return false;
  const headers =
    'response' in error ? (error.response as { headers?: Record<string, unknown> } | undefined)?.headers : {};
  return headers?.['retry-after'] === undefined;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
