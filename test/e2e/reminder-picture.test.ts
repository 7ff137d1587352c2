import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFakeGitHub } from '../support/fake-github.ts';
import { startFakeSlack } from '../support/fake-slack.ts';
import { runInProcess } from '../support/run-in-process.ts';
import { makeFolder, runVhdwatch } from '../support/run-vhdwatch.ts';
import { createSampleFleet } from '../support/sample-fleet.ts';
import { createSampleReleases } from '../support/sample-notes.ts';

test('a reminder of the built program has its picture in Slack where that is not off, and the process ends by itself', async () => {
  const github = await startFakeGitHub({ releases: createSampleReleases() });
  const slack = await startFakeSlack({ channels: ['C0PLATFORM', 'C0BILLING1'] });
  const folder = makeFolder();
  const env: Record<string, string> = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: 'C0PLATFORM',
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    LOG_LEVEL: 'warn',
  };
  // A picture takes more than one week: what July's look at the reminders keeps.
  const [july, at] = [
    ['--now', '2026-07-16T09:00:00Z'],
    ['--now', '2026-08-20T09:00:00Z'],
  ];
  const run = (...args: string[]) => runInProcess(args, { env, cwd: folder.path });
  try {
    writeFileSync(join(folder.path, 'clusters.json'), JSON.stringify(createSampleFleet()));
    expect((await run('clusters', 'import', 'clusters.json', ...july)).code).toBe(0);
    expect((await run('poll', ...july)).code).toBe(0);
    expect((await run('remind', ...july)).code).toBe(0);
    expect((await run('poll', ...at)).code).toBe(0);
    const { code, stderr } = await runVhdwatch(['remind', ...at], { env, cwd: folder.path });
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
  } finally {
    await github.close();
    await slack.close();
    folder.remove();
  }
});
