import { setTimeout as sleep } from 'node:timers/promises';
import { HTTPReceiver, type webApi } from '@slack/bolt';
import type { AppContext } from '../../app/app-context.ts';
import { warmFleet } from '../../app/fleet/assess-fleet.ts';
import { inTurns } from '../../app/in-turns.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ChatSocket } from '../../domain/sender.ts';
import { createCardPlace } from '../../messages/card.ts';
import { createAccessPolicy, type SlackWorkspace } from './access/create-access-policy.ts';
import { refreshHomes } from './listeners/home.ts';
import { createSlackScreens } from './modal.ts';
import { createBoltApp, createBoltLogger, createRunningWork } from './receiving/create-bolt-app.ts';
import { createHttpListener, type SlackListener } from './receiving/create-http-listener.ts';
import { createSocketReceiver } from './receiving/create-socket-receiver.ts';
import { registerListeners } from './receiving/register-listeners.ts';
import { classifySlackFailure, reasonOf } from './sender/classify-slack-failure.ts';
import { createSlackClient } from './sender/create-slack-client.ts';
import type { SlackDependencies } from './slack-dependencies.ts';

/** What the surface is given by the composition root. At least one of `signingSecret` and `appToken`. */
interface SlackSurfaceOptions {
  readonly context: AppContext;
  readonly botToken: string;
  readonly apiUrl: string;
  /** Given: HTTP mode. */
  readonly signingSecret: string | undefined;
  /** Given: Socket Mode. */
  readonly appToken: string | undefined;
  /** The slash command, `/vhdwatch`. */
  readonly command: string;
  /** Where people reach the page, where somebody said. */
  readonly publicUrl?: string | null;
  readonly admins: readonly string[];
  readonly adminGroup: string | null;
  /** Wall-clock milliseconds; signatures and caches are of real time, whatever `--now` says. */
  readonly now?: () => number;
}

export interface SlackSurface {
  /** Takes `POST /slack/events`; `undefined` without a signing secret. */
  readonly slackListener: SlackListener | undefined;
  /** `null` without Socket Mode. */
  readonly socket: ChatSocket | null;
  /** Refuses new requests, lets running work finish (a few seconds at most) and closes the socket. */
  stop(): Promise<void>;
}

const SOCKET_WORDS: Omit<ChatSocket, 'isOpen'> = {
  whileClosed: 'the socket to Slack is closed: commands and buttons wait',
  alarm: {
    title: 'Commands and buttons in Slack get no answer: the socket to Slack stays closed',
    lines: [
      'Messages go out all the same. Check that the app-level token (SLACK_APP_TOKEN) is valid, that Socket Mode is on, and that the network lets WebSockets through; vhdwatch goes on trying.',
    ],
    titleWhenOver: 'Commands and buttons in Slack get answers again',
  },
};

const TIME_TO_FINISH_MS = 5_000;
/** How old a Home tab may look after something changed. */
const HOME_INTERVAL_MS = 5 * 60_000;

/** @throws AppError `invalid_config` for a token that Slack refuses, `unavailable` when Slack cannot be reached */
export async function createSlackSurface(options: SlackSurfaceOptions): Promise<SlackSurface> {
  const { context, apiUrl, signingSecret, now = Date.now } = options;
  const { logger } = context;
  const client = createSlackClient({ token: options.botToken, apiUrl });
  const workspace = await checkBotToken(client);
  const boltLogger = createBoltLogger(logger);
  // Its bodies are read and their signatures checked by our listener, which is stricter; a second check was a tenth of an answer.
  const bolt = { signatureVerification: false, logger: boltLogger };
  const http = signingSecret ? new HTTPReceiver({ signingSecret, ...bolt }) : null;
  const socket = options.appToken
    ? createSocketReceiver({ appToken: options.appToken, apiUrl, boltLogger, logger })
    : null;
  const running = createRunningWork();
  const receivers = [http, socket?.receiver ?? null];
  const app = createBoltApp({ token: options.botToken, apiUrl, logger, workspace, receivers, boltLogger, running });
  const access = createAccessPolicy({ ...options, client, logger, now, workspace });
  const { command, publicUrl = null } = options;
  const place = createCardPlace(publicUrl, command);
  const dependencies = { context, command, place, screens: createSlackScreens(client), access };
  registerListeners(app, dependencies, { client, workspace });
  await inTurns(warmFleet(context));
  if (socket) await tryToStart(() => socket.start(), 'SLACK_APP_TOKEN', APP_TOKEN_REMEDY);
  let isStopping = false;
  const homes = setInterval(() => void running.track(() => refreshHomesSafely(dependencies)), HOME_INTERVAL_MS);
  const listener = { signingSecret: signingSecret ?? '', logger, now, isStopping: () => isStopping };
  return {
    slackListener: http ? createHttpListener({ ...listener, receiver: http }) : undefined,
    socket: socket && { ...SOCKET_WORDS, isOpen: socket.isConnected },
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

const APP_TOKEN_REMEDY = 'create an app-level token (xapp-…) with the scope connections:write and turn Socket Mode on';

/** Pauses between the first tries: most of the time Slack only has a hiccup. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000];
/** How long what else waits for Slack at the start, and how soon it is tried again after the first tries. */
const PATIENCE = { waitMs: 10_000, againAfterMs: 30_000 };

/** A Slack that cannot be reached holds nothing up: requests are refused until it answers. @throws AppError `invalid_config` */
export async function openSlackSurface(options: SlackSurfaceOptions, patience = PATIENCE): Promise<SlackSurface> {
  const { logger } = options.context;
  let surface: SlackSurface | null = null;
  let isStarting = true;
  let isStopped = false;
  const keepTrying = async (): Promise<void> => {
    for (let tries = 0; !isStopped && surface === null; tries += 1) {
      try {
        const opened = await createSlackSurface(options);
        if (isStopped) return opened.stop();
        surface = opened;
        if (!isStarting) logger.info('Slack answers now: commands, buttons and the Home tab work');
      } catch (error) {
        if (isStarting && !(error instanceof AppError && error.code === 'unavailable')) throw error;
        const reason = error instanceof AppError ? { reason: error.message } : { error };
        const pauseMs = PAUSES_MS[tries];
        if (pauseMs === undefined)
          logger.error('Commands, buttons and the Home tab do not work yet; the page and the polls go on', reason);
        await sleep(pauseMs ?? patience.againAfterMs, undefined, { ref: false });
      }
    }
  };
  // At the start nothing else keeps the process.
  const waiting = new AbortController();
  await Promise.race([keepTrying(), sleep(patience.waitMs, undefined, waiting)]).finally(() => waiting.abort());
  isStarting = false;
  return {
    slackListener: options.signingSecret
      ? async (request, response) => {
          if (surface?.slackListener) await surface.slackListener(request, response);
          else response.writeHead(503).end();
        }
      : undefined,
    socket: options.appToken ? { ...SOCKET_WORDS, isOpen: () => surface?.socket?.isOpen() ?? false } : null,
    stop: async () => {
      isStopped = true;
      await surface?.stop();
    },
  };
}

/** @throws AppError `invalid_config` for a token that Slack refuses, `unavailable` when Slack cannot be asked */
async function checkBotToken(client: webApi.WebClient): Promise<SlackWorkspace> {
  return tryToStart(
    async () => {
      const answer = await client.auth.test();
      const botUserId = answer.user_id ?? 'U0UNKNOWN';
      return {
        teamId: answer.team_id ?? null,
        enterpriseId: answer.enterprise_id ?? null,
        isOrgWide: answer.is_enterprise_install === true,
        botId: answer.bot_id ?? botUserId,
        botUserId,
      };
    },
    'SLACK_BOT_TOKEN',
    'copy the bot token (xoxb-…) from "OAuth & Permissions" of the app',
  );
}

/** Does something that the start depends on. @throws AppError `invalid_config`, `unavailable` that names the setting */
async function tryToStart<T>(attempt: () => Promise<T>, setting: string, remedy: string): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    throw describeStartFailure(error, setting, remedy);
  }
}

function describeStartFailure(error: unknown, setting: string, remedy: string): AppError {
  const failure = classifySlackFailure(error);
  const reason = reasonOf(failure);
  if (failure.kind === 'refused')
    return new AppError('invalid_config', `Slack refuses ${setting} (${reason}): ${remedy}.`);
  const advice = 'check the network and SLACK_API_URL; it is tried again';
  return new AppError('unavailable', `Slack cannot be asked about ${setting} (${reason}): ${advice}.`);
}
