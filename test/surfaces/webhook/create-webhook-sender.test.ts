import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { buildApp } from '../../../src/build-app.ts';
import { readConfig } from '../../../src/config.ts';
import type { OutgoingMessage } from '../../../src/domain/sender.ts';
import { createWebhookSender } from '../../../src/surfaces/webhook/create-webhook-sender.ts';
import { readRepositoryFile } from '../../docs/repository.ts';
import { createTestLogger } from '../../support/create-test-app.ts';
import { WORKED_HERE } from '../../support/run-in-process.ts';
import { HOSTILE, SAMPLES, upgradeReminder } from '../slack/sample-contents.ts';

const SECRET = `whsec_${Buffer.from('a key of some length').toString('base64')}`;
const TEST_MESSAGE = { kind: 'test-message', requestedBy: 'test' } as const;
const clock = { now: () => new Date('2026-08-20T09:00:00.123Z') };

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let url: string;
let received: Received[];
let answer: { status: number; headers?: Record<string, string> };

beforeEach(async () => {
  received = [];
  answer = { status: 204 };
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer.status, answer.headers).end('secret words of the other side');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/s3cret-path`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function message(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { channel: 'C0TEAM', key: 'reminder/2026-07', content: upgradeReminder(2), plainText: false, ...changes };
}

it('refuses content that says nothing, and asks the receiver nothing', async () => {
  const sender = createWebhookSender({ url, secret: SECRET, clock, logger: createTestLogger() });
  const content = { ...upgradeReminder(2), items: 'x' } as unknown as OutgoingMessage['content'];
  const refused = { kind: 'refused', scope: 'payload', reason: 'not_renderable' };
  expect(await sender.post(message({ content }))).toEqual(refused);
  expect(await sender.update(message({ content }), '1.000100')).toEqual(refused);
  expect(received).toEqual([]);
});

describe('docs/webhook.md', () => {
  const page = readRepositoryFile('docs/webhook.md');
  const blockOf = (language: string) => page.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

  it('shows the fields that are sent, and a check that takes them and nothing else', async () => {
    const now = { now: () => new Date() };
    const sender = createWebhookSender({ url, secret: SECRET, clock: now, logger: createTestLogger() });
    await sender.post(message());
    const { headers, body } = received[0] as Received;
    const [shown, sent] = [JSON.parse(blockOf('json')), JSON.parse(body)];
    expect(Object.keys(sent)).toEqual(Object.keys(shown));
    expect(Object.keys(sent.data)).toEqual(Object.keys(shown.data));
    const { isFromVhdwatch } = await import(`data:text/javascript,${encodeURIComponent(blockOf('js'))}`);
    expect(isFromVhdwatch(headers, body, 'a key of some length')).toBe(true);
    expect(isFromVhdwatch(headers, `${body} `, 'a key of some length')).toBe(false);
    const late = { ...headers, 'webhook-timestamp': '1700000000' };
    expect(isFromVhdwatch(late, body, 'a key of some length')).toBe(false);
  });
});

describe('the webhook', () => {
  it('sends a CloudEvent with content, text and key, signed as Standard Webhooks say', async () => {
    const sender = createWebhookSender({ url, secret: SECRET, clock, logger: createTestLogger() });
    expect(await sender.post(message())).toMatchObject({
      kind: 'delivered',
      ts: expect.stringMatching(/^\d+\.\d{6}$/),
    });
    const { headers, body } = received[0] as Received;
    const event = JSON.parse(body);
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'vhdwatch.upgrade-reminder.post',
      subject: 'C0TEAM',
      time: '2026-08-20T09:00:00.123Z',
      data: {
        key: 'reminder/2026-07',
        headline: '2 pools need the July image by 13 Aug 2026',
        text: expect.stringContaining('prod-eu-2/winnp'),
        content: { kind: 'upgrade-reminder' },
      },
    });
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const expected = createHmac('sha256', 'a key of some length').update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect([headers['webhook-id'], headers['webhook-timestamp']]).toEqual([event.id, '1787216400']);
  });

  it('hands on what is to be run, which the message itself does not keep', async () => {
    const sender = createWebhookSender({ url, secret: SECRET, clock, logger: createTestLogger() });
    const whole = upgradeReminder(1);
    await sender.post(message({ content: upgradeReminder(2), whole: () => whole }));
    const { data } = JSON.parse(received[0]?.body ?? '');
    expect(data.content).toEqual(JSON.parse(JSON.stringify(whole)));
  });

  it('says which message is replaced or answered, each event with an ID of its own that a repeat keeps', async () => {
    const sender = createWebhookSender({ url, secret: 'sixteen-characters', clock, logger: createTestLogger() });
    await sender.update(message({ key: 'a/progress/1' }), '1.000001');
    await sender.post(message({ key: 'a/reply', threadTs: '1.000001' }));
    await sender.post(message({ key: 'a/reply', threadTs: '1.000001' }));
    const [update, reply, again] = received.map(({ body }) => JSON.parse(body));
    expect(update).toMatchObject({ type: 'vhdwatch.upgrade-reminder.update', data: { updates: '1.000001' } });
    expect(reply).toMatchObject({ type: 'vhdwatch.upgrade-reminder.reply', data: { thread: '1.000001' } });
    expect(again.id).toBe(reply.id);
    expect(update.id).not.toBe(reply.id);
  });

  it.each([
    [503, { kind: 'transient', reason: 'http_503' }],
    [429, { kind: 'transient', reason: 'http_429' }],
    [422, { kind: 'refused', scope: 'payload', reason: 'http_422' }],
    [401, { kind: 'refused', scope: 'destination', reason: 'http_401' }],
    [410, { kind: 'refused', scope: 'destination', reason: 'http_410' }],
  ])('answered with %i is %j', async (status, outcome) => {
    answer = { status };
    const sender = createWebhookSender({ url, secret: SECRET, clock, logger: createTestLogger() });
    expect(await sender.post(message())).toEqual(outcome);
  });

  it('follows no redirect, and logs neither address nor secret nor what the other side said', async () => {
    answer = { status: 307, headers: { location: `${url}/elsewhere` } };
    const logger = createTestLogger();
    const sender = createWebhookSender({ url, secret: SECRET, clock, logger });
    expect(await sender.post(message())).toEqual({ kind: 'refused', scope: 'destination', reason: 'http_307' });
    expect(received).toHaveLength(1);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await sender.post(message())).toEqual({ kind: 'transient', reason: 'not_reachable_econnrefused' });
    expect(JSON.stringify(logger.lines)).not.toMatch(/s3cret|127\.0\.0\.1|whsec|secret words/);
    expect(logger.lines).toHaveLength(2);
  });

  it('takes every kind of message, hostile ones too', async () => {
    const sender = createWebhookSender({ url, secret: SECRET, clock, logger: createTestLogger() });
    for (const content of Object.values(SAMPLES).filter((one) => JSON.stringify(one).length < 50_000))
      expect(await sender.post(message({ content, channel: HOSTILE }))).toMatchObject({ kind: 'delivered' });
    for (const { body } of received) expect(JSON.parse(body).data.text.length).toBeLessThanOrEqual(3_000);
  });
});

it.each([
  ['the channels that it is set for', 'C0TEAM', ['C0OTHER']],
  ['every channel where none is named', '', []],
])('takes the messages of %s, the inbox all others', async (_, channels, kept) => {
  const settings = { WEBHOOK_URL: url, WEBHOOK_SECRET: SECRET, WEBHOOK_CHANNELS: channels, LOG_LEVEL: 'silent' };
  const app = await buildApp(readConfig({ ...settings, DATABASE_PATH: ':memory:' }), clock, WORKED_HERE);
  const { store } = app.context;
  store.transaction(({ outbox }) =>
    outbox.add(
      ['C0TEAM', 'C0OTHER'].map((channel) => ({ channel, dedupeKey: 'test', content: TEST_MESSAGE })),
      clock.now().toISOString(),
    ),
  );
  expect(await deliverDue(app.context)).toMatchObject({ delivered: 2, failed: 0 });
  expect(store.inbox.list(9).map(({ channel }) => channel)).toEqual(kept);
  expect(received).toHaveLength(2 - kept.length);
  await app.close();
});
