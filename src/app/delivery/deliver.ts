import { once } from 'node:events';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { type FAULTS, type NextAttempt, planAfterLook, planNextAttempt } from '../../delivery/attempts.ts';
import { AppError } from '../../domain/app-error.ts';
import { instantAfter } from '../../domain/calendar-date.ts';
import type { NotificationContent } from '../../domain/notification.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import type { OutgoingMessage, SendOutcome } from '../../domain/sender.ts';
import { standsAlone, takesProgress } from '../../messages/message-kinds.ts';
import { type AppContext, transact } from '../app-context.ts';
import { keepWorkLease } from '../work-lease.ts';
import { composeEntry, nameOwners, wholeContent } from './compose-entry.ts';
import { retryAfterUpgrade } from './manage-outbox.ts';
import { findReconcileSince, findSettlesAt, lookFurtherBack, settleSince } from './reconcile-since.ts';
import { endRefusal, isSendingPaused, noteRefusal, probeRefusedChannels, recordPause } from './sending-pause.ts';
import { findSteadySince } from './steady-clock.ts';
import { reportDamage, reportGivenUp } from './tell-operators.ts';

/**
 * Sends every row that is due, one at a time, each with its own transactions (T4), until the next one is refused for
 * all or the process is to end. The operators get an alarm about what was given up.
 */
export async function deliverDue(context: AppContext) {
  const report = { delivered: 0, updated: 0, failed: 0 };
  const blocked = new Set<string>();
  findSteadySince(context);
  probeRefusedChannels(context);
  retryAfterUpgrade(context);
  reportDamage(context);
  do {
    for (let entry = findNext(context, blocked); entry; entry = findNext(context, blocked)) {
      // Others get their turn between two messages, also where a sender answers at once.
      await setImmediate();
      const result = await unlessStopped(context, (enter) => deliverEntry(context, entry, enter));
      if (result === 'delivered' && entry.operation === 'update') report.updated += 1;
      else if (result === 'delivered') report.delivered += 1;
      else if (result !== 'dropped') report.failed += 1;
      // Its channel waits for the next run, so that order is kept and one bad row cannot spin.
      if (result === 'failed') blocked.add(entry.channel);
    }
  } while (reportGivenUp(context));
  return report;
}

/** True when a row is due and nothing holds it back. @throws AppError `storage` */
export function isDeliveryDue(context: AppContext): boolean {
  // Whoever set the clock may have made due what waits.
  findSteadySince(context);
  const now = context.clock.now().toISOString();
  const dueAt = context.store.outbox.findNextDueAt(now);
  return dueAt !== null && dueAt <= now && !isSendingPaused(context);
}

function findNext(context: AppContext, blocked: ReadonlySet<string>): OutboxEntry | null {
  if (context.stopping.aborted || isSendingPaused(context)) return null;
  return context.store.outbox.findNextDue(context.clock.now().toISOString(), [...blocked]);
}

/** So long a process that is to end waits for what comes before a request: a look, a picture, the turn in its channel. */
const STOP_WAITS_MS = 5_000;

/** `work` calls `enter` at each request that posts: only such a request is waited for, the next process does the rest again. */
async function unlessStopped(
  { stopping }: AppContext,
  work: (enter: () => void) => Promise<EntryResult>,
): Promise<EntryResult> {
  const finished = new AbortController();
  const { signal } = finished;
  let isOver = false;
  let isRequested = false;
  const enter = () => {
    if (isOver) throw new AppError('unavailable', 'The process is to end.');
    isRequested = true;
  };
  const worked = work(enter).catch((error: unknown): EntryResult => {
    if (isOver) return 'again';
    throw error;
  });
  const waitForEnd = async (): Promise<EntryResult> => {
    if (!stopping.aborted) await once(stopping, 'abort', { signal });
    await sleep(STOP_WAITS_MS, undefined, { signal });
    isOver = true;
    return isRequested ? worked : 'again';
  };
  return Promise.race([worked, waitForEnd().catch(() => worked)]).finally(() => finished.abort());
}

/** How it went: `again` is another try that is due at once, `set-aside` concerns nothing but the row. */
type EntryResult = 'delivered' | 'failed' | 'again' | 'dropped' | 'set-aside';

/**
 * Delivers one row. A row whose answer was lost, or whose process died while sending, is looked for in the channel's
 * history before it is sent again.
 */
export async function deliverEntry(
  context: AppContext,
  entry: OutboxEntry,
  enter: () => void = () => undefined,
): Promise<EntryResult> {
  const message = composeOrFault(context, entry);
  if ('fault' in message) {
    record(context, entry, { kind: 'refused', scope: 'payload', reason: message.fault });
    return 'set-aside';
  }
  if ('needless' in message) return drop(context, entry, message.needless);
  const since = entry.operation === 'update' ? null : findReconcileSince(context.store.settings, entry);
  if (since !== null) {
    const settlesAt = settleSince(findSettlesAt(context.store.settings, entry), findSteadySince(context));
    const result = await lookFirst(context, { ...entry, settlesAt }, since, message.threadTs);
    if (result !== null) return result;
  }
  const outcome = await send(context, entry, message, enter);
  return record(context, { ...entry, attempts: entry.attempts + 1 }, outcome);
}

/** A message that cannot be composed is given up alone. What the database as a whole does not allow is not its fault. */
function composeOrFault(
  context: AppContext,
  entry: OutboxEntry,
): ReturnType<typeof composeMessage> | { readonly fault: (typeof FAULTS)[number] } {
  if (entry.isDamaged) return { fault: 'unreadable' };
  try {
    return composeMessage(context, entry);
  } catch (error) {
    if (error instanceof AppError) throw error;
    context.logger.error('A notification could not be composed', { id: entry.id, kind: entry.content.kind, error });
    return { fault: 'not_composable' };
  }
}

interface ComposedMessage extends OutgoingMessage {
  readonly updates?: string;
}

/** The message as it is true now; a reason instead when there is nothing (left) to say, or nowhere to say it. */
function composeMessage(context: AppContext, entry: OutboxEntry): ComposedMessage | { readonly needless: string } {
  const { channel, dedupeKey: key, operation = 'post', parentKey, plainText } = entry;
  const composed = composeEntry(context, entry);
  if (composed === null) return { needless: 'what it was about is gone' };
  const content = nameOwners(context, composed);
  const message = { channel, key, content, plainText };
  if (operation === 'post') return { ...message, content: introduce(context, channel, key, content) };
  const ts = context.store.outbox.findMessageTs(channel, parentKey ?? '');
  if (ts === null && standsAlone(content)) return message;
  if (ts === null) return { needless: 'the message it belongs to was never posted' };
  if (operation === 'reply') return { ...message, threadTs: ts };
  const progress = context.store.interactions.findProgress(channel, ts);
  const known = introduce(context, channel, parentKey ?? '', content);
  return { ...message, content: takesProgress(known) ? { ...known, progress } : known, updates: ts };
}

/**
 * Who never heard of vhdwatch reads with the channel's first message what it is, also where that is changed later; a
 * summary of what is watched says that anyway.
 */
function introduce({ store }: AppContext, channel: string, key: string, content: NotificationContent) {
  const first = store.outbox.findFirstPosted(channel) ?? key;
  return first === key && takesProgress(content) ? { ...content, isFirst: true } : content;
}

/** Asks the history; `null` when the message is to be sent (again). */
async function lookFirst(
  context: AppContext,
  entry: OutboxEntry,
  since: string,
  threadTs?: string,
): Promise<EntryResult | null> {
  const { store, clock, logger } = context;
  const { found, next } = await look(context, entry, since, threadTs);
  const fields = { channel: entry.channel, key: entry.dedupeKey, found: found.kind };
  switch (next.kind) {
    case 'send':
      logger.warn('A message whose answer was lost is sent again', fields);
      return null;
    case 'delivered':
      logger.info('A message whose answer was lost is in the channel', fields);
      return record(context, entry, { kind: 'delivered', ts: next.ts });
    case 'look-again': {
      const dueAt = instantAfter(clock.now(), next.afterMs);
      store.transaction(({ outbox }) =>
        outbox.recordLook(entry.id, { dueAt, settlesAt: next.settlesAt, detail: next.reason }),
      );
      logger.warn('A message whose answer was lost is looked for again', { ...fields, reason: next.reason });
      return 'failed';
    }
    case 'give-up':
      store.transaction(({ outbox }) =>
        outbox.recordAttempt(entry.id, clock.now().toISOString(), {
          state: next.state,
          outcome: 'given-up',
          detail: next.reason,
          ambiguous: true,
        }),
      );
      logger.error('A message was given up', { ...fields, reason: next.reason });
      return 'failed';
  }
}

/** Looks, and looks further back before anything is sent again: what a clock that was wrong wrote must not hide the message. */
async function look(context: AppContext, entry: OutboxEntry, since: string, threadTs?: string) {
  const { sender, random, withoutHistory } = context;
  const { channel, dedupeKey, content, attemptedAt } = entry;
  const policy = withoutHistory[content.kind] ?? 'at-least-once';
  const lookFrom = async (from: string) => {
    const found = await sender.find(channel, dedupeKey, from, threadTs);
    return { found, next: planAfterLook(entry, found, { wallNow: context.wallClock.now(), random: random(), policy }) };
  };
  const first = await lookFrom(since);
  const isDecided = first.next.kind !== 'send' || first.found.kind !== 'absent' || first.found.isCertain === true;
  return isDecided || attemptedAt === null ? first : lookFrom(lookFurtherBack(since));
}

async function send(
  context: AppContext,
  entry: OutboxEntry,
  message: ComposedMessage,
  enter: () => void,
): Promise<SendOutcome> {
  const { sender } = context;
  transact(context, (writing) => {
    keepWorkLease(writing);
    writing.store.outbox.markSending(entry.id, context.wallClock.now().toISOString());
  });
  context.store.keepSendingMark();
  const { updates, ...composed } = message;
  // Again at the request itself: pacing, a picture or a machine that slept come between.
  const whole = () => wholeContent(context, composed.content);
  const beforeRequest = () => {
    enter();
    transact(context, keepWorkLease);
  };
  const outgoing = { ...composed, whole, beforeRequest };
  return updates === undefined ? sender.post(outgoing) : sender.update(outgoing, updates);
}

function record(context: AppContext, entry: OutboxEntry, outcome: SendOutcome): EntryResult {
  const { clock, logger, random } = context;
  const now = clock.now();
  const next = planNextAttempt(entry, outcome, now, random());
  const detail = next.state === 'delivered' ? null : next.reason;
  transact(context, (writing) => {
    // Whoever took over while this one waited for an answer has found out by itself what became of it.
    if (next.state !== 'delivered') keepWorkLease(writing);
    writing.store.outbox.recordAttempt(entry.id, now.toISOString(), {
      ...toRecord(context, entry, next),
      outcome: outcome.kind,
    });
    recordPause(writing, outcome);
    if (next.state === 'dead' && next.scope === 'destination') noteRefusal(writing, entry, next.reason);
    if (next.state === 'delivered') endRefusal(writing, entry.channel);
  });
  const fields = { channel: entry.channel, key: entry.dedupeKey };
  if (next.state === 'delivered') logger.info('Delivered a notification', fields);
  else logger.warn('A notification was not delivered', { ...fields, state: next.state, reason: detail });
  if (next.state === 'delivered' || next.state === 'dropped') return next.state;
  return next.state === 'retrying' && next.plainText && !entry.plainText ? 'again' : 'failed';
}

function toRecord(context: AppContext, entry: OutboxEntry, next: NextAttempt) {
  if (next.state === 'delivered') {
    // The ts of a changed message is its first row's: one message, one row that knows where it is.
    const place = entry.operation === 'update' ? {} : { messageTs: next.messageTs };
    return { state: next.state, detail: null, ...place };
  }
  const { state, reason: detail } = next;
  if (state !== 'retrying') return { state, detail };
  const { dueAt, ambiguous, plainText, isCounted, settleMs } = next;
  const settles = settleMs === undefined ? {} : { settlesAt: instantAfter(context.wallClock.now(), settleMs) };
  return { state, detail, dueAt, ambiguous, plainText, isCounted, ...settles };
}

function drop({ store, clock, logger }: AppContext, entry: OutboxEntry, reason: string): EntryResult {
  store.transaction(({ outbox }) =>
    outbox.recordAttempt(entry.id, clock.now().toISOString(), {
      state: 'dropped',
      outcome: 'dropped',
      detail: reason,
    }),
  );
  logger.info('A notification is not needed any more', { channel: entry.channel, key: entry.dedupeKey, reason });
  return 'dropped';
}
