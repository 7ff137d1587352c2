import { addDays, type CalendarDate, daysBetween, lastDayOf, mondayOf } from '../domain/calendar-date.ts';
import { areWorthReminding, type Finding } from '../domain/finding.ts';
import { type AssessedPool, createPoolFinder } from '../domain/node-pool-assessment.ts';
import type { EscalationLevel, EscalationPolicy } from '../domain/reminder-settings.ts';
import { type ChannelScope, listSevereFindings } from '../routing/route-channels.ts';
import { applySuppressions, type Suppressions } from './suppressions.ts';

/** A threshold of age or of days left that a finding has crossed. */
export interface CrossedThreshold {
  /** Key under which it is told once; a later threshold of the same finding, or a moved date, has another key. */
  readonly key: string;
  readonly level: EscalationLevel;
  /** Day on which it was reached. */
  readonly reachedOn: CalendarDate;
  /** Day from which it counts: later where a new image leaves some days to take it. */
  readonly crossedOn: CalendarDate;
  /** True for one that is repeated while nothing is done. */
  readonly isRepeated: boolean;
  readonly finding: Finding;
}

const WEEK_DAYS = 7;

/** The thresholds that were crossed by what this channel hears about; not those of pools that are snoozed or held. */
export function listCrossedThresholds(
  scope: ChannelScope,
  policy: EscalationPolicy,
  suppressions: Suppressions,
): readonly CrossedThreshold[] {
  const poolOf = createPoolFinder(scope.pools);
  return listSevereFindings(scope).flatMap((finding) => {
    // Most of what is found never escalates.
    if (finding.traits.escalatesBy === null || !areWorthReminding([finding])) return [];
    const { clusterId, nodePool, title: cluster = finding.cluster } = finding;
    const pool = poolOf(finding);
    const { channel } = scope.destination;
    const crossed = listCrossed(finding, pool, suppressions.today, policy);
    if (crossed.length === 0) return [];
    const group = { channel, clusterId, cluster, nodePool, findings: [finding], pool };
    return applySuppressions(group, suppressions).findings.length > 0 ? crossed : [];
  });
}

/** The thresholds that a finding crossed: the latest one ahead of its end, and the one that comes back past it. */
export function listCrossed(
  finding: Finding,
  pool: AssessedPool | null,
  today: CalendarDate,
  policy: EscalationPolicy,
): readonly CrossedThreshold[] {
  const { escalatesBy, isEnd } = finding.traits;
  if (escalatesBy === 'image-age') {
    const threshold = pool ? findAgeThreshold(finding, pool, today, policy) : null;
    return threshold ? [threshold] : [];
  }
  if (finding.due === null || escalatesBy === null || finding.severity === 'info') return [];
  const dueOn = lastDayOf(finding.due);
  const countdown = findCountdown(finding, dueOn, today, policy);
  const hasEnded = pool?.assessment.status === 'unsupported' || daysBetween(today, dueOn) <= -WEEK_DAYS;
  const repeated =
    hasEnded && isEnd && policy.beforeEnd.length > 0 ? findRepeated(finding, dueOn, today, policy) : null;
  return [countdown, repeated].filter((threshold) => threshold !== null);
}

/** Age counts by itself: knowing no newer image does not make an old one healthy. A new image leaves some days to take it. */
function findAgeThreshold(
  finding: Finding,
  { assessment }: AssessedPool,
  today: CalendarDate,
  { imageAge, graceDays }: EscalationPolicy,
): CrossedThreshold | null {
  const { ageDays, currentVersion } = assessment;
  const threshold = imageAge.find(({ days }) => (ageDays ?? 0) >= days);
  if (!threshold || ageDays === null) return null;
  const announcedAt = assessment.skipped.findLast((image) => image.announcedAt !== null)?.announcedAt ?? null;
  const agedOn = addDays(today, threshold.days - ageDays);
  const graceEndsOn = announcedAt === null ? agedOn : addDays(announcedAt.slice(0, 10), graceDays);
  const crossedOn = [agedOn, graceEndsOn].sort()[1] ?? agedOn;
  if (crossedOn > today) return null;
  return {
    key: `age/${idOf(finding)}/${currentVersion}/${threshold.days}`,
    level: threshold.level,
    reachedOn: agedOn,
    crossedOn,
    isRepeated: false,
    finding,
  };
}

function findCountdown(
  finding: Finding,
  dueOn: CalendarDate,
  today: CalendarDate,
  { beforeEnd }: EscalationPolicy,
): CrossedThreshold | null {
  const daysLeft = daysBetween(today, dueOn);
  // The day itself counts for a week, so that one who was down hears of it still.
  const threshold = daysLeft > -WEEK_DAYS ? beforeEnd.find(({ days }) => daysLeft <= days) : undefined;
  if (!threshold) return null;
  const key = `end/${idOf(finding)}/${finding.subject}/${dueOn}/${threshold.days}`;
  const reachedOn = addDays(dueOn, -threshold.days);
  return { key, level: threshold.level, reachedOn, crossedOn: reachedOn, isRepeated: false, finding };
}

/** Between two words about what has ended: the monthly card has it as well. */
const WEEKS_BETWEEN = 4;
/** A Monday from which those weeks are counted, so that all that has ended is said at once. */
const SOME_MONDAY = '2024-01-01';

/** Past the end: on the Mondays from which it is told to more people, then every four weeks together with all the rest. */
function findRepeated(
  finding: Finding,
  dueOn: CalendarDate,
  today: CalendarDate,
  policy: EscalationPolicy,
): CrossedThreshold | null {
  const monday = mondayOf(today);
  const common = addDays(monday, -(countWeeks(SOME_MONDAY, monday) % WEEKS_BETWEEN) * WEEK_DAYS);
  // What is retired and due on a day ahead has ended on another one.
  const said = dueOn < today ? findLouder(dueOn, monday, common, policy) : { on: common, level: 'channel' as const };
  if (said === null) return null;
  const { on, level } = said;
  const key = `past/${idOf(finding)}/${finding.subject}/${on}`;
  return { key, level, reachedOn: on, crossedOn: on, isRepeated: true, finding };
}

/** The last Monday with something to say; `null` in the weeks before the owners hear of it. */
function findLouder(
  dueOn: CalendarDate,
  monday: CalendarDate,
  common: CalendarDate,
  { weeksToOwners, weeksToOperators }: EscalationPolicy,
): (Pick<CrossedThreshold, 'level'> & { readonly on: CalendarDate }) | null {
  const weeks = countWeeks(dueOn, monday);
  if (weeks < weeksToOwners) return null;
  const step = weeks < weeksToOperators ? weeksToOwners : weeksToOperators;
  const stepOn = addDays(monday, (step - weeks) * WEEK_DAYS);
  const isLater = step === weeksToOperators && countWeeks(stepOn, common) >= WEEKS_BETWEEN / 2;
  if (isLater) return { on: common, level: 'owners' };
  return { on: stepOn, level: step === weeksToOperators ? 'operators' : 'owners' };
}

function countWeeks(from: CalendarDate, to: CalendarDate): number {
  return Math.floor(daysBetween(from, to) / WEEK_DAYS);
}

function idOf({ clusterId, nodePool, rule }: Finding): string {
  return `${clusterId}/${nodePool ?? ''}/${rule}`;
}
