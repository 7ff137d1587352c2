import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeRelease, type FakeGitHub, startFakeGitHub } from '../support/fake-github.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { makeFolder, startVhdwatch } from '../support/run-vhdwatch.ts';
import { announceImage, createNote, createSampleReleases } from '../support/sample-notes.ts';
import { waitUntil } from '../support/wait-until.ts';

let github: FakeGitHub;
let slack: FakeSlack;
let folder: ReturnType<typeof makeFolder>;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  slack = await startFakeSlack({ channels: ['C0PLATFORM'] });
  folder = makeFolder();
});
afterEach(async () => {
  await Promise.all([github.close(), slack.close()]);
  folder.remove();
});

test('secrets that are rotated on disk are taken up by the process that runs', async () => {
  const [file, githubToken, page] = ['token', 'github', 'page'].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(file, 'xoxb-1-revoked\n');
  writeFileSync(githubToken, 'ghp_first\n');
  writeFileSync(page, 'the-first-page-token\n');
  const service = startVhdwatch({
    cwd: folder.path,
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_TOKEN_FILE: githubToken,
      PAGE_TOKEN_FILE: page,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN_FILE: file,
      SLACK_CHANNEL: 'C0PLATFORM',
      DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
      PORT: '0',
      POLL_SCHEDULE: '*/1 * * * * *',
      SLACK_PICTURES: 'off',
    },
  });
  const { pid } = service.child;
  try {
    await waitUntil('the old token is refused', () => service.log().includes('invalid_auth'), 30_000);
    expect(slack.messages('C0PLATFORM')).toEqual([]);

    expect(github.requests.at(-1)?.headers.authorization).toContain('ghp_first');

    writeFileSync(file, 'two words\n');
    await waitUntil('what cannot be used is named', () => service.log().includes('cannot be used'), 30_000);
    writeFileSync(githubToken, 'ghp_second\n');
    writeFileSync(page, 'the-second-page-token\n');
    rmSync(file);
    writeFileSync(file, `${slack.token}\n`);
    await waitUntil('what waited is sent', () => slack.messages('C0PLATFORM').length > 0, 40_000);
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
    const hasNews = () => slack.messages('C0PLATFORM').some(({ text }) => text.includes('20348.5600.260901'));
    await waitUntil('it goes on', hasNews, 30_000);
    expect(github.requests.at(-1)?.headers.authorization).toContain('ghp_second');
    const url = [...service.log().matchAll(/"url":"(http:[^"]+)"/g)].at(-1)?.[1] ?? '';
    const readPage = async (token: string) =>
      (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await readPage('the-second-page-token'), await readPage('the-first-page-token')]).toEqual([200, 401]);
    expect(service.log()).not.toMatch(/ghp_(first|second)|(first|second)-page-token|xoxb-(1|test)/);
  } finally {
    await service.stop();
  }
});
