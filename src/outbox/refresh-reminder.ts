import type { AssessedPool } from '../domain/assessed-pool.ts';
import { type CalendarDate, dayOf } from '../domain/calendar-date.ts';
import { areWorthReminding, type Finding, keyOfFinding, traitsOf } from '../domain/finding.ts';
import type { PlannedNotification, ReminderItem, UpgradeReminder } from '../domain/notification.ts';
import type { OpenReminder } from '../domain/open-reminder.ts';
import { isOlderImage } from './list-improvements.ts';
import { findAvailability } from './reminder-item.ts';

/** What a reminder is held against. */
export interface ReminderFacts {
  /** The pools that the channel hears about now; one that moved to another channel is not among them. */
  readonly pools: readonly AssessedPool[];
  /** What is found now on their clusters. */
  readonly findings: readonly Finding[];
  readonly today: CalendarDate;
}

/** An open reminder that changed: what it says now, and what to send for it. */
export interface ReminderRevision {
  readonly content: UpgradeReminder;
  readonly isDone: boolean;
  readonly notifications: readonly PlannedNotification[];
}

/** The update of an open reminder whose pools moved on; `null` while nothing came off it. */
export function planReminderRevision(open: OpenReminder, facts: ReminderFacts, now: Date): ReminderRevision | null {
  const content = refreshReminder(open.content, facts);
  if (content === open.content) return null;
  const { channel, dedupeKey: parentKey, month } = open;
  const base = { channel, parentKey, dueAt: now.toISOString() };
  const settled = content.items.flatMap((item) => item.settled ?? []);
  const isDone = settled.length === content.items.length;
  const update = {
    ...base,
    operation: 'update' as const,
    dedupeKey: `${parentKey}/update/${open.revision + 1}`,
    content,
  };
  const done = settled.filter(({ how }) => how === 'done').length;
  const end = {
    ...base,
    operation: 'reply' as const,
    dedupeKey: `${parentKey}/done`,
    content: { kind: 'reminder-done' as const, month, done, gone: settled.length - done, on: dayOf(now) },
  };
  return { content, isDone, notifications: isDone ? [update, end] : [update] };
}

/** The reminder with what came off it marked; the same object while nothing did. */
export function refreshReminder(reminder: UpgradeReminder, facts: ReminderFacts): UpgradeReminder {
  const present = createIndex(facts);
  const items = reminder.items.map((item) => (item.settled ? item : refreshItem(item, present)));
  return items.every((item, index) => item === reminder.items[index]) ? reminder : { ...reminder, items };
}

/** The facts as items ask for them: a card may have thousands. */
interface FactsIndex {
  readonly poolsOf: ReadonlyMap<string, readonly AssessedPool[]>;
  readonly open: ReadonlyMap<string, Finding>;
  readonly today: CalendarDate;
}

function createIndex({ pools, findings, today }: ReminderFacts): FactsIndex {
  return {
    poolsOf: Map.groupBy(pools, ({ cluster }) => cluster.id),
    open: new Map(findings.map((finding) => [keyOfFinding(finding), finding])),
    today,
  };
}

function refreshItem(item: ReminderItem, { poolsOf, open, today }: FactsIndex): ReminderItem {
  const own = poolsOf.get(item.clusterId) ?? [];
  const pool = own.find(({ nodePool }) => nodePool.name === item.nodePool);
  if (own.length === 0 || (item.nodePool !== null && !pool))
    return { ...item, settled: { how: 'gone', on: today, version: null } };
  const version = pool?.assessment.currentVersion ?? null;
  const hasCaughtUp = version !== null && version !== item.currentVersion && !isOlderImage(version, item.targetVersion);
  const left = item.findings.filter(
    (finding) => !(hasCaughtUp && traitsOf(finding).settledBy === 'node-image') && open.has(keyOfFinding(finding)),
  );
  if (left.length === item.findings.length && version === item.currentVersion) return item;
  if (!areWorthReminding(left))
    return { ...item, settled: { how: 'done', on: today, version: hasCaughtUp ? version : null } };
  const fresh = left.map((finding) => open.get(keyOfFinding(finding)) ?? finding);
  // It moved and is not there yet: what it lacks and what it can take is not what it was.
  const { targetVersion = null, imagesBehind = 0, daysBehind = 0 } = pool?.assessment ?? {};
  const lag = hasCaughtUp
    ? { targetVersion: null, imagesBehind: 0, daysBehind: 0 }
    : { targetVersion, imagesBehind, daysBehind };
  const backlog = version === item.currentVersion ? (item.backlog ?? null) : null;
  const availability = pool && !hasCaughtUp ? findAvailability(pool) : null;
  const { startedFrom = item.currentVersion } = item;
  return { ...item, ...lag, startedFrom, currentVersion: version, backlog, availability, findings: fresh };
}
