import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeGitHub, startFakeGitHub } from '../support/fake-github.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { runInProcess } from '../support/run-in-process.ts';
import { makeFolder, type RunningService, startVhdwatch } from '../support/run-vhdwatch.ts';
import { createSampleFleet } from '../support/sample-fleet.ts';
import { announceImage, createNewRelease, createNote, createSampleReleases } from '../support/sample-notes.ts';
import { waitUntil } from '../support/wait-until.ts';

const CHANNEL = 'C0PLATFORM';
const RELEASES = '/repos/Azure/AKS/releases';

let github: FakeGitHub;
let slack: FakeSlack;
let folder: ReturnType<typeof makeFolder>;
let env: Record<string, string>;
const services: RunningService[] = [];

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  slack = await startFakeSlack({ channels: [CHANNEL, 'C0BILLING1'] });
  folder = makeFolder();
  env = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: CHANNEL,
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    PORT: '0',
    POLL_SCHEDULE: '*/1 * * * * *',
    // What is drawn is held by reminder-picture.test.ts.
    SLACK_PICTURES: 'off',
    LOG_LEVEL: 'info',
  };
  writeFileSync(join(folder.path, 'clusters.json'), JSON.stringify(createSampleFleet()));
});

afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop('SIGKILL')));
  await github.close();
  await slack.close();
  folder.remove();
});

function start(): RunningService {
  const service = startVhdwatch({ env, cwd: folder.path });
  services.push(service);
  return service;
}

const urlOf = (service: RunningService) => /"url":"(http:[^"]+)"/.exec(service.log())?.[1] ?? '';

/** What it says of itself: `ready`, or `standby`. */
async function statusOf(service: RunningService): Promise<unknown> {
  return ((await (await fetch(`${urlOf(service)}/readyz`)).json()) as { status: unknown }).status;
}

/** Waits until the service has polled the feed `more` times from now on. */
async function waitForPolls(more: number): Promise<void> {
  const polled = github.count(RELEASES) + more;
  await waitUntil(`${more} further polls`, () => github.count(RELEASES) >= polled);
}

async function importFleet(): Promise<void> {
  const { code, stderr } = await runInProcess(['clusters', 'import', 'clusters.json'], { env, cwd: folder.path });
  expect(stderr).toBe('');
  expect(code).toBe(0);
}

test('one summary first, one message per release and channel, one per edit, and silence otherwise, whichever of two services is killed', async () => {
  await importFleet();
  const first = start();
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

  const second = start();
  await waitUntil('the other stands by', () => second.log().includes('Standing by'));
  expect([await statusOf(first), await statusOf(second)]).toEqual(['ready', 'standby']);
  await first.stop('SIGKILL');
  await waitUntil('the other goes on', () => second.log().includes('goes on with the work'));
  await waitForPolls(1);
  expect(slack.messages()).toHaveLength(4);
  github.releases.unshift({
    ...createNewRelease(),
    tag_name: '2026-09-01',
    published_at: '2026-09-01T00:00:00Z',
    body: SEPTEMBER,
  });
  await waitUntil('the other tells of the next release', () => slack.messages(CHANNEL).length >= 4);
  expect((await second.stop()).code).toBe(0);
  expect(slack.keys(CHANNEL)).toEqual([...new Set(slack.keys(CHANNEL))]);
  expect(slack.paceViolations).toEqual([]);
  expect(slack.pings).toEqual([]);
  expect(first.log() + second.log()).not.toContain(slack.token);
});

const SEPTEMBER = createNote([announceImage('2022', '20348.5600.260830')]);

test('a wrong Slack token keeps the message for later and says so', async () => {
  const poll = await runInProcess(['poll', '--json'], {
    env: { ...env, SLACK_BOT_TOKEN: 'xoxb-wrong' },
    cwd: folder.path,
  });
  expect(poll.code).toBe(1);
  expect(JSON.parse(poll.stdout)).toMatchObject({ queued: 1, delivered: 0, failed: 1 });
  expect(poll.stderr).toContain('outbox list');
  expect(poll.stderr).not.toContain('xoxb-wrong');
  const later = await runInProcess(['poll', '--json', '--now', new Date(Date.now() + 120_000).toISOString()], {
    env,
    cwd: folder.path,
  });
  expect(JSON.parse(later.stdout)).toMatchObject({ queued: 0, delivered: 1, failed: 0 });
  expect(slack.messages(CHANNEL)).toHaveLength(1);
});
