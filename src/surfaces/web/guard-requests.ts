import type { RequestListener } from 'node:http';
import type { RequestHandler } from 'express';

/** Asked by machines under whatever name they know; none of them shows anything private to a browser. */
export const ALWAYS_ANSWERED: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics', '/slack/events']);

const LOOPBACK_NAME = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i;

/**
 * A listener that answers only to names of this machine while it is bound to loopback. Without it, a web page anywhere
 * could point its own name at 127.0.0.1 and read the pages here (DNS rebinding).
 */
export function guardHost(listener: RequestListener, boundHost: string): RequestListener {
  if (!isLoopback(boundHost)) return listener;
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (ALWAYS_ANSWERED.has(path) || LOOPBACK_NAME.test(request.headers.host ?? '')) {
      listener(request, response);
      return;
    }
    response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
    response.end(
      'vhdwatch answers to localhost only: open http://localhost, or set HOST to be reached by other names.\n',
    );
  };
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** Slack's requests stay far below; its listener has a limit of its own for bodies that do not tell their length. */
const LARGEST_SLACK_BODY = 1_048_576;

/** Refuses what no page takes: other methods than reading (405), and bodies (413), which are not read at all. */
export const refuseOtherThanReading: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response
      .set({ Allow: 'GET, HEAD', Connection: 'close' })
      .status(405)
      .type('text')
      .send('Only GET is answered here.\n');
  } else if (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0) {
    response.set('Connection', 'close').status(413).type('text').send('No body is taken here.\n');
  } else next();
};

/** Refuses a body that says it is larger than anything Slack sends, before a byte of it is read. */
export const refuseLargeBody: RequestHandler = (request, response, next) => {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_SLACK_BODY) {
    response.set('Connection', 'close').status(413).type('text').send('The body is too large.\n');
  } else next();
};

const HEADERS: Readonly<Record<string, string>> = {
  // Nothing is loaded from elsewhere, no script stands in a page, and forms lead back here only.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** Puts what browsers should be strict about on every answer. */
export const sendSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.set(HEADERS);
  next();
};
