import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeGitHub } from '../support/fake-github.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { makeFolder, startVhdwatch } from '../support/run-vhdwatch.ts';
import { type FakeSocket, startFakeSocket } from '../support/start-fake-socket.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: ReturnType<typeof makeFolder>;
let slack: FakeSlack;
let socket: FakeSocket;
let taken: { readonly port: number; close(): void };

beforeEach(async () => {
  folder = makeFolder();
  [slack, socket] = await Promise.all([startFakeSlack(), startFakeSocket()]);
  const opens = JSON.stringify({ ok: true, url: socket.url });
  slack.failWhen((method) => (method === 'apps.connections.open' ? { kind: 'body', body: opens } : null));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  taken = { port: typeof address === 'object' ? (address?.port ?? 0) : 0, close: () => server.close() };
});
afterEach(async () => {
  taken.close();
  await Promise.all([slack.close(), socket.close()]);
  folder.remove();
});

test('a service whose last port is taken ends and says so, whatever it had opened by then', async () => {
  const service = startVhdwatch({
    cwd: folder.path,
    env: {
      DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
      GITHUB_API_URL: 'http://127.0.0.1:9',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.token,
      SLACK_APP_TOKEN: 'xapp-1-test',
      SLACK_CHANNEL: 'C0NEWS',
      PORT: '0',
      PROBES_PORT: `${taken.port}`,
    },
  });
  const ended = new Promise((resolve) => service.child.once('exit', resolve));
  await waitUntil('it ends by itself', () => service.child.exitCode !== null, 30_000).catch(() =>
    service.stop('SIGKILL'),
  );
  expect(await ended).toBe(1);
  expect(service.log()).toContain(
    `Port ${taken.port} on 127.0.0.1 is in use: stop the program that has it, or set PROBES_PORT`,
  );
});

test('a copy that is cut short by a signal leaves nothing beside', async () => {
  const path = join(folder.path, 'vhdwatch.db');
  const store = openTestStore(path);
  store.settings.save('large', 'x'.repeat(60_000_000));
  store.close();
  const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const env = { PATH: process.env['PATH'], DATABASE_PATH: path };
  const child = spawn(process.execPath, [program, 'backup', 'copy.db'], { cwd: folder.path, env });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const list = () => readdirSync(folder.path).filter((name) => name.startsWith('copy'));
  while (list().length === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill();
  expect(await ended).toBe(143);
  expect(list()).toEqual([]);
});

/** The process below another one: what runs in a space of its own is the first process there. */
function findChild(pid: number): number | null {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? null : Number(children.split(' ')[0]);
}

const canUnshare = spawnSync('unshare', ['-rpf', '--kill-child', 'true']).status === 0;

test.skipIf(!canUnshare)('a command that is the first process of its container ends when it is told to', async () => {
  const github = await startFakeGitHub({});
  github.setFault({ kind: 'stall' });
  const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const env = {
    PATH: process.env['PATH'],
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    GITHUB_API_URL: github.url,
  };
  const outer = spawn('unshare', ['-rpf', '--kill-child', process.execPath, program, 'poll'], {
    cwd: folder.path,
    env,
  });
  const ended = new Promise((resolve) => outer.once('exit', resolve));
  await waitUntil('it asks', () => github.requests.length > 0);
  process.kill(findChild(outer.pid ?? 0) ?? 0, 'SIGTERM');
  expect(await ended).toBe(143);
  await github.close();
});
