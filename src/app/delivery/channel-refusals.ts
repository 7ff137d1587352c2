import { PROBE_HOURS } from '../../domain/channel-subscription.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';

/** What was given up longer ago is no news any more when the channel takes messages again. */
const KEPT_DAYS = 14;

/**
 * Makes the newest message that each refusing channel did not take due again, where the last trial is a while ago. What
 * is not true any more by then is dropped, as for every message that waited.
 */
export function probeRefusedChannels(context: AppContext): void {
  const now = context.clock.now();
  const before = new Date(now.getTime() - PROBE_HOURS * 3_600_000).toISOString();
  const at = now.toISOString();
  if (context.store.channelRefusals.listUnprobed(before, at).length === 0) return;
  transact(context, ({ store, logger }) => {
    for (const { channel, reason } of store.channelRefusals.listUnprobed(before, at)) {
      store.channelRefusals.markProbed(channel, at);
      const [newest] = store.outbox.listRefused(channel, reason);
      if (!newest) continue;
      store.outbox.revive(newest.id, at);
      logger.info('A channel that refused is tried again', { channel, reason });
    }
  });
}

/** Notes that a channel took no message. The operators hear of the first one, with what turns it on again. */
export function noteRefusal({ store, clock }: WritingContext, { id, channel }: OutboxEntry, reason: string): void {
  const at = clock.now().toISOString();
  if (!store.channelRefusals.note(channel, reason, at)) store.outbox.markReported([id], at);
}

/** A message arrived: what else the channel did not take lately is due again. */
export function endRefusal({ store, clock, logger }: WritingContext, channel: string): void {
  const refusal = store.channelRefusals.find(channel);
  if (!refusal) return;
  store.channelRefusals.clear(channel);
  const now = clock.now();
  const since = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  const waiting = store.outbox.listRefused(channel, refusal.reason).filter(({ createdAt }) => createdAt >= since);
  for (const { id } of waiting) store.outbox.revive(id, now.toISOString());
  logger.info('A channel takes messages again', { channel, since: refusal.since, waiting: waiting.length });
}
