import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { HTTPReceiver } from '@slack/bolt';
import type { Logger } from '../../../domain/logger.ts';
import { isSameSecret } from '../../../domain/secrets.ts';

/** Takes `POST /slack/events`, body unread. */
export type SlackListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface HttpListenerOptions {
  readonly receiver: HTTPReceiver;
  readonly signingSecret: string;
  readonly logger: Logger;
  /** Wall-clock milliseconds: signatures are of real time, whatever `--now` says. */
  readonly now: () => number;
  /** True once the service stops: Slack then delivers events again, elsewhere or later. */
  readonly isStopping: () => boolean;
}

/** The check in front of Bolt: size, signature, age, replay and shape. What passes is handed to Bolt's own listener. */
export function createHttpListener(options: HttpListenerOptions): SlackListener {
  const { receiver, logger, isStopping } = options;
  const check = createSignatureCheck(options.signingSecret, options.now);
  const takeTurn = createTurns();
  return async (request, response) => {
    if (isStopping()) return refuse(response, 503);
    const body = await readBody(request);
    await takeTurn();
    if (body === null) return refuse(response, 413);
    const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (isSslCheck(body, contentType)) return refuse(response, 200);
    const [signature, timestamp] = ['x-slack-signature', 'x-slack-request-timestamp'].map((name) =>
      headerOf(request, name),
    );
    const problem = check(signature, timestamp, body);
    if (problem !== null) {
      logger.warn('Refused a request to the Slack endpoint', { problem });
      return refuse(response, 401);
    }
    if (!isObjectBody(body, contentType)) return refuse(response, 400);
    // Bolt compares the type literally: a proxy that adds a character set would get 400.
    request.headers['content-type'] = contentType;
    request.url = '/slack/events';
    receiver.requestListener(Object.assign(request, { rawBody: body }), response);
  };
}

/**
 * One at a time, with a look at the network in between: Node takes one new connection at each look, and with all that
 * came on open ones answered between two, whoever is new waited longest.
 */
function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}

/** Slack looks whether the endpoint has a good certificate; such a request is not signed and asks for nothing else. */
function isSslCheck(body: Buffer, contentType: string): boolean {
  return (
    contentType.startsWith('application/x-www-form-urlencoded') &&
    body.length < 200 &&
    new URLSearchParams(body.toString('utf8')).get('ssl_check') === '1'
  );
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, status === 413 ? { connection: 'close' } : {}).end();
}

/** Slack's largest payload, a view with its state, stays below 250 kB. */
const LARGEST_BODY = 512 * 1024;

/** Reads a whole body; `null` when it is larger than anything Slack sends or the other side gave up. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > LARGEST_BODY) return null;
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}

/** True for a body that holds an object where Bolt expects one; anything else would end the process inside Bolt. */
function isObjectBody(body: Buffer, contentType: string): boolean {
  const text = body.toString('utf8');
  if (contentType !== 'application/x-www-form-urlencoded') return isObjectJson(text);
  const payload = new URLSearchParams(text).getAll('payload');
  return payload.length !== 1 || isObjectJson(payload[0] ?? '');
}

function isObjectJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Why a request is refused; the caller learns no more than that it was. */
type SignatureProblem = 'unsigned' | 'wrong-time' | 'wrong-signature' | 'replayed';

const WINDOW_S = 300;
const REMEMBERED = 20_000;

/**
 * Checks signatures: HMAC, age both ways (Bolt takes any future timestamp), replay. Only valid signatures are kept, so that
 * nobody else can push them out. `timestamp`: `x-slack-request-timestamp`, seconds since 1970.
 */
function createSignatureCheck(signingSecret: string, now: () => number) {
  const taken = new Map<string, number>();
  return (signature: string | undefined, timestamp: string | undefined, body: Buffer): SignatureProblem | null => {
    if (!signature || !timestamp) return 'unsigned';
    const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
    const age = Math.abs(now() / 1000 - seconds);
    if (!(age <= WINDOW_S)) return 'wrong-time';
    const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
    if (!isSameSecret(signature, `v0=${expected}`)) return 'wrong-signature';
    if (taken.has(signature)) return 'replayed';
    taken.set(signature, seconds);
    forgetOld(taken, now() / 1000);
    return null;
  };
}

/** A signature is out of use once its timestamp is out of the window; the oldest stand first. */
function forgetOld(taken: Map<string, number>, nowS: number): void {
  for (const [signature, seconds] of taken) {
    if (seconds >= nowS - WINDOW_S && taken.size <= REMEMBERED) break;
    taken.delete(signature);
  }
}
