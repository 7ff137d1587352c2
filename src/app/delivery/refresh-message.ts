import { dayOf } from '../../domain/calendar-date.ts';
import { keyOfFinding } from '../../domain/finding.ts';
import type {
  Escalation,
  NotificationContent,
  OutboxEntry,
  ReleaseNews,
  UpgradeReminder,
} from '../../domain/notification.ts';
import { refreshContent } from '../../outbox/refresh-content.ts';
import { refreshEscalation } from '../../outbox/refresh-escalation.ts';
import { refreshReminder } from '../../outbox/refresh-reminder.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { createChannelParts } from '../fleet/channel-parts.ts';
import { listDestinations } from '../fleet/list-destinations.ts';

/**
 * What a message says, as it is true when it is sent: nobody hears of a pool that was upgraded, moved or removed since
 * it was planned. `null` when nothing is left to say. Once it may be in the channel, it stays what it was.
 */
export function refreshMessage(context: AppContext, entry: OutboxEntry): NotificationContent | null {
  const { content, operation = 'post' } = entry;
  switch (content.kind) {
    case 'release-news':
      return refreshNews(context, entry, content);
    case 'upgrade-reminder':
      if (operation === 'update') return bringUpToDate(context, entry, content);
      return isUnsent(entry) ? refreshCard(context, entry, content) : content;
    case 'escalation':
      return isUnsent(entry) ? refreshLimits(context, content) : content;
    default:
      return content;
  }
}

/** True while no attempt can have reached the channel. */
function isUnsent({ attempts, ambiguous, state }: OutboxEntry): boolean {
  return attempts === 0 || (!ambiguous && state !== 'sending');
}

function refreshNews(
  context: AppContext,
  { channel, attempts }: OutboxEntry,
  content: ReleaseNews,
): NotificationContent | null {
  const { pools, catalogue } = assessFleet(context);
  const current = refreshContent(content, pools, attempts === 0 ? catalogue : null);
  if (current?.kind !== 'release-news' || current.images.length + current.retirements.length > 0) return current;
  const told = context.store.outbox.listReleaseNews(current.release.tag);
  return told.some((one) => one.channel === channel && one.state === 'delivered') ? current : null;
}

/** The card goes out as it would stand in the channel by now; one that is done or superseded does not go out at all. */
function refreshCard(
  context: AppContext,
  { channel, dedupeKey }: OutboxEntry,
  content: UpgradeReminder,
): UpgradeReminder | null {
  const { store } = context;
  const known = store.reminders.find(channel, dedupeKey);
  if (!known) return content;
  if (!known.isOpen) return null;
  const fleet = assessFleet(context);
  const destination = listDestinations(context, fleet.clusters).find((one) => one.channel === channel);
  const partOf = createChannelParts(fleet, (clusterId) => store.findings.listOpenOf(clusterId));
  const part = destination ? partOf(destination) : { pools: [], findings: [] };
  const current = refreshReminder(known.content, { ...part, today: dayOf(fleet.now) });
  const isDone = current.items.every(({ settled }) => settled);
  if (current !== known.content)
    store.transaction(() => {
      store.reminders.revise(known.id, current);
      if (isDone) store.reminders.close(known.id, 'done', fleet.now.toISOString());
    });
  return isDone ? null : { ...content, items: current.items };
}

/** Whatever a card is updated for (somebody took it, a pool came off it), it shows its pools as they stand there by now. */
function bringUpToDate(
  { store }: AppContext,
  { channel, parentKey = '' }: OutboxEntry,
  content: UpgradeReminder,
): UpgradeReminder {
  const known = store.reminders.find(channel, parentKey);
  return known ? { ...content, items: known.content.items } : content;
}

function refreshLimits({ store }: AppContext, content: Escalation): Escalation | null {
  const known = new Map<string, ReadonlySet<string>>();
  return refreshEscalation(content, (clusterId, findingKey) => {
    const keys = known.get(clusterId) ?? new Set(store.findings.listOpenOf(clusterId).map(keyOfFinding));
    known.set(clusterId, keys);
    return keys.has(findingKey);
  });
}
