import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runDoctor as checkAll } from '../../../src/app/operations/run-doctor.ts';
import { AppError } from '../../../src/domain/app-error.ts';
import { createTestApp } from '../../support/create-test-app.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';
import { createSampleReleases } from '../../support/sample-notes.ts';

let github: FakeGitHub;
let slack: FakeSlack;
let folder: ReturnType<typeof makeFolder>;
let env: Record<string, string>;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  slack = await startFakeSlack({ channels: ['C0PLATFORM'] });
  folder = makeFolder();
  env = {
    GITHUB_API_URL: github.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: 'C0PLATFORM',
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    LOG_LEVEL: 'silent',
  };
});
afterEach(async () => {
  await Promise.all([github.close(), slack.close()]);
  folder.remove();
});

async function runDoctor() {
  const { code, stdout } = await runInProcess(['doctor', '--json'], { env, cwd: folder.path });
  const { checks } = JSON.parse(stdout) as { checks: { name: string; result: string; detail: string }[] };
  return { code, stdout, of: (name: string) => checks.find((check) => check.name === name), checks };
}

const answerRateLimit = (remaining: number) =>
  github.setFault(
    { kind: 'body', body: JSON.stringify({ resources: { core: { limit: 60, remaining, reset: 1_790_000_000 } } }) },
    { match: '/rate_limit' },
  );

describe('doctor', () => {
  test('says once how old the oldest report is', async () => {
    const add = ['clusters', 'add', 'shop', '--pool', 'web=AKSWindows-2022-containerd-20348.5386.260715'];
    await runInProcess(add, { env, cwd: folder.path });
    expect((await runDoctor()).of('fleet')?.detail).toMatch(/^1 cluster, oldest report [^.]+\.$/);
    await runInProcess(['poll'], { env: { ...env, GITHUB_API_URL: 'http://127.0.0.1:9' }, cwd: folder.path });
    const unread = await runDoctor();
    expect(unread.of('fleet')?.detail).toMatch(/^1 cluster, oldest report [^.]+\.$/);
    expect(unread.of('source aks-releases')?.detail).toMatch(/^1 failure in a row: /);
    env = { ...env, DATABASE_PATH: join(folder.path, 'old.db') };
    await runInProcess([...add, '--now', '2026-08-01'], { env, cwd: folder.path });
    expect((await runDoctor()).of('fleet')?.detail).toMatch(
      /^1 cluster\. The report of shop is older than 7 days \(1 Aug 2026\): import again/,
    );
  });

  test('says of a sound installation what is in order, when what comes next, and no secret', async () => {
    answerRateLimit(57);
    await runInProcess(['poll'], { env, cwd: folder.path });
    const { stdout, of } = await runDoctor();
    expect(of('GitHub')).toMatchObject({ result: 'ok', detail: expect.stringContaining('57 of 60') });
    expect(of('Slack')).toMatchObject({ result: 'ok', detail: expect.stringContaining('Example') });
    expect(of('database')).toMatchObject({ result: 'ok', detail: expect.stringContaining('intact') });
    expect(of('POLL_SCHEDULE')?.detail).toMatch(/^next \d+ \w{3} 20\d\d, /);
    expect(of('REMINDER_SCHEDULE')?.detail).toMatch(/^next \d+ \w{3} 20\d\d, /);
    expect(of('source aks-releases')?.result).toBe('ok');
    expect(of('outbox')).toMatchObject({ result: 'ok', detail: expect.stringContaining('1 delivered') });
    expect(of('configuration')?.detail).toContain('SLACK_BOT_TOKEN set');
    expect(stdout).not.toContain(slack.token);
    // The configuration has it.
    expect(of('SLACK_CHANNEL')).toBeUndefined();
    delete env['SLACK_CHANNEL'];
    expect((await runDoctor()).of('SLACK_CHANNEL')?.result).toBe('warning');
    // With the bot token alone messages go out, and nothing that somebody presses comes in.
    expect(of('SLACK_APP_TOKEN')?.detail).toContain('commands, buttons and the Home tab do nothing');
    env['SLACK_CHANEL'] = 'C0PLATFORM';
    expect((await runDoctor()).of('SLACK_CHANEL')).toMatchObject({
      result: 'warning',
      detail: 'is no setting: did you mean SLACK_CHANNEL?',
    });
  });

  test('says once what holds of several sources, and every setting that is not there in one list', async () => {
    const begin = await runInProcess(['clusters', 'add', 'edge'], { env, cwd: folder.path });
    expect(begin.code).toBe(0);
    const { stdout } = await runInProcess(['doctor'], { env, cwd: folder.path });
    expect(stdout.match(/never polled/g)).toHaveLength(1);
    expect(stdout).toMatch(
      /^sources +warning +never polled: run "vhdwatch poll" \(aks-releases, support-calendar, .*\)$/m,
    );
    expect(stdout).toMatch(/^configuration +ok +.*; not set: GITHUB_TOKEN, SLACK_APP_TOKEN, /m);
    expect((await runDoctor()).of('source vhd-notes')?.detail).toContain('never polled');
  });

  test('gives a reason once, and says of what was read long ago that it is', async () => {
    await runInProcess(['poll'], { env, cwd: folder.path });
    const out = { ...env, GITHUB_API_URL: 'http://127.0.0.1:9' };
    await runInProcess(['poll'], { env: out, cwd: folder.path });
    const { stdout, stderr } = await runInProcess(['doctor'], { env: out, cwd: folder.path });
    expect(stdout.match(/bad port/g)).toHaveLength(1);
    expect(stdout).toMatch(/^source aks-releases .*1 failure in a row: see GitHub$/m);
    expect(stderr.match(/bad port/g)).toHaveLength(1);
    await runInProcess(['poll'], { env, cwd: folder.path });
    const later = new Date(Date.now() + 9 * 86_400_000).toISOString();
    const { stdout: old } = await runInProcess(['doctor', '--now', later], { env, cwd: folder.path });
    expect(old).toMatch(/last success .*, long ago: run "vhdwatch poll"/);
    expect(old).not.toContain('Not read lately');
  });

  test('does not call a database in order to which nothing can be saved', async () => {
    const refuse = () => {
      throw new AppError('storage', 'it cannot be written: check the permissions');
    };
    const { context } = createTestApp({ githubUrl: github.url });
    const checks = await checkAll({
      ...context,
      store: Object.assign(Object.create(context.store), { transaction: refuse }),
    });
    expect(checks.find(({ name }) => name === 'database')).toMatchObject({
      result: 'failed',
      detail: expect.stringContaining('check the permissions'),
    });
  });

  test('says of a full disk how much is left, though what lies on it is intact', async () => {
    const { context } = createTestApp({ githubUrl: github.url });
    const databaseWith = async (free: number) => {
      const store = Object.assign(Object.create(context.store), { findFreeBytes: () => free });
      return (await checkAll({ ...context, store })).find(({ name }) => name === 'database');
    };
    expect(await databaseWith(12_000)).toMatchObject({
      result: 'failed',
      detail: 'intact, but its disk is full (12 kB left): free space or enlarge the volume',
    });
    expect(await databaseWith(50_000_000)).toMatchObject({ result: 'ok' });
  });

  test.each([
    [
      { checkIntegrity: () => 'page 7 is lost' },
      /^damaged \(page 7 is lost\): stop the service, then "vhdwatch restore FILE"/,
    ],
    [
      { findNetworkFileSystem: () => 'nfs' },
      /^intact, but on a network file system \(nfs\).*: move DATABASE_PATH to a disk$/,
    ],
  ])('says what to do about a database that is not safe: %s', async (found, detail) => {
    const { context } = createTestApp({ githubUrl: github.url });
    const store = Object.assign(Object.create(context.store), found);
    const database = (await checkAll({ ...context, store })).find(({ name }) => name === 'database');
    expect(database).toMatchObject({ result: 'failed', detail: expect.stringMatching(detail) });
  });

  test('names the working day that a reminder comes on, not the day of its setting', async () => {
    Object.assign(env, { REMINDER_SCHEDULE: '0 9 20 * *', HOLIDAYS: '2026-09-21' });
    const { stdout } = await runInProcess(['doctor', '--json', '--now', '2026-09-02'], { env, cwd: folder.path });
    // The 20th is a Sunday.
    expect(stdout).toContain('next 22 Sep 2026, 09:00 UTC');
  });

  test('exits 1 and says what to do when Slack refuses the token', async () => {
    env['SLACK_BOT_TOKEN'] = 'xoxb-wrong-token';
    await runInProcess(['poll'], { env, cwd: folder.path });
    const { code, stdout, of } = await runDoctor();
    expect(code).toBe(1);
    expect(of('Slack')?.detail).toMatch(/refuses SLACK_BOT_TOKEN \(invalid_auth\): copy/);
    expect(of('outbox')).toMatchObject({ result: 'failed', detail: expect.stringContaining('invalid_auth') });
    expect(stdout).not.toContain('xoxb-wrong-token');
  });

  test('names the scope that is missing and what it is for', async () => {
    await slack.close();
    slack = await startFakeSlack({ channels: ['C0PLATFORM'], scopes: ['chat:write', 'groups:history'] });
    env['SLACK_API_URL'] = slack.apiUrl;
    const { of } = await runDoctor();
    expect(of('Slack')).toMatchObject({
      result: 'warning',
      detail: expect.stringMatching(/add channels:history \(to see/),
    });
  });

  test('is content without files:write, and says what it would bring', async () => {
    await slack.close();
    slack = await startFakeSlack({ scopes: ['chat:write', 'channels:history', 'groups:history'] });
    env['SLACK_API_URL'] = slack.apiUrl;
    expect((await runDoctor()).of('Slack')).toMatchObject({
      result: 'ok',
      detail: expect.stringContaining('pictures'),
    });
  });

  test('warns when few requests to GitHub are left, and fails when GitHub cannot be reached', async () => {
    answerRateLimit(3);
    expect((await runDoctor()).of('GitHub')).toMatchObject({
      result: 'warning',
      detail: expect.stringContaining('GITHUB_TOKEN'),
    });
    github.setFault({ kind: 'status', status: 500 });
    const { code, of } = await runDoctor();
    expect(code).toBe(1);
    expect(of('GitHub')?.result).toBe('failed');
  });

  test('names who is at work, and says to start a service only where none is', async () => {
    await runInProcess(['poll'], { env, cwd: folder.path });
    expect((await runDoctor()).of('service')).toMatchObject({
      result: 'warning',
      detail: expect.stringMatching(/^no vhdwatch is running on this database: run "vhdwatch serve"/),
    });
    const db = new Database(env['DATABASE_PATH']);
    const until = new Date(Date.now() + 30_000).toISOString();
    db.prepare("insert into leases (name, holder, expires_at) values ('duty', 'node-7|elsewhere|12|mark', ?)").run(
      until,
    );
    expect((await runDoctor()).of('service')).toEqual({
      name: 'service',
      result: 'ok',
      detail: 'node-7, process 12 is at work and keeps to its times',
    });
    db.close();
  });

  test('says that Slack asked for a pause beside what was given up, and remind where to look', async () => {
    await runInProcess(['poll'], { env, cwd: folder.path });
    await runInProcess(['clusters', 'add', 'edge', '--pool', 'win=AKSWindows-2022-containerd-20348.2340.240316'], {
      env,
      cwd: folder.path,
    });
    slack.failNext({ kind: 'error', error: 'is_archived' });
    await runInProcess(['remind', '--force'], { env, cwd: folder.path });
    slack.failNext({ kind: 'rate-limited', retryAfter: '60' });
    const { stdout } = await runInProcess(['remind', '--force'], { env, cwd: folder.path });
    expect(stdout).toMatch(/^1 reminder queued, 0 delivered; "vhdwatch doctor" says what the others wait for\n$/);
    expect((await runDoctor()).of('outbox')?.detail).toMatch(/1 given up, .*; the chat asked for a pause: nothing is/);
  });

  test('says when a message and a reminder last reached anybody, as the health page does', async () => {
    const before = await runDoctor();
    expect(before.of('outbox')?.detail).toMatch(/, last delivery none yet$/);
    expect(before.of('REMINDER_SCHEDULE')?.detail).toMatch(/; last reminder none yet$/);
    await runInProcess(['poll'], { env, cwd: folder.path });
    const db = new Database(env['DATABASE_PATH']);
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    db.prepare('update delivery_totals set last_at = ?').run(hoursAgo(3.5));
    db.prepare("insert into delivery_totals values ('upgrade-reminder', 'delivered', 1, ?)").run(hoursAgo(49));
    db.close();
    const { of } = await runDoctor();
    expect(of('outbox')?.detail).toMatch(/, last delivery 3 hours ago$/);
    expect(of('REMINDER_SCHEDULE')?.detail).toMatch(/; last reminder 2 days ago$/);
  });

  test.each([
    ['soon', 'at an unknown time'],
    ['', 'at an unknown time'],
    ['2286-11-20T17:46:39.000Z', '20 Nov 2286, 17:46 UTC'],
  ])('does not believe a last success %j', async (instant, said) => {
    await runInProcess(['poll'], { env, cwd: folder.path });
    const db = new Database(env['DATABASE_PATH']);
    db.prepare('update source_states set last_success_at = ?').run(instant);
    db.close();
    expect((await runDoctor()).of('source aks-releases')).toEqual({
      name: 'source aks-releases',
      result: 'warning',
      detail: `last success ${said}, which cannot be: run "vhdwatch poll"`,
    });
    await runInProcess(['poll'], { env, cwd: folder.path });
    expect((await runDoctor()).of('source aks-releases')?.result).toBe('ok');
  });

  test('names a row of the catalogue that cannot be read, as every command does, and how it is made anew', async () => {
    await runInProcess(['poll'], { env, cwd: folder.path });
    const db = new Database(env['DATABASE_PATH']);
    db.exec("update catalogue_entries set data = '{' where id = 1");
    db.close();
    const { code, of } = await runDoctor();
    expect(code).toBe(1);
    expect(of('table catalogue_entries')?.detail).toMatch(
      /^row images \S+ cannot be read and is left out: run "vhdwatch reparse"$/,
    );
    const images = await runInProcess(['images', '--json'], { env, cwd: folder.path });
    expect(images).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^row images \S+ of the table catalogue_entries cannot/),
    });
    const before = (JSON.parse(images.stdout) as unknown[]).length;
    await runInProcess(['reparse'], { env, cwd: folder.path });
    const after = await runInProcess(['images', '--json'], { env, cwd: folder.path });
    expect(after).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(after.stdout)).toHaveLength(before + 1);
  });

  test('every line that is not in order says what to do', async () => {
    // Nobody listens there any more.
    await Promise.all([github.close(), slack.close()]);
    const { checks } = await runDoctor();
    const wanting = checks.filter(({ result }) => result !== 'ok');
    expect(wanting.length).toBeGreaterThan(2);
    for (const { name, detail } of wanting)
      expect(detail, name).toMatch(/check|run|set|add|import|copy|correct|restore/);
  });
});
