import type { AssessedPool } from '../domain/assessed-pool.ts';
import { addDays, type CalendarDate, daysBetween, lastDayOf } from '../domain/calendar-date.ts';
import type { EscalationLevel, EscalationPolicy } from '../domain/escalation-policy.ts';
import { type Finding, traitsOf } from '../domain/finding.ts';
import { mondayOf } from '../domain/local-time.ts';

/** A limit that a finding has reached. */
export interface ReachedLimit {
  /** Told once; a later limit of the same finding, or a moved date, has another. */
  readonly key: string;
  readonly level: EscalationLevel;
  /** Day from which it counts. */
  readonly reachedOn: CalendarDate;
  /** One that comes back every week while nothing is done. */
  readonly isWeekly: boolean;
  readonly finding: Finding;
}

const WEEK_DAYS = 7;

/** The limits that a finding has reached: the latest one ahead of its end, and the weekly one past it. */
export function listReachedLimits(
  finding: Finding,
  pool: AssessedPool | null,
  today: CalendarDate,
  policy: EscalationPolicy,
): readonly ReachedLimit[] {
  const { escalatesBy, isEnd } = traitsOf(finding);
  if (escalatesBy === 'image-age') {
    const limit = pool ? findAgeLimit(finding, pool, today, policy) : null;
    return limit ? [limit] : [];
  }
  if (finding.due === null || escalatesBy === null || finding.severity === 'info') return [];
  const dueOn = lastDayOf(finding.due);
  const countdown = findCountdown(finding, dueOn, today, policy);
  const hasEnded = pool?.assessment.status === 'unsupported' || daysBetween(today, dueOn) <= -WEEK_DAYS;
  const isWeekly = hasEnded && isEnd && policy.beforeEnd.length > 0;
  return [...(countdown ? [countdown] : []), ...(isWeekly ? [findWeekly(finding, dueOn, today, policy)] : [])];
}

/** Age counts only once there has been a newer image for a while: before that nothing could be done about it. */
function findAgeLimit(
  finding: Finding,
  { assessment }: AssessedPool,
  today: CalendarDate,
  { imageAge, graceDays }: EscalationPolicy,
): ReachedLimit | null {
  const { ageDays, currentVersion } = assessment;
  const announcedAt = assessment.skipped.findLast((image) => image.announcedAt !== null)?.announcedAt ?? null;
  const limit = imageAge.find(({ days }) => (ageDays ?? 0) >= days);
  if (!limit || announcedAt === null || ageDays === null) return null;
  const agedOn = addDays(today, limit.days - ageDays);
  const graceEndsOn = addDays(announcedAt.slice(0, 10), graceDays);
  const reachedOn = [agedOn, graceEndsOn].sort()[1] ?? agedOn;
  if (reachedOn > today) return null;
  return {
    key: `age/${idOf(finding)}/${currentVersion}/${limit.days}`,
    level: limit.level,
    reachedOn,
    isWeekly: false,
    finding,
  };
}

function findCountdown(
  finding: Finding,
  dueOn: CalendarDate,
  today: CalendarDate,
  { beforeEnd }: EscalationPolicy,
): ReachedLimit | null {
  const daysLeft = daysBetween(today, dueOn);
  // The day itself counts for a week, so that one who was down hears of it still.
  const limit = daysLeft > -WEEK_DAYS ? beforeEnd.find(({ days }) => daysLeft <= days) : undefined;
  if (!limit) return null;
  const key = `end/${idOf(finding)}/${finding.subject}/${dueOn}/${limit.days}`;
  return { key, level: limit.level, reachedOn: addDays(dueOn, -limit.days), isWeekly: false, finding };
}

/** Past the end: every Monday, louder with the weeks. */
function findWeekly(
  finding: Finding,
  dueOn: CalendarDate,
  today: CalendarDate,
  { weeksToOwners, weeksToOperators }: EscalationPolicy,
): ReachedLimit {
  const weekOn = mondayOf(today);
  const weeks = Math.floor(Math.max(0, daysBetween(dueOn, weekOn)) / WEEK_DAYS);
  const louder = weeks >= weeksToOwners ? 'owners' : 'channel';
  const level = weeks === weeksToOperators ? 'operators' : louder;
  return {
    key: `past/${idOf(finding)}/${finding.subject}/${weekOn}`,
    level,
    reachedOn: weekOn,
    isWeekly: true,
    finding,
  };
}

function idOf({ clusterId, nodePool, rule }: Finding): string {
  return `${clusterId}/${nodePool ?? ''}/${rule}`;
}
