import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeGitHub, startFakeGitHub } from '../support/fake-github.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { makeFolder, type RunningService, runVhdwatch, startVhdwatch } from '../support/run-vhdwatch.ts';
import { createSampleReleases } from '../support/sample-notes.ts';
import { createSlackCaller } from '../support/slack-caller.ts';
import { waitUntil } from '../support/wait-until.ts';

let github: FakeGitHub;
let slack: FakeSlack;
let folder: ReturnType<typeof makeFolder>;
let env: Record<string, string>;
let service: RunningService | null = null;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  slack = await startFakeSlack({ channels: ['C0TEAM'] });
  folder = makeFolder();
  env = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: 'e2e-secret',
    SLACK_COMMAND: '/nodes',
    SLACK_CHANNEL: 'C0TEAM',
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    PORT: '0',
    LOG_LEVEL: 'info',
  };
});

afterEach(async () => {
  await service?.stop('SIGKILL');
  service = null;
  await github.close();
  await slack.close();
  folder.remove();
});

test('the service waits for a Slack that does not answer yet, answers a signed command on its one port, says who can read its page, and stops when asked to', async () => {
  // Nothing else keeps the process meanwhile; that it starts without Slack in the end is held by http-mode.test.ts.
  for (let tries = 0; tries < 3; tries += 1) slack.failNext({ kind: 'dropped' }, 'auth.test');
  const open = { HOST: '0.0.0.0', PAGE_PROXY_HEADER: 'X-Signed-In' };
  const running = startVhdwatch({ env: { ...env, ...open }, cwd: folder.path });
  service = running;
  const findLine = () =>
    running
      .log()
      .split('\n')
      .find((line) => line.includes('vhdwatch is running'));
  await waitUntil('it listens', () => findLine() !== undefined);
  const { page, url: shown } = JSON.parse(findLine() ?? '{}') as { page: string; url: string };
  expect(page.toLowerCase()).toBe('asks for a token, or for the header x-signed-in of your proxy');
  const url = `http://127.0.0.1:${new URL(shown).port}`;
  expect((await fetch(url)).status).toBe(401);
  const call = createSlackCaller(`${url}/slack/events`, 'e2e-secret');
  const answer = await call.command('help', { command: '/nodes' });
  expect(answer.json).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('/nodes and one of these'),
  });
  expect((await createSlackCaller(`${url}/slack/events`, 'wrong').command('help')).status).toBe(401);
  const { code, stderr } = await running.stop();
  expect(code).toBe(0);
  expect(stderr).not.toContain('e2e-secret');
  expect(stderr).not.toContain(slack.token);
});

test('the service stops when asked to while it still waits for Slack', async () => {
  let isAsked = false;
  const silent = createServer(() => {
    isAsked = true;
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const running = startVhdwatch({ env: { ...env, SLACK_API_URL: `http://127.0.0.1:${port}/` }, cwd: folder.path });
  service = running;
  await waitUntil('it asks Slack', () => isAsked);
  const askedAt = Date.now();
  expect((await running.stop()).code).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(8_000);
  expect(running.log()).not.toContain('vhdwatch is running');
  silent.closeAllConnections();
  silent.close();
});

test('the service does not start with a token that Slack refuses, and says which', async () => {
  const { code, stderr } = await runVhdwatch(['serve'], {
    env: { ...env, SLACK_BOT_TOKEN: 'xoxb-wrong' },
    cwd: folder.path,
  });
  expect(code).toBe(2);
  expect(stderr).toContain('Slack refuses SLACK_BOT_TOKEN (invalid_auth)');
  expect(stderr).not.toContain('xoxb-wrong');
});

test('with the bot token alone the service starts, and says at once that Slack refuses it', async () => {
  const { SLACK_SIGNING_SECRET: _, ...outOnly } = env;
  const running = startVhdwatch({ env: { ...outOnly, SLACK_BOT_TOKEN: 'xoxb-wrong' }, cwd: folder.path });
  service = running;
  await waitUntil('it says so', () => running.log().includes('Slack: refuses SLACK_BOT_TOKEN (invalid_auth): copy'));
  expect(running.log()).toContain('vhdwatch is running');
  expect(running.log()).not.toContain('xoxb-wrong');
});
