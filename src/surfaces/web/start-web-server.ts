import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AppError } from '../../domain/app-error.ts';
import { guardHost, readPublicPlace, takeOffPrefix } from './guard-requests.ts';

interface WebServerOptions {
  readonly app: RequestListener;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly setting?: string;
  /** Address by which people reach it through a proxy. Default: none. */
  readonly publicUrl?: string | null;
}

/** For each connection the answer to what was asked last; `null` where nothing was. */
type LatestAnswers = Map<Socket, ServerResponse | null>;

const TIME_TO_FINISH_MS = 5_000;
const SWEEP_EVERY_MS = 50;

/**
 * Serves `app` with time-outs for slow senders. @throws AppError that names the setting of the port or HOST when the
 * address cannot be had.
 */
export async function startWebServer({ app, host, port, publicUrl, setting = 'PORT' }: WebServerOptions) {
  const place = readPublicPlace(publicUrl ?? null);
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 5_000 },
    takeOffPrefix(guardHost(app, host, place.host), place.prefix),
  );
  server.maxHeadersCount = 100;
  // What comes at once on one connection is answered at once, and everybody else waits.
  server.maxRequestsPerSocket = 100;
  const latest: LatestAnswers = new Map();
  server.on('connection', (socket) => {
    latest.set(socket, null);
    socket.once('close', () => latest.delete(socket));
  });
  server.on('request', ({ socket }, response) => latest.set(socket, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(describeFailure(error, host, port, setting)));
    server.listen(port, host, () => resolve());
  });
  return { url: urlOf(server), close: () => close(server, latest) };
}

function describeFailure(error: Error, host: string, port: number, setting: string): Error {
  const code = 'code' in error ? error.code : undefined;
  const options = { cause: error };
  if (code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is in use: stop the program that has it, or set ${setting} to another number.`;
    return new AppError('unavailable', message, options);
  }
  if (code === 'EACCES') {
    const message = `Port ${port} may not be used by this user: set ${setting} to a number above 1023.`;
    return new AppError('unavailable', message, options);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const message = `${host} is no address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for every address.`;
    return new AppError('unavailable', message, options);
  }
  return error;
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  if (address === '::' || address === '0.0.0.0') return `http://localhost:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}

async function close(server: Server, latest: LatestAnswers): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // A connection that is kept alive becomes idle only when its last answer is out, after `close` looked.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    // To Node what a browser opened in advance is busy, and so is a page that follows its inbox.
    for (const [connection, answer] of latest) {
      const goesOn = String(answer?.getHeader('content-type')).startsWith('text/event-stream');
      if (goesOn || connection.bytesRead === 0) connection.destroy();
    }
  }, SWEEP_EVERY_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), TIME_TO_FINISH_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}
