import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTeam } from '../../scenarios/open-scenario.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { createSampleReleases } from '../../support/sample-notes.ts';

const TEAM = 'C0SHOPTEAM1';
const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-poll-'));
let github: FakeGitHub;

beforeAll(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(args: string): Promise<unknown> {
  const env = {
    DATABASE_PATH: join(folder, 'v.db'),
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    LOG_LEVEL: 'silent',
  };
  const { code, stdout, stderr } = await runInProcess([...args.split(' '), '--json'], { cwd: folder, env });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

async function report(pools: Readonly<Record<string, string>>, at: string): Promise<void> {
  writeFileSync(join(folder, 'fleet.json'), JSON.stringify(createTeam(pools, TEAM)));
  await run(`clusters import fleet.json --now ${at}`);
}

async function sentToTeam(): Promise<readonly string[]> {
  const rows = (await run('outbox list')) as { channel: string; operation: string; kind: string }[];
  return rows
    .filter(({ channel }) => channel === TEAM)
    .map(({ operation, kind }) => `${operation} ${kind}`)
    .reverse();
}

/** Messages that one poll brought up to date. */
async function updatedByPoll(at: string): Promise<unknown> {
  return ((await run(`poll --now ${at}`)) as { updated: number }).updated;
}

test('poll updates a card that is open once for each report, ends it, and sends no reminder of its own', async () => {
  const behind = '20348.5256.260610';
  const newest = '20348.5386.260715';
  await run('poll --now 2026-08-10');
  await report({ web: behind, jobs: behind }, '2026-08-10');
  // The first summary follows the first report.
  expect(await updatedByPoll('2026-08-11')).toBe(1);
  // Its day and a limit go by, and nobody asked for reminders.
  expect(await updatedByPoll('2026-08-25')).toBe(0);
  expect(await sentToTeam()).toEqual([]);
  await run('remind --now 2026-08-25');

  await report({ web: newest, jobs: behind }, '2026-08-26');
  expect(await updatedByPoll('2026-08-26')).toBe(1);
  expect(await updatedByPoll('2026-08-27')).toBe(0);
  // 90 days after the build of the image: past what AKS supports.
  expect(await updatedByPoll('2026-09-08')).toBe(0);

  await report({ web: newest, jobs: newest }, '2026-09-09');
  expect(await updatedByPoll('2026-09-09')).toBe(1);
  expect(await updatedByPoll('2026-09-10')).toBe(0);
  expect(await sentToTeam()).toEqual([
    'post upgrade-reminder',
    'update upgrade-reminder',
    'update upgrade-reminder',
    'reply reminder-done',
  ]);
});

test('remind updates the card that is open as well', async () => {
  await report({ web: '20348.5020.260415', jobs: '20348.5386.260715' }, '2026-09-11');
  await run('remind --force --now 2026-09-11');
  const before = await sentToTeam();
  await report({ web: '20348.5386.260715', jobs: '20348.5386.260715' }, '2026-09-12');
  expect(await run('remind --now 2026-09-12')).toMatchObject({ channels: [], queued: 0 });
  expect((await sentToTeam()).slice(before.length)).toEqual(['update upgrade-reminder', 'reply reminder-done']);
});
