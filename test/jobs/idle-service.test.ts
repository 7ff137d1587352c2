import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { createTestApp, createTestLogger } from '../support/create-test-app.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { makeFolder } from '../support/run-vhdwatch.ts';

const NEVER = { poll: '0 0 1 1 *', discovery: null, timeZone: 'UTC' };

test('a service that cannot save, since the disk is full, does not say that another process works', async () => {
  const { context } = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
  const refuse = (): never => {
    throw new Error('database or disk is full');
  };
  const logger = createTestLogger();
  const store = Object.assign(Object.create(context.store), { transaction: refuse });
  const jobs = startJobs({ ...context, store, logger, sources: [] }, NEVER, () => undefined, null);
  await jobs.stop();
  expect(logger.lines.map(({ message }) => message)).toEqual([
    'Nothing is done while the database cannot be written: "vhdwatch doctor" says why',
  ]);
});

test('a service whose database cannot be read says so once, and sends what waits as soon as it can be', async () => {
  const folder = makeFolder();
  const path = join(folder.path, 'vhdwatch.db');
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9', store: openTestStore(path) });
  const content = { kind: 'test-message', requestedBy: 'test' } as const;
  app.store.outbox.add([{ channel: 'C0PLATFORM', dedupeKey: 'test', content }], app.clock.now().toISOString());
  const other = new Database(path);
  other.exec('alter table outbox rename to elsewhere');
  const logger = createTestLogger();
  const lines = () => logger.lines.map(({ message, fields }) => [message, fields['job'] ?? null]);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const jobs = startJobs({ ...app.context, logger, sources: [] }, NEVER, () => undefined, null);
  const pollFailed = ['A job failed; its next turn tries again', 'poll'];
  await vi.waitFor(() => expect(lines()).toContainEqual(pollFailed));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(lines().slice(-2)).toEqual([pollFailed, ['The database cannot be read', null]]);
  other.exec('alter table elsewhere rename to outbox');
  await vi.advanceTimersByTimeAsync(500);
  vi.useRealTimers();
  await vi.waitFor(() => expect(app.store.inbox.list(10)).toMatchObject([{ key: 'test' }]));
  await jobs.stop();
  other.close();
  app.store.close();
  folder.remove();
});
