import type { CalendarDate } from './calendar-date.ts';
import type { NodePoolStatus } from './node-pool-assessment.ts';

/** How a pool stood in one week. */
export interface PoolWeek {
  /** Monday of the week. */
  readonly weekOn: CalendarDate;
  readonly clusterId: string;
  readonly nodePool: string;
  readonly status: NodePoolStatus;
  readonly version: string | null;
  readonly imagesBehind: number;
  readonly ageDays: number | null;
}

/** How many pools stood how in one week. */
export interface WeekCounts {
  readonly weekOn: CalendarDate;
  readonly current: number;
  readonly behind: number;
  readonly unsupported: number;
  readonly unknown: number;
}
