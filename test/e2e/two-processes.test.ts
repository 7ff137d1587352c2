import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeGitHub, startFakeGitHub } from '../support/fake-github.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { makeFolder, type RunningService, startVhdwatch } from '../support/run-vhdwatch.ts';
import { createSampleFleet } from '../support/sample-fleet.ts';
import { createNewRelease, createSampleReleases } from '../support/sample-notes.ts';
import { waitUntil } from '../support/wait-until.ts';

let github: FakeGitHub;
let slack: FakeSlack;
let folder: ReturnType<typeof makeFolder>;
const services: RunningService[] = [];

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  slack = await startFakeSlack({ channels: ['C0PLATFORM', 'C0BILLING1'] });
  folder = makeFolder();
  writeFileSync(join(folder.path, 'clusters.json'), JSON.stringify(createSampleFleet()));
});
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop('SIGKILL')));
  await Promise.all([github.close(), slack.close()]);
  folder.remove();
});

function start(): RunningService {
  const env = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: 'C0PLATFORM',
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    PORT: '0',
    POLL_SCHEDULE: '*/1 * * * * *',
    LOG_LEVEL: 'info',
  };
  const service = startVhdwatch({ env, cwd: folder.path });
  services.push(service);
  return service;
}

const urlOf = (service: RunningService) => /"url":"(http:[^"]+)"/.exec(service.log())?.[1] ?? '';

test('of two services on one database one works and one stands by, and goes on when the other is killed', async () => {
  const first = start();
  await waitUntil('it polls', () => first.log().includes('"Polled"'), 20_000);
  const second = start();
  await waitUntil('the other stands by', () => second.log().includes('Standing by'), 20_000);
  expect((await (await fetch(`${urlOf(second)}/readyz`)).json()) as object).toMatchObject({ status: 'standby' });
  expect((await (await fetch(`${urlOf(first)}/readyz`)).json()) as object).toMatchObject({ status: 'ready' });
  await waitUntil('the summary is posted', () => slack.messages().length > 0, 20_000);
  github.releases.unshift(createNewRelease());
  await waitUntil('the release is told', () => slack.messages().length >= 2, 20_000);
  expect(slack.messages()).toHaveLength(2);
  await first.stop('SIGKILL');
  const [newest] = createSampleReleases();
  github.releases.unshift({
    ...newest!,
    tag_name: '2026-09-01',
    published_at: '2026-09-01T00:00:00Z',
    body: SEPTEMBER,
  });
  await waitUntil('the other tells of the next release', () => slack.messages().length >= 3, 20_000);
  expect(second.log()).toContain('goes on with the work');
  expect(second.child.exitCode).toBeNull();
  expect(slack.keys()).toEqual([...new Set(slack.keys())]);
}, 60_000);

const SEPTEMBER = createNewRelease().body?.replaceAll('20348.5499.260812', '20348.5600.260830') ?? '';
