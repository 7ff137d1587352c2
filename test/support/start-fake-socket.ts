import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** Slack's side of Socket Mode: greets who connects, and keeps what they send. */
export interface FakeSocket {
  /** `ws://127.0.0.1:PORT/link`. */
  readonly url: string;
  /** What the client sent, parsed. */
  readonly received: Record<string, unknown>[];
  /** Connections so far. */
  readonly connections: () => number;
  send(message: object): void;
  /** The answer to an envelope, once it is there. */
  acknowledgementOf(envelopeId: string): Record<string, unknown> | undefined;
  /** Cuts every connection without a word. */
  cut(): void;
  /** From now on every connection is cut as soon as it was greeted. */
  cutAtOnce(): void;
  close(): Promise<void>;
}

/** Starts a real WebSocket server on a loopback port. */
export async function startFakeSocket(): Promise<FakeSocket> {
  const received: Record<string, unknown>[] = [];
  let connections = 0;
  let cutsAtOnce = false;
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket: WebSocket) => {
    connections += 1;
    socket.on('message', (data) => void received.push(JSON.parse(String(data)) as Record<string, unknown>));
    socket.on('error', () => undefined);
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }), () => cutsAtOnce && socket.close());
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const cut = () => {
    for (const socket of server.clients) socket.terminate();
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    received,
    connections: () => connections,
    send: (message) => {
      for (const socket of server.clients) socket.send(JSON.stringify(message));
    },
    acknowledgementOf: (id) => received.find((message) => message['envelope_id'] === id),
    cut,
    cutAtOnce: () => {
      cutsAtOnce = true;
      cut();
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
