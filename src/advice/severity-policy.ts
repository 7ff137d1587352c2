import { rankOfSeverity, type Severity } from '../domain/finding.ts';
import type { ImageSecurity } from '../domain/image-security.ts';
import { agePartOf, SOON_DAYS, SUPPORTED_DAYS } from '../domain/node-pool-assessment.ts';

/** The one place to change when the advice is too loud or too quiet. Facts (dates, version ranges) never stand here. */

/** Days after its build within which an image reaches the last public region. */
export const ROLLOUT_DAYS = 21;

/** Days after the build of a newer image within which the NodeImage channel may still do it: rollout and a monthly window. */
export const AUTO_UPGRADE_PATIENCE_DAYS = 49;

/** Days ahead from which an end of support is worth a word. */
export const PLANNING_DAYS = 180;

/** A step of a scale: from this many days on, this severity. */
interface Step {
  readonly days: number;
  readonly severity: Severity;
}

/** Image age: worth a word from 60 days, pressing at 75, urgent on the last supported day. */
const AGE_STEPS: readonly Step[] = [
  { days: SUPPORTED_DAYS, severity: 'high' },
  { days: 75, severity: 'medium' },
  { days: SOON_DAYS, severity: 'low' },
];

/** Days left before support ends: half a year ahead is for planning, the last month for doing. */
const COUNTDOWN_STEPS: readonly Step[] = [
  { days: 7, severity: 'critical' },
  { days: 30, severity: 'high' },
  { days: 90, severity: 'medium' },
  { days: PLANNING_DAYS, severity: 'low' },
];

/** Days left before the images of a retired OS SKU are removed; scaling and reimaging fail from then on. */
export const IMAGES_ABOUT_TO_GO_DAYS = 90;

/** Severity of an image's age in days; `null` while it is young enough to say nothing. */
export function severityOfImageAge(ageDays: number): Severity | null {
  return AGE_STEPS.find((step) => ageDays >= step.days)?.severity ?? null;
}

/** Severity of an end that is `daysLeft` ahead (0 or less: it has come); `null` while it is beyond planning. */
export function severityOfCountdown(daysLeft: number): Severity | null {
  return COUNTDOWN_STEPS.find((step) => daysLeft <= step.days)?.severity ?? null;
}

/** Severity of being behind: one image is this month's work, more is a habit; a mere rebuild can wait. */
export function severityOfLag(imagesBehind: number, rebuildOnly: boolean): Severity {
  if (rebuildOnly) return 'info';
  return imagesBehind > 1 ? 'medium' : 'low';
}

/** Least severity of lacking these: a security update is this month's work, the fix of a named CVE is urgent. */
export function severityOfLacking(security: ImageSecurity | null): Severity {
  if (security === null) return 'info';
  if (security.cves.length > 0) return 'high';
  return security.updates.length > 0 ? 'medium' : 'info';
}

/** Severity of an upgrade that stopped halfway: worse when the nodes it left behind pass the age limit. */
export function severityOfStuckUpgrade(oldestAgeDays: number): Severity {
  return agePartOf(oldestAgeDays) === 'over' ? 'high' : 'medium';
}

/** Severity of running a retired OS SKU; `daysToRemoval` is `null` when no removal of its images is announced. */
export function severityOfRetired(daysToRemoval: number | null): Severity {
  return daysToRemoval !== null && daysToRemoval <= IMAGES_ABOUT_TO_GO_DAYS ? 'critical' : 'high';
}

/** Severity of an OS SKU or a feature that is about to retire: nothing breaks on the day, so it never tops what follows. */
export function severityOfRetiring(daysLeft: number): Severity | null {
  const severity = severityOfCountdown(daysLeft);
  return severity === null ? null : noMoreThan(severity, severityOfRetired(null));
}

export function severityWhileStopped(severity: Severity): Severity {
  return noMoreThan(severity, 'low');
}

export function worseOf(a: Severity, b: Severity): Severity {
  return rankOfSeverity(a) < rankOfSeverity(b) ? b : a;
}

export function noMoreThan(severity: Severity, ceiling: Severity): Severity {
  return rankOfSeverity(severity) > rankOfSeverity(ceiling) ? ceiling : severity;
}
