import { instantAfter } from '../domain/calendar-date.ts';
import type { OutboxEntry } from '../domain/outbox-entry.ts';
import type { DeliveryPolicy, FindOutcome, SendOutcome } from '../domain/sender.ts';

export type NextAttempt =
  | { readonly state: 'delivered'; readonly messageTs: string }
  | RetryLater
  | {
      readonly state: 'dead';
      readonly reason: string;
      readonly scope: 'destination' | 'thread' | 'payload' | 'exhausted';
    }
  /** True when nothing is lost by not sending it, since the message it would change is gone. */
  | { readonly state: 'dropped'; readonly reason: string };

interface RetryLater {
  readonly state: 'retrying';
  readonly dueAt: string;
  readonly ambiguous: boolean;
  readonly plainText: boolean;
  readonly reason: string;
  /** False when the chat merely put it off: that brings the row no nearer to being given up. */
  readonly isCounted: boolean;
  /** For an ambiguous outcome: for so long from now, the message may still appear in the history. */
  readonly settleMs?: number;
}

/** A message has been seen to take half a minute from the request on, much of which passes before its answer counts as lost. */
export const SETTLE_MS = 45_000;
/** The first look comes sooner, since the message is there most of the time. */
const FIRST_LOOK_MS = 2_000;
/** Refusals that concern the one message that was to be changed. */
const UNCHANGEABLE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/**
 * Back-off doubles up to a quarter of an hour, with jitter; a lost answer is not repeated before the history was asked.
 * @param random in [0, 1)
 */
export function planNextAttempt(entry: OutboxEntry, outcome: SendOutcome, now: Date, random: number): NextAttempt {
  const again = { state: 'retrying' as const, ambiguous: false, plainText: entry.plainText, isCounted: true };
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered', messageTs: outcome.ts };
    case 'rate-limited':
      return { ...again, isCounted: false, dueAt: instantAfter(now, outcome.retryAfterMs), reason: 'rate limited' };
    case 'ambiguous':
      // Changing a message twice is changing it once: no need to look.
      if (entry.operation === 'update') return retryOrGiveUp(entry, outcome.reason, now, random);
      return {
        ...again,
        ambiguous: true,
        dueAt: instantAfter(now, FIRST_LOOK_MS),
        settleMs: Math.max(SETTLE_MS, backOff(entry.attempts, random)),
        reason: outcome.reason,
      };
    case 'transient':
      return retryOrGiveUp(entry, outcome.reason, now, random);
    case 'refused':
      return planAfterRefusal(entry, outcome, now);
  }
}

/** Why a message cannot be sent whoever asks for it: a fault of ours, or of the file, that another version may not have. */
export const FAULTS = ['unreadable', 'not_composable', 'not_renderable'] as const;

export function isFault(reason: string | null): boolean {
  return FAULTS.some((fault) => fault === reason);
}

function retryOrGiveUp({ attempts, plainText }: OutboxEntry, reason: string, now: Date, random: number): NextAttempt {
  if (attempts >= MAX_ATTEMPTS) return { state: 'dead', scope: 'exhausted', reason };
  const dueAt = instantAfter(now, backOff(attempts, random));
  return { state: 'retrying', ambiguous: false, plainText, isCounted: true, dueAt, reason };
}

function planAfterRefusal(
  entry: OutboxEntry,
  { scope, reason }: Extract<SendOutcome, { kind: 'refused' }>,
  now: Date,
): NextAttempt {
  const again = { state: 'retrying' as const, ambiguous: false, dueAt: now.toISOString(), reason };
  // Due at once: what holds it back is the pause that a refused credential brings to everything.
  if (scope === 'credential') return { ...again, plainText: entry.plainText, isCounted: false };
  if (entry.operation === 'update' && UNCHANGEABLE.has(reason)) return { state: 'dropped', reason };
  if (scope === 'payload' && !entry.plainText && !isFault(reason))
    return { ...again, plainText: true, isCounted: true };
  return { state: 'dead', scope, reason };
}

const FIRST_DELAY_MS = 2_000;
/** The longest wait between two attempts. */
const LONGEST_BACK_OFF_MS = 15 * 60_000;

/** Three days of quarter hours: after that the news is stale, and the operators hear of it. */
const MAX_ATTEMPTS = 300;

/** Milliseconds, the second half of them random. @param random in [0, 1) */
function backOff(failures: number, random: number): number {
  const full = Math.min(LONGEST_BACK_OFF_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 20));
  return Math.round(full / 2 + (full / 2) * random);
}

export interface SendingPause {
  readonly kind: 'credential' | 'rate-limited';
  readonly reason: string;
  /** UTC ISO text. */
  readonly until: string;
}

/** A refused credential is tried again at this pace, so that a corrected token needs no restart. */
const CREDENTIAL_DELAY_MS = 60_000;

/** The pause that an outcome brings to every channel: a chat's limit holds for the whole method, a token for everything. */
export function planPause(outcome: SendOutcome, now: Date): SendingPause | null {
  if (outcome.kind === 'rate-limited' && outcome.scope !== 'destination')
    return { kind: 'rate-limited', reason: 'ratelimited', until: instantAfter(now, outcome.retryAfterMs) };
  if (outcome.kind === 'refused' && outcome.scope === 'credential')
    return { kind: 'credential', reason: outcome.reason, until: instantAfter(now, CREDENTIAL_DELAY_MS) };
  return null;
}

type AfterLook =
  | { readonly kind: 'delivered'; readonly ts: string }
  | { readonly kind: 'send' }
  | { readonly kind: 'look-again'; readonly afterMs: number; readonly settlesAt: string; readonly reason: string }
  /** `dead`: tried for days. `dropped`: it may have been posted, and twice would be worse than not at all. */
  | { readonly kind: 'give-up'; readonly state: 'dead' | 'dropped'; readonly reason: string };

/** Between the first two looks; doubled after each, since the chat limits how often it is asked. */
const LOOK_AGAIN_MS = 3_000;
const MOST_DOUBLINGS = 4;
/** Most looks before were answered: one that is refused after them must not hold its channel for minutes. */
const LOOKS_A_DOUBLING = 4;
/** Half a day of looks that all failed for passing reasons: then it is as if the history could not be asked at all. */
const MAX_LOOKS = 100;

/**
 * Sends again only what the history, asked late enough, lacks; where it never can be asked, the policy decides between
 * a possible repeat and a possible loss.
 */
export function planAfterLook(
  entry: OutboxEntry,
  found: FindOutcome,
  { wallNow, random, policy }: { readonly wallNow: Date; readonly random: number; readonly policy: DeliveryPolicy },
): AfterLook {
  if (found.kind === 'found') return { kind: 'delivered', ts: found.ts };
  const settleMs = timeToSettle(entry.settlesAt, wallNow);
  const lookAgain = (afterMs: number, reason: string): AfterLook => {
    const settlesAt = instantAfter(wallNow, settleMs);
    return { kind: 'look-again', afterMs, settlesAt, reason };
  };
  if (found.kind === 'absent') {
    if (settleMs <= 0 || found.isCertain) return sendAgain(entry);
    const afterMs = LOOK_AGAIN_MS * 2 ** Math.min(entry.looks, MOST_DOUBLINGS);
    return lookAgain(Math.min(afterMs, settleMs), 'not in the history yet');
  }
  if (!found.lasting && entry.looks < MAX_LOOKS) {
    const reason = `the history cannot be asked now (${found.reason})`;
    return lookAgain(found.retryAfterMs ?? backOff(entry.looks / LOOKS_A_DOUBLING, random), reason);
  }
  if (policy === 'at-most-once') {
    const reason = `may have been posted, and the history cannot be asked (${found.reason})`;
    return { kind: 'give-up', state: 'dropped', reason };
  }
  return settleMs > 0 ? lookAgain(settleMs, found.reason) : sendAgain(entry);
}

/** A process that died while sending left no instant: its request may be on its way until now. */
function timeToSettle(settlesAt: string | null, wallNow: Date): number {
  const left = settlesAt === null ? SETTLE_MS : Date.parse(settlesAt) - wallNow.getTime();
  // Further away than any back-off: the clock was set back since.
  return left > LONGEST_BACK_OFF_MS ? SETTLE_MS : left;
}

function sendAgain({ attempts, lastError }: OutboxEntry): AfterLook {
  return attempts >= MAX_ATTEMPTS
    ? { kind: 'give-up', state: 'dead', reason: lastError ?? 'tried too often' }
    : { kind: 'send' };
}
