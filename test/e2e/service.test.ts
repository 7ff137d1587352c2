import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { createFakeRelease, startFakeGitHub } from '../support/fake-github.ts';
import { startFakeSlack } from '../support/fake-slack.ts';
import { runInProcess } from '../support/run-in-process.ts';
import { makeFolder, type RunningService, runVhdwatch, startVhdwatch } from '../support/run-vhdwatch.ts';
import { createSampleFleet } from '../support/sample-fleet.ts';
import { announceImage, createNewRelease, createNote, createSampleReleases } from '../support/sample-notes.ts';
import { createSlackCaller } from '../support/slack-caller.ts';
import { waitUntil } from '../support/wait-until.ts';

const CHANNEL = 'C0PLATFORM';
const RELEASES = '/repos/Azure/AKS/releases';
const EACH_SECOND = '*/1 * * * * *';
const SECRET = 'e2e-secret';
const SEPTEMBER = {
  ...createNewRelease(),
  tag_name: '2026-09-01',
  published_at: '2026-09-01T00:00:00Z',
  body: createNote([announceImage('2022', '20348.5600.260830')]),
};

/** A GitHub, a Slack and a folder of a test's own, and what a service is told of them. */
async function openWorld({ onTestFinished }: TestContext) {
  const github = await startFakeGitHub({ releases: createSampleReleases() });
  const slack = await startFakeSlack({ channels: [CHANNEL, 'C0BILLING1'] });
  const folder = makeFolder();
  const services: RunningService[] = [];
  onTestFinished(async () => {
    await Promise.all(services.map((service) => service.stop('SIGKILL')));
    await Promise.all([github.close(), slack.close()]);
    folder.remove();
  });
  writeFileSync(join(folder.path, 'clusters.json'), JSON.stringify(createSampleFleet()));
  const env: Record<string, string> = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: CHANNEL,
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    PORT: '0',
    LOG_LEVEL: 'info',
  };
  return {
    github,
    slack,
    env,
    cwd: folder.path,
    start: (changes: Record<string, string> = {}): RunningService => {
      const service = startVhdwatch({ env: { ...env, ...changes }, cwd: folder.path });
      services.push(service);
      return service;
    },
    /** A command, in this process. */
    run: (...args: string[]) => runInProcess(args, { env, cwd: folder.path }),
  };
}

/** Where its page is since it began last. */
const urlOf = (service: RunningService) => [...service.log().matchAll(/"url":"(http:[^"]+)"/g)].at(-1)?.[1] ?? '';

/** What it says of itself: `ready`, or `standby`. */
async function statusOf(service: RunningService): Promise<unknown> {
  return ((await (await fetch(`${urlOf(service)}/readyz`)).json()) as { status: unknown }).status;
}

/** For commands and buttons of Slack. */
const INBOUND = { SLACK_SIGNING_SECRET: SECRET, SLACK_COMMAND: '/nodes' };

// Beside each other: each waits for its own processes most of the time.
describe.concurrent('the built program', () => {
  test('one summary first, one message per release and channel, one per edit, and silence otherwise, whichever of two services is killed', async (context) => {
    const { github, slack, run, start } = await openWorld(context);
    const polling = { POLL_SCHEDULE: EACH_SECOND, SLACK_PICTURES: 'off' };
    /** Waits until the feed was polled `more` times from now on. */
    const waitForPolls = (more: number) => {
      const polled = github.count(RELEASES) + more;
      return waitUntil(`${more} further polls`, () => github.count(RELEASES) >= polled);
    };
    expect(await run('clusters', 'import', 'clusters.json')).toMatchObject({ code: 0, stderr: '' });
    const first = start(polling);
    await waitUntil('the summary is posted', () => slack.messages().length > 0);
    expect(first.log()).toMatch(/"page":"open to this machine only \(127\.0\.0\.1\)"/i);
    expect((await fetch(urlOf(first))).status).toBe(200);
    await waitForPolls(2);
    expect(slack.messages()).toHaveLength(1);
    const summary = slack.messages(CHANNEL)[0]?.text ?? '';
    expect(summary).toContain('20348.5386.260715');
    expect(summary).toContain('4 Windows node pools: 1 unsupported, 3 behind');

    const unchanged = github.requests.filter(({ path }) => path === RELEASES).slice(-2);
    expect(unchanged.map(({ status }) => status)).toEqual([304, 304]);

    github.releases.unshift(createNewRelease());
    await waitUntil('the release is told in both channels', () => slack.messages().length >= 3);
    await waitForPolls(1);
    expect(slack.messages()).toHaveLength(3);
    const news = slack.messages(CHANNEL)[1]?.text ?? '';
    expect(news).toContain('20348.5499.260812');
    expect(news).toContain('npwin');
    expect(news).not.toContain('win19');
    const owned = slack.messages('C0BILLING1')[0]?.text ?? '';
    expect(owned).toContain('20348.5499.260812');
    expect(owned).toContain('win22');
    expect(owned).not.toContain('npwin');

    const edited = {
      ...createNewRelease(),
      body: createNote([announceImage('2022', '20348.5499.260812'), announceImage('2025', '26100.33296.260812')]),
    };
    github.releases[0] = edited;
    await waitUntil('the edit is told', () => slack.messages().length >= 4);
    await waitForPolls(1);
    expect(slack.messages()).toHaveLength(4);
    const update = slack.messages(CHANNEL)[2]?.text ?? '';
    expect(update).toContain('26100.33296.260812');
    expect(update).not.toContain('20348.5499.260812');
    expect(update).toContain('edited');

    const second = start(polling);
    await waitUntil('the other stands by', () => second.log().includes('Standing by'));
    expect([await statusOf(first), await statusOf(second)]).toEqual(['ready', 'standby']);
    await first.stop('SIGKILL');
    await waitUntil('the other goes on', () => second.log().includes('goes on with the work'));
    await waitForPolls(1);
    expect(slack.messages()).toHaveLength(4);
    github.releases.unshift(SEPTEMBER);
    await waitUntil('the other tells of the next release', () => slack.messages(CHANNEL).length >= 4);
    expect((await second.stop()).code).toBe(0);
    expect(slack.keys(CHANNEL)).toEqual([...new Set(slack.keys(CHANNEL))]);
    expect(slack.paceViolations).toEqual([]);
    expect(slack.pings).toEqual([]);
    expect(first.log() + second.log()).not.toContain(slack.token);
  });

  test('a wrong Slack token keeps the message for later and says so', async (context) => {
    const { slack, env, cwd } = await openWorld(context);
    const poll = await runInProcess(['poll', '--json'], {
      env: { ...env, SLACK_BOT_TOKEN: 'xoxb-wrong' },
      cwd,
    });
    expect(poll.code).toBe(1);
    expect(JSON.parse(poll.stdout)).toMatchObject({ queued: 1, delivered: 0, failed: 1 });
    expect(poll.stderr).toContain('outbox list');
    expect(poll.stderr).not.toContain('xoxb-wrong');
    const later = await runInProcess(['poll', '--json', '--now', new Date(Date.now() + 120_000).toISOString()], {
      env,
      cwd,
    });
    expect(JSON.parse(later.stdout)).toMatchObject({ queued: 0, delivered: 1, failed: 0 });
    expect(slack.messages(CHANNEL)).toHaveLength(1);
  });

  test('the service waits for a Slack that does not answer yet, answers a signed command on its one port, says who can read its page, and stops when asked to', async (context) => {
    const { slack, start } = await openWorld(context);
    // Nothing else keeps the process meanwhile; that it starts without Slack in the end is held by http-mode.test.ts.
    for (let tries = 0; tries < 3; tries += 1) slack.failNext({ kind: 'dropped' }, 'auth.test');
    const open = { HOST: '0.0.0.0', PAGE_PROXY_HEADER: 'X-Signed-In' };
    const running = start({ ...INBOUND, ...open });
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
    const call = createSlackCaller(`${url}/slack/events`, SECRET);
    // It listens after ten seconds at the latest, which a busy machine may need for less than Slack's answers.
    await context.expect
      .poll(async () => (await call.command('help', { command: '/nodes' })).json, { timeout: 30_000 })
      .toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('/nodes and one of these') });
    expect((await createSlackCaller(`${url}/slack/events`, 'wrong').command('help')).status).toBe(401);
    const { code, stderr } = await running.stop();
    expect(code).toBe(0);
    expect(stderr).not.toContain(SECRET);
    expect(stderr).not.toContain(slack.token);
  });

  test('the service stops when asked to while it still waits for Slack', async (context) => {
    const { start } = await openWorld(context);
    let isAsked = false;
    const silent = createServer(() => {
      isAsked = true;
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const running = start({ ...INBOUND, SLACK_API_URL: `http://127.0.0.1:${port}/` });
    await waitUntil('it asks Slack', () => isAsked);
    const askedAt = Date.now();
    expect((await running.stop()).code).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(8_000);
    expect(running.log()).not.toContain('vhdwatch is running');
    silent.closeAllConnections();
    silent.close();
  });

  test('the service does not start with a token that Slack refuses, and says which', async (context) => {
    const { env, cwd } = await openWorld(context);
    const { code, stderr } = await runVhdwatch(['serve'], {
      env: { ...env, ...INBOUND, SLACK_BOT_TOKEN: 'xoxb-wrong' },
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('Slack refuses SLACK_BOT_TOKEN (invalid_auth)');
    expect(stderr).not.toContain('xoxb-wrong');
  });

  test('with the bot token alone the service starts, says at once that Slack refuses it, and takes up secrets that are rotated on disk', async (context) => {
    const { github, slack, cwd, env, start } = await openWorld(context);
    const [file, githubToken, page] = ['token', 'github', 'page'].map((name) => join(cwd, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(file, 'xoxb-1-revoked\n');
    writeFileSync(githubToken, 'ghp_first\n');
    writeFileSync(page, 'the-first-page-token\n');
    delete env['SLACK_BOT_TOKEN'];
    const service = start({
      GITHUB_TOKEN_FILE: githubToken,
      PAGE_TOKEN_FILE: page,
      SLACK_BOT_TOKEN_FILE: file,
      POLL_SCHEDULE: EACH_SECOND,
      SLACK_PICTURES: 'off',
    });
    const { pid } = service.child;
    const refusal = 'Slack: refuses SLACK_BOT_TOKEN (invalid_auth): copy';
    await waitUntil('the old token is refused', () => service.log().includes(refusal), 30_000);
    expect(service.log()).toContain('vhdwatch is running');
    expect(slack.messages(CHANNEL)).toEqual([]);

    expect(github.requests.at(-1)?.headers.authorization).toContain('ghp_first');

    writeFileSync(file, 'two words\n');
    await waitUntil('what cannot be used is named', () => service.log().includes('cannot be used'), 30_000);
    writeFileSync(githubToken, 'ghp_second\n');
    writeFileSync(page, 'the-second-page-token\n');
    rmSync(file);
    writeFileSync(file, `${slack.token}\n`);
    await waitUntil('what waited is sent', () => slack.messages(CHANNEL).length > 0, 40_000);
    expect(service.log()).toContain('starting anew');
    expect(service.child.pid).toBe(pid);
    expect(service.child.exitCode).toBeNull();

    github.releases.unshift(
      createFakeRelease({
        tag_name: '2026-09-04',
        published_at: '2026-09-04T00:00:00Z',
        body: createNote([announceImage('2022', '20348.5600.260901')]),
      }),
    );
    const hasNews = () => slack.messages(CHANNEL).some(({ text }) => text.includes('20348.5600.260901'));
    await waitUntil('it goes on', hasNews, 30_000);
    expect(github.requests.at(-1)?.headers.authorization).toContain('ghp_second');
    const readPage = async (token: string) =>
      (await fetch(urlOf(service), { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await readPage('the-second-page-token'), await readPage('the-first-page-token')]).toEqual([200, 401]);
    expect(service.log()).not.toMatch(/ghp_(first|second)|(first|second)-page-token|xoxb-(1|test)/);
  });

  test('a reminder of the built program has its picture in Slack where that is not off, and the process ends by itself', async (context) => {
    const { slack, env, cwd, run } = await openWorld(context);
    env['LOG_LEVEL'] = 'warn';
    // A picture takes more than one week: what July's look at the reminders keeps.
    const [july, at] = [
      ['--now', '2026-07-16T09:00:00Z'],
      ['--now', '2026-08-20T09:00:00Z'],
    ];
    expect((await run('clusters', 'import', 'clusters.json', ...july)).code).toBe(0);
    expect((await run('poll', ...july)).code).toBe(0);
    expect((await run('remind', ...july)).code).toBe(0);
    expect((await run('poll', ...at)).code).toBe(0);
    const { code, stderr } = await runVhdwatch(['remind', ...at], { env, cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(slack.files.map(({ isComplete, bytes }) => [isComplete, bytes?.slice(1, 4)])).toEqual([
      [true, 'PNG'],
      [true, 'PNG'],
    ]);
    const reminders = slack.messages().filter(({ text }) => text.includes('Upgrade reminder, '));
    const named = reminders.flatMap(({ blocks }) => blocks as { slack_file?: { id: string } }[]);
    expect(named.flatMap(({ slack_file: file }) => file?.id ?? [])).toEqual(slack.files.map(({ id }) => id));

    env['SLACK_PICTURES'] = 'off';
    expect((await run('remind', '--force', ...at)).code).toBe(0);
    expect(slack.messages().filter(({ text }) => text.includes('Upgrade reminder, '))).toHaveLength(4);
    expect(slack.files).toHaveLength(2);
  });
});
