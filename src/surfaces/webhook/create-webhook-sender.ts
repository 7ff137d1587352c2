import { createHash } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import type { Logger } from '../../domain/logger.ts';
import type { OutgoingMessage, Sender, SendOutcome } from '../../domain/sender.ts';
import type { CardPlace } from '../../messages/card-place.ts';
import { classifyStatus, classifyWebhookFailure } from './classify-webhook-failure.ts';
import { composeEvent } from './compose-event.ts';
import { signEvent } from './sign-event.ts';

/** What a webhook needs; the URL may carry a secret and is never logged. */
export interface WebhookSenderOptions {
  readonly url: string;
  /** Standard Webhooks: `whsec_` and base64, or any text. */
  readonly secret: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly place?: CardPlace;
  readonly fetch?: typeof globalThis.fetch;
  /** How long an answer may take, in milliseconds; after that nobody knows whether the event arrived. Default 10 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends each message as a signed CloudEvent. The receiver tells repeats by the event's ID, which is the same for the same
 * message: what was lost is sent again and need not be looked for, so `find` never finds anything.
 */
export function createWebhookSender(options: WebhookSenderOptions): Sender {
  const { logger, clock } = options;

  async function send(message: OutgoingMessage, updates: string | null): Promise<SendOutcome> {
    const startedAt = clock.now().getTime();
    const ts = updates ?? toTs(clock.now(), message.key);
    message.beforeRequest?.();
    const outcome = await post(options, message, updates).catch(classifyWebhookFailure);
    const fields = { channel: message.channel, key: message.key, tookMs: clock.now().getTime() - startedAt };
    if (outcome === null) {
      logger.debug('The webhook took a message', fields);
      return { kind: 'delivered', ts };
    }
    logger.warn('The webhook did not take a message', { ...fields, ...outcome });
    return outcome;
  }

  return {
    post: (message) => send(message, null),
    update: (message, ts) => send(message, ts),
    find: async () => ({ kind: 'absent', isCertain: true }),
  };
}

/** `null` when it was taken. */
async function post(
  { url, secret, clock, place, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS }: WebhookSenderOptions,
  message: OutgoingMessage,
  updates: string | null,
): Promise<Exclude<SendOutcome, { kind: 'delivered' }> | null> {
  const event = composeEvent(message, updates, clock.now(), place);
  const body = JSON.stringify(event);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signEvent({ id: event.id, body, secret, now: clock.now() }),
    },
    body,
    // What another address answers is not what was signed for this one.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  return classifyStatus(response.status);
}

/** Identifies the message in its channel, in the form of the other ways out; two of one instant differ by their keys. */
function toTs(now: Date, key: string): string {
  const ms = now.getTime();
  const rest = Number.parseInt(createHash('sha256').update(key).digest('hex').slice(0, 8), 16) % 1000;
  return `${Math.floor(ms / 1000)}.${String((ms % 1000) * 1000 + rest).padStart(6, '0')}`;
}

/** What is for these channels (for every one, where none is named) goes to the webhook, the rest to the chat. */
export function routeToWebhook(
  webhook: Sender,
  { channels, others }: { readonly channels: readonly string[]; readonly others: Sender },
): Sender {
  const wayOf = (channel: string) => (channels.length === 0 || channels.includes(channel) ? webhook : others);
  return {
    post: (message) => wayOf(message.channel).post(message),
    update: (message, ts) => wayOf(message.channel).update(message, ts),
    find: (channel, ...rest) => wayOf(channel).find(channel, ...rest),
  };
}
