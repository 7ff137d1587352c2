import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import pino from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { type AppContext, type DoctorProbes, transact } from './app/app-context.ts';
import { endCredentialPause, findChatProblem } from './app/delivery/sending-pause.ts';
import { type Config, describeConfig, listSettingFiles, readConfig } from './config.ts';
import { AppError } from './domain/app-error.ts';
import type { Clock } from './domain/clock.ts';
import type { Logger } from './domain/logger.ts';
import { redactSecrets } from './domain/redact-secrets.ts';
import type { Sender } from './domain/sender.ts';
import type { AzureDiscovery } from './inventory/azure/create-azure-discovery.ts';
import { createHeartbeat } from './jobs/create-heartbeat.ts';
import { findLongestGapMs, findNextRun } from './jobs/create-schedule.ts';
import { watchFiles } from './jobs/watch-files.ts';
import { createCardPlace } from './messages/card.ts';
import { writeText } from './messages/card-text.ts';
import { composeCard } from './messages/compose-card.ts';
import { createGitHubClient, fetchRateLimit, type GitHubClient } from './sources/github/create-github-client.ts';
import { createDocumentReader } from './sources/read-beside.ts';
import { SOURCE_KITS } from './sources/source-kits.ts';
import { openStore, type WritableStore } from './store/open-store.ts';
import { type RestoreReport, type RestoreRequest, restoreDatabase } from './store/restore-database.ts';
import { createPictureDrawer, type PictureDrawer } from './surfaces/chart/create-picture-drawer.ts';
import { runCli } from './surfaces/cli/run-cli.ts';
import { createInboxSender } from './surfaces/inbox/create-inbox-sender.ts';
import type { SlackSurface } from './surfaces/slack/create-slack-surface.ts';
import type { PageAccess } from './surfaces/web/page-access.ts';
import { createWebhookSender, routeToWebhook } from './surfaces/webhook/create-webhook-sender.ts';

/** Channel that the local inbox files messages under when no SLACK_CHANNEL is set. */
const LOCAL_CHANNEL = 'inbox';
const MIGRATIONS = new URL('../migrations/', import.meta.url);

/** How soon a secret that was rotated on disk is taken up; the kubelet takes a minute to put it there. */
const FILES_READ_EVERY_MS = 2_000;

/** Of this process, in each line of its log: which lines belong together where several processes log to one place. */
const RUN_ID = randomUUID().slice(0, 8);

/** An opened application and the way to let go of it. */
export interface App {
  readonly config: Config;
  readonly context: AppContext;
  /** A picture as an SVG document. */
  readonly drawPicture: PictureDrawer['drawSvg'];
  /** Requests that GitHub's limit leaves, as of its last answer; `null` before the first. */
  findRequestsLeft(): number | null;
  /** Ends requests of a poll that are under way; what they would have brought comes with the next poll. */
  abortRequests(): void;
  close(): Promise<void>;
}

/** The running service. */
export interface Service {
  /** Address of the local page. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Puts the application together: the one place that knows every concrete class. @throws AppError `storage` */
export async function buildApp(config: Config, now: Date | null = null): Promise<App> {
  const clock = createClock(now);
  const logger = createLogger(config);
  let requestsLeft: number | null = null;
  const store = openStore({
    path: config.databasePath,
    migrations: MIGRATIONS,
    now: clock.now(),
    copiesBeforeMigrating: config.databasePath !== ':memory:',
    onCopy: () =>
      logger.warn(
        'The database is another one than was last at work here: what was sent meanwhile is looked for first',
      ),
  });
  const drawer = createPictureDrawer(logger);
  const reader = createDocumentReader();
  const stopping = new AbortController();
  const client = createGitHubClient({
    apiUrl: config.github.apiUrl,
    token: config.github.token,
    logger,
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
    sender: await createSender(config, store, { clock, logger, drawer }),
    clock,
    wallClock: createClock(null),
    logger,
    defaultChannel,
    operatorsChannel: config.slack.operatorsChannel ?? defaultChannel,
    timeZone: config.timeZone,
    findPollGapMs: createPollGap(config),
    reminders: config.reminders,
    openScratchStore: (at) => openStore({ path: ':memory:', migrations: MIGRATIONS, now: at }),
    discovery: createDiscovery(config, logger),
    version: manifest.version,
    random: Math.random,
    withoutHistory: config.withoutHistory,
    retentionDays: config.retentionDays,
    probes: createProbes(config, client),
    stopping: stopping.signal,
  };
  return {
    config,
    context,
    drawPicture: drawer.drawSvg,
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

/** Puts a backup in the place of the database. @throws AppError */
export function restore(config: Config, request: RestoreRequest, now: Date | null): Promise<RestoreReport> {
  return restoreDatabase({ request, path: config.databasePath, migrations: MIGRATIONS, now: now ?? new Date() });
}

/** Starts page and jobs. @throws AppError `unavailable` when the port is taken, `storage` when the database is damaged */
export async function startService({
  config,
  context,
  drawPicture,
  findRequestsLeft,
  abortRequests,
}: App): Promise<Service> {
  refuseDamage(config, context.store);
  const network = context.store.findNetworkFileSystem();
  if (network !== null)
    context.logger.warn('The database lies on a network file system: move it to a disk', { network });
  const [
    web,
    { createMetrics },
    { decidePageAccess },
    { startWebServer },
    { drawMessage, drawLiveMessage, MESSAGE_STYLES },
    { startJobs },
  ] = await Promise.all([
    import('./surfaces/web/create-web-app.ts'),
    import('./surfaces/web/metrics/create-metrics.ts'),
    import('./surfaces/web/page-access.ts'),
    import('./surfaces/web/start-web-server.ts'),
    import('./surfaces/inbox/draw-message.ts'),
    import('./jobs/start-jobs.ts'),
  ]);
  const slack = await createSlackSurface(config, context);
  const decided = decidePageAccess({ host: config.host, ...config.page, tokenFile: pageTokenFile(config) });
  const isSocketConnected = () => slack?.isSocketConnected() ?? null;
  const metrics = createMetrics({ context, maxPools: config.metricsPools, findRequestsLeft, isSocketConnected });
  const dependencies = {
    context,
    metrics,
    isSocketConnected,
    drawMessage,
    drawLiveMessage,
    desk: await createDesk(config, context),
    messageStyles: MESSAGE_STYLES,
    drawPicture,
    postsToSlack: config.slack.botToken !== undefined,
    findChatProblem: () => findChatProblem(context),
    access: decided?.access ?? null,
    publicUrl: config.publicUrl,
    ...(slack?.slackListener ? { slackListener: slack.slackListener } : {}),
  };
  const server = await startWebServer({ ...config, app: web.createWebApp(dependencies) });
  const probes =
    config.probesPort === null
      ? null
      : await startWebServer({ ...config, app: web.createProbesApp(dependencies), port: config.probesPort });
  // Not through the log, which carries no secret: whoever started it reads it here.
  if (decided?.isMade) writeToStderr(`Sign in: ${server.url}/?token=${decided.access.token}\n`);
  context.logger.info('vhdwatch is running', {
    url: server.url,
    database: config.databasePath,
    page: sayWhoReads(config, decided?.access ?? null),
    poll: config.pollSchedule,
  });
  const { pollSchedule: poll, timeZone } = config;
  const discovery = config.azure.discovery ? config.azure.schedule : null;
  const heartbeat = createHeartbeat({ url: config.heartbeatUrl, logger: context.logger });
  const jobs = startJobs(context, { poll, discovery, timeZone }, (run) => {
    metrics.observePoll(run);
    if (run.isGood) void heartbeat();
  });
  return {
    url: server.url,
    stop: async () => {
      const stopped = jobs.stop();
      abortRequests();
      await stopped;
      await slack?.stop();
      await Promise.all([server.close(), probes?.close()]);
    },
  };
}

/** Most commands never ask; the service is asked at every probe. */
function createPollGap({ pollSchedule, timeZone }: Config): () => number {
  let gapMs: number | null = null;
  return () => {
    gapMs ??= findLongestGapMs(pollSchedule, timeZone);
    return gapMs;
  };
}

/** The token lies where the database does: the container and its volume bring it along. */
function pageTokenFile({ databasePath }: Config): string | null {
  return databasePath === ':memory:' ? null : `${databasePath}.page-token`;
}

function sayWhoReads({ host }: Config, access: PageAccess | null): string {
  if (access === null) return `open to this machine only (${host})`;
  const { proxyHeader } = access;
  return `asks for a token${proxyHeader === null ? '' : `, or for the header ${proxyHeader} of your proxy`}`;
}

function refuseDamage({ databasePath }: Config, store: AppContext['store']): void {
  const found = store.checkIntegrity();
  if (found === 'ok') return;
  const advice = 'put a backup in its place with "vhdwatch restore FILE"; the damaged file is kept';
  throw new AppError('storage', `Database ${databasePath} (DATABASE_PATH) is damaged (${found}): ${advice}.`);
}

/** The process: one command of the command line, with its exit code. Never throws. */
export async function runProcess(args: readonly string[]): Promise<void> {
  process.exitCode = await runCli(args, {
    version: manifest.version,
    openApp: async (now) => {
      endOnSignal();
      return buildApp(readConfig(readEnvironment()), now);
    },
    serve: (now) => serve(now),
    restore: (request, now) => restore(readConfig(readEnvironment()), request, now),
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    isColoured: process.stdout.isTTY && process.stdout.hasColors(),
    readStdin,
    renderMessage: (content) => writeText(composeCard(content)),
  });
}

/** Until somebody ends it. A secret that is rotated on disk begins it anew, in the same process. */
async function serve(now: Date | null): Promise<void> {
  // Listened for from the first moment on: whoever stops it while it starts is not missed.
  const signal = waitForSignal().then(() => 'end' as const);
  while ((await serveOnce(now, signal)) !== 'end');
}

async function serveOnce(now: Date | null, signal: Promise<'end'>): Promise<'end' | 'anew'> {
  const app = await buildApp(readConfig(readEnvironment()), now);
  const { logger } = app.context;
  const watch = watchFiles({
    paths: listSettingFiles(readEnvironment()),
    everyMs: FILES_READ_EVERY_MS,
    isTaken: () => isConfigUsable(logger),
  });
  try {
    const service = await startService(app);
    const next = await Promise.race([signal, watch.changed.then(() => 'anew' as const)]);
    logger.info(
      next === 'end' ? 'Stopping: running work finishes first' : 'A setting changed on disk: starting anew with it',
    );
    await service.stop();
    if (next === 'anew') transact(app.context, endCredentialPause);
    return next;
  } finally {
    watch.stop();
    await app.close();
  }
}

/** A file that is half written, or wrong: the service goes on with what it has, and says why. */
function isConfigUsable(logger: Logger): boolean {
  try {
    readConfig(readEnvironment());
    return true;
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'unknown';
    logger.error('A setting changed on disk and cannot be used; the one before stays', { reason });
    return false;
  }
}

async function createChatSender(
  config: Config,
  store: WritableStore,
  { clock, logger, drawer }: { clock: Clock; logger: Logger; drawer: PictureDrawer },
): Promise<Sender> {
  const { botToken: token, apiUrl } = config.slack;
  const pictures = { store: store.pictures, draw: drawer.drawPng };
  const place = createCardPlace(config.publicUrl, config.slack.command);
  if (!token) return createInboxSender({ store: store.inbox, pictures, clock, place });
  // Slack's client costs most of the start-up time: only who posts to Slack pays for it.
  const [{ createSlackSender }, { createPacedSender }] = await Promise.all([
    import('./surfaces/slack/sender/create-slack-sender.ts'),
    import('./surfaces/slack/sender/create-paced-sender.ts'),
  ]);
  const findLastSentAt = (channel: string) => store.outbox.findLastAttemptAt(channel);
  return createPacedSender(
    createSlackSender({ token, apiUrl, logger, clock, place, ...(config.slack.pictures ? { pictures } : {}) }),
    {
      clock: createClock(null),
      findLastSentAt,
    },
  );
}

/** The ways out: a webhook for the channels that it is set for, else Slack or the local inbox. */
async function createSender(
  config: Config,
  store: WritableStore,
  tools: { clock: Clock; logger: Logger; drawer: PictureDrawer },
): Promise<Sender> {
  const chat = await createChatSender(config, store, tools);
  const { webhook, publicUrl } = config;
  if (webhook === null) return chat;
  const { url, secret, channels } = webhook;
  const { clock, logger } = tools;
  return routeToWebhook(createWebhookSender({ url, secret, clock, logger, place: createCardPlace(publicUrl) }), {
    channels,
    others: chat,
  });
}

/** What `doctor` asks; nothing of it is loaded before. */
function createProbes(config: Config, client: GitHubClient): DoctorProbes {
  return {
    configuration: describeConfig(config),
    fetchRateLimit: () => fetchRateLimit(client),
    listNextRuns: () => [
      { name: 'POLL_SCHEDULE', at: findNextRun(config.pollSchedule, config.timeZone) },
      { name: 'REMINDER_SCHEDULE', at: findNextRun(config.reminderSchedule, config.timeZone) },
    ],
    checkChat: async () => {
      const { checkSlack } = await import('./surfaces/slack/sender/check-slack.ts');
      return checkSlack(config.slack);
    },
  };
}

/** Discovery from Azure; nothing of it is loaded before it is asked for. */
function createDiscovery(config: Config, logger: Logger): AzureDiscovery {
  return {
    discover: async (now, onProgress) => {
      const { createAzureDiscovery } = await import('./inventory/azure/create-azure-discovery.ts');
      return createAzureDiscovery({ cloud: config.azure.cloud, logger }).discover(now, onProgress);
    },
  };
}

/** What people do in Slack, on the local page; `null` while messages go to Slack. */
async function createDesk({ slack }: Config, context: AppContext) {
  if (slack.botToken) return null;
  const { createInboxDesk } = await import('./surfaces/slack/desk/create-inbox-desk.ts');
  return createInboxDesk(context, slack.command);
}

/** Slack's way in; `null` where only messages go out. @throws AppError when Slack refuses a token or cannot be reached */
async function createSlackSurface({ slack }: Config, context: AppContext): Promise<SlackSurface | null> {
  const { botToken, appToken, signingSecret, adminGroup } = slack;
  if (!botToken || !(appToken || signingSecret)) return null;
  const surface = await import('./surfaces/slack/create-slack-surface.ts');
  return surface.createSlackSurface({
    ...slack,
    context,
    botToken,
    appToken,
    signingSecret,
    adminGroup: adminGroup ?? null,
  });
}

/** The present, or `now` and onwards from it. */
function createClock(now: Date | null): Clock {
  const shift = now === null ? 0 : now.getTime() - Date.now();
  return { now: () => new Date(Date.now() + shift) };
}

/** Logs one JSON object a line. Each line is cleaned of secrets as a whole, wherever in it they may stand. */
export function createLogger(config: Config, write: (line: string) => unknown = writeToStderr): Logger {
  const secrets = listSecrets(config);
  const log = pino(
    {
      level: config.logLevel,
      base: { run: RUN_ID },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: pino.stdSerializers.err },
      redact: {
        paths: ['*.token', '*.authorization', '*.headers', 'error.config', 'error.request', 'error.response'],
        censor: '[redacted]',
      },
    },
    { write: (line: string) => void write(redactSecrets(line, secrets)) },
  );
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  };
}

/** At once, so that the last words of a process are not lost. A reader that went away is no reason to end. */
function writeToStderr(line: string): void {
  try {
    writeSync(2, line);
  } catch {}
}

/** The secrets of this installation, as they stand in JSON. Shorter ones would redact ordinary words. */
function listSecrets({ github, slack, page, heartbeatUrl, webhook }: Config): readonly string[] {
  return [
    page.token,
    heartbeatUrl ?? undefined,
    webhook?.url,
    webhook?.secret,
    github.token,
    slack.botToken,
    slack.appToken,
    slack.signingSecret,
    process.env['AZURE_CLIENT_SECRET'],
  ]
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= 8)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
}

/** The environment, with what a `.env` file adds to it. */
function readEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code !== 'ENOENT')
      throw new AppError('invalid_config', `The file .env cannot be read (${code}): correct or remove it.`);
  }
  return process.env;
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** As the first process of a container nothing but the program itself ends it; what it has not committed is not lost. */
function endOnSignal(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(code));
}

function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
