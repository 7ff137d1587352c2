import type { OpenReminder } from '../../domain/posted-message.ts';
import { planReminderRevision } from '../../messages/reminder-progress.ts';
import type { ChannelScope } from '../../routing/channel-scope.ts';
import type { WritingContext } from '../app-context.ts';
import { findReconcileSince } from './reconcile-since.ts';

/**
 * Brings one open card up to date with its channel's scope (`null`: the channel hears of nothing any more) and ends it
 * when nothing is left to do. Where its message may be in the channel, the update of it is queued.
 */
export function reviseCard({ store }: WritingContext, open: OpenReminder, scope: ChannelScope | null, now: Date): void {
  const row = store.outbox.findByKey(open.channel, open.dedupeKey);
  const isShown = row !== null && (row.state === 'delivered' || findReconcileSince(store.settings, row) !== null);
  const revision = planReminderRevision(open, scope ?? { pools: [], findings: [] }, { isShown, now });
  if (!revision) return;
  const at = now.toISOString();
  store.reminders.revise(open.id, revision.content);
  if (revision.isDone) store.reminders.close(open.id, 'done', at);
  store.outbox.add(revision.notifications, at);
}
