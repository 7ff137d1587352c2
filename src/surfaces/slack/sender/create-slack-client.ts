import { webApi } from '@slack/bolt';

/** Where and as whom to call. `fetch` is for tests and proxies. */
export interface SlackClientOptions {
  readonly token: string;
  /** `https://slack.com/api/` or a stand-in. */
  readonly apiUrl: string;
  readonly fetch?: typeof globalThis.fetch;
  /** How long an answer may take; after that nobody knows whether the call took effect. Default 10 s. */
  readonly timeoutMs?: number;
}

/** How long Slack may take to answer unless set otherwise, in milliseconds. */
export const TIMEOUT_MS = 10_000;

/** No retries: one after a lost answer posts twice, one for a limit holds up every channel. No log: it quotes bodies and URLs. */
export function createSlackClient(options: SlackClientOptions): webApi.WebClient {
  const { token, apiUrl, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS } = options;
  return new webApi.WebClient(token, {
    ...withoutRetries(apiUrl, timeoutMs),
    allowAbsoluteUrls: false,
    fetch: async (url, init) => withRetryAfter(await fetch(url, init as RequestInit)),
    logger: SILENT,
  });
}

/** The client knows a rate limit only by its Retry-After; one without it gets half a minute. */
function withRetryAfter(response: Response): Response {
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  return new Response(null, { status: 429, headers: { 'retry-after': '30' } });
}

/** Options of every client of ours, those inside Bolt too. */
export function withoutRetries(apiUrl: string, timeout = TIMEOUT_MS) {
  return { slackApiUrl: apiUrl, timeout, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
}

export const SILENT: webApi.Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => undefined,
};
