import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeGitHub, startFakeGitHub } from '../../../support/fake-github.ts';
import { createTrackerJson, type FakeTracker, startFakeTracker } from '../../../support/fake-tracker.ts';
import { runInProcess } from '../../../support/run-in-process.ts';
import { makeFolder } from '../../../support/run-vhdwatch.ts';
import { createSampleReleases } from '../../../support/sample-notes.ts';

let github: FakeGitHub;
let tracker: FakeTracker;
let folder: ReturnType<typeof makeFolder>;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  tracker = await startFakeTracker(createTrackerJson({ 'Windows Server 2022': { 'East US': ['20348.5386.260715'] } }));
  folder = makeFolder();
});
afterEach(async () => {
  await Promise.all([github.close(), tracker.close()]);
  folder.remove();
});

async function run(command: string, trackerUrl: string) {
  const env = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: trackerUrl,
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    LOG_LEVEL: 'silent',
  };
  const result = await runInProcess([command, '--json'], { env, cwd: folder.path });
  return { ...result, report: JSON.parse(result.stdout) as Record<string, { name: string; result: string }[]> };
}

const trackerOf = ({ report }: Awaited<ReturnType<typeof run>>) =>
  report['sources']?.find(({ name }) => name === 'release-tracker');

test('vhdwatch poll reads the release tracker as the last of its sources', async () => {
  const result = await run('poll', tracker.url);
  expect(result.code).toBe(0);
  expect(result.report['sources']?.at(-1)).toMatchObject({ name: 'release-tracker', requests: 1, new: 1, error: null });
});

test('vhdwatch poll is green and quick where the tracker is not there, and says so in its JSON; doctor only warns', async () => {
  await tracker.close();
  const start = Date.now();
  const result = await run('poll', tracker.url);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(trackerOf(result)).toMatchObject({ new: 0, error: expect.stringMatching(/RELEASE_TRACKER_URL.*off/) });
  expect(Date.now() - start).toBeLessThan(10_000);

  const { report } = await run('doctor', tracker.url);
  const check = report['checks']?.find(({ name }) => name === 'source release-tracker');
  expect(check).toMatchObject({ result: 'warning', detail: expect.stringContaining('RELEASE_TRACKER_URL') });
});

test('with "off" nobody asks it, and it is no source', async () => {
  expect(trackerOf(await run('poll', 'off'))).toBeUndefined();
  const { report } = await run('doctor', 'off');
  expect(report['checks']?.map(({ name }) => name)).not.toContain('source release-tracker');
  expect(tracker.requests).toEqual([]);
});

test('without a network it says why once: of the feed in its last line, of others below its table', async () => {
  await Promise.all([github.close(), tracker.close()]);
  const env = { GITHUB_API_URL: github.url, RELEASE_TRACKER_URL: tracker.url, LOG_LEVEL: 'silent' };
  const { stdout, stderr, code } = await runInProcess(['poll'], {
    env: { ...env, DATABASE_PATH: join(folder.path, 'vhdwatch.db') },
    cwd: folder.path,
  });
  expect(code).toBe(1);
  expect(stdout.match(/failed {2}/g)).toHaveLength(5);
  expect(stdout.match(/RELEASE_TRACKER_URL/g)).toHaveLength(1);
  expect(stdout).toMatch(/\n\nrelease-tracker: .*RELEASE_TRACKER_URL/);
  expect(stdout).not.toContain('GITHUB_API_URL');
  expect(stderr).toMatch(/^.*GITHUB_API_URL.*\n$/);
});
