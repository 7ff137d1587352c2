import type { Logger } from '../domain/logger.ts';

/** How to call the service that misses us. */
export interface HeartbeatOptions {
  /** HEARTBEAT_URL; `null` without one. It may carry a secret and is never logged. */
  readonly url: string | null;
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs?: number;
}

/** Calls the URL. Never throws; that it could not be called is logged once, until it can be again. */
export function createHeartbeat({ url, logger, fetch = globalThis.fetch, timeoutMs = 10_000 }: HeartbeatOptions) {
  let isMissed = false;
  return async (): Promise<void> => {
    if (url === null) return;
    const problem = await call(url, fetch, timeoutMs);
    if (problem !== null && !isMissed) logger.warn('HEARTBEAT_URL could not be called', { reason: problem });
    isMissed = problem !== null;
  };
}

async function call(url: string, fetch: typeof globalThis.fetch, timeoutMs: number): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.ok ? null : `answered ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'cannot be reached';
  }
}
