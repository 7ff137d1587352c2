import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isDeadProcess, PROCESS_IDENTITY, withWorkLease } from '../../src/app/work-lease.ts';
import { createTestApp } from '../support/create-test-app.ts';

const [HOST, SPACE] = PROCESS_IDENTITY.split('|');

test('two containers of one name and process number are not one: the second waits for the first', async () => {
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
  const twin = `${HOST}|pid:[4026599999]|${process.pid}|another-mark`;
  hold(app, twin);
  await expect(withWorkLease(app.context, 0, async () => 'worked')).rejects.toThrow(/Another vhdwatch process/);
});

test('a process of this machine that died is not waited for', async () => {
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  hold(app, `${HOST}|${SPACE}|${pid}|its-mark`);
  expect(await withWorkLease(app.context, 0, async () => 'worked')).toBe('worked');
});

test('nor is one whose number is ours by now, as in a container that was started again', () => {
  expect(isDeadProcess(`${HOST}|${SPACE}|${process.pid}|an-earlier-mark`)).toBe(true);
  expect(isDeadProcess(PROCESS_IDENTITY)).toBe(false);
});

test('a holder in the form of an earlier version is waited for, since nothing is known of it', () => {
  expect(isDeadProcess(`${HOST}|${process.pid}|mark`)).toBe(false);
});

function hold(app: ReturnType<typeof createTestApp>, holder: string): void {
  const now = Date.now();
  app.store.leases.acquire('work', holder, new Date(now).toISOString(), new Date(now + 30_000).toISOString());
}
