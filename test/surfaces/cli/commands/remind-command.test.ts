import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRelease, createTeam, openScenario } from '../../../scenarios/open-scenario.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { runInProcess } from '../../../support/run-in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-remind-'));
const env = { DATABASE_PATH: join(folder, 'v.db'), LOG_LEVEL: 'silent' };
const run = (args: string) => runInProcess(args.split(' '), { cwd: folder, env });

interface Printed {
  readonly channel: string;
  readonly operation: string;
  readonly kind: string;
}

beforeAll(async () => {
  const releases = [
    createRelease('2026-06-19', '2026-06-25T18:00:00Z', [['2022', '20348.5256.260610']]),
    createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]),
  ];
  const fleet = createTeam({ web: '20348.5256.260610' });
  const store = openTestStore(env.DATABASE_PATH);
  await openScenario(releases, fleet, '2026-08-10T09:00:00Z', { store });
  store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('vhdwatch remind --dry-run', () => {
  test('shows what would be sent to whom, and sends and keeps nothing', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout } = await run('remind --dry-run --now 2026-08-20 --json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        channels: ['C0SHOPTEAM1'],
        queued: 0,
        delivered: 0,
        messages: [{ channel: 'C0SHOPTEAM1', operation: 'post', kind: 'upgrade-reminder' }],
      });
    }
    const kept = JSON.parse((await run('outbox list --json')).stdout) as Printed[];
    expect(kept.map(({ kind }) => kind)).toEqual(['watching-summary']);
  });

  test('says it in words, and when there is nothing', async () => {
    expect((await run('remind --dry-run --now 2026-08-20')).stdout).toContain('== C0SHOPTEAM1: post upgrade-reminder');
    await run('remind --now 2026-08-20');
    expect((await run('remind --dry-run --now 2026-08-20')).stdout).toBe('Nothing would be sent.\n');
    expect((await run('remind --dry-run --force --now 2026-08-20')).stdout).toContain('post upgrade-reminder');
  });
});

describe('vhdwatch replay', () => {
  test.each([
    ['--from 2026-12-01', '--from 2026-12-01 is after today.'],
    ['--from 2026-09-01 --until 2026-08-01', '--from 2026-09-01 is after --until 2026-08-01.'],
  ])('refuses a period that ends before it begins: %s', async (period, said) => {
    const { code, stderr } = await run(`replay ${period} --now 2026-10-01`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${said}\n` });
  });

  test('prints the messages of a past period in order, and leaves the database as it is', async () => {
    const before = (await run('outbox list --json')).stdout;
    const { code, stdout } = await run(
      'replay --from 2026-07-20 --until 2026-09-24 --upgrade-after never --now 2026-10-01 --json',
    );
    expect(code).toBe(0);
    const team = (JSON.parse(stdout) as Printed[]).filter(({ channel }) => channel === 'C0SHOPTEAM1');
    expect(team.map(({ operation, kind }) => `${operation} ${kind}`)).toEqual([
      'post release-news',
      'post upgrade-reminder',
      'reply escalation',
      'reply escalation',
      'post upgrade-reminder',
    ]);
    expect((await run('outbox list --json')).stdout).toBe(before);
  });

  test('counts the noise in words', async () => {
    const { stdout } = await run('replay --from 2026-07-20 --until 2026-08-21 --now 2026-10-01');
    expect(stdout).toMatch(/C0SHOPTEAM1: \d+ messages, at most 1 in a month; \d+ in threads, at most \d/);
  });

  test.each([
    'replay',
    'replay --from yesterday',
    'replay --from 2026-07-01 --upgrade-after soon',
    'replay --from 2026-07-01 --until 7',
  ])('%s is wrong usage', async (args) => {
    expect((await run(args)).code).toBe(2);
  });
});

test('vhdwatch remind says that nothing arrived, and fails', async () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_CHANNEL: 'C0PLATFORM', SLACK_API_URL: 'http://127.0.0.1:9/api/' };
  const args = 'remind --force --now 2026-08-21 --json'.split(' ');
  const { code, stdout, stderr } = await runInProcess(args, { cwd: folder, env: { ...env, ...slack } });
  expect(JSON.parse(stdout)).toEqual({ channels: ['C0SHOPTEAM1'], queued: 1, delivered: 0 });
  expect([code, stderr]).toEqual([1, expect.stringContaining('Not delivered: 1 notification.')]);
});
