import { createHmac } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import type { Logger } from '../../domain/logger.ts';
import type { NotificationContent } from '../../domain/notification.ts';
import { boundRetryAfter, type OutgoingMessage, type Sender, type SendOutcome } from '../../domain/sender.ts';
import { digestOf } from '../../domain/text.ts';
import { classifyTransportFailure } from '../../domain/transport-failure.ts';
import { type CardPlace, textOf } from '../../messages/card.ts';
import { writeText } from '../../messages/card-text.ts';
import { composeCard } from '../../messages/message-kinds.ts';

/** What a webhook needs; the URL may carry a secret and is never logged. */
interface WebhookSenderOptions {
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
const TIMED_OUT = 'answer_timeout';
const REST_MS = 10_000;

function putOff(forMs: number): WebhookFailure {
  return { kind: 'rate-limited', scope: 'destination', retryAfterMs: boundRetryAfter(forMs) };
}

/** The receiver tells repeats by the event's ID: what was lost is sent again, and `find` never finds anything. */
export function createWebhookSender(options: WebhookSenderOptions): Sender {
  const { logger, clock } = options;
  /** While it asked for patience, or took its time over another message: the other ways out must not wait for it. */
  let rest = { fromMs: 0, untilMs: 0 };

  /** `null` for content that cannot be rendered: a row of another version is no fault of the receiver. */
  function findEvent(message: OutgoingMessage, updates: string | null): WebhookEvent | null {
    try {
      return composeEvent(message, updates, clock.now(), options.place);
    } catch (error) {
      logger.error('A notification could not be rendered', { kind: message.content.kind, error });
      return null;
    }
  }

  async function send(message: OutgoingMessage, updates: string | null): Promise<SendOutcome> {
    const startedAt = clock.now().getTime();
    // A clock that was set back since knows nothing of a rest.
    if (startedAt >= rest.fromMs && startedAt < rest.untilMs) return putOff(rest.untilMs - startedAt);
    const ts = updates ?? toTs(clock.now(), message.key);
    const event = findEvent(message, updates);
    if (event === null) return { kind: 'refused', scope: 'payload', reason: 'not_renderable' };
    message.beforeRequest?.();
    const outcome = await post(options, event).catch(classifyWebhookFailure);
    const endedAt = clock.now().getTime();
    const fields = { channel: message.channel, key: message.key, tookMs: endedAt - startedAt };
    const restMs =
      outcome?.kind === 'rate-limited' ? outcome.retryAfterMs : outcome?.reason === TIMED_OUT ? REST_MS : 0;
    rest = { fromMs: endedAt, untilMs: endedAt + restMs };
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
  { url, secret, clock, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS }: WebhookSenderOptions,
  event: WebhookEvent,
): Promise<WebhookFailure | null> {
  const body = JSON.stringify(event);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signEvent(event.id, body, secret, clock.now()),
    },
    body,
    // What another address answers is not what was signed for this one.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  const asked = response.headers.get('retry-after') ?? '';
  const askedMs = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - clock.now().getTime();
  const failure = classifyStatus(response.status);
  return failure?.kind === 'transient' && !Number.isNaN(askedMs) ? putOff(askedMs) : failure;
}

/** Identifies the message in its channel, in the form of the other ways out; two of one instant differ by their keys. */
function toTs(now: Date, key: string): string {
  const ms = now.getTime();
  const rest = Number.parseInt(digestOf(key, 8), 16) % 1000;
  return `${Math.floor(ms / 1000)}.${String((ms % 1000) * 1000 + rest).padStart(6, '0')}`;
}

type WebhookFailure = Exclude<SendOutcome, { readonly kind: 'delivered' }>;

/**
 * What a status of the receiver means; `null` for success. A repeat carries the same ID, so that whatever is not
 * certain is simply sent again. A refused signature concerns this way out only: it must not stop the others.
 */
function classifyStatus(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  const reason = `http_${status}`;
  // A redirect is not followed: its address is to be corrected by somebody.
  if ([401, 403, 404, 410].includes(status) || (status >= 300 && status < 400))
    return { kind: 'refused', scope: 'destination', reason };
  if ([400, 413, 422].includes(status)) return { kind: 'refused', scope: 'payload', reason };
  return { kind: 'transient', reason };
}

/** What `fetch` threw, without a word of it: it may name the address. A certificate is for somebody to put right. */
function classifyWebhookFailure(error: unknown): WebhookFailure {
  const { kind, code } = classifyTransportFailure(error);
  const word = /^[a-z0-9_]{1,48}$/i.test(code) ? `_${code.toLowerCase()}` : '';
  if (kind === 'certificate') return { kind: 'refused', scope: 'destination', reason: `certificate${word}` };
  return { kind: 'transient', reason: kind === 'timeout' ? TIMED_OUT : `not_reachable${word}` };
}

/** The headers of Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`, in base64 after `v1,`. */
function signEvent(id: string, body: string, secret: string, now: Date): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/** `whsec_` is followed by the key in base64; any other text is the key itself. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
}

interface WebhookEvent {
  readonly specversion: '1.0';
  /** The same for the same message, however often it is sent. */
  readonly id: string;
  readonly source: 'vhdwatch';
  /** `vhdwatch.upgrade-reminder.post`: the kind of message and what it does in its channel. */
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: {
    /** Dedupe key; an update or a reply has one of its own. */
    readonly key: string;
    readonly channel: string;
    /** The message that is replaced; `null` for a new one. */
    readonly updates: string | null;
    /** The message in whose thread it stands; `null` where it stands for itself. */
    readonly thread: string | null;
    /** The point in one line, without markup. */
    readonly headline: string;
    /** Everything it says, without markup. */
    readonly text: string;
    /** What it says as data; fields are added, none is taken away. */
    readonly content: NotificationContent;
  };
}

/** The event of a message. @param updates what it replaces */
function composeEvent(
  { channel, key, content, whole, threadTs }: OutgoingMessage,
  updates: string | null,
  now: Date,
  place?: CardPlace,
): WebhookEvent {
  const card = composeCard(content, place);
  const operation = updates !== null ? 'update' : threadTs === undefined ? 'post' : 'reply';
  return {
    specversion: '1.0',
    id: digestOf(`${channel}\n${key}`, 32),
    source: 'vhdwatch',
    type: `vhdwatch.${content.kind}.${operation}`,
    subject: channel,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    data: {
      key,
      channel,
      updates,
      thread: threadTs ?? null,
      headline: textOf(card.headline),
      text: writeText(card),
      content: whole?.() ?? content,
    },
  };
}
