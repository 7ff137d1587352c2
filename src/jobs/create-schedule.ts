import { createTask } from 'node-cron';

/** A cron expression that is asked, not one that calls. */
export interface Schedule {
  /** True once when its time has come, however late it is asked. */
  isDue(): boolean;
}

/**
 * Follows a cron expression in an IANA time zone, on the wall clock. Asked often, it notices a clock that jumped: what
 * became due in a jump is due once, and a clock that was set back is not waited for. Daylight saving is node-cron's
 * business: a time that the night skips comes with the next one, a time that it has twice comes once or twice.
 */
export function createSchedule(expression: string, timeZone: string): Schedule {
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
