import { isFault, planPause, type SendingPause } from '../../delivery/attempts.ts';
import { DAY_MS, instantAfter } from '../../domain/calendar-date.ts';
import { PROBE_HOURS } from '../../domain/channel-subscription.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { LONGEST_RETRY_AFTER_MS, type SendOutcome } from '../../domain/sender.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { PROCESS_IDENTITY } from '../work-lease.ts';

const PAUSE = 'sending-pause';

interface StoredPause extends SendingPause {
  readonly by: string;
}

/** A refused credential pauses only the process that was refused: the next one may have been given a better token. */
export function isSendingPaused(context: AppContext): boolean {
  const pause = findPause(context);
  const leftMs = pause === null ? 0 : Date.parse(pause.until) - context.clock.now().getTime();
  if (pause === null || !(leftMs > 0 && leftMs <= LONGEST_RETRY_AFTER_MS)) return false;
  return pause.kind === 'rate-limited' || pause.by === PROCESS_IDENTITY;
}

/** What holds back everything that is to be sent, and until when (UTC ISO text); `null` while nothing does. */
export function findSendingPause(context: AppContext): Pick<SendingPause, 'kind' | 'until'> | null {
  return isSendingPaused(context) ? findPause(context) : null;
}

/** Why the chat refuses everything we send (its code, `invalid_auth`); `null` while it does not. Kept across restarts. */
export function findChatProblem(context: AppContext): string | null {
  const pause = findPause(context);
  return pause?.kind === 'credential' ? pause.reason : null;
}

/** Notes what an outcome means for everything else that is to be sent. */
export function recordPause(context: WritingContext, outcome: SendOutcome): void {
  const { store, clock } = context;
  const pause = planPause(outcome, clock.now());
  if (pause) store.settings.saveState(PAUSE, { ...pause, by: PROCESS_IDENTITY } satisfies StoredPause);
  // Anything else that the chat answers means that it knows the token; no answer, and a fault of ours, mean nothing.
  else if (outcome.kind === 'delivered' || (outcome.kind === 'refused' && !isFault(outcome.reason)))
    store.settings.save(PAUSE, '');
}

/**
 * Ends a pause whose reason is gone: a process was given another credential while it runs, or the clock was set that a
 * limit was to end by.
 */
export function endPause(context: WritingContext, kind: SendingPause['kind']): void {
  if (findPause(context)?.kind === kind) context.store.settings.save(PAUSE, '');
}

function findPause({ store }: AppContext): StoredPause | null {
  return store.settings.findState<StoredPause>(PAUSE, { kind: 'text', until: 'instant', by: 'text' });
}

/** What was given up longer ago is no news any more when the channel takes messages again. */
const KEPT_DAYS = 14;

/**
 * Makes the newest message that each refusing channel did not take due again, where the last trial is a while ago. What
 * is not true any more by then is dropped, as for every message that waited.
 */
export function probeRefusedChannels(context: AppContext): void {
  const now = context.clock.now();
  const before = instantAfter(now, -PROBE_HOURS * 3_600_000);
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
  const since = instantAfter(now, -KEPT_DAYS * DAY_MS);
  const waiting = store.outbox.listRefused(channel, refusal.reason).filter(({ createdAt }) => createdAt >= since);
  for (const { id } of waiting) store.outbox.revive(id, now.toISOString());
  logger.info('A channel takes messages again', { channel, since: refusal.since, waiting: waiting.length });
}
