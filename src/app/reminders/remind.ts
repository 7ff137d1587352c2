import { localTimeOf } from '../../domain/calendar-date.ts';
import type { NodeImage } from '../../domain/catalogue.ts';
import { mergeSecurity } from '../../domain/image-security.ts';
import { type AssessedPool, createPoolFinder } from '../../domain/node-pool-assessment.ts';
import type { ReminderBacklog, UpgradeReminder } from '../../domain/notification.ts';
import { remember } from '../../domain/once.ts';
import type { PlannedNotification } from '../../domain/outbox-entry.ts';
import { isWorthDrawing } from '../../domain/pool-week.ts';
import { atOnce } from '../../domain/steps.ts';
import type { VhdBacklog, VhdNote } from '../../domain/vhd-note.ts';
import { keyOfMonth, planUpgradeReminder } from '../../messages/upgrade-reminder.ts';
import { summariseSkipped } from '../../notes/vhd-note/diff-vhd-notes.ts';
import { findMonthOfToday, monthOf, planDueReminders, type ReminderSchedule } from '../../reminders/schedule.ts';
import type { Destination } from '../../routing/route-channels.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { deliverDue } from '../delivery/deliver.ts';
import { listImageSilences, listNoticesOf } from '../fleet/fleet-status.ts';
import { findImageNote } from '../images/read-catalogue.ts';
import { readChannelPicture, recordHistoryInSteps } from './fleet-history.ts';
import { listSchedules, type ReminderFacts, readReminderFacts } from './read-reminder-facts.ts';
import { reviseReminder } from './revise-reminders.ts';

export interface RemindReport {
  /** Channels that have something to do this month. */
  readonly channels: readonly string[];
  readonly queued: number;
  readonly delivered: number;
  /** Rows that were not delivered, whether they will be tried again or not. */
  readonly failed: number;
}

export type QueueReport = Pick<RemindReport, 'channels' | 'queued'>;

interface RemindOptions {
  /** Also before its day, and when this month's reminder was sent already. */
  readonly force: boolean;
}

/**
 * Queues the reminder that is due this month, for every channel that has something to do, once, brings the cards that are
 * open up to date, and delivers both.
 */
export async function remind(context: AppContext, options: RemindOptions): Promise<RemindReport> {
  const { channels, queued } = transact(context, (writing) => queueReminders(writing, options));
  const { delivered, failed } = await deliverDue(context);
  return { channels, queued, delivered, failed };
}

function queueReminders(context: WritingContext, options: RemindOptions): QueueReport {
  const facts = readReminderFacts(context);
  const months = options.force ? listAllMonths(context, facts) : listMonthsOfToday(context, facts);
  for (const open of context.store.reminders.listOpen()) reviseReminder(context, open, facts);
  atOnce(recordHistoryInSteps(context, facts.fleet));
  const { planned, queued } = queueMonths(context, facts, months, createBacklogReader(context), options.force);
  return { channels: planned.map(({ channel }) => channel), queued };
}

function listAllMonths({ timeZone }: AppContext, { destinations, fleet }: ReminderFacts): readonly ChannelMonth[] {
  return destinations.map((destination) => ({
    destination,
    month: monthOf(fleet.now, destination.timeZone ?? timeZone),
    late: false,
  }));
}

function listMonthsOfToday(context: AppContext, { destinations, fleet }: ReminderFacts): readonly ChannelMonth[] {
  const schedules = new Map(listSchedules(context, destinations).map((schedule) => [schedule.channel, schedule]));
  return destinations.flatMap((destination) => {
    const schedule = schedules.get(destination.channel);
    const month = schedule ? findMonthAskedFor(fleet.now, schedule) : null;
    return month ? [{ destination, ...month }] : [];
  });
}

/** This month, or the one that was missed; late only where nobody looked at it on its day. */
function findMonthAskedFor(now: Date, schedule: ReminderSchedule): Omit<ChannelMonth, 'destination'> | null {
  const found = findMonthOfToday(now, schedule);
  if (!found) return planDueReminders(now, [schedule]).due[0] ?? null;
  const { lastMonth } = schedule;
  return { ...found, late: found.late && lastMonth !== null && lastMonth < found.month };
}

interface ChannelMonth {
  readonly destination: Destination;
  readonly month: string;
  readonly late: boolean;
}

/** Queues these months' reminders and follows them from now on. How the pools stand this week is kept by then. */
export function queueMonths(
  context: WritingContext,
  facts: ReminderFacts,
  months: readonly ChannelMonth[],
  readBacklog: BacklogReader,
  force = false,
) {
  const { store } = context;
  const { fleet, scopeOf, suppressions } = facts;
  const at = fleet.now.toISOString();
  let queued = 0;
  const planned = months.flatMap(({ destination, month, late }) => {
    const { channel } = destination;
    store.reminders.markMonth(channel, month, at);
    const previous = store.reminders.findLatest(channel)?.content ?? null;
    const { lifecycle, now } = fleet;
    const scope = scopeOf(destination);
    const { date: today } = localTimeOf(now, destination.timeZone ?? context.timeZone);
    const silences = listImageSilences(fleet);
    const doubts = listNoticesOf(context, () => [...new Set(scope.pools.map(({ cluster }) => cluster))]);
    const again = force && store.outbox.hasKey(channel, keyOfMonth(month));
    const input = { lifecycle, silences, doubts, suppressions, previous, month, late, again, now, today };
    const bare = planUpgradeReminder(scope, input);
    if (bare === null) return [];
    const content = addBacklogs(bare.content, scope.pools, readBacklog);
    const picture = readChannelPicture(context, fleet, scope.pools, destination.osSkus);
    const reminder = { ...bare, content: { ...content, ...(isWorthDrawing(picture) ? { picture } : {}) } };
    const added = store.outbox.add([reminder], at);
    if (added > 0) store.reminders.open({ ...reminder, month }, at);
    queued += added;
    return [reminder];
  });
  return { planned, queued };
}

/** What the pools of a reminder lack, from the notes files of the images between. */
function addBacklogs(
  content: UpgradeReminder,
  ownPools: readonly AssessedPool[],
  readBacklog: BacklogReader,
): UpgradeReminder {
  const poolOf = createPoolFinder(ownPools);
  const items = content.items.map((item) => {
    const pool = poolOf(item);
    return pool ? { ...item, backlog: readBacklog(pool) } : item;
  });
  return { ...content, items };
}

class Discarded extends Error {}

/** What a reminder run would queue at this instant, to whom, in order. Nothing of it is kept. */
export function previewReminders(context: AppContext, { force }: { force: boolean }): readonly PlannedNotification[] {
  let drafts: readonly PlannedNotification[] = [];
  try {
    transact(context, (writing) => {
      const [newest] = writing.store.outbox.list(1);
      queueReminders(writing, { force });
      drafts = writing.store.outbox.listAfter(newest?.id ?? 0);
      throw new Discarded();
    });
  } catch (error) {
    if (!(error instanceof Discarded)) throw error;
  }
  return drafts;
}

/** Reads what pools lack; keeps what it has read, since many pools lack the same. */
type BacklogReader = (pool: AssessedPool) => ReminderBacklog | null;

const BASE_IMAGES_SHOWN = 6;

/** A reader for one run. What no notes file or release tells is left out, and the files that are missing are counted. */
export function createBacklogReader(context: AppContext): BacklogReader {
  const findNote = remember((version: string) => findImageNote(context, version));
  const backlogs = new Map<string, ReminderBacklog | null>();
  return ({ assessment: { currentVersion, skipped } }) => {
    if (currentVersion === null || skipped.length === 0) return null;
    const key = `${currentVersion} ${skipped[0]?.version}`;
    if (!backlogs.has(key)) backlogs.set(key, createBacklog(findNote, currentVersion, skipped));
    return backlogs.get(key) ?? null;
  };
}

function createBacklog(
  findNote: (version: string) => VhdNote | null,
  currentVersion: string,
  skipped: readonly NodeImage[],
): ReminderBacklog | null {
  const oldestFirst = skipped.toReversed();
  const own = findNote(currentVersion);
  const newer = oldestFirst.map(({ version }) => findNote(version)).filter((note) => note !== null);
  const security = mergeSecurity(oldestFirst);
  if (newer.length === 0 && security === null) return null;
  const [first, ...rest] = own ? [own, ...newer] : newer;
  const summary = first ? summariseSkipped([first, ...rest]) : null;
  // Without the pool's own file the oldest newer one stands in for it: its updates are new, the difference is not known.
  const ownUpdates = own || !first ? [] : first.kbs.filter(({ role }) => role === 'lcu');
  return {
    ...describe(summary, own !== null),
    cumulativeUpdates: [...new Set([...ownUpdates, ...(summary?.cumulativeUpdates ?? [])].map(({ id }) => id))],
    securityUpdates: security?.updates ?? [],
    cves: security?.cves ?? [],
    unread: skipped.length + 1 - newer.length - (own ? 1 : 0),
  };
}

function describe(summary: VhdBacklog | null, isOwnKnown: boolean): Pick<ReminderBacklog, 'runtime' | 'baseImages'> {
  if (!summary || !isOwnKnown) return { runtime: null, baseImages: [] };
  const { runtime, baseImagesAdded, baseImagesUpdated } = summary.net;
  const names = [...baseImagesAdded, ...baseImagesUpdated].map(({ repository, tag }) => `${repository}:${tag}`);
  return { runtime, baseImages: [...new Set(names)].slice(0, BASE_IMAGES_SHOWN) };
}
