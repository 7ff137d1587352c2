import { createTask } from 'node-cron';

/** When a cron expression in an IANA time zone comes next, UTC ISO text; `never` for a day that no month has. */
export function findNextRun(expression: string, timeZone: string): string {
  const task = createTask(expression, () => undefined, { timezone: timeZone });
  return task.getNextRuns(1)[0]?.toISOString() ?? 'never';
}
