import type { OutboxEntry } from '../domain/notification.ts';
import type { SendOutcome } from '../domain/sender.ts';

/** What becomes of a row after an attempt. */
export type NextAttempt =
  | { readonly state: 'delivered'; readonly messageTs: string }
  | {
      readonly state: 'retrying';
      readonly dueAt: string;
      readonly ambiguous: boolean;
      readonly plainText: boolean;
      readonly reason: string;
    }
  | { readonly state: 'dead'; readonly reason: string; readonly scope: 'destination' | 'payload' | 'exhausted' };

const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 15 * 60_000;
/** Three days of quarter hours: after that the news is stale, and the operators hear of it. */
const MAX_ATTEMPTS = 300;
/** Time for a message whose answer was lost to appear in the channel's history. */
const SETTLE_MS = 5_000;
/** A refused credential is tried again at this pace, so that a corrected token needs no restart. */
const CREDENTIAL_DELAY_MS = 60_000;

/**
 * Decides what follows from an outcome: back-off doubles up to a quarter of an hour, with jitter so that many
 * rows do not return at once; a lost answer is never repeated before the history was asked.
 * @param random a number in [0, 1)
 */
export function planNextAttempt(entry: OutboxEntry, outcome: SendOutcome, now: Date, random: number): NextAttempt {
  const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
  const again = { state: 'retrying' as const, ambiguous: false, plainText: entry.plainText };
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered', messageTs: outcome.ts };
    case 'rate-limited':
      return { ...again, dueAt: after(outcome.retryAfterMs), reason: 'rate limited' };
    case 'ambiguous':
      return {
        ...again,
        ambiguous: true,
        dueAt: after(Math.max(SETTLE_MS, backOff(entry.attempts, random))),
        reason: outcome.reason,
      };
    case 'transient':
      return entry.attempts >= MAX_ATTEMPTS
        ? { state: 'dead', scope: 'exhausted', reason: outcome.reason }
        : { ...again, dueAt: after(backOff(entry.attempts, random)), reason: outcome.reason };
    case 'refused':
      return planAfterRefusal(entry, outcome, after);
  }
}

function planAfterRefusal(
  entry: OutboxEntry,
  outcome: Extract<SendOutcome, { kind: 'refused' }>,
  after: (ms: number) => string,
): NextAttempt {
  const { scope, reason } = outcome;
  if (scope === 'credential') {
    return {
      state: 'retrying',
      ambiguous: false,
      plainText: entry.plainText,
      dueAt: after(CREDENTIAL_DELAY_MS),
      reason,
    };
  }
  if (scope === 'payload' && !entry.plainText) {
    return { state: 'retrying', ambiguous: false, plainText: true, dueAt: after(0), reason };
  }
  return { state: 'dead', scope, reason };
}

function backOff(attempts: number, random: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts, 20));
  return Math.round(full / 2 + (full / 2) * random);
}
