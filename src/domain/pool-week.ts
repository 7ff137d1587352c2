import { addDays, type CalendarDate, daysBetween, mondayOf } from './calendar-date.ts';
import type { NodePool } from './cluster.ts';
import type { NodePoolStatus } from './node-pool-assessment.ts';
import type { PoolReference } from './pool-reference.ts';

export interface PoolWeek extends Omit<PoolReference, 'cluster'> {
  readonly status: NodePoolStatus;
  /** Monday of the week. */
  readonly weekOn: CalendarDate;
  readonly version: string | null;
}

export interface WeekCounts extends Readonly<Record<NodePoolStatus, number>> {
  readonly weekOn: CalendarDate;
}

/** The parts of a week that are drawn and named, in this order; the rest is unknown. */
export const SHOWN_STATUSES = ['current', 'behind', 'unsupported'] as const;

/** Pools of a week, however they stood. */
export function countWeek({ current, behind, unsupported, unknown }: WeekCounts): number {
  return current + behind + unsupported + unknown;
}

/** Part of a week's pools that stood so, 0 to 100; 0 without pools. */
export function shareOf(week: WeekCounts, status: NodePoolStatus): number {
  return (week[status] / Math.max(1, countWeek(week))) * 100;
}

/** `71 % current, 14 % behind, 14 % unsupported`. */
export function sayShares(week: WeekCounts): string {
  return SHOWN_STATUSES.map((status) => `${Math.round(shareOf(week, status))} % ${status}`).join(', ');
}

/** The last recorded week of each month, oldest first, of at most the last twelve months. */
export function lastWeeksOfMonths(weeks: readonly WeekCounts[]): readonly WeekCounts[] {
  const byMonth = new Map(weeks.map((week) => [week.weekOn.slice(0, 7), week]));
  return [...byMonth.values()].slice(-12);
}

const MOST_WEEKS = 53;

/**
 * The Mondays that a drawing of these has: from the first recorded week to this one, at most a year, so that a new
 * installation does not look like an empty year.
 */
export function listMondays(weeks: readonly WeekCounts[], today: CalendarDate): readonly CalendarDate[] {
  const last = mondayOf(today);
  const first = weeks[0]?.weekOn ?? last;
  const count = Math.min(MOST_WEEKS, Math.max(1, Math.floor(daysBetween(first, last) / 7) + 1));
  return Array.from({ length: count }, (_, index) => addDays(last, (index - count + 1) * 7));
}

/** What was reported of a pool at one instant. */
export interface NodePoolObservation
  extends Pick<NodePool, 'nodeImageVersion' | 'kubernetesVersion' | 'provisioningState'> {
  /** Instant of the report, UTC ISO text. */
  readonly observedAt: string;
}

export interface NodePoolHistory extends Omit<PoolReference, 'cluster'> {
  /** Oldest first; the present report is not needed among them. */
  readonly observations: readonly NodePoolObservation[];
}

export interface FleetPicture {
  readonly drawnOn: CalendarDate;
  /** How the pools stood, oldest week first; weeks without a record are missing. */
  readonly weeks: readonly WeekCounts[];
}

/** One week says nothing about a trend. */
export function isWorthDrawing({ weeks }: FleetPicture): boolean {
  return weeks.length > 1;
}
