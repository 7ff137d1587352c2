import { dayOf, daysBetween } from '../../domain/calendar-date.ts';
import { planEscalation } from '../../messages/escalation.ts';
import { monthOf } from '../../reminders/schedule.ts';
import type { AppContext, WritingContext } from '../app-context.ts';
import { listMentionsOf } from './mention-opt-in.ts';
import type { ReminderFacts } from './read-reminder-facts.ts';

const LOOKED_AT = 'limits-looked-at';
/** An escalation that follows another within so many days goes into its thread. */
const SAME_THREAD_DAYS = 31;

/** Queues what crossed a threshold since the last look; returns how many messages that makes. */
export function queueEscalations(
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
