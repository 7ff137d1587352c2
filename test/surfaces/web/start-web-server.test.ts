import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startWebServer } from '../../../src/surfaces/web/start-web-server.ts';
import { sendRaw, serve } from './support/serve.ts';

const ok = (_request: unknown, response: { end(text: string): unknown }) => {
  response.end('ok');
};

describe('startWebServer', () => {
  it('names PORT when the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startWebServer({ app: ok, host: '127.0.0.1', port })).rejects.toMatchObject({
      name: 'AppError',
      code: 'unavailable',
      message: `Port ${port} on 127.0.0.1 is in use: stop the program that has it, or set PORT to another number.`,
    });
    other.close();
  });

  it('names HOST when the address is none of this machine', async () => {
    await expect(startWebServer({ app: ok, host: '203.0.113.1', port: 0 })).rejects.toThrow(/set HOST to 127\.0\.0\.1/);
  });

  it('gives an address that can be opened, also when bound to every address', async () => {
    const server = await startWebServer({ app: ok, host: '0.0.0.0', port: 0 });
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await (await fetch(server.url)).text()).toBe('ok');
    await server.close();
  });

  it('lets a running request finish when it closes, and takes no new one', async () => {
    const server = await startWebServer({
      app: async (_request, response) => {
        await sleep(200);
        response.end('finished');
      },
      host: '127.0.0.1',
      port: 0,
    });
    const running = fetch(server.url).then((response) => response.text());
    await sleep(50);
    const closed = server.close();
    expect(await running).toBe('finished');
    await closed;
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('answers a hundred of the requests that come at once on one connection: nobody else waits for more', async () => {
    let taken = 0;
    const server = await startWebServer({
      app: (_request, response) => {
        taken += 1;
        response.end('ok');
      },
      host: '127.0.0.1',
      port: 0,
    });
    const { host, port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1', () =>
      // Nothing more is asked on it, so that the server need not wait whether there is.
      socket.end(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(2_000)),
    );
    socket.on('error', () => undefined);
    socket.resume();
    await once(socket, 'close');
    expect(taken).toBe(100);
    expect(await (await fetch(server.url)).text()).toBe('ok');
    await server.close();
  });

  it('does not wait for an idle connection that is kept alive', async () => {
    const server = await startWebServer({ app: ok, host: '127.0.0.1', port: 0 });
    await (await fetch(server.url)).text();
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it.each([
    ['a connection that a browser opened in advance', ''],
    ['a page that follows its inbox', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('does not wait for %s', async (_, asked) => {
    const server = await startWebServer({
      app: (_request, response) =>
        response.setHeader('Content-Type', 'text/event-stream; charset=utf-8').write(': \n\n'),
      host: '127.0.0.1',
      port: 0,
    });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    if (asked !== '') {
      socket.write(asked);
      await once(socket, 'data');
    }
    socket.resume();
    const closingAt = Date.now();
    await server.close();
    expect(Date.now() - closingAt).toBeLessThan(4_000);
    socket.destroy();
  });
});

describe('the host name, on loopback', () => {
  it.each(['localhost', 'localhost:3000', '127.0.0.1:8080', '[::1]:3000', 'LOCALHOST:1'])(
    '%s is answered',
    async (host) => {
      const { url } = await serve();
      expect((await sendRaw(`${url}/`, { Host: host })).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    '',
  ])('%j is refused, saying what to do', async (host) => {
    const { url } = await serve();
    const { status, body } = await sendRaw(`${url}/fleet`, { Host: host });
    expect(status).toBe(421);
    expect(body).toContain('set HOST');
  });

  it.each(['/healthz', '/metrics', '/healthz?x'])('does not matter to %s', async (path) => {
    const { url } = await serve();
    expect((await sendRaw(url + path, { Host: 'vhdwatch.internal' })).status).toBe(200);
  });

  it('does not matter to /readyz and to Slack', async () => {
    const { url } = await serve({ slackListener: (_request, response) => response.end('taken') });
    expect((await sendRaw(`${url}/readyz`, { Host: 'vhdwatch.internal' })).status).toBe(503);
    expect((await sendRaw(`${url}/slack/events`, { Host: 'vhdwatch.internal' }, 'POST', 'x')).body).toBe('taken');
  });

  it('does not matter when bound to every address', async () => {
    const server = await startWebServer({ app: ok, host: '0.0.0.0', port: 0 });
    expect((await sendRaw(server.url, { Host: 'vhdwatch.internal' })).status).toBe(200);
    await server.close();
  });
});
