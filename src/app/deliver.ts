import type { OutboxEntry } from '../domain/notification.ts';
import type { SendOutcome } from '../domain/sender.ts';
import { planNextAttempt } from '../outbox/plan-next-attempt.ts';
import { refreshContent } from '../outbox/refresh-content.ts';
import type { AppContext } from './app-context.ts';
import { assessFleet } from './assess-fleet.ts';

/** Counts of one delivery run. */
export interface DeliveryReport {
  readonly delivered: number;
  /** Attempts that did not deliver, whether they will be repeated or not. */
  readonly failed: number;
}

/** A message whose answer was lost is looked for from a little before the attempt: clocks differ. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Sends every row that is due, one at a time, each with its own transactions (T4). A row whose last answer was lost,
 * or whose process died while sending, is looked for in the channel's history before it is sent again.
 */
export async function deliverDue(context: AppContext): Promise<DeliveryReport> {
  let delivered = 0;
  let failed = 0;
  const blocked = new Set<string>();
  for (;;) {
    const entry = context.store.outbox.findNextDue(context.clock.now().toISOString(), [...blocked]);
    if (!entry) return { delivered, failed };
    const isDelivered = await deliverEntry(context, entry);
    if (isDelivered) delivered += 1;
    else {
      failed += 1;
      // Its channel waits for the next run, so that order is kept and one bad row cannot spin.
      if (!context.store.outbox.find(entry.id)?.plainText) blocked.add(entry.channel);
    }
  }
}

async function deliverEntry(context: AppContext, entry: OutboxEntry): Promise<boolean> {
  const { store, clock, logger, random } = context;
  const outcome = (await findLost(context, entry)) ?? (await send(context, entry));
  const now = clock.now();
  const counted = store.outbox.find(entry.id) ?? entry;
  const next = planNextAttempt(counted, outcome, now, random());
  const detail = next.state === 'delivered' ? null : next.reason;
  store.transaction(() => {
    store.outbox.recordAttempt(entry.id, now.toISOString(), { ...next, outcome: outcome.kind, detail });
    if (next.state === 'dead' && next.scope === 'destination')
      store.channelSubscriptions.disable(entry.channel, next.reason);
  });
  if (next.state === 'delivered')
    logger.info('Delivered a notification', { channel: entry.channel, key: entry.dedupeKey });
  else
    logger.warn('A notification was not delivered', {
      channel: entry.channel,
      key: entry.dedupeKey,
      state: next.state,
      reason: detail,
    });
  return next.state === 'delivered';
}

/** A row that may have been posted already: what the history says of it. `null` when it is to be sent. */
async function findLost({ sender, logger }: AppContext, entry: OutboxEntry): Promise<SendOutcome | null> {
  if (!entry.attemptedAt || !(entry.ambiguous || entry.state === 'sending')) return null;
  const since = new Date(Date.parse(entry.attemptedAt) - CLOCK_SKEW_MS).toISOString();
  const found = await sender.find(entry.channel, entry.dedupeKey, since);
  if (found.kind === 'found') return { kind: 'delivered', ts: found.ts };
  if (found.kind === 'unknown') {
    logger.warn('The history of a channel cannot be asked; the message is sent again', {
      channel: entry.channel,
      reason: found.reason,
    });
  }
  return null;
}

async function send(context: AppContext, entry: OutboxEntry): Promise<SendOutcome> {
  const { store, sender, clock } = context;
  store.transaction(() => store.outbox.markSending(entry.id, clock.now().toISOString()));
  const content = refreshContent(entry.content, assessFleet(context).pools);
  return sender.post({ channel: entry.channel, key: entry.dedupeKey, content, plainText: entry.plainText });
}
