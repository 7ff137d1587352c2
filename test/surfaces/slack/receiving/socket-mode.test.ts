import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSlackSurface, type SlackSurface } from '../../../../src/surfaces/slack/open-slack-surface.ts';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { type FakeSlack, startFakeSlack } from '../../../support/fake-slack.ts';
import { freshId } from '../../../support/slack-caller.ts';
import { type FakeSocket, startFakeSocket } from '../../../support/start-fake-socket.ts';
import { waitUntil } from '../../../support/wait-until.ts';

let socket: FakeSocket;
let slack: FakeSlack;
let app: TestApp;
let surface: SlackSurface | null = null;
let opens: () => object;

beforeEach(async () => {
  socket = await startFakeSocket();
  opens = () => ({ ok: true, url: socket.url });
  // The app token is another one than the bot token, so this call is answered before tokens are compared.
  slack = await startFakeSlack({ token: 'xoxb-test-token' });
  slack.failWhen((method) =>
    method === 'apps.connections.open' ? { kind: 'body', body: JSON.stringify(opens()) } : null,
  );
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
});
afterEach(async () => {
  await surface?.stop();
  surface = null;
  await socket.close();
  await slack.close();
});

async function start(appToken = 'xapp-1-test'): Promise<SlackSurface> {
  surface = await createSlackSurface({
    context: app.context,
    botToken: slack.token,
    apiUrl: slack.apiUrl,
    signingSecret: undefined,
    appToken,
    command: '/vhdwatch',
    admins: [],
    adminGroup: null,
  });
  return surface;
}

function sendCommand(text: string): string {
  const envelopeId = freshId('envelope');
  socket.send({
    type: 'slash_commands',
    envelope_id: envelopeId,
    accepts_response_payload: true,
    payload: {
      command: '/vhdwatch',
      text,
      user_id: 'U0ANN',
      user_name: 'ann',
      channel_id: 'C0TEAM',
      team_id: 'T0EXAMPLE',
      trigger_id: freshId(),
    },
  });
  return envelopeId;
}

async function answerTo(text: string): Promise<Record<string, unknown>> {
  const id = sendCommand(text);
  await waitUntil('the envelope is acknowledged', () => socket.acknowledgementOf(id) !== undefined);
  return socket.acknowledgementOf(id)?.['payload'] as Record<string, unknown>;
}

describe('Socket Mode', () => {
  test('answers a command in the acknowledgement of its envelope', async () => {
    await start();
    expect(await answerTo('status')).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('No cluster is registered'),
    });
    const opened = slack.requests.find(({ method }) => method === 'apps.connections.open');
    expect(opened).toBeDefined();
    expect(surface?.slackListener).toBeUndefined();
  });

  test('comes back by itself, within seconds, when Slack refreshes or cuts the connection', async () => {
    await start();
    socket.send({ type: 'disconnect', reason: 'refresh_requested' });
    const askedAt = Date.now();
    await waitUntil('it is connected again', () => socket.connections() === 2);
    expect(Date.now() - askedAt).toBeLessThan(4_000);
    expect(await answerTo('help')).toMatchObject({ response_type: 'ephemeral' });
    socket.cut();
    await waitUntil('it is connected once more', () => socket.connections() === 3);
    expect(await answerTo('help')).toMatchObject({ response_type: 'ephemeral' });
  });

  test('goes on trying, and lives, when Slack refuses the new connection for a while', async () => {
    await start();
    let refusals = 0;
    opens = () => {
      refusals += 1;
      return refusals > 3 ? { ok: true, url: socket.url } : { ok: false, error: 'internal_error' };
    };
    socket.cut();
    await waitUntil('it is connected again', () => socket.connections() === 2);
    expect(refusals).toBe(4);
    expect(await answerTo('help')).toMatchObject({ response_type: 'ephemeral' });
  });

  test('opens few connections where each is closed as soon as it is open', async () => {
    await start();
    socket.cutAtOnce();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await waitUntil('it tried again', () => socket.connections() > 2);
    expect(socket.connections()).toBeLessThan(8);
  });

  test('survives messages that make no sense', async () => {
    await start();
    for (const message of [
      {},
      { type: 'slash_commands' },
      { type: 'events_api', payload: { event: {} } },
      { type: 'interactive', envelope_id: 'x', payload: {} },
      { type: 'hello' },
    ])
      socket.send(message);
    expect(await answerTo('help')).toMatchObject({ response_type: 'ephemeral' });
  });

  test('refuses to start with an app token that Slack refuses, and says which setting that is', async () => {
    opens = () => ({ ok: false, error: 'invalid_auth' });
    await expect(start()).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): create/),
    });
  });

  test('does not come back after it was stopped', async () => {
    const running = await start();
    await running.stop();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(socket.connections()).toBe(1);
  });
});
