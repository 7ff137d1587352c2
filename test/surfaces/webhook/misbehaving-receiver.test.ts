import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { readHealth } from '../../../src/app/operations/read-health.ts';
import { runDoctor } from '../../../src/app/operations/run-doctor.ts';
import { type Sender, splitByChannel } from '../../../src/domain/sender.ts';
import { createWebhookSender } from '../../../src/surfaces/webhook/create-webhook-sender.ts';
import { createTestApp, createTestClock, createTestLogger } from '../../support/create-test-app.ts';
import { findTool } from '../../support/find-tool.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';

const NOW = '2026-08-20T09:00:00.000Z';
const SECRET = 'sixteen-characters';
const openssl = findTool('openssl');
const TO = { content: { kind: 'test-message', requestedBy: 'test' }, plainText: false } as const;
const servers: Server[] = [];
const sockets = new Set<Socket>();

async function listen(server: Server, scheme = 'http', host = '127.0.0.1'): Promise<string> {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://${host}:${(server.address() as AddressInfo).port}/hook`;
}
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

const answering =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end());
  };

/** Only who measures a time-out sets one: on a busy machine a quick answer takes as long as a short one. */
function openSender(url: string, clock = createTestClock(NOW), timeoutMs?: number): Sender {
  return createWebhookSender({
    url,
    secret: SECRET,
    clock,
    logger: createTestLogger(),
    ...(timeoutMs && { timeoutMs }),
  });
}

describe.skipIf(openssl === null)('a certificate that nobody trusts (skipped where there is no openssl)', () => {
  /** Signed by itself, and of no other day than those of `until`'s month before. */
  function makeCertificate(name: string, until = '20991231000000Z') {
    const at = (file: string) => join(folder.path, file);
    const run = (...args: readonly string[]) =>
      execFileSync(openssl ?? '', args, { stdio: 'ignore', cwd: folder.path });
    writeFileSync(at('index.txt'), '');
    writeFileSync(
      at('ca.cnf'),
      '[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=.\ndatabase=index.txt\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nx509_extensions=e\n[p]\ncommonName=supplied\n[e]\n' +
        `basicConstraints=critical,CA:true\nsubjectAltName=DNS:${name}\n`,
    );
    const request = ['-nodes', '-keyout', 'key.pem', '-out', 'csr.pem', '-subj', `/CN=${name}`];
    run('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', ...request);
    const days = ['-startdate', '20200101000000Z', '-enddate', until];
    const signed = ['-selfsign', '-keyfile', 'key.pem', '-in', 'csr.pem', '-out', 'cert.pem', '-notext', '-batch'];
    run('ca', '-config', 'ca.cnf', ...signed, ...days);
    return { key: readFileSync(at('key.pem'), 'utf8'), cert: readFileSync(at('cert.pem'), 'utf8') };
  }
  const folder = makeFolder();
  const trusted = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(trusted));
  afterAll(() => folder.remove());

  it.each([
    ['signed by itself', 'localhost', undefined, false, 'certificate_depth_zero_self_signed_cert'],
    ['of a day that is over', 'localhost', '20200201000000Z', true, 'certificate_cert_has_expired'],
    ['of another host', 'elsewhere.example', undefined, true, 'certificate_err_tls_cert_altname_invalid'],
  ])('%s refuses the channel, and is for a person to put right', async (_, name, until, isTrusted, reason) => {
    const certificate = makeCertificate(name, until);
    if (isTrusted) setDefaultCACertificates([certificate.cert]);
    const url = await listen(createTlsServer(certificate, answering(204)), 'https', 'localhost');
    const refused = { kind: 'refused', scope: 'destination', reason };
    expect(await openSender(url).post({ channel: 'C1', key: 'k', ...TO })).toEqual(refused);
  });

  it('is named at once by health, doctor and alarm, with what puts it right', async () => {
    const url = await listen(createTlsServer(makeCertificate('localhost'), answering(204)), 'https', 'localhost');
    const sent: string[] = [];
    const chat: Sender = {
      post: async ({ channel, content }) => {
        sent.push(`${channel} ${JSON.stringify(content)}`);
        return { kind: 'delivered', ts: '1.000001' };
      },
      update: async () => ({ kind: 'transient', reason: 'unused' }),
      find: async () => ({ kind: 'absent' }),
    };
    const sender = splitByChannel(openSender(url), { channels: ['C0HOOK'], others: chat });
    const app = createTestApp({ githubUrl: 'http://127.0.0.1:1', now: NOW, sender });
    app.store.outbox.add([{ channel: 'C0HOOK', dedupeKey: 'a', content: TO.content }], NOW);
    await deliverDue({ ...app.context, operatorsChannel: 'C0OPS' });
    const told = [readHealth(app.context).warnings, await runDoctor(app.context), sent].map((one) =>
      JSON.stringify(one),
    );
    for (const text of told) expect(text).toMatch(/certificate_depth_zero_self_signed_cert.*NODE_EXTRA_CA_CERTS/);
  });

  it('is no answer of the receiver: a port without TLS is tried again', async () => {
    const url = (await listen(createServer(answering(204)))).replace('http:', 'https:');
    expect(await openSender(url).post({ channel: 'C1', key: 'k', ...TO })).toMatchObject({ kind: 'transient' });
  });
});

describe('a receiver that asks for patience', () => {
  it.each([
    [429, '120', 120_000],
    [503, '7', 7_000],
    [503, 'Thu, 20 Aug 2026 09:05:00 GMT', 300_000],
    [429, 'Thu, 20 Aug 2020 09:05:00 GMT', 1_000],
    [429, '99999999999', 86_400_000],
  ])('%i with Retry-After %s is asked again then, for whatever message', async (status, retryAfter, retryAfterMs) => {
    let asked = 0;
    const url = await listen(
      createServer((request, response) => {
        asked += 1;
        answering(asked === 1 ? status : 204, asked === 1 ? { 'retry-after': retryAfter } : {})(request, response);
      }),
    );
    const clock = createTestClock(NOW);
    const sender = openSender(url, clock);
    const putOff = { kind: 'rate-limited', scope: 'destination' };
    expect(await sender.post({ channel: 'C1', key: 'k', ...TO })).toEqual({ ...putOff, retryAfterMs });
    clock.advance(Math.floor(retryAfterMs / 2));
    expect(await sender.post({ channel: 'C2', key: 'l', ...TO })).toMatchObject(putOff);
    expect(asked).toBe(1);
    clock.advance(retryAfterMs);
    expect(await sender.post({ channel: 'C2', key: 'l', ...TO })).toMatchObject({ kind: 'delivered' });
  });

  it('knows no rest after the clock was set back', async () => {
    const url = await listen(createServer(answering(429, { 'retry-after': '60' })));
    const clock = createTestClock(NOW);
    const sender = openSender(url, clock);
    await sender.post({ channel: 'C1', key: 'k', ...TO });
    clock.advance(-86_400_000);
    expect(await sender.post({ channel: 'C1', key: 'k', ...TO })).toMatchObject({ retryAfterMs: 60_000 });
  });

  it('is given up never, and holds back no other way out', async () => {
    const url = await listen(createServer(answering(503, { 'retry-after': '60' })));
    const chat: Sender = {
      post: async () => ({ kind: 'delivered', ts: '1.000001' }),
      update: async () => ({ kind: 'transient', reason: 'unused' }),
      find: async () => ({ kind: 'absent' }),
    };
    const sender = splitByChannel(openSender(url), { channels: ['C0HOOK'], others: chat });
    const app = createTestApp({ githubUrl: 'http://127.0.0.1:1', now: NOW, sender });
    const rows = ['C0HOOK', 'C0CHAT'].map((channel) => ({ channel, dedupeKey: 'a', content: TO.content }));
    app.store.outbox.add(rows, NOW);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 1, failed: 1 });
    expect(app.store.outbox.findByKey('C0HOOK', 'a')).toMatchObject({
      state: 'retrying',
      attempts: 0,
      dueAt: '2026-08-20T09:01:00.000Z',
    });
  });
});

describe('a receiver that takes its time', () => {
  it.each<readonly [string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    ['sends a head without end', (socket) => void drip(socket, 'HTTP/1.1 200 OK\r\n', 'x: y\r\n')],
    ['sends interim answers without end', (socket) => void drip(socket, '', 'HTTP/1.1 102 Processing\r\n\r\n')],
  ])('and %s keeps one message waiting, not every channel', async (_, behave) => {
    let connections = 0;
    const url = await listen(
      createTcpServer((socket) => {
        connections += 1;
        socket.on('error', () => undefined);
        behave(socket);
      }),
    );
    const sender = openSender(url, createTestClock(NOW), 100);
    expect(await sender.post({ channel: 'C1', key: 'k', ...TO })).toEqual({
      kind: 'transient',
      reason: 'answer_timeout',
    });
    for (const channel of ['C2', 'C3', 'C4'])
      expect(await sender.post({ channel, key: 'k', ...TO })).toMatchObject({ kind: 'rate-limited' });
    // None where the time was over before the connection stood.
    expect(connections).toBeLessThanOrEqual(1);
  });

  it('and drips a body without end has taken the message, and is left', async () => {
    const closed = new Promise<void>((resolve) => {
      void listen(
        createTcpServer((socket) => {
          socket.on('error', () => undefined).on('close', () => resolve());
          drip(socket, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n');
        }),
      ).then(async (url) =>
        expect(await openSender(url).post({ channel: 'C1', key: 'k', ...TO })).toMatchObject({ kind: 'delivered' }),
      );
    });
    await closed;
  });
});

function drip(socket: Socket, first: string, drop: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(drop), 20);
  socket.on('close', () => clearInterval(timer));
}
