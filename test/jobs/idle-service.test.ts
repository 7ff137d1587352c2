import { expect, test } from 'vitest';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { createTestApp, createTestLogger } from '../support/create-test-app.ts';

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
