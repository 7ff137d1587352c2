import { basename } from 'node:path';
import { type AppContext, transact } from './app/app-context.ts';
import { endPause } from './app/delivery/sending-pause.ts';
import { type App, buildApp } from './build-app.ts';
import { type Config, listSettingFiles, readConfig, SETTING_NAMES } from './config.ts';
import { writeToStderr } from './create-logger.ts';
import { AppError } from './domain/app-error.ts';
import type { Clock } from './domain/clock.ts';
import type { Logger } from './domain/logger.ts';
import { sayMistyped } from './domain/setting.ts';
import { createHeartbeat, type PollRun, startJobs } from './jobs/start-jobs.ts';
import { readEnvironment, watchFiles } from './setting-files.ts';
import type { SlackSurface } from './surfaces/slack/open-slack-surface.ts';
import { createMetrics } from './surfaces/web/create-metrics.ts';
import { createProbesApp, createWebApp } from './surfaces/web/create-web-app.ts';
import { decidePageAccess, type PageAccess } from './surfaces/web/page-access.ts';
import { startWebServer } from './surfaces/web/start-web-server.ts';

/** How soon a secret that was rotated on disk is taken up; the kubelet takes a minute to put it there. */
const FILES_READ_EVERY_MS = 2_000;

/** Another process's transactions take less; and page, probes and Slack wait as long. */
const WAITS_FOR_WRITERS_MS = 1_000;

interface Service {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts page and jobs, or nothing. @throws AppError `unavailable` when the port is taken, `storage` when the database is damaged */
export async function startService(app: App): Promise<Service> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(opened.splice(0).map((close) => close()));
  };
  try {
    return { url: await open(app, (close) => opened.push(close)), stop };
  } catch (error) {
    // What stays open would keep the process, which does nothing, and whoever looks takes it for one that works.
    await stop();
    throw error;
  }
}

/** The address of the page. `keep` is told how each thing is closed once it is open; all close at once, each in a few seconds. */
async function open(app: App, keep: (close: () => Promise<void>) => void): Promise<string> {
  const { config, context, findRequestsLeft, abortRequests } = app;
  refuseDamage(config, context.store);
  context.store.waitAtMost(WAITS_FOR_WRITERS_MS);
  for (const mistyped of config.mistyped) context.logger.warn(`${mistyped.name} ${sayMistyped(mistyped)}`);
  const network = context.store.findNetworkFileSystem();
  if (network !== null)
    context.logger.warn('The database lies on a network file system: move it to a disk', { network });
  const slack = await openSlack(config, context);
  if (slack) keep(slack.stop);
  const decided = decidePageAccess({ host: config.host, ...config.page, tokenFile: pageTokenFile(config) });
  const socket = slack?.socket ?? null;
  const metrics = createMetrics({ context, maxPools: config.metricsPools, findRequestsLeft, socket });
  const dependencies = {
    context,
    metrics,
    socket,
    desk: await createDesk(config, context),
    chat: config.slack.botToken === undefined ? null : 'Slack',
    isInstalled: isInstalled(process),
    access: decided?.access ?? null,
    publicUrl: config.publicUrl,
    slackListener: slack?.slackListener ?? null,
  };
  const server = await startWebServer({ ...config, app: createWebApp(dependencies) });
  keep(server.close);
  if (config.probesPort !== null) {
    const port = { port: config.probesPort, setting: 'PROBES_PORT' };
    keep((await startWebServer({ ...config, app: createProbesApp(dependencies), ...port })).close);
  }
  // Not through the log, which carries no secret: whoever started it reads it here.
  if (decided?.isMade) writeToStderr(`Sign in: ${server.url}/?token=${decided.access.token}\n`);
  context.logger.info('vhdwatch is running', {
    url: server.url,
    database: config.databasePath,
    page: sayWhoReads(config, decided?.access ?? null),
    poll: config.pollSchedule,
  });
  if (config.slack.botToken && slack === null) void sayChatProblems(context);
  const { pollSchedule: poll, timeZone } = config;
  const discovery = config.azure.discovery ? config.azure.schedule : null;
  const heartbeat = createHeartbeat({ url: config.heartbeatUrl, logger: context.logger });
  const onPolled = (run: PollRun) => {
    metrics.observePoll(run);
    if (run.isGood) void heartbeat();
  };
  const jobs = startJobs(context, { poll, discovery, timeZone }, onPolled, socket);
  keep(async () => {
    const stopped = jobs.stop();
    abortRequests();
    await stopped;
  });
  return server.url;
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

/** What people do in Slack, on the local page; `null` while messages go to Slack. */
async function createDesk({ slack, publicUrl }: Config, context: AppContext) {
  if (slack.botToken) return null;
  const { createInboxDesk } = await import('./surfaces/slack/desk/create-inbox-desk.ts');
  return createInboxDesk(context, slack.command, publicUrl);
}

/** Slack's way in; `null` where only messages go out. @throws AppError when Slack refuses a token */
async function openSlack({ slack, publicUrl }: Config, context: AppContext): Promise<SlackSurface | null> {
  const { botToken, appToken, signingSecret, adminGroup = null } = slack;
  if (!botToken || !(appToken || signingSecret)) return null;
  const surface = await import('./surfaces/slack/open-slack-surface.ts');
  return surface.openSlackSurface({ ...slack, publicUrl, context, botToken, adminGroup });
}

/** Where messages only go out, the first of them may be days away: a token that the chat refuses is told of at once. */
async function sayChatProblems({ probes, logger }: AppContext): Promise<void> {
  const checks = await probes.checkChat();
  for (const { name, result, detail } of checks) if (result === 'failed') logger.error(`${name}: ${detail}`);
}

/** Runs the service until somebody ends it. A secret that is rotated on disk begins it anew, in the same process. */
export async function serve(now: Date | null): Promise<void> {
  // Listened for from the first moment on: whoever stops it while it starts is not missed.
  const signal = waitForSignal().then(() => 'end' as const);
  while ((await serveOnce(now, signal)) !== 'end');
  // What is still asked of others is no reason to stay.
  process.exit();
}

async function serveOnce(now: Date | null, signal: Promise<'end'>): Promise<'end' | 'anew'> {
  const environment = readEnvironment(SETTING_NAMES);
  const app = await buildApp(readConfig(environment), createClock(now));
  const { logger } = app.context;
  const watch = watchFiles(listSettingFiles(environment), FILES_READ_EVERY_MS, () => isConfigUsable(logger));
  try {
    const service = await Promise.race([startService(app), signal]);
    // What was begun of it ends with the process.
    if (service === 'end') return 'end';
    const next = await Promise.race([signal, watch.changed.then(() => 'anew' as const)]);
    logger.info(
      next === 'end' ? 'Stopping: running work finishes first' : 'A setting changed on disk: starting anew with it',
    );
    await service.stop();
    if (next === 'anew') transact(app.context, (writing) => endPause(writing, 'credential'));
    return next;
  } finally {
    watch.stop();
    await app.close();
  }
}

/** A file that is half written, or wrong: the service goes on with what it has, and says why. */
function isConfigUsable(logger: Logger): boolean {
  try {
    readConfig(readEnvironment(SETTING_NAMES));
    return true;
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'unknown';
    logger.error('A setting changed on disk and cannot be used; the one before stays', { reason });
    return false;
  }
}

function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** By the name that it was started by: that of a command in the path, or of its file in a checkout. */
function isInstalled({ argv: [, started = ''], env }: Pick<NodeJS.Process, 'argv' | 'env'>): boolean {
  return basename(started) === 'vhdwatch' && env['npm_lifecycle_event'] !== 'npx';
}

/** The present, or `now` and onwards from it: a service lives on, while a command is over at the instant it was given. */
export function createClock(now: Date | null): Clock {
  const shift = now === null ? 0 : now.getTime() - Date.now();
  return { now: () => new Date(Date.now() + shift) };
}
