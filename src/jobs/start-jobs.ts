import { schedule } from 'node-cron';
import type { AppContext } from '../app/app-context.ts';
import { deliverDue } from '../app/deliver.ts';
import { poll } from '../app/poll.ts';
import { remind } from '../app/remind.ts';
import { withWorkLease } from '../app/with-work-lease.ts';
import { createDiscoveryJob } from './create-discovery-job.ts';

/** When the jobs run: cron expressions in an IANA time zone. */
export interface JobSchedules {
  readonly poll: string;
  readonly reminder: string;
  /** `null` while discovery from Azure is off. */
  readonly discovery?: string | null;
  readonly timeZone: string;
}

/** The running jobs; `stop` waits for the one at work. */
export interface Jobs {
  stop(): Promise<void>;
}

/** How often the outbox is looked at between polls, for retries that became due. */
const DELIVERY_INTERVAL_MS = 1_000;
/** Another process may be polling for this long before a job gives up; the next turn tries again. */
const PATIENCE_MS = 60_000;

/** Polls at once, then on schedule; reminds on schedule; delivers retries in between. One job at a time, never overlapping. */
export function startJobs(context: AppContext, schedules: JobSchedules): Jobs {
  const runner = createRunner(context);
  const options = { timezone: schedules.timeZone, noOverlap: true, suppressMissedWarning: true };
  const tasks = [
    schedule(schedules.poll, () => runner.run('poll', async () => logPoll(context, await poll(context))), options),
    schedule(
      schedules.reminder,
      () => runner.run('remind', () => remind(context, { force: false, late: false })),
      options,
    ),
  ];
  if (schedules.discovery) {
    const discovery = createDiscoveryJob(context, runner.run);
    tasks.push(schedule(schedules.discovery, discovery.run, options));
    if (discovery.isDue()) void discovery.run();
  }
  const delivery = setInterval(() => {
    if (!runner.isBusy() && isSomethingDue(context)) void runner.run('deliver', () => deliverDue(context));
  }, DELIVERY_INTERVAL_MS);
  void runner.run('poll', async () => logPoll(context, await poll(context)));
  return {
    stop: async () => {
      clearInterval(delivery);
      await Promise.all(tasks.map((task) => task.destroy()));
      await runner.stop();
    },
  };
}

interface Runner {
  run(name: string, work: () => Promise<unknown>): Promise<void>;
  isBusy(): boolean;
  stop(): Promise<void>;
}

/** Runs one job after the other; a job that fails is logged, and the service goes on. */
function createRunner(context: AppContext): Runner {
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let stopped = false;
  const runOne = async (name: string, work: () => Promise<unknown>) => {
    if (stopped) return;
    try {
      await withWorkLease(context, PATIENCE_MS, work);
    } catch (error) {
      context.logger.error('A job failed; its next turn tries again', { job: name, error });
    }
  };
  return {
    run: (name, work) => {
      waiting += 1;
      queue = queue
        .then(() => runOne(name, work))
        .finally(() => {
          waiting -= 1;
        });
      return queue;
    },
    isBusy: () => waiting > 0,
    stop: () => {
      stopped = true;
      return queue;
    },
  };
}

function isSomethingDue({ store, clock, logger }: AppContext): boolean {
  try {
    const dueAt = store.outbox.findNextDueAt();
    return dueAt !== null && dueAt <= clock.now().toISOString();
  } catch (error) {
    logger.error('The outbox cannot be read', { error });
    return false;
  }
}

function logPoll({ logger }: AppContext, report: Awaited<ReturnType<typeof poll>>): void {
  const { sources, queued, delivered, failed } = report;
  const sum = (count: (source: (typeof sources)[number]) => number) =>
    sources.reduce((total, source) => total + count(source), 0);
  logger.info('Polled', {
    requests: sum((source) => source.requests),
    new: sum((source) => source.new),
    changed: sum((source) => source.changed),
    errors: sum((source) => (source.error ? 1 : 0)),
    queued,
    delivered,
    failed,
  });
}
