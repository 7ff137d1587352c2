import { monthOf } from '../outbox/plan-due-reminders.ts';
import { planEscalation } from '../outbox/plan-escalation.ts';
import type { AppContext } from './app-context.ts';
import { wantsMentions } from './mention-wishes.ts';
import type { ReminderFacts } from './read-reminder-facts.ts';

const LOOKED_AT = 'limits-looked-at';

/** Queues what crossed a limit since the last look; returns how many messages that makes. Call it in a transaction. */
export function queueEscalations(context: AppContext, { fleet, findings, destinations, peace }: ReminderFacts): number {
  const { store, defaultChannel, operatorsChannel = defaultChannel, timeZone } = context;
  const { now, clusters, pools } = fleet;
  const at = now.toISOString();
  const since = store.settings.find(LOOKED_AT) ?? at;
  const owners = new Map(clusters.map(({ id, ownership }) => [id, ownership.owners]));
  const open = new Map(store.reminders.listOpen().map((reminder) => [reminder.channel, reminder]));
  let queued = 0;
  for (const destination of destinations) {
    const { channel } = destination;
    const reminder = open.get(channel) ?? null;
    const plan = planEscalation(destination, {
      pools,
      findings,
      peace,
      told: store.reminders.listLimits(channel),
      since,
      openReminder: reminder?.dedupeKey ?? null,
      isTaken: reminder !== null && isTaken(context, channel, reminder.dedupeKey),
      postsThisMonth: store.reminders.countPosts(channel, `${monthOf(now, destination.timeZone ?? timeZone)}-01`),
      mentionsOf: (clusterId) => (owners.get(clusterId) ?? []).filter((owner) => wantsMentions(context, owner)),
      operatorsChannel,
      now,
    });
    store.reminders.markLimits(channel, plan.reached, at);
    queued += store.outbox.add(plan.notifications, at);
  }
  store.settings.save(LOOKED_AT, at);
  return queued;
}

/** Somebody acknowledged the message, or it is assigned: nobody is pressed any more. */
function isTaken({ store }: AppContext, channel: string, key: string): boolean {
  const ts = store.outbox.findByKey(channel, key)?.messageTs ?? null;
  if (ts === null) return false;
  const { acknowledged, assigned } = store.interactions.findProgress(channel, ts);
  return acknowledged !== null || assigned !== null;
}
