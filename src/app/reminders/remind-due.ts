import { dayOf, daysBetween } from '../../domain/calendar-date.ts';
import { isHold } from '../../domain/suppression.ts';
import { planEscalation } from '../../messages/escalation.ts';
import { planHoldNotices } from '../../messages/image-hold.ts';
import { monthOf, planDueReminders } from '../../reminders/schedule.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { deliverDue } from '../delivery/deliver.ts';
import { isFirstRunDone } from '../first-run.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { recordHistory } from './fleet-history.ts';
import { listMentionsOf } from './mention-opt-in.ts';
import { listSchedules, type ReminderFacts, readReminderFacts } from './read-reminder-facts.ts';
import { type QueueReport, queueMonths, type RemindReport } from './remind.ts';
import { disputeDone, reviseReminders } from './revise-reminders.ts';

/**
 * Everything about reminders that is due by now, and its delivery: monthly cards (late where nobody was running on the
 * day), updates of open ones, limits that were crossed, held images. Run it as often as you like.
 */
export async function remindDue(context: AppContext): Promise<RemindReport> {
  const { channels, queued } = queueDueReminders(context);
  const { delivered, failed } = await deliverDue(context);
  return { channels, queued, delivered, failed };
}

/** The same without delivering, in one transaction. Nothing before the first poll has filled the catalogue. */
export function queueDueReminders(context: AppContext): QueueReport {
  if (!isFirstRunDone(context)) return { channels: [], queued: 0 };
  return transact(context, (writing) => {
    const { store } = writing;
    const facts = readReminderFacts(writing);
    const { now } = facts.fleet;
    const { due, begin } = planDueReminders(now, listSchedules(writing, facts.destinations));
    for (const { channel, month } of begin) store.reminders.markMonth(channel, month, now.toISOString());
    reviseReminders(writing, facts);
    const disputed = disputeDone(writing, facts);
    const months = due.flatMap(({ channel, month, late }) => {
      const destination = facts.destinations.find((one) => one.channel === channel);
      return destination ? [{ destination, month, late }] : [];
    });
    const { planned, queued } = queueMonths(writing, facts, months);
    const notices = planHoldNotices(facts.suppressions.open.filter(isHold), facts.destinations.map(facts.scopeOf), now);
    const held = store.outbox.add(notices, now.toISOString());
    const escalated = queueEscalations(writing, facts);
    recordHistory(writing, facts.fleet);
    return { channels: planned.map(({ channel }) => channel), queued: queued + held + escalated + disputed };
  });
}

/** True when a channel's monthly reminder is due. Reminders are due at full minutes. */
export function isReminderDue(context: AppContext): boolean {
  if (!isFirstRunDone(context)) return false;
  const destinations = listDestinations(context, assessFleet(context).clusters);
  return planDueReminders(context.clock.now(), listSchedules(context, destinations)).due.length > 0;
}

const LOOKED_AT = 'limits-looked-at';
/** An escalation that follows another within so many days goes into its thread. */
const SAME_THREAD_DAYS = 31;

/** Queues what crossed a threshold since the last look; returns how many messages that makes. */
function queueEscalations(
  context: WritingContext,
  { fleet, destinations, scopeOf, suppressions }: ReminderFacts,
): number {
  const { store, operatorsChannel, timeZone } = context;
  const { now, clusters } = fleet;
  const at = now.toISOString();
  const since = store.settings.find(LOOKED_AT) ?? at;
  const clusterById = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const open = new Map(store.reminders.listOpenMessages().map((reminder) => [reminder.channel, reminder]));
  let queued = 0;
  for (const destination of destinations) {
    const { channel } = destination;
    const card = open.get(channel);
    const thread = card ? { key: card.dedupeKey, at: card.openedAt } : findLatestEscalation(context, channel);
    const threadKey = thread?.key ?? null;
    const plan = planEscalation(scopeOf(destination), {
      policy: context.reminders.escalation,
      suppressions,
      known: store.reminders.listLimits(channel),
      since,
      threadKey,
      threadSince: thread === null ? null : dayOf(new Date(thread.at)),
      isTaken: threadKey !== null && isTaken(context, channel, threadKey),
      postsThisMonth: store.reminders.countPosts(channel, `${monthOf(now, destination.timeZone ?? timeZone)}-01`),
      mentionsOf: (clusterId) => {
        const cluster = clusterById.get(clusterId);
        return cluster ? listMentionsOf(context, cluster) : [];
      },
      operatorsChannel,
      now,
    });
    store.reminders.markLimits(channel, plan.crossed, at);
    queued += store.outbox.add(plan.notifications, at);
  }
  store.settings.save(LOOKED_AT, at);
  return queued;
}

/** The escalation that the channel got in the last month. */
function findLatestEscalation(
  { store, clock }: AppContext,
  channel: string,
): { readonly key: string; readonly at: string } | null {
  const newest = store.reminders.findNewestPost(channel, 'escalation');
  if (newest === null) return null;
  return daysBetween(newest.at.slice(0, 10), dayOf(clock.now())) <= SAME_THREAD_DAYS ? newest : null;
}

/** Somebody acknowledged the message, or it is assigned: nobody is pressed any more. */
function isTaken({ store }: AppContext, channel: string, key: string): boolean {
  const ts = store.outbox.findMessageTs(channel, key);
  if (ts === null) return false;
  const { acknowledged, assigned } = store.interactions.findProgress(channel, ts);
  return acknowledged !== null || assigned !== null;
}
