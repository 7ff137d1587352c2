import type { RequestListener } from 'node:http';

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
