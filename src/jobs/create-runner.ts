import type { AppContext } from '../app/app-context.ts';
import { withWorkLease } from '../app/work-lease.ts';

/** Runs jobs in turn. */
export interface Runner {
  /** Resolves when the job is done, or failed and was logged. */
  run(name: string, work: () => Promise<unknown>): Promise<void>;
  isBusy(): boolean;
  /** Resolves when the job at work is done; the ones that wait are not begun. */
  stop(): Promise<void>;
}

/** Another process may be working for this long before a job gives up; the next turn tries again. */
const PATIENCE_MS = 60_000;

/** Runs one job after the other, none while another process works; a job that fails is logged, and the service goes on. */
export function createRunner(context: AppContext): Runner {
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
