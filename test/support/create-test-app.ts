import type { WritingContext } from '../../src/app/app-context.ts';
import type { WallClock } from '../../src/domain/clock.ts';
import type { LogFields, Logger } from '../../src/domain/logger.ts';
import { DEFAULT_REMINDERS } from '../../src/domain/reminder-settings.ts';
import type { Sender } from '../../src/domain/sender.ts';
import { createAksReleasesSource } from '../../src/sources/aks-releases/aks-releases-kit.ts';
import { createGitHubClient } from '../../src/sources/github/create-github-client.ts';
import type { WritableStore } from '../../src/store/open-store.ts';
import { createInboxSender } from '../../src/surfaces/inbox/create-inbox-sender.ts';
import { CONTEXT_DEFAULTS } from './context-defaults.ts';
import { openTestStore } from './open-test-store.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends WallClock {
  /** Time passes until then. */
  set(instant: string): void;
  /** Time passes. */
  advance(ms: number): void;
  /** Somebody sets the clock so much ahead, or back: no time passes. */
  jump(ms: number): void;
}

/** A clock at `instant`. */
export function createTestClock(instant: string): TestClock {
  let now = Date.parse(instant);
  let jumped = 0;
  return {
    now: () => new Date(now),
    set: (text) => {
      now = Date.parse(text);
    },
    advance: (ms) => {
      now += ms;
    },
    jump: (ms) => {
      now += ms;
      jumped += ms;
    },
    uptimeMs: () => now - jumped,
  };
}

/** A logger that keeps its lines. */
export function createTestLogger(): Logger & {
  readonly lines: { level: string; message: string; fields: LogFields }[];
} {
  const lines: { level: string; message: string; fields: LogFields }[] = [];
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      void lines.push({ level, message, fields });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** An application on a real in-memory database and a feed on the loopback, with the local inbox as its Slack. */
export interface TestApp {
  readonly context: WritingContext;
  readonly clock: TestClock;
  readonly store: WritableStore;
}

/** Builds a test application; give `sender` to see what would go to Slack. */
export function createTestApp(options: {
  githubUrl: string;
  now?: string;
  sender?: Sender;
  store?: WritableStore;
  channel?: string | null;
}): TestApp {
  const clock = createTestClock(options.now ?? '2026-08-10T09:00:00Z');
  const logger = createTestLogger();
  const store = options.store ?? openTestStore();
  const client = createGitHubClient({ apiUrl: options.githubUrl, logger, retryDelayMs: 1 });
  const defaultChannel = options.channel === undefined ? 'C0PLATFORM' : options.channel;
  const context: WritingContext = {
    ...CONTEXT_DEFAULTS,
    store,
    sources: [createAksReleasesSource({ client })],
    sender: options.sender ?? createInboxSender({ store: store.inbox, clock }),
    clock,
    wallClock: clock,
    logger,
    defaultChannel,
    operatorsChannel: defaultChannel,
    timeZone: 'UTC',
    reminders: DEFAULT_REMINDERS,
    random: () => 0.5,
  };
  return { context, clock, store };
}
