import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import type { Logger } from '../../../domain/logger.ts';
import { isObjectBody, readBody } from './read-body.ts';
import { createSignatureCheck } from './verify-request.ts';

/** Takes `POST /slack/events`, body unread. */
export type SlackListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What the listener needs. */
export interface HttpListenerOptions {
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
  return async (request, response) => {
    if (isStopping()) return refuse(response, 503);
    const body = await readBody(request);
    if (body === null) return refuse(response, 413);
    const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (isSslCheck(body, contentType)) return refuse(response, 200);
    const problem = check({
      signature: headerOf(request, 'x-slack-signature'),
      timestamp: headerOf(request, 'x-slack-request-timestamp'),
      body,
    });
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
