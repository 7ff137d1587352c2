import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { startFakeSlack } from '../support/fake-slack.ts';
import { makeFolder, runVhdwatch, startVhdwatch } from '../support/run-vhdwatch.ts';
import { startFakeSocket } from '../support/start-fake-socket.ts';
import { waitUntil } from '../support/wait-until.ts';

// Beside each other: each waits for its process.
it.concurrent.each([['status'], ['doctor'], ['serve', '--help']])(
  'what %s loads is compiled already, and taken, and into a pipe it prints no colour',
  async (...args) => {
    const folder = makeFolder();
    try {
      const env = {
        NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
        DATABASE_PATH: ':memory:',
        GITHUB_API_URL: 'http://127.0.0.1:9',
      };
      const { stdout, stderr } = await runVhdwatch(args, { cwd: folder.path, env });
      const told = `${stdout}${stderr}`;
      expect(told.match(/ was accepted/g)?.length ?? 0).toBeGreaterThan(5);
      expect(stdout).not.toBe('');
      expect(told).not.toContain('\u001b[');
      // As where somebody may not write beside the program, each start would compile it again.
      expect(told).not.toMatch(/ was rejected|writing cache for/);
    } finally {
      folder.remove();
    }
  },
);

it.concurrent('keeps by which code something was worked out, so that other code of the same version does it anew', async () => {
  const folder = makeFolder();
  try {
    const path = join(folder.path, 'vhdwatch.db');
    const id =
      '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/shop';
    const pools = [{ name: 'npwin', osType: 'Windows', mode: 'User', count: 1 }];
    writeFileSync(join(folder.path, 'list.json'), JSON.stringify([{ id, name: 'shop', agentPoolProfiles: pools }]));
    const env = { DATABASE_PATH: path };
    expect(await runVhdwatch(['clusters', 'import', 'list.json'], { cwd: folder.path, env })).toMatchObject({
      code: 0,
    });
    const db = new Database(path, { readonly: true });
    const kept = db.prepare("select value from settings where key = 'findings'").pluck().get();
    db.close();
    expect(kept).toMatch(/\d+\.\d+\.\d+\+[0-9a-f]{12}/);
  } finally {
    folder.remove();
  }
});

it.concurrent('knows when a schedule is due in UTC as in a time zone of the same hours', async () => {
  const folder = makeFolder();
  const findNext = async (zone: string) => {
    const env = {
      DATABASE_PATH: ':memory:',
      GITHUB_API_URL: 'http://127.0.0.1:9',
      TIMEZONE: zone,
      // Wednesdays in February, a quarter of an hour and seven seconds into the day.
      POLL_SCHEDULE: '7 15 0 * 2 3',
    };
    const { stdout } = await runVhdwatch(['doctor'], { cwd: folder.path, env });
    return /next \d+ Feb \d+, 00:15/.exec(stdout)?.[0] ?? stdout;
  };
  try {
    const [inUtc, elsewhere] = await Promise.all(['UTC', 'Africa/Abidjan'].map(findNext));
    expect(inUtc).toMatch(/^next/);
    expect(inUtc).toBe(elsewhere);
  } finally {
    folder.remove();
  }
});

it('answers through a socket that it opens again when it is cut', async () => {
  const folder = makeFolder();
  const [slack, socket] = await Promise.all([startFakeSlack(), startFakeSocket()]);
  const opens = JSON.stringify({ ok: true, url: socket.url });
  slack.failWhen((method) => (method === 'apps.connections.open' ? { kind: 'body', body: opens } : null));
  const service = startVhdwatch({
    cwd: folder.path,
    env: {
      DATABASE_PATH: ':memory:',
      GITHUB_API_URL: 'http://127.0.0.1:9',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.token,
      SLACK_APP_TOKEN: 'xapp-1-test',
      PORT: '0',
    },
  });
  try {
    await waitUntil('it is connected', () => socket.connections() === 1, 30_000);
    socket.cut();
    await waitUntil('it is connected again', () => socket.connections() === 2, 30_000);
    socket.send({
      type: 'slash_commands',
      envelope_id: 'asked',
      accepts_response_payload: true,
      payload: { command: '/vhdwatch', text: 'help', user_id: 'U0ANN', channel_id: 'C0TEAM', trigger_id: '1.2' },
    });
    await waitUntil('it is answered', () => socket.acknowledgementOf('asked') !== undefined, 30_000);
  } finally {
    await service.stop();
    await Promise.all([slack.close(), socket.close()]);
    folder.remove();
  }
});
