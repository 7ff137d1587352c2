import { describe, expect, type TestContext, test } from 'vitest';
import { createSlackSurface, type SlackSurface } from '../../../../src/surfaces/slack/open-slack-surface.ts';
import { createTestApp } from '../../../support/create-test-app.ts';
import { startFakeSlack } from '../../../support/fake-slack.ts';
import { freshId } from '../../../support/slack-caller.ts';
import { type FakeSocket, startFakeSocket } from '../../../support/start-fake-socket.ts';
import { waitUntil } from '../../../support/wait-until.ts';

const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });

/** A Slack with its socket, of a test's own. */
async function openWorld({ onTestFinished }: TestContext) {
  const socket = await startFakeSocket();
  // The app token is another one than the bot token, so this call is answered before tokens are compared.
  const slack = await startFakeSlack({ token: 'xoxb-test-token' });
  let surface: SlackSurface | null = null;
  onTestFinished(async () => {
    await surface?.stop();
    await socket.close();
    await slack.close();
  });
  const start = async (opens: () => object = () => ({ ok: true, url: socket.url })): Promise<SlackSurface> => {
    slack.failWhen((method) =>
      method === 'apps.connections.open' ? { kind: 'body', body: JSON.stringify(opens()) } : null,
    );
    surface = await createSlackSurface({
      context: app.context,
      botToken: slack.token,
      apiUrl: slack.apiUrl,
      signingSecret: undefined,
      appToken: 'xapp-1-test',
      command: '/vhdwatch',
      admins: [],
      adminGroup: null,
    });
    return surface;
  };
  return { socket, slack, start, answerTo: (text: string) => answerTo(socket, text) };
}

async function answerTo(socket: FakeSocket, text: string): Promise<Record<string, unknown>> {
  const id = freshId('envelope');
  socket.send({
    type: 'slash_commands',
    envelope_id: id,
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
  await waitUntil('the envelope is acknowledged', () => socket.acknowledgementOf(id) !== undefined);
  return socket.acknowledgementOf(id)?.['payload'] as Record<string, unknown>;
}

// Beside each other: each waits for its connections most of the time.
describe.concurrent('Socket Mode', () => {
  test('answers a command in the acknowledgement of its envelope', async (context) => {
    const { slack, start, answerTo } = await openWorld(context);
    const surface = await start();
    expect(await answerTo('status')).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('No cluster is registered'),
    });
    const opened = slack.requests.find(({ method }) => method === 'apps.connections.open');
    expect(opened).toBeDefined();
    expect(surface.slackListener).toBeUndefined();
  });

  test('comes back by itself, within seconds, when Slack refreshes or cuts the connection', async (context) => {
    const { socket, start, answerTo } = await openWorld(context);
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

  test('goes on trying, and lives, when Slack refuses the new connection for a while', async (context) => {
    const { socket, start, answerTo } = await openWorld(context);
    let asked = 0;
    await start(() => {
      asked += 1;
      return asked === 1 || asked > 4 ? { ok: true, url: socket.url } : { ok: false, error: 'internal_error' };
    });
    socket.cut();
    await waitUntil('it is connected again', () => socket.connections() === 2);
    expect(asked).toBe(5);
    expect(await answerTo('help')).toMatchObject({ response_type: 'ephemeral' });
  });

  test('opens few connections where each is closed as soon as it is open', async (context) => {
    const { socket, start } = await openWorld(context);
    await start();
    socket.cutAtOnce();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await waitUntil('it tried again', () => socket.connections() > 2);
    expect(socket.connections()).toBeLessThan(8);
  });

  test('survives messages that make no sense', async (context) => {
    const { socket, start, answerTo } = await openWorld(context);
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

  test('refuses to start with an app token that Slack refuses, and says which setting that is', async (context) => {
    const { start } = await openWorld(context);
    await expect(start(() => ({ ok: false, error: 'invalid_auth' }))).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): create/),
    });
  });

  test('does not come back after it was stopped', async (context) => {
    const { socket, start } = await openWorld(context);
    const running = await start();
    await running.stop();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(socket.connections()).toBe(1);
  });
});
