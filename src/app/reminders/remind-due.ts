import { dayOf, daysBetween } from '../../domain/calendar-date.ts';
import { atOnce, type Steps } from '../../domain/steps.ts';
import { isHold } from '../../domain/suppression.ts';
import { digestOf } from '../../domain/text.ts';
import { planEscalation } from '../../messages/escalation.ts';
import { planHoldNotices } from '../../messages/image-hold.ts';
import { monthOf, planDueReminders } from '../../reminders/schedule.ts';
import type { Destination } from '../../routing/route-channels.ts';
import { type AppContext, isFirstRunDone, transact, type WritingContext } from '../app-context.ts';
import { deliverDue } from '../delivery/deliver.ts';
import { assessFleet, assessInSteps } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { describeFindings, updateFindingsInSteps } from '../fleet/open-findings.ts';
import { inTurns } from '../in-turns.ts';
import { recordHistoryInSteps } from './fleet-history.ts';
import { listMentionsOf } from './mention-opt-in.ts';
import { listSchedules, type ReminderFacts, readReminderFacts } from './read-reminder-facts.ts';
import { createBacklogReader, type QueueReport, queueMonths, type RemindReport } from './remind.ts';
import { disputeDone, reviseInSteps } from './revise-reminders.ts';

/**
 * Everything about reminders that is due by now, and its delivery: monthly cards (late where nobody was running on the
 * day), updates of open ones, limits that were crossed, held images. Run it as often as you like.
 */
export async function remindDue(context: AppContext): Promise<RemindReport> {
  const { channels, queued } = await inTurns(queueDueInSteps(context));
  const { delivered, failed } = await deliverDue(context);
  return { channels, queued, delivered, failed };
}

/** The same without delivering. Nothing before the first poll has filled the catalogue. */
export function queueDueReminders(context: AppContext): QueueReport {
  return atOnce(queueDueInSteps(context));
}

/**
 * In steps, each with all that follows for some channels: when it is ended in between, the next look does the rest, and
 * the months and limits that are marked stop what was queued.
 */
function* queueDueInSteps(context: AppContext): Steps<QueueReport> {
  if (!isFirstRunDone(context)) return { channels: [], queued: 0 };
  yield* assessInSteps(context);
  yield* updateFindingsInSteps(context);
  const facts = transact(context, readReminderFacts);
  yield;
  const { destinations, fleet, scopeOf, suppressions } = facts;
  const at = fleet.now.toISOString();
  yield* recordHistoryInSteps(context, fleet);
  yield;
  const basis = describeBasis(context, facts);
  const isSameAsBefore = context.store.settings.find(BASIS) === basis;
  if (!isSameAsBefore) yield* reviseInSteps(context, facts);
  const { due, begin } = planDueReminders(fleet.now, listSchedules(context, destinations));
  let queued = transact(context, (writing) => {
    for (const { channel, month } of begin) writing.store.reminders.markMonth(channel, month, at);
    return disputeDone(writing, facts);
  });
  yield;
  const channels: string[] = [];
  const readBacklog = createBacklogReader(context);
  for (const { channel, month, late } of due) {
    const own = destinations
      .filter((one) => one.channel === channel)
      .map((destination) => ({ destination, month, late }));
    const months = transact(context, (writing) => queueMonths(writing, facts, own, readBacklog));
    channels.push(...months.planned.map((planned) => planned.channel));
    queued += months.queued;
    yield;
  }
  const holds = suppressions.open.filter(isHold);
  if (holds.length > 0)
    queued += transact(context, ({ store }) => store.outbox.add(planHoldNotices(holds, destinations.map(scopeOf)), at));
  if (!isSameAsBefore) queued += yield* queueEscalations(context, facts);
  transact(context, ({ store }) => {
    store.settings.save(LOOKED_AT, at);
    store.settings.save(BASIS, basis);
  });
  return { channels, queued };
}

const BASIS = 'limits-looked-at-basis';

/** All that limits are crossed by and open cards change with: while it is the same, there is nothing new to say. */
function describeBasis(context: AppContext, { suppressions }: ReminderFacts): string {
  const { store, defaultChannel, operatorsChannel, reminders } = context;
  const others = [store.channelSubscriptions.list(), suppressions, defaultChannel, operatorsChannel, reminders];
  return digestOf(JSON.stringify([describeFindings(context), ...others]), 16);
}

/** True when a channel's monthly reminder is due. Reminders are due at full minutes. */
export function isReminderDue(context: AppContext): boolean {
  if (!isFirstRunDone(context)) return false;
  const destinations = listDestinations(context, assessFleet(context));
  return planDueReminders(context.clock.now(), listSchedules(context, destinations)).due.length > 0;
}

/** How many pools are looked at in one step, of a channel at least: a few hundredths of a second. */
const STEP = 250;

const LOOKED_AT = 'limits-looked-at';
/** An escalation that follows another within so many days goes into its thread. */
const SAME_THREAD_DAYS = 31;

/** Queues what crossed a threshold since the last look; returns how many messages that makes. */
function* queueEscalations(
  context: AppContext,
  { fleet, destinations, scopeOf, suppressions }: ReminderFacts,
): Steps<number> {
  const { store, operatorsChannel, timeZone, reminders } = context;
  const { now } = fleet;
  const at = now.toISOString();
  const since = store.settings.find(LOOKED_AT) ?? at;
  const open = new Map(store.reminders.listOpenMessages().map((reminder) => [reminder.channel, reminder]));
  const look = (writing: WritingContext, destination: Destination) => {
    const { channel } = destination;
    const card = open.get(channel);
    const thread = card ? { key: card.dedupeKey, at: card.openedAt } : findLatestEscalation(writing, channel);
    const threadKey = thread?.key ?? null;
    const plan = planEscalation(scopeOf(destination), {
      policy: reminders.escalation,
      suppressions,
      known: store.reminders.listLimits(channel, at),
      since,
      threadKey,
      threadSince: thread === null ? null : dayOf(new Date(thread.at)),
      isTaken: threadKey !== null && isTaken(writing, channel, threadKey),
      postsThisMonth: store.reminders.countPosts(channel, `${monthOf(now, destination.timeZone ?? timeZone)}-01`),
      mentionsOf: (clusterId) => {
        const cluster = fleet.poolIndex.ofId(clusterId)?.cluster;
        return cluster ? listMentionsOf(writing, cluster) : [];
      },
      operatorsChannel,
    });
    writing.store.reminders.markLimits(channel, plan.crossed, at);
    return writing.store.outbox.add(plan.notifications, at);
  };
  let queued = 0;
  let some: Destination[] = [];
  let pools = 0;
  for (const destination of destinations) {
    some.push(destination);
    pools += scopeOf(destination).pools.length;
    if (pools < STEP && destination !== destinations.at(-1)) continue;
    queued += transact(context, (writing) => some.reduce((sum, one) => sum + look(writing, one), 0));
    [some, pools] = [[], 0];
    yield;
  }
  return queued;
}

/** The escalation that the channel got in the last month. */
function findLatestEscalation({ store, clock }: AppContext, channel: string) {
  const newest = store.reminders.findNewestPost(channel, 'escalation');
  if (newest === null) return null;
  return daysBetween(newest.at.slice(0, 10), dayOf(clock.now())) <= SAME_THREAD_DAYS ? newest : null;
}

function isTaken({ store }: AppContext, channel: string, key: string): boolean {
  const ts = store.outbox.findMessageTs(channel, key);
  if (ts === null) return false;
  const { acknowledged, assigned } = store.interactions.findProgress(channel, ts);
  return acknowledged !== null || assigned !== null;
}
