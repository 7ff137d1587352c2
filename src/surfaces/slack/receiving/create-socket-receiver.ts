import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeReceiver, type webApi } from '@slack/bolt';
import type { Logger } from '../../../domain/logger.ts';
import { withoutRetries } from '../sender/create-slack-client.ts';

interface SocketReceiverOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly boltLogger: webApi.Logger;
  readonly logger: Logger;
}

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 30_000;
const CONNECT_TIMEOUT_MS = 20_000;

/**
 * A receiver over a socket that comes back by itself; `start` throws when the first connection fails. Bolt's own client
 * waits five seconds to reconnect, and ends the process with an unhandled rejection when that fails.
 */
export function createSocketReceiver(options: SocketReceiverOptions) {
  const { logger } = options;
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger: options.boltLogger,
    autoReconnectEnabled: false,
    // An object of its own: the client changes what it is given, and headers would override the app token.
    installerOptions: { clientOptions: withoutRetries(options.apiUrl) },
  });
  let stopped = false;
  let isConnecting = false;
  let isConnected = false;
  let connectedAtMs = 0;
  let failures = 0;

  async function reconnect(): Promise<void> {
    isConnecting = true;
    // One that closes as soon as it is open is a failure, too: Slack lets an app open few in a minute.
    if (performance.now() - connectedAtMs >= MAX_DELAY_MS) failures = 0;
    while (!stopped && !isConnected) {
      await sleep(Math.min(FIRST_DELAY_MS * 2 ** Math.min(failures, 10), MAX_DELAY_MS), undefined, { ref: false });
      failures += 1;
      try {
        if (!stopped) await open();
      } catch {
        logger.warn('Slack cannot be reached by socket; trying again', { failures });
      }
    }
    isConnecting = false;
  }

  async function open(): Promise<void> {
    await connect(receiver);
    connectedAtMs = performance.now();
    isConnected = !stopped;
  }

  return {
    receiver,
    start: async () => {
      await open();
      receiver.client.on('disconnected', () => {
        isConnected = false;
        // A failed attempt says so too; it is the loop above that tries again.
        if (!stopped && !isConnecting) void reconnect();
      });
    },
    isConnected: () => isConnected,
    stop: () => {
      stopped = true;
      receiver.client.disconnect().catch(() => undefined);
    },
  };
}

/** A socket that opens but never greets would wait forever. */
async function connect({ client }: SocketModeReceiver): Promise<void> {
  const greeted = new AbortController();
  const late = sleep(CONNECT_TIMEOUT_MS, undefined, { signal: greeted.signal }).then(() => {
    client.disconnect().catch(() => undefined);
    throw new Error('no greeting');
  });
  await Promise.race([client.start(), late]).finally(() => greeted.abort());
}
