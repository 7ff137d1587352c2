import { type CalendarDate, dayOf, formatDate } from '../domain/calendar-date.ts';
import { isGoing } from '../domain/cluster.ts';
import { areWorthReminding, type Finding, keyOfFinding } from '../domain/finding.ts';
import { toLiteral } from '../domain/literal.ts';
import { isOlderImage } from '../domain/node-image-version.ts';
import type { AssessedPool } from '../domain/node-pool-assessment.ts';
import type { NotDone, ReminderDone, ReminderItem, UpgradeReminder } from '../domain/notification.ts';
import type { Reminder } from '../domain/outbox-entry.ts';
import type { PoolReference } from '../domain/pool-reference.ts';
import { countOf, formatCount } from '../domain/text.ts';
import type { ChannelScope } from '../routing/route-channels.ts';
import { type Card, instant, type Line, line, listUpTo, plain } from './card.ts';
import { nameOfPool } from './pool-words.ts';
import { findAvailability, findImageToTake } from './upgrade-reminder.ts';
import { fitHeadline, joinWords } from './words.ts';

/** What the channel of a reminder hears about now; a pool that moved to another channel is not among it. */
type ScopeNow = Pick<ChannelScope, 'pools' | 'findings'>;

const NAMED = 6;

/**
 * An open reminder whose pools moved on, and the update of its message; `null` while nothing came off it. Before its
 * message may be in the channel there is nothing to update.
 */
export function planReminderRevision(
  open: Reminder,
  scope: ScopeNow,
  { isShown, held, now }: { readonly isShown: boolean; readonly held: readonly string[]; readonly now: Date },
) {
  const content = markProgress(open.content, createIndex(scope, held, dayOf(now)));
  if (content === open.content) return null;
  const settled = content.items.flatMap((item) => item.settled ?? []);
  const isDone = settled.length === content.items.length;
  if (!isShown) return { content, isDone, notifications: [] };
  const { channel, dedupeKey: parentKey, month } = open;
  const base = { channel, parentKey };
  const update = {
    ...base,
    operation: 'update' as const,
    dedupeKey: `${parentKey}/update/${open.revision + 1}`,
    content,
  };
  const done = content.items.filter((item) => item.settled?.how === 'done');
  const named = done.slice(0, NAMED).map(({ clusterId, cluster, nodePool }) => ({ clusterId, cluster, nodePool }));
  const counts = { done: done.length, gone: settled.length - done.length };
  const end = {
    ...base,
    operation: 'reply' as const,
    dedupeKey: `${parentKey}/done`,
    content: { kind: 'reminder-done' as const, month, ...counts, named, on: dayOf(now) },
  };
  return { content, isDone, notifications: isDone ? [update, end] : [update] };
}

function markProgress(reminder: UpgradeReminder, present: FactsIndex): UpgradeReminder {
  const marked = reminder.items.map((item) => (item.settled ? reopenItem(item, present) : refreshItem(item, present)));
  if (marked.every((item, index) => item === reminder.items[index])) return reminder;
  // The days left change daily: what is still open is said anew where the message changes anyway.
  const items = marked.map((item) => (item.settled ? item : sayAnew(item, present)));
  const isThere = ({ clusterId, nodePool }: PoolReference) => findPool(present, clusterId, nodePool) !== undefined;
  const retirementsAhead = reminder.retirementsAhead.flatMap((end) => {
    const pools = end.pools.filter(isThere);
    return pools.length > 0 || end.pools.length === 0 ? [{ ...end, pools }] : [];
  });
  // What was in doubt when it was posted need not be so any more.
  const { doubts: _, ...others } = reminder;
  return { ...others, items, retirementsAhead, silences: [] };
}

function isOfImage(finding: Finding): boolean {
  return finding.traits.settledBy === 'node-image';
}

/** The image stays the one that was asked for: what is told of it is as of the day of the reminder. */
function sayAnew(item: ReminderItem, present: FactsIndex): ReminderItem {
  const findings = item.findings.map((finding) => (isOfImage(finding) ? finding : findPresent(finding, present)));
  return findings.every((finding, index) => finding === item.findings[index]) ? item : { ...item, findings };
}

function findPresent(finding: Finding, { open }: FactsIndex): Finding {
  return open.get(keyOfFinding(finding)) ?? finding;
}

/** An upgrade may be taken back, and a pool that was gone be there again. */
function reopenItem(item: ReminderItem, present: FactsIndex): ReminderItem {
  const { settled: _, ...before } = item;
  const { nodePool } = item;
  const isTold = nodePool === null || findPool(present, item.clusterId, nodePool)?.assessment.currentVersion != null;
  const again = isTold ? refreshItem(before, present) : item;
  return again.settled ? item : again;
}

/** The facts as items ask for them: a card may have thousands. */
interface FactsIndex {
  readonly poolsOf: ReadonlyMap<string, readonly AssessedPool[]>;
  readonly open: ReadonlyMap<string, Finding>;
  /** The images on hold. */
  readonly held: readonly string[];
  readonly today: CalendarDate;
}

function findPool({ poolsOf }: FactsIndex, clusterId: string, name: string | null): AssessedPool | undefined {
  return poolsOf.get(clusterId)?.find(({ nodePool }) => nodePool.name === name);
}

function createIndex({ pools, findings }: ScopeNow, held: readonly string[], today: CalendarDate): FactsIndex {
  return {
    poolsOf: Map.groupBy(pools, ({ cluster }) => cluster.id),
    open: new Map(findings.map((finding) => [keyOfFinding(finding), finding])),
    held,
    today,
  };
}

/**
 * Of an image that was put on hold the item asks for none; once that is over, or the next one is there, for what the pool
 * can take then.
 */
function followHold(item: ReminderItem, pool: AssessedPool | undefined, present: FactsIndex): ReminderItem {
  const isHeld = (version: string | null | undefined) => version != null && present.held.includes(version);
  const isOver = item.held !== undefined && !isHeld(item.held);
  if (!pool?.assessment.currentVersion || !(isOver || isHeld(item.targetVersion))) return item;
  const { held: _, ...others } = item;
  const { targetVersion, imagesBehind, daysBehind } = pool.assessment;
  const target = isHeld(targetVersion)
    ? { held: String(targetVersion), targetVersion: null }
    : { targetVersion: findImageToTake(pool, null) };
  const findings = item.findings.map((finding) => (isOfImage(finding) ? findPresent(finding, present) : finding));
  return { ...others, ...target, imagesBehind, daysBehind, findings };
}

function refreshItem(sent: ReminderItem, present: FactsIndex): ReminderItem {
  const { poolsOf, open, today } = present;
  const own = poolsOf.get(sent.clusterId) ?? [];
  const pool = findPool(present, sent.clusterId, sent.nodePool);
  const item = followHold(sent, pool, present);
  const isLeaving = [own[0]?.cluster, pool?.nodePool].some((one) => one !== undefined && isGoing(one));
  if (own.length === 0 || (item.nodePool !== null && !pool) || isLeaving)
    return { ...item, settled: { how: 'gone', on: today, version: null } };
  const version = pool?.assessment.currentVersion ?? null;
  // That its image is no longer told, or cannot be read, settles nothing of the image, nor where it alone told its Windows.
  const isUntold = version === null && item.currentVersion !== null;
  if (isUntold && !pool?.assessment.osSku) return item;
  // What somebody was asked to take; where nobody is, what the pool is to have by now.
  const awaited =
    item.targetVersion ?? item.held ?? (pool?.nodePool.isProvisioned ? pool.assessment.targetVersion : null);
  const hasCaughtUp = version !== null && version !== item.currentVersion && !isOlderImage(version, awaited);
  const left = item.findings.filter((finding) =>
    isOfImage(finding) && (isUntold || hasCaughtUp) ? isUntold : open.has(keyOfFinding(finding)),
  );
  if (left.length === item.findings.length && (isUntold || version === item.currentVersion)) return item;
  if (!areWorthReminding(left))
    return { ...item, settled: { how: 'done', on: today, version: hasCaughtUp ? version : null } };
  const fresh = left.map((finding) => findPresent(finding, present));
  if (isUntold) return { ...item, findings: fresh };
  // It moved and is not there yet: what it lacks and what it can take is not what it was.
  const { imagesBehind = 0, daysBehind = 0 } = pool?.assessment ?? {};
  const lag = hasCaughtUp
    ? { targetVersion: null, imagesBehind: 0, daysBehind: 0 }
    : { targetVersion: pool ? findImageToTake(pool, item.held ?? null) : null, imagesBehind, daysBehind };
  const backlog = version === item.currentVersion ? (item.backlog ?? null) : null;
  const availability = pool && !hasCaughtUp ? findAvailability(pool) : null;
  const { startedFrom = item.currentVersion } = item;
  const status = pool?.assessment.status ?? null;
  return { ...item, ...lag, status, startedFrom, currentVersion: version, backlog, availability, findings: fresh };
}

/** Closes the thread of a reminder: nothing of it is left to do. */
export function createReminderDoneCard({ month, done, gone, on, named }: ReminderDone): Card {
  const names = joinWords(named.map(nameOfPool), named.length, done);
  const counts = [
    ...(done > 0 ? [`${named.length > 0 ? names : formatCount(done)} done`] : []),
    ...(gone > 0 ? [`${formatCount(gone)} gone, or told to another channel`] : []),
  ];
  const what = counts.length > 0 ? `: ${counts.join('; ')}` : '';
  return {
    headline: [
      plain(`${done > 0 ? 'All done' : 'Nothing left here'}: the upgrade reminder of ${formatDate(month)} is closed`),
    ],
    parts: [line(plain(`On ${formatDate(on)}${what}.`))],
  };
}

/** Disagrees with who said that it is done: what newer reports show. */
export function createNotDoneCard({ by, at, pools }: NotDone): Card {
  const [first] = pools;
  const count = countOf(pools.length, first?.nodePool === null && pools.length === 1 ? 'cluster' : 'pool');
  const one = pools.length === 1 && first ? `Not done yet: ${sayShown(first)}` : '';
  const headline = fitHeadline(one === '' ? `Not done yet: newer reports still show ${count} as before` : one);
  const [only] = headline === one ? pools : [];
  // The first line says it of one.
  const rows = (only ? [] : pools).map(
    (pool): Line => [plain(`${sayShown(pool)}, as reported `), instant(pool.reportedAt)],
  );
  const reported = only ? [plain('As reported '), instant(only.reportedAt), plain('. ')] : [];
  return {
    headline: [plain(headline)],
    parts: listUpTo(NOT_DONE_SHOWN, rows),
    foot: [
      [
        ...reported,
        plain(`${toLiteral(by, 60)} marked it as done `),
        instant(at),
        plain('; the message asks for it again.'),
      ],
    ],
  };
}

const NOT_DONE_SHOWN = 12;

function sayShown(pool: NotDone['pools'][number]): string {
  const name = nameOfPool(pool);
  return pool.version === null ? `${name} still needs it` : `${name} still runs ${toLiteral(pool.version, 60)}`;
}
