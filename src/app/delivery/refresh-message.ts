import { dayOf } from '../../domain/calendar-date.ts';
import type {
  Escalation,
  ImageHoldNotice,
  NotificationContent,
  OutboxEntry,
  ReleaseNews,
  UpgradeReminder,
} from '../../domain/notification.ts';
import { listChannelLimits } from '../../outbox/list-channel-limits.ts';
import { refreshContent } from '../../outbox/refresh-content.ts';
import { refreshEscalation } from '../../outbox/refresh-escalation.ts';
import { refreshHoldNotice } from '../../outbox/refresh-hold-notice.ts';
import { refreshMovedDates } from '../../outbox/refresh-moved-dates.ts';
import { refreshReminder } from '../../outbox/refresh-reminder.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { createChannelParts } from '../fleet/channel-parts.ts';
import { listDestinations } from '../fleet/list-destinations.ts';
import { readSuppressions } from '../suppressions/read-suppressions.ts';
import { findLookSince } from './find-look-since.ts';

/**
 * What a message says, as it is true when it is sent: nobody hears of a pool that was upgraded, moved or removed since
 * it was planned. `null` when nothing is left to say. Once it may be in the channel, it stays what it was.
 */
export function refreshMessage(context: AppContext, entry: OutboxEntry): NotificationContent | null {
  const { content, operation = 'post' } = entry;
  const isUnsent = findLookSince(context.store.settings, entry) === null;
  switch (content.kind) {
    case 'release-news':
      return refreshNews(context, entry, content);
    case 'upgrade-reminder':
      if (operation === 'update') return bringUpToDate(context, entry, content);
      return isUnsent ? refreshCard(context, entry, content) : content;
    case 'escalation':
      return isUnsent ? refreshLimits(context, entry, content) : content;
    case 'image-hold':
      return isUnsent ? refreshHold(context, entry, content) : content;
    case 'moved-dates':
      return isUnsent ? refreshMovedDates(content, readChannel(context, entry.channel).part.pools) : content;
    default:
      return content;
  }
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
  const { fleet, part } = readChannel(context, channel);
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

/** By the limits of the channel that they are about: a pool that moved to another channel is no business of this one. */
function refreshLimits(context: AppContext, { channel }: OutboxEntry, content: Escalation): Escalation | null {
  const { fleet, destination, part } = readChannel(context, content.about ?? channel);
  if (!destination) return null;
  const today = dayOf(fleet.now);
  const peace = readSuppressions(context, today);
  const { escalation: policy } = context.reminders;
  return refreshEscalation(content, listChannelLimits(destination, { ...part, policy, peace, today }));
}

function refreshHold(context: AppContext, { channel }: OutboxEntry, content: ImageHoldNotice): ImageHoldNotice | null {
  const isHeld = context.store.imageHolds.listOpen().some(({ version }) => version === content.version);
  return isHeld ? refreshHoldNotice(content, readChannel(context, channel).part.pools) : null;
}

/** One channel, and what it hears about, as it stands now. */
function readChannel(context: AppContext, channel: string) {
  const { store } = context;
  const fleet = assessFleet(context);
  const destination = listDestinations(context, fleet.clusters).find((one) => one.channel === channel) ?? null;
  const partOf = createChannelParts(fleet, (clusterId) => store.findings.listOpenOf(clusterId));
  return { fleet, destination, part: destination ? partOf(destination) : { pools: [], findings: [] } };
}
