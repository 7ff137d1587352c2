import { createTask } from 'node-cron';
import type { Clock } from '../domain/clock.ts';

/**
 * A schedule on the wall clock. It is asked often, so that it notices a clock that jumped: what became due meanwhile is due once, and a clock that was set back is not
 * waited for. For a time that daylight saving skips or repeats, node-cron decides.
 */
export function createSchedule(expression: string, timeZone: string) {
  const task = createTask(expression, () => undefined, { timezone: timeZone });
  const findNext = () => task.getNextRuns(1)[0]?.getTime() ?? Number.POSITIVE_INFINITY;
  let askedAt = Date.now();
  let dueAt = findNext();
  return {
    isDue: () => {
      const now = Date.now();
      const isDue = now >= dueAt;
      if (isDue || now < askedAt) dueAt = findNext();
      askedAt = now;
      return isDue;
    },
  };
}

const RUNS_LOOKED_AT = 20;

export function isSchedule(expression: string): boolean {
  try {
    return listNextRuns(expression, 'UTC', 1).length > 0;
  } catch {
    return false;
  }
}

/** When a cron expression in an IANA time zone is due next, UTC ISO text. @throws Error for an invalid expression */
export function findNextRun(expression: string, timeZone: string, clock: Clock): string {
  const [run] = listNextRuns(expression, timeZone, 1);
  // The schedule runs by the machine's clock, whatever day the caller has.
  return run ? new Date(run.getTime() - Date.now() + clock.now().getTime()).toISOString() : '';
}

/** The longest gap between the next runs, in milliseconds: a job that has not run for longer is late. */
export function findLongestGapMs(expression: string, timeZone: string): number {
  const runs = listNextRuns(expression, timeZone, RUNS_LOOKED_AT).map((run) => run.getTime());
  return Math.max(0, ...runs.slice(1).map((run, index) => run - (runs[index] ?? run)));
}

function listNextRuns(expression: string, timeZone: string, count: number): readonly Date[] {
  return createTask(expression, () => undefined, { timezone: timeZone }).getNextRuns(count);
}
