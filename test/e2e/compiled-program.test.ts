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
        // Wednesdays in February, a quarter of an hour and seven seconds into the day.
        POLL_SCHEDULE: '7 15 0 * 2 3',
      };
      const { stdout, stderr } = await runVhdwatch(args, { cwd: folder.path, env });
      const told = `${stdout}${stderr}`;
      expect(told.match(/ was accepted/g)?.length ?? 0).toBeGreaterThan(5);
      expect(stdout).not.toBe('');
      expect(told).not.toContain('\u001b[');
      // As where somebody may not write beside the program, each start would compile it again.
      expect(told).not.toMatch(/ was rejected|writing cache for/);
      // What the build puts in the place of a library's way to tell the parts of a date.
      if (args[0] === 'doctor') expect(stdout).toContain(`next ${findWednesday()}, 00:15`);
    } finally {
      folder.remove();
    }
  },
);

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

/** The next in February, as `doctor` writes it. */
function findWednesday(): string {
  const day = new Date(Date.now() - (15 * 60 + 7) * 1000);
  do day.setUTCDate(day.getUTCDate() + 1);
  while (day.getUTCMonth() !== 1 || day.getUTCDay() !== 3);
  return `${day.getUTCDate()} Feb ${day.getUTCFullYear()}`;
}
