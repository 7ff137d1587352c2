import { expect, test } from 'vitest';
import { findDiscoveryState } from '../../src/app/fleet/discovery-state.ts';
import { AppError } from '../../src/domain/app-error.ts';
import type { AzureDiscovery } from '../../src/inventory/azure/create-azure-discovery.ts';
import { createDiscoveryJob, followSocket } from '../../src/jobs/start-jobs.ts';
import { createTestApp, createTestLogger } from '../support/create-test-app.ts';
import { socketOf } from '../support/web-alone.ts';

const NOTHING = {
  clusters: [],
  parts: [],
  rejected: [],
  notices: [],
  complete: true,
  problems: [],
  gone: [],
  partial: [],
  filtered: [],
  unread: [],
  words: new Map<string, string>(),
  isWholeList: true,
  isList: false,
};

function createJob(discover: AzureDiscovery['discover'], runsTurns = true) {
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-07T08:00:00Z' });
  const logger = createTestLogger();
  const context = { ...app.context, logger, discovery: { discover } };
  const turns: string[] = [];
  const job = createDiscoveryJob(context, async (name, work) => {
    turns.push(name);
    if (runsTurns) await work();
  });
  return { ...app, context, logger, turns, job };
}

test('is due until a discovery succeeded, and again six hours later', async () => {
  const { job, clock, turns } = createJob(async () => NOTHING);
  expect(job.isDue()).toBe(true);
  await job.run();
  expect(turns).toEqual(['save-discovery']);
  expect(job.isDue()).toBe(false);
  clock.advance(6 * 3_600_000);
  expect(job.isDue()).toBe(true);
});

test('is due where the last one succeeded under a clock that ran ahead', async () => {
  const { job, clock } = createJob(async () => NOTHING);
  clock.set('2286-11-20T17:46:39Z');
  await job.run();
  clock.set('2026-08-07T08:00:00Z');
  expect(job.isDue()).toBe(true);
});

test('a failure is logged and remembered, and never thrown', async () => {
  const { job, logger, context } = createJob(() => Promise.reject(new AppError('unavailable', 'Azure is away.')));
  await job.run();
  expect(logger.lines).toMatchObject([{ level: 'error', fields: { error: 'Azure is away.' } }]);
  expect(findDiscoveryState(context)).toMatchObject({ lastError: 'Azure is away.', failures: 1 });
  expect(job.isDue()).toBe(true);
});

test('what was found when the service stops is not half saved', async () => {
  const { job, logger, context } = createJob(async () => NOTHING, false);
  await job.run();
  expect(findDiscoveryState(context)).toBeNull();
  expect(logger.lines).toMatchObject([{ level: 'error', fields: { error: 'What was found was not saved.' } }]);
});

/** First lines of what the operators were told. */
const alarmsOf = ({ store }: ReturnType<typeof createTestApp>) =>
  store.outbox.list(100).flatMap(({ content }) => (content.kind === 'operator-alarm' ? [content.title] : []));

test('operators hear once of a discovery that goes on failing, and once that it works again', async () => {
  let isAway = true;
  const app = createJob(() =>
    isAway ? Promise.reject(new AppError('unavailable', 'Azure is away.')) : Promise.resolve(NOTHING),
  );
  const runAfter = async (hours: number) => {
    app.clock.advance(hours * 3_600_000);
    await app.job.run();
  };
  await runAfter(0);
  await runAfter(2);
  expect(alarmsOf(app)).toEqual([]);
  await runAfter(2);
  await runAfter(6);
  expect(alarmsOf(app)).toEqual(['vhdwatch cannot read the fleet from Azure']);
  isAway = false;
  await runAfter(6);
  await runAfter(6);
  expect(alarmsOf(app).toSorted()).toEqual([
    'vhdwatch cannot read the fleet from Azure',
    'vhdwatch reads the fleet from Azure again',
  ]);
  isAway = true;
  await runAfter(6);
  await runAfter(6);
  expect(alarmsOf(app)).toHaveLength(3);
});

test('operators hear once of a socket that stays closed, and once that it is open again', () => {
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
  const lookFor = (minutes: number, isOpen: boolean | null) => {
    for (let passed = 0; passed < minutes; passed += 1) {
      app.clock.advance(60_000);
      followSocket(app.context, isOpen === null ? null : socketOf(isOpen));
    }
  };
  lookFor(60, null);
  lookFor(14, false);
  lookFor(5, true);
  expect(alarmsOf(app)).toEqual([]);
  lookFor(90, false);
  expect(alarmsOf(app)).toEqual(['It stays closed']);
  lookFor(30, true);
  expect(alarmsOf(app)).toHaveLength(2);
  expect(alarmsOf(app)).toContain('It is open again');
});
