import { planHoldNotices } from '../../messages/image-hold.ts';
import { planDueReminders } from '../../reminders/schedule.ts';
import { type AppContext, transact } from '../app-context.ts';
import { deliverDue } from '../delivery/deliver.ts';
import { isFirstRunDone } from '../first-run.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { queueEscalations } from './queue-escalations.ts';
import { listSchedules, readReminderFacts } from './read-reminder-facts.ts';
import { recordHistory } from './record-history.ts';
import { type QueueReport, queueMonths, type RemindReport } from './remind.ts';
import { reviseReminders } from './revise-reminders.ts';

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
    const months = due.flatMap(({ channel, month, late }) => {
      const destination = facts.destinations.find((one) => one.channel === channel);
      return destination ? [{ destination, month, late }] : [];
    });
    const { planned, queued } = queueMonths(writing, facts, months);
    const notices = planHoldNotices(facts.suppressions.holds, facts.destinations.map(facts.scopeOf), now);
    const held = store.outbox.add(notices, now.toISOString());
    const escalated = queueEscalations(writing, facts);
    recordHistory(writing, facts.fleet);
    return { channels: planned.map(({ channel }) => channel), queued: queued + held + escalated };
  });
}

/** True when a channel's monthly reminder is due. Reminders are due at full minutes. */
export function isReminderDue(context: AppContext): boolean {
  if (!isFirstRunDone(context)) return false;
  const destinations = listDestinations(context, assessFleet(context).clusters);
  return planDueReminders(context.clock.now(), listSchedules(context, destinations)).due.length > 0;
}
