import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSlackSurface, openSlackSurface } from '../../../../src/surfaces/slack/open-slack-surface.ts';
import { createTestApp } from '../../../support/create-test-app.ts';
import { startFakeSlack } from '../../../support/fake-slack.ts';
import { createClick, createSubmission } from '../../../support/interactions.ts';
import { createSlackCaller } from '../../../support/slack-caller.ts';
import { SIGNING_SECRET, type SlackHouse, startSlackHouse } from '../../../support/start-slack-house.ts';

let house: SlackHouse;

beforeAll(async () => {
  house = await startSlackHouse();
});
afterAll(() => house.close());

const nowS = () => Math.floor(Date.now() / 1000);

describe('the check in front of Bolt', () => {
  test('refuses a wrong signature, an old or future timestamp, and none at all', async () => {
    const wrongSecret = createSlackCaller(house.url, 'another-secret');
    expect((await wrongSecret.command('status')).status).toBe(401);
    expect((await house.call.command('status', {}, { timestamp: nowS() - 301 })).status).toBe(401);
    expect((await house.call.command('status', {}, { timestamp: nowS() + 302 })).status).toBe(401);
    expect((await house.call.command('status', {}, { timestamp: nowS() + 3600 })).status).toBe(401);
    for (const signature of ['', 'v0=', `v0=${'0'.repeat(64)}`, 'v1=abc', 'ü'.repeat(67)]) {
      const answer = await house.call.command('status', {}, { signature: encodeURIComponent(signature) });
      expect(answer).toMatchObject({ status: 401, body: '' });
    }
    expect(
      (
        await fetch(house.url, {
          method: 'POST',
          body: 'text=status',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      ).status,
    ).toBe(401);
    expect((await house.call.command('status', {}, { headers: { 'x-slack-request-timestamp': 'NaN' } })).status).toBe(
      401,
    );
  });

  test('takes a clock that is a little off in either direction', async () => {
    expect((await house.call.command('status', {}, { timestamp: nowS() - 290 })).status).toBe(200);
    expect((await house.call.command('status', {}, { timestamp: nowS() + 290 })).status).toBe(200);
  });

  test('refuses the same request a second time inside the window', async () => {
    const body = new URLSearchParams({
      command: '/vhdwatch',
      text: 'status',
      team_id: 'T0EXAMPLE',
      user_id: 'U0ANN',
      n: 'once',
    }).toString();
    const options = { timestamp: nowS() };
    expect((await house.call.raw(body, options)).status).toBe(200);
    expect((await house.call.raw(body, options)).status).toBe(401);
    expect((await house.call.raw(body.replace('once', 'twice'), options)).status).toBe(200);
  });

  test('says what was wrong in the log only, without the body', () => {
    const lines = house.logLines().filter(({ message }) => message === 'Refused a request to the Slack endpoint');
    expect(new Set(lines.map(({ fields }) => fields['problem']))).toEqual(
      new Set(['wrong-signature', 'wrong-time', 'unsigned', 'replayed']),
    );
    expect(JSON.stringify(house.logLines())).not.toContain('trigger');
    expect(JSON.stringify(house.logLines())).not.toContain(SIGNING_SECRET);
  });

  test('answers a check of the certificate and the verification of the address', async () => {
    expect(
      (
        await fetch(house.url, {
          method: 'POST',
          body: 'ssl_check=1',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      ).status,
    ).toBe(200);
    const verification = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect((await house.call.raw(verification, { contentType: 'application/json' })).json).toEqual({
      challenge: 'abc',
    });
  });

  test('takes a form whose type names a character set, as some proxies send it', async () => {
    const answer = await house.call.command(
      'help',
      {},
      { contentType: 'application/x-www-form-urlencoded; charset=utf-8' },
    );
    expect(answer.json).toMatchObject({ response_type: 'ephemeral' });
  });
});

describe('outsiders of a shared channel', () => {
  test('can click, and get nothing', async () => {
    const { url, answers } = house.response.fresh();
    await house.call.interact(createClick('answer.share', 'status', { userTeam: 'T0OTHER', responseUrl: url }));
    const submission = createSubmission('clusters.import', { json: { value: '[]' } }, { userTeam: 'T0OTHER' });
    const answer = await house.call.interact(submission);
    expect(JSON.stringify(answer.json)).toContain('answers only members of the workspace');
    expect(answers.map(({ text }) => text)).toEqual([
      'vhdwatch answers only members of the workspace that installed it.',
    ]);
    const suggestion = {
      type: 'block_suggestion',
      action_id: 'clusters.find',
      value: 's',
      user: { id: 'U1', team_id: 'T0OTHER' },
      team: { id: 'T0EXAMPLE' },
      view: {},
    };
    expect((await house.call.interact(suggestion)).json).toEqual({ options: [] });
  });
});

// Beside each other from here on: some wait for seconds that Slack's library or its client waits.
describe.concurrent('malformed requests', () => {
  const json = { contentType: 'application/json' };

  test.each([
    ['null', json],
    ['[]', json],
    ['"text"', json],
    ['{"type":', json],
    ['payload=null', {}],
    ['payload=[]', {}],
    ['payload=%7B', {}],
    ['', json],
  ])('refuses %s', async (body, options) => {
    expect((await house.call.raw(body, options)).status).toBe(400);
  });

  test('refuses a body larger than anything Slack sends', async () => {
    expect((await house.call.raw(`text=${'x'.repeat(600_000)}`)).status).toBe(413);
  });

  test('lives through payloads that lack what Slack always sends', async () => {
    const broken = [
      { type: 'block_actions' },
      { type: 'block_actions', actions: [] },
      { type: 'block_actions', actions: [null], user: null, team: null },
      { type: 'view_submission' },
      { type: 'view_submission', view: null },
      { type: 'block_suggestion' },
      { type: 'shortcut', callback_id: 'x', user: {}, team: {} },
      { type: 'event_callback' },
      { type: 'event_callback', event: null },
      { type: 'nonsense' },
    ];
    // At once, since Slack's library waits three seconds for whoever answers none of them.
    await Promise.all(
      broken.flatMap((payload) => [house.call.interact(payload), house.call.raw(JSON.stringify(payload), json)]),
    );
    for (const text of ['status\u0000', '"', '"unclosed', ' ', '\u202Estatus', 'x'.repeat(20_000)]) {
      expect((await house.call.command(text)).status).toBe(200);
    }
    expect((await house.call.command('status')).json).toMatchObject({ response_type: 'ephemeral' });
  }, 30_000);
});

describe.concurrent('starting and stopping', () => {
  const { context } = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
  const options = {
    context,
    signingSecret: SIGNING_SECRET,
    appToken: undefined,
    command: '/vhdwatch',
    admins: [],
    adminGroup: null,
  };

  test('refuses a bot token that Slack refuses, with one sentence that names it', async () => {
    const slack = await startFakeSlack();
    const started = createSlackSurface({ ...options, botToken: 'xoxb-wrong', apiUrl: slack.apiUrl });
    await expect(started).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(/^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)[^\n]*\.$/),
    });
    await slack.close();
  });

  test('lives through a hiccup of Slack at the start', async () => {
    const slack = await startFakeSlack();
    slack.failNext({ kind: 'dropped' }, 'auth.test');
    slack.failNext({ kind: 'status', status: 503 }, 'auth.test');
    const surface = await openSlackSurface({ ...options, botToken: slack.token, apiUrl: slack.apiUrl });
    expect(slack.requests.filter(({ method }) => method === 'auth.test')).toHaveLength(3);
    await surface.stop();
    await slack.close();
  });

  test('holds up nothing else while Slack is down at the start, and works once it answers', async (own) => {
    const slack = await startFakeSlack();
    slack.failWhen(() => ({ kind: 'status', status: 503 }));
    const patience = { waitMs: 20, againAfterMs: 20 };
    const surface = await openSlackSurface({ ...options, botToken: slack.token, apiUrl: slack.apiUrl }, patience);
    const server = createServer((request, response) => void surface.slackListener?.(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const call = createSlackCaller(url, SIGNING_SECRET);
    expect((await call.command('help')).status).toBe(503);
    slack.failWhen(null);
    // Of this test: others run beside it.
    await own.expect.poll(async () => (await call.command('help')).status, { timeout: 10_000 }).toBe(200);
    await surface.stop();
    server.close();
    await slack.close();
  });

  test('lets what is at work finish before it stops, and refuses what comes then', async () => {
    const one = await startSlackHouse();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    one.slack.failWhen((method) => (method === 'users.info' ? { kind: 'stall' } : null));
    const { url, answers } = one.response.fresh();
    await one.call.command('unregister shop', { response_url: url });
    const stopped = one.surface.stop().then(() => release());
    expect((await one.call.command('status')).status).toBe(503);
    await stopped;
    await held;
    expect(answers).toHaveLength(1);
    expect(one.context.store.clusters.listNamed('shop')).toHaveLength(1);
    await one.close();
  });
});
