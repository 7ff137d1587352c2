import { App, HTTPReceiver, type Receiver, type webApi } from '@slack/bolt';
import type { AppContext } from '../../app/app-context.ts';
import { warmFleet } from '../../app/fleet/assess-fleet.ts';
import { inTurns } from '../../app/in-turns.ts';
import { createAccessPolicy } from './access/create-access-policy.ts';
import { refreshHomes } from './home/publish-home.ts';
import { registerListeners } from './listeners/index.ts';
import { readText } from './read-payload.ts';
import { checkBotToken, tryToStart } from './receiving/check-token.ts';
import { createBoltLogger } from './receiving/create-bolt-logger.ts';
import { createHttpListener, type SlackListener } from './receiving/create-http-listener.ts';
import { createSocketReceiver, type SocketReceiver } from './receiving/create-socket-receiver.ts';
import { createRunningWork, type RunningWork } from './receiving/track-running.ts';
import { createSlackClient } from './sender/create-slack-client.ts';
import type { SlackDependencies } from './slack-dependencies.ts';

/** What the surface is given by the composition root. At least one of `signingSecret` and `appToken`. */
export interface SlackSurfaceOptions {
  readonly context: AppContext;
  readonly botToken: string;
  readonly apiUrl: string;
  /** Given: HTTP mode. */
  readonly signingSecret: string | undefined;
  /** Given: Socket Mode. */
  readonly appToken: string | undefined;
  /** The slash command, `/vhdwatch`. */
  readonly command: string;
  readonly admins: readonly string[];
  readonly adminGroup: string | null;
  /** Wall-clock milliseconds; signatures and caches are of real time, whatever `--now` says. */
  readonly now?: () => number;
}

/** Slack's way in. */
export interface SlackSurface {
  /** Takes `POST /slack/events`; `undefined` without a signing secret. */
  readonly slackListener: SlackListener | undefined;
  /** Whether the socket is open; `null` without Socket Mode. */
  isSocketConnected(): boolean | null;
  /** Refuses new requests, lets running work finish (a few seconds at most) and closes the socket. */
  stop(): Promise<void>;
}

const TIME_TO_FINISH_MS = 5_000;
/** How old a Home tab may look after something changed. */
const HOME_INTERVAL_MS = 5 * 60_000;

/**
 * Checks the tokens and starts to take what people do in Slack.
 * @throws AppError `invalid_config` for a token that Slack refuses, `unavailable` when Slack cannot be reached
 */
export async function createSlackSurface(options: SlackSurfaceOptions): Promise<SlackSurface> {
  const { context, apiUrl, signingSecret, now = Date.now } = options;
  const { logger } = context;
  const client = createSlackClient({ token: options.botToken, apiUrl });
  const workspace = await checkBotToken(client);
  const boltLogger = createBoltLogger(logger);
  const http = signingSecret ? createHttpReceiver(signingSecret, boltLogger) : null;
  const socket = options.appToken
    ? createSocketReceiver({ appToken: options.appToken, apiUrl, boltLogger, logger })
    : null;
  const running = createRunningWork();
  const app = createBoltApp({ options, workspace, receivers: [http, socket?.receiver ?? null], boltLogger, running });
  const access = createAccessPolicy({
    ...options,
    client,
    logger,
    now,
    teamId: workspace.teamId,
    enterpriseId: workspace.enterpriseId,
  });
  const dependencies = { context, command: options.command, client, workspace, access };
  registerListeners(app, dependencies);
  await inTurns(warmFleet(context));
  await startSocket(socket);
  let isStopping = false;
  const homes = setInterval(() => void running.track(() => refreshHomesSafely(dependencies)), HOME_INTERVAL_MS);
  const listener = { signingSecret: signingSecret ?? '', logger, now, isStopping: () => isStopping };
  return {
    slackListener: http ? createHttpListener({ ...listener, receiver: http }) : undefined,
    isSocketConnected: () => socket?.isConnected() ?? null,
    stop: async () => {
      isStopping = true;
      clearInterval(homes);
      const finished = await running.drain(TIME_TO_FINISH_MS);
      if (!finished) logger.warn('Stopped while requests from Slack were still at work');
      socket?.stop();
    },
  };
}

async function refreshHomesSafely(dependencies: SlackDependencies): Promise<void> {
  try {
    await refreshHomes(dependencies);
  } catch (error) {
    dependencies.context.logger.error('The Home tabs could not be brought up to date', { error });
  }
}

function createHttpReceiver(signingSecret: string, logger: webApi.Logger): HTTPReceiver {
  return new HTTPReceiver({ signingSecret, logger, bodyLimit: '512kb' });
}

async function startSocket(socket: SocketReceiver | null): Promise<void> {
  if (socket === null) return;
  const remedy = 'create an app-level token (xapp-…) with the scope connections:write and turn Socket Mode on';
  await tryToStart(() => socket.start(), 'SLACK_APP_TOKEN', remedy);
}

interface BoltAppParts {
  readonly options: SlackSurfaceOptions;
  readonly workspace: { readonly botId: string; readonly botUserId: string };
  readonly receivers: readonly (Receiver | null)[];
  readonly boltLogger: webApi.Logger;
  readonly running: RunningWork;
}

/** Knows who the bot is already, so that Bolt asks Slack neither at start (unawaited) nor on every request. */
function createBoltApp({ options, workspace, receivers, boltLogger, running }: BoltAppParts): App {
  const { botToken: token, apiUrl, context } = options;
  const app = new App({
    token,
    ...workspace,
    tokenVerificationEnabled: false,
    receiver: combineReceivers(receivers),
    logger: boltLogger,
    convoStore: false,
    extendedErrorHandler: true,
    clientOptions: {
      slackApiUrl: apiUrl,
      timeout: 10_000,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      // Answers to a response_url have no time-out of their own.
      fetch: (url, init) =>
        fetch(url, { ...(init as RequestInit), signal: init?.signal ?? AbortSignal.timeout(10_000) }),
    },
  });
  app.use(({ next }) => running.track(next));
  app.error(async ({ error, body }: { error: Error; body: object }) => {
    context.logger.error('A request from Slack failed', {
      error,
      type: readText(body, 'type') || 'command',
    });
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
