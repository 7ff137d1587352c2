import { setTimeout as sleep } from 'node:timers/promises';
import { App, type Receiver, webApi } from '@slack/bolt';
import type { Logger } from '../../../domain/logger.ts';
import { readText } from '../read-payload.ts';
import { SILENT, TIMEOUT_MS, withoutRetries } from '../sender/create-slack-client.ts';

const SECRET = /\b(?:xox[a-z]|xapp)-[\w-]+|\b(?:wss?|https?):\/\/\S+/g;

/** Bolt's debug lines quote bodies and are dropped; the others lose tokens and URLs (a socket's URL carries a ticket). */
export function createBoltLogger(logger: Logger): webApi.Logger {
  const say = (...words: unknown[]) => ({
    said: words.map(describe).join(' ').replace(SECRET, '[redacted]').slice(0, 500),
  });
  return {
    ...SILENT,
    info: (...words) => logger.debug('Bolt says', say(...words)),
    warn: (...words) => logger.warn('Bolt warns', say(...words)),
    error: (...words) => logger.error('Bolt reports an error', say(...words)),
    getLevel: () => webApi.LogLevel.INFO,
  };
}

function describe(word: unknown): string {
  if (typeof word === 'string') return word;
  return word instanceof Error ? `${word.name}: ${word.message}` : '';
}

interface BoltAppParts {
  readonly token: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly workspace: { readonly botId: string; readonly botUserId: string };
  readonly receivers: readonly (Receiver | null)[];
  readonly boltLogger: webApi.Logger;
  readonly running: RunningWork;
}

/** Knows who the bot is already, so that Bolt asks Slack neither at start (unawaited) nor on every request. */
export function createBoltApp(parts: BoltAppParts): App {
  const { token, apiUrl, logger, workspace, receivers, boltLogger, running } = parts;
  const app = new App({
    token,
    ...workspace,
    tokenVerificationEnabled: false,
    receiver: combineReceivers(receivers),
    logger: boltLogger,
    convoStore: false,
    extendedErrorHandler: true,
    clientOptions: {
      ...withoutRetries(apiUrl),
      // Answers to a response_url have no time-out of their own.
      fetch: (url, init) =>
        fetch(url, { ...(init as RequestInit), signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) }),
    },
  });
  app.use(({ next }) => running.track(next));
  app.error(async ({ error, body }: { error: Error; body: object }) => {
    logger.error('A request from Slack failed', { error, type: readText(body, 'type') || 'command' });
  });
  return app;
}

/** Bolt knows one receiver; both ways in lead to the same application. It is started and stopped by us, not by Bolt. */
function combineReceivers(receivers: readonly (Receiver | null)[]): Receiver {
  return {
    init: (app) => {
      for (const receiver of receivers) receiver?.init(app);
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}

interface RunningWork {
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, or after so many milliseconds; true when all was finished. */
  drain(patienceMs: number): Promise<boolean>;
}

export function createRunningWork(): RunningWork {
  const running = new Set<Promise<unknown>>();
  return {
    track: (work) => {
      const promise = work();
      running.add(promise);
      const forget = () => void running.delete(promise);
      promise.then(forget, forget);
      return promise;
    },
    drain: (patienceMs) =>
      Promise.race([Promise.allSettled(running).then(() => true), sleep(patienceMs, false, { ref: false })]),
  };
}
