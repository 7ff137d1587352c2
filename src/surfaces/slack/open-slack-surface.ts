import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../domain/app-error.ts';
import { createSlackSurface, type SlackSurface, type SlackSurfaceOptions } from './create-slack-surface.ts';

/** What else waits for Slack at the start, and how soon it is tried again, in milliseconds. */
export interface SlackPatience {
  readonly waitMs: number;
  readonly againAfterMs: number;
}

const PATIENCE: SlackPatience = { waitMs: 10_000, againAfterMs: 30_000 };

/**
 * As `createSlackSurface`, but a Slack that cannot be reached holds up nothing else: it is tried until it answers, and
 * requests are refused so that Slack delivers them again.
 * @throws AppError `invalid_config` for a token that Slack refuses at the start
 */
export async function openSlackSurface(options: SlackSurfaceOptions, patience = PATIENCE): Promise<SlackSurface> {
  const { logger } = options.context;
  let surface: SlackSurface | null = null;
  let isStarting = true;
  let isStopped = false;
  const tryOnce = async (): Promise<void> => {
    try {
      const opened = await createSlackSurface(options);
      if (isStopped) return opened.stop();
      surface = opened;
      if (!isStarting) logger.info('Slack answers now: commands, buttons and the Home tab work');
    } catch (error) {
      if (isStarting && !isUnavailable(error)) throw error;
      if (isStopped) return;
      const reason = error instanceof AppError ? { reason: error.message } : { error };
      logger.error('Commands, buttons and the Home tab do not work yet; the page and the polls go on', reason);
      setTimeout(() => void tryOnce(), patience.againAfterMs).unref();
    }
  };
  await Promise.race([tryOnce(), sleep(patience.waitMs, undefined, { ref: false })]);
  isStarting = false;
  return {
    slackListener: options.signingSecret
      ? async (request, response) => {
          if (surface?.slackListener) await surface.slackListener(request, response);
          else response.writeHead(503).end();
        }
      : undefined,
    isSocketConnected: () => (options.appToken ? (surface?.isSocketConnected() ?? false) : null),
    stop: async () => {
      isStopped = true;
      await surface?.stop();
    },
  };
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable';
}
