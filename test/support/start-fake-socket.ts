import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A WebSocket server that speaks as much of RFC 6455 as Slack's Socket Mode needs: small text frames. */
export interface FakeSocket {
  /** `ws://127.0.0.1:PORT/link`. */
  readonly url: string;
  /** What the client sent, parsed. */
  readonly received: Record<string, unknown>[];
  readonly connections: () => number;
  send(message: object): void;
  /** The answer to an envelope, once it is there. */
  acknowledgementOf(envelopeId: string): Record<string, unknown> | undefined;
  /** Cuts every connection without a word. */
  cut(): void;
  close(): Promise<void>;
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Starts it; each client that connects is greeted as Slack does. */
export async function startFakeSocket(): Promise<FakeSocket> {
  const received: Record<string, unknown>[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => sockets.delete(socket));
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.write(frame(0x1, JSON.stringify({ type: 'hello', num_connections: 1 })));
    readFrames(socket, (opcode, payload) => {
      if (opcode === 0x1) received.push(JSON.parse(payload.toString('utf8')) as Record<string, unknown>);
      if (opcode === 0x9) socket.write(frame(0xa, payload));
      if (opcode === 0x8) socket.end(frame(0x8, payload));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    received,
    connections: () => connections,
    send: (message) => {
      for (const socket of sockets) socket.write(frame(0x1, JSON.stringify(message)));
    },
    acknowledgementOf: (id) => received.find((message) => message['envelope_id'] === id),
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function frame(opcode: number, payload: string | Buffer): Buffer {
  const body = Buffer.from(payload);
  const head =
    body.length < 126
      ? Buffer.from([0x80 | opcode, body.length])
      : Buffer.from([0x80 | opcode, 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([head, body]);
}

function readFrames(socket: Socket, take: (opcode: number, payload: Buffer) => void): void {
  let buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const found = readFrame(buffer);
      if (!found) return;
      buffer = buffer.subarray(found.size);
      take(found.opcode, found.payload);
    }
  });
}

function readFrame(buffer: Buffer): { opcode: number; payload: Buffer; size: number } | null {
  if (buffer.length < 2) return null;
  const short = (buffer[1] ?? 0) & 0x7f;
  const head = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (buffer.length < head + 4) return null;
  const length = short === 127 ? Number(buffer.readBigUInt64BE(2)) : short === 126 ? buffer.readUInt16BE(2) : short;
  const size = head + 4 + length;
  if (buffer.length < size) return null;
  const mask = buffer.subarray(head, head + 4);
  const payload = Buffer.from(buffer.subarray(head + 4, size).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { opcode: (buffer[0] ?? 0) & 0x0f, payload, size };
}
