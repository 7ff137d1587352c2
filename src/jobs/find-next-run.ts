import { createTask } from 'node-cron';

const RUNS_LOOKED_AT = 20;

/** When a cron expression in an IANA time zone comes next, UTC ISO text; `never` for a day that no month has. */
export function findNextRun(expression: string, timeZone: string): string {
  return listNextRuns(expression, timeZone, 1)[0]?.toISOString() ?? 'never';
}

/** The longest time between two of its next runs, in milliseconds: whatever runs by it is late after that. */
export function findLongestGapMs(expression: string, timeZone: string): number {
  const runs = listNextRuns(expression, timeZone, RUNS_LOOKED_AT).map((run) => run.getTime());
  return Math.max(0, ...runs.slice(1).map((run, index) => run - (runs[index] ?? run)));
}

function listNextRuns(expression: string, timeZone: string, count: number): readonly Date[] {
  return createTask(expression, () => undefined, { timezone: timeZone }).getNextRuns(count);
}
