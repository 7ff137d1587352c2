import type { PlannedNotification } from '../domain/notification.ts';
import { planUpgradeReminder } from '../outbox/plan-upgrade-reminder.ts';
import { routeChannels } from '../outbox/route-channels.ts';
import type { AppContext } from './app-context.ts';
import { assessFleet, findFleetAdvice } from './assess-fleet.ts';
import { deliverDue } from './deliver.ts';

/** What one reminder run did. */
export interface RemindReport {
  readonly channels: readonly string[];
  readonly queued: number;
  readonly delivered: number;
}

/** How a reminder run is asked for. */
export interface RemindOptions {
  /** Also when this month's reminder was sent already. */
  readonly force: boolean;
  /** Run after its day, because the service was down then. */
  readonly late: boolean;
}

/** Queues this month's upgrade reminder for every channel that has something to do, once a month, and delivers it. */
export async function remind(context: AppContext, options: RemindOptions): Promise<RemindReport> {
  const { store } = context;
  const { planned, queued } = store.transaction(() => {
    const reminders = planReminders(context, options);
    return { planned: reminders, queued: store.outbox.add(reminders, context.clock.now().toISOString()) };
  });
  const { delivered } = await deliverDue(context);
  return { channels: planned.map(({ channel }) => channel), queued, delivered };
}

function planReminders(context: AppContext, { force, late }: RemindOptions): readonly PlannedNotification[] {
  const { store, defaultChannel, timeZone } = context;
  const fleet = assessFleet(context);
  const findings = findFleetAdvice(fleet);
  store.findings.refresh(findings, fleet.now.toISOString());
  const subscriptions = store.channelSubscriptions.list();
  return routeChannels({ subscriptions, defaultChannel, clusters: fleet.clusters })
    .map((destination) =>
      planUpgradeReminder(destination, {
        lifecycle: fleet.lifecycle,
        pools: fleet.pools,
        findings,
        month: monthIn(destination.timeZone ?? timeZone, fleet.now),
        late,
        forced: force,
        now: fleet.now,
      }),
    )
    .filter((planned) => planned !== null);
}

/** `YYYY-MM` of an instant in a time zone. */
function monthIn(timeZone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(instant);
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${partOf('year')}-${partOf('month')}`;
}
