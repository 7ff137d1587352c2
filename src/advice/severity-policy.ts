import type { Severity } from '../domain/finding.ts';

/*
 * How urgent things are: the one place to change when people find the advice too loud or too quiet.
 * Facts (dates, version ranges) never stand here; they come from the catalogue and the lifecycle data.
 */

/** Days after its build within which an image reaches the last public region. */
export const ROLLOUT_DAYS = 21;

/** Days of age from which AKS no longer supports running an image. */
export const IMAGE_AGE_LIMIT_DAYS = 90;

/** A step of a scale: from this many days on, this severity. */
interface Step {
  readonly days: number;
  readonly severity: Severity;
}

/** Image age: worth a word from 60 days, pressing at 75, late at 90. */
const AGE_STEPS: readonly Step[] = [
  { days: 90, severity: 'high' },
  { days: 75, severity: 'medium' },
  { days: 60, severity: 'low' },
];

/** Days left before something ends: half a year ahead is for planning, the last month for doing. */
const COUNTDOWN_STEPS: readonly Step[] = [
  { days: 7, severity: 'critical' },
  { days: 30, severity: 'high' },
  { days: 90, severity: 'medium' },
  { days: 180, severity: 'low' },
];

/** Severity of an image's age in days; `null` while it is young enough to say nothing. */
export function severityOfImageAge(ageDays: number): Severity | null {
  return AGE_STEPS.find((step) => ageDays >= step.days)?.severity ?? null;
}

/** Severity of an end that is `daysLeft` ahead (0 = today); `null` while it is further away than anyone plans. */
export function severityOfCountdown(daysLeft: number): Severity | null {
  return COUNTDOWN_STEPS.find((step) => daysLeft <= step.days)?.severity ?? null;
}
