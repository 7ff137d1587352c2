import { AppError } from '../../domain/app-error.ts';

/**
 * Whether asking again within a second may help: a 5xx answer that names no waiting time, or a connection that broke.
 * A time-out has cost enough already, and an answer that is too large stays too large.
 */
export function isWorthRetrying(error: Error): boolean {
  if (error.cause instanceof AppError || isTimeout(error) || isTimeout(error.cause)) return false;
  const headers =
    'response' in error ? (error.response as { headers?: Record<string, unknown> } | undefined)?.headers : {};
  return headers?.['retry-after'] === undefined;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
