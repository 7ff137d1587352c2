import type { AssessedPool } from '../domain/assessed-pool.ts';
import { type CalendarDate, dayOf, daysBetween } from '../domain/calendar-date.ts';
import { areWorthReminding, type Finding } from '../domain/finding.ts';
import type { Lifecycle } from '../domain/lifecycle.ts';
import type { NewsRetirement, PlannedNotification, UpgradeReminder } from '../domain/notification.ts';
import { findHeard, type Heard, type PeaceRules } from './find-waiting.ts';
import { indexPools, keyOfPool } from './index-pools.ts';
import { listHeardFindings } from './list-heard-findings.ts';
import { listImprovements } from './list-improvements.ts';
import { listRetirementsAhead, mergeSameDays } from './list-retirements-ahead.ts';
import { sortReminderItems, toReminderItem } from './reminder-item.ts';
import { type Destination, listPoolsOf } from './route-channels.ts';

/** What a reminder is made of. */
export interface UpgradeReminderInput {
  readonly lifecycle: Lifecycle;
  readonly pools: readonly AssessedPool[];
  readonly findings: readonly Finding[];
  readonly peace: PeaceRules;
  /** The channel's reminder before this one, as it stands; `null` for its first. */
  readonly previous: UpgradeReminder | null;
  /** `YYYY-MM` in the channel's time zone. */
  readonly month: string;
  readonly late: boolean;
  /** Sent by hand, besides the monthly one: gets a key of its own. */
  readonly forced: boolean;
  readonly now: Date;
  /** The day in the channel's time zone, as people there count days. */
  readonly today: CalendarDate;
}

/** Further ahead nobody plans; the fleet page has them all. */
const ENDS_SHOWN_DAYS = 400;

/** A planned reminder. */
export type PlannedReminder = PlannedNotification & { readonly content: UpgradeReminder };

/** The monthly card of one channel, most urgent first; `null` when there is nothing to do and nothing is waited for. */
export function planUpgradeReminder(destination: Destination, input: UpgradeReminderInput): PlannedReminder | null {
  if (!destination.topics.has('reminders')) return null;
  const { month, late, forced, now } = input;
  const pools = listPoolsOf(destination, input.pools);
  const groups = listGroups(destination, pools, input);
  const items = groups.flatMap(({ findings, ...group }) =>
    areWorthReminding(findings) ? [toReminderItem(findings, group)] : [],
  );
  if (items.length === 0) return null;
  const waiting = groups.flatMap((group) => group.waiting ?? []);
  const busy = new Set(groups.filter((group) => group.findings.length > 0 || group.waiting).map(({ pool }) => pool));
  return {
    channel: destination.channel,
    dedupeKey: forced ? `reminder/${month}/${now.toISOString()}` : `reminder/${month}`,
    dueAt: now.toISOString(),
    content: {
      kind: 'upgrade-reminder',
      month,
      late,
      plannedOn: input.today,
      items: sortReminderItems(items),
      poolsOk: pools.filter((pool) => !busy.has(pool) && pool.assessment.status === 'current').length,
      retirementsAhead: listEndsAhead(input.lifecycle, pools, now),
      waiting,
      improved: listImprovements(input.previous, pools),
    },
  };
}

/** What ends for these pools within a year or so; one entry a day. */
function listEndsAhead(lifecycle: Lifecycle, pools: readonly AssessedPool[], now: Date): readonly NewsRetirement[] {
  const near = listRetirementsAhead(lifecycle, pools, now).filter(
    ({ date, pools: concerned }) =>
      concerned.length > 0 && date !== null && daysBetween(dayOf(now), date) <= ENDS_SHOWN_DAYS,
  );
  return mergeSameDays(near);
}

type Group = Heard & { readonly clusterId: string; readonly cluster: string; readonly pool: AssessedPool | null };

/** The findings of each pool and of each cluster as a whole, with what is snoozed or held left out. */
function listGroups(
  destination: Destination,
  pools: readonly AssessedPool[],
  { findings, peace }: UpgradeReminderInput,
): readonly Group[] {
  const { channel } = destination;
  const poolById = indexPools(pools);
  const grouped = Map.groupBy(listHeardFindings(destination, poolById, findings), keyOfPool);
  return [...grouped].flatMap(([key, own]) => {
    const [first] = own;
    if (!first) return [];
    const { clusterId, cluster, nodePool } = first;
    const pool = poolById.get(key) ?? null;
    return [
      { clusterId, cluster, pool, ...findHeard({ channel, clusterId, cluster, nodePool, findings: own, pool }, peace) },
    ];
  });
}
