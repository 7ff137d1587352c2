import type { RequestListener } from 'node:http';
import type { RequestHandler } from 'express';

/** Asked by machines under whatever name they know; none of them shows anything private to a browser. */
export const ALWAYS_ANSWERED: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics', '/slack/events']);

const LOOPBACK_NAME = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i;

/** Where people see the pages, by PUBLIC_URL. */
export interface PublicPlace {
  /** `ops.example.test`, with its port where that is not the usual one; `null` where no address is set. */
  readonly host: string | null;
  /** Path below which the pages are, `/vhdwatch`; empty at the root. */
  readonly prefix: string;
}

export function readPublicPlace(publicUrl: string | null): PublicPlace {
  if (publicUrl === null) return { host: null, prefix: '' };
  const { host, pathname } = new URL(publicUrl);
  return { host, prefix: pathname.replace(/\/+$/, '') };
}

/** A listener that sees paths without the prefix, whether the proxy in front took it off or not. */
export function takeOffPrefix(listener: RequestListener, prefix: string): RequestListener {
  if (prefix === '') return listener;
  return (request, response) => {
    const url = request.url ?? '';
    const rest = url.startsWith(prefix) ? url.slice(prefix.length) : null;
    if (rest !== null && /^(?:[/?]|$)/.test(rest)) request.url = rest.startsWith('/') ? rest : `/${rest}`;
    listener(request, response);
  };
}

/**
 * A listener that answers only to names of this machine, and to the public one where it is known, while it is bound to
 * loopback. Without it, a web page anywhere could point its own name at 127.0.0.1 and read the pages here (DNS
 * rebinding).
 */
export function guardHost(listener: RequestListener, boundHost: string, publicHost: string | null): RequestListener {
  if (!isLoopback(boundHost)) return listener;
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const { host = '' } = request.headers;
    if (ALWAYS_ANSWERED.has(path) || LOOPBACK_NAME.test(host) || host.toLowerCase() === publicHost) {
      listener(request, response);
      return;
    }
    response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
    response.end(
      'vhdwatch answers to localhost only: open http://localhost, set PUBLIC_URL to the address of the proxy in front, or set HOST.\n',
    );
  };
}

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
  // With none at all, a form that no script sends says that it comes from nowhere (`Origin: null`), and is refused.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

export const sendSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.set(HEADERS);
  next();
};
