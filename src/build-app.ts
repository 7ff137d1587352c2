import { uptime } from 'node:os';
import manifest from '../package.json' with { type: 'json' };
import type { AppContext, DoctorProbes } from './app/app-context.ts';
import { findSinceFollowedMs } from './app/work-lease.ts';
import { type Config, describeConfig } from './config.ts';
import { createLogger } from './create-logger.ts';
import type { Clock } from './domain/clock.ts';
import type { Logger } from './domain/logger.ts';
import { once } from './domain/once.ts';
import { type Sender, splitByChannel } from './domain/sender.ts';
import type { AzureDiscovery } from './inventory/azure/create-azure-discovery.ts';
import { findLongestGapMs, findNextRun } from './jobs/create-schedule.ts';
import { createCardPlace } from './messages/card.ts';
import { createGitHubClient, fetchRateLimit, type GitHubClient } from './sources/github/create-github-client.ts';
import { createDocumentReader, type DocumentReader } from './sources/read-beside.ts';
import { SOURCE_KITS } from './sources/source-kits.ts';
import { openStore, type WithoutDatabase, type WritableStore } from './store/open-store.ts';
import { type RestoreReport, type RestoreRequest, restoreDatabase } from './store/restore-database.ts';
import { createPictureDrawer, type PictureDrawer } from './surfaces/chart/create-picture-drawer.ts';

/** A digest of the code, in what `build.ts` makes of it. */
declare const BUILD: string;
const LOCAL_CHANNEL = 'inbox';
const MADE_BY = {
  migrations: new URL('../migrations/', import.meta.url),
  // Beside the built program; from source there is none.
  baseline: new URL('baseline.sql', import.meta.url),
};
const MACHINE_CLOCK: Clock = { now: () => new Date() };

export interface App {
  readonly config: Config;
  readonly context: AppContext;
  /** Requests that GitHub's limit leaves, as of its last answer; `null` before the first. */
  findRequestsLeft(): number | null;
  /** Ends requests of a poll that are under way; what they would have brought comes with the next poll. */
  abortRequests(): void;
  close(): Promise<void>;
}

/** What works in processes beside this one, each started when it is first asked; and how long GitHub is left alone before the second request. */
export interface Beside {
  readonly reader: DocumentReader;
  readonly drawer: PictureDrawer;
  readonly retryDelayMs?: number;
}

/**
 * @param clock the present, where that is not the machine's @param beside for tests, which gain nothing from processes
 * or pauses @throws AppError `storage`
 */
export async function buildApp(
  config: Config,
  clock: Clock = MACHINE_CLOCK,
  beside: Beside | null = null,
  withoutDatabase: WithoutDatabase = 'begin',
): Promise<App> {
  const logger = createLogger(config);
  const { reader, drawer, retryDelayMs }: Beside = beside ?? {
    reader: createDocumentReader(),
    drawer: createPictureDrawer(logger),
  };
  let requestsLeft: number | null = null;
  const store = openStore({
    path: config.databasePath,
    withoutDatabase,
    ...MADE_BY,
    // Of the machine, whatever day is played: what was sent since a copy was made is looked for from here on.
    now: new Date(),
    copiesBeforeMigrating: config.databasePath !== ':memory:',
    onMigrated: (applied) =>
      logger.info('Brought the database up to date; the copy made before lies beside it', { migrations: applied }),
    onCopy: () =>
      logger.warn(
        'The database is another one than was last at work here: what was sent meanwhile is looked for first',
      ),
  });
  const stopping = new AbortController();
  const client = createGitHubClient({
    apiUrl: config.github.apiUrl,
    token: config.github.token,
    logger,
    retryDelayMs,
    signal: stopping.signal,
    onRequestsLeft: (left) => {
      requestsLeft = left;
    },
  });
  const defaultChannel = config.slack.channel ?? (config.slack.botToken ? null : LOCAL_CHANNEL);
  const context: AppContext = {
    store,
    sources: SOURCE_KITS.flatMap(
      (kit) => kit.open({ github: client, releaseTrackerUrl: config.releaseTrackerUrl, signal: stopping.signal }) ?? [],
    ),
    readDocument: reader.read,
    sender: createLateSender(() => createSender(config, store, { clock, logger, drawer })),
    clock,
    wallClock: { ...MACHINE_CLOCK, uptimeMs: () => uptime() * 1_000 },
    logger,
    defaultChannel,
    operatorsChannel: config.slack.operatorsChannel ?? defaultChannel,
    timeZone: config.timeZone,
    // Most commands never ask; the service is asked at every probe.
    findPollGapMs: once(() => findLongestGapMs(config.pollSchedule, config.timeZone)),
    reminders: config.reminders,
    openScratchStore: (at) => openStore({ path: ':memory:', ...MADE_BY, now: at }),
    discovery: createDiscovery(config, logger),
    version: typeof BUILD === 'undefined' ? manifest.version : `${manifest.version}+${BUILD}`,
    random: Math.random,
    withoutHistory: config.withoutHistory,
    retentionDays: config.retentionDays,
    probes: createProbes(config, client, clock),
    stopping: stopping.signal,
  };
  return {
    config,
    context,
    findRequestsLeft: () => requestsLeft,
    abortRequests: () => {
      stopping.abort();
      void reader.close();
    },
    close: async () => {
      await Promise.all([drawer.close(), reader.close()]);
      store.close();
    },
  };
}

export function restore(config: Config, request: RestoreRequest): Promise<RestoreReport> {
  return restoreDatabase({ request, path: config.databasePath, ...MADE_BY, now: new Date() });
}

interface SendingTools {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly drawer: PictureDrawer;
}

async function createChatSender(
  config: Config,
  store: WritableStore,
  { clock, logger, drawer }: SendingTools,
): Promise<Sender> {
  const { botToken: token, apiUrl } = config.slack;
  const pictures = { store: store.pictures, draw: drawer.drawPng };
  const place = createCardPlace(config.publicUrl, config.slack.command);
  const inbox = createLateSender(async () => {
    const { createInboxSender } = await import('./surfaces/inbox/create-inbox-sender.ts');
    return createInboxSender({ store: store.inbox, pictures, clock, place });
  });
  if (!token) return inbox;
  const [{ createSlackSender }, { createPacedSender }] = await Promise.all([
    import('./surfaces/slack/sender/create-slack-sender.ts'),
    import('./surfaces/slack/sender/create-paced-sender.ts'),
  ]);
  const slack = createPacedSender(
    createSlackSender({ token, apiUrl, logger, clock, place, ...(config.slack.pictures ? { pictures } : {}) }),
    { findSinceFollowedMs: () => findSinceFollowedMs(store) },
  );
  // What was filed there before Slack was set.
  return splitByChannel(inbox, { channels: [LOCAL_CHANNEL], others: slack });
}

/** Made with its first message: what draws and posts costs most of the start-up time, and most commands send nothing. */
function createLateSender(create: () => Promise<Sender>): Sender {
  const get = once(create);
  return {
    post: async (message) => (await get()).post(message),
    update: async (message, ts) => (await get()).update(message, ts),
    find: async (...asked) => (await get()).find(...asked),
  };
}

/** The ways out: a webhook for the channels that it is set for, else Slack or the local inbox. */
async function createSender(config: Config, store: WritableStore, tools: SendingTools): Promise<Sender> {
  const chat = await createChatSender(config, store, tools);
  const { webhook, publicUrl } = config;
  if (webhook === null) return chat;
  const { createWebhookSender } = await import('./surfaces/webhook/create-webhook-sender.ts');
  const { url, secret, channels } = webhook;
  const { clock, logger } = tools;
  return splitByChannel(createWebhookSender({ url, secret, clock, logger, place: createCardPlace(publicUrl) }), {
    channels,
    others: chat,
  });
}

function createProbes(config: Config, client: GitHubClient, clock: Clock): DoctorProbes {
  return {
    configuration: describeConfig(config),
    mistyped: config.mistyped,
    fetchRateLimit: () => fetchRateLimit(client),
    findNextPollAt: () => findNextRun(config.pollSchedule, config.timeZone, clock),
    checkChat: async () => {
      const { checkSlack } = await import('./surfaces/slack/sender/check-slack.ts');
      return checkSlack(config.slack);
    },
  };
}

function createDiscovery(config: Config, logger: Logger): AzureDiscovery {
  return {
    discover: async (now, known, onProgress) => {
      const { createAzureDiscovery } = await import('./inventory/azure/create-azure-discovery.ts');
      return createAzureDiscovery({ managementUrl: config.azure.managementUrl, logger }).discover(
        now,
        known,
        onProgress,
      );
    },
  };
}
