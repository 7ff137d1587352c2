import type { OutboxEntry } from '../domain/outbox-entry.ts';
import type { DeliveryPolicy, FindOutcome } from '../domain/sender.ts';
import { backOff, LONGEST_BACK_OFF_MS, MAX_ATTEMPTS, SETTLE_MS } from './attempts.ts';

/** What follows from a look into the channel's history for a message that may have been posted. */
export type AfterLook =
  | { readonly kind: 'delivered'; readonly ts: string }
  | { readonly kind: 'send' }
  | { readonly kind: 'look-again'; readonly afterMs: number; readonly settlesAt: string; readonly reason: string }
  /** `dead`: tried for days. `dropped`: it may have been posted, and twice would be worse than not at all. */
  | { readonly kind: 'give-up'; readonly state: 'dead' | 'dropped'; readonly reason: string };

/** How a look is judged. */
export interface LookJudgement {
  /** The real time. */
  readonly wallNow: Date;
  /** A number in [0, 1). */
  readonly random: number;
  readonly policy: DeliveryPolicy;
}

/** Between the first two looks; doubled after each, since the chat counts them. */
const LOOK_AGAIN_MS = 3_000;
const MOST_DOUBLINGS = 4;
/** Most looks before were answered: one that is refused after them must not hold its channel for minutes. */
const LOOKS_A_DOUBLING = 4;
/** Half a day of looks that all failed for passing reasons: then it is as if the history could not be asked at all. */
const MAX_LOOKS = 100;

/**
 * Sends again only what the history, asked late enough, does not have. A history that cannot be asked right now is
 * asked again; where it can never be asked, the policy decides between a possible repeat and a possible loss.
 */
export function planAfterLook(entry: OutboxEntry, found: FindOutcome, judgement: LookJudgement): AfterLook {
  const { wallNow, random, policy } = judgement;
  if (found.kind === 'found') return { kind: 'delivered', ts: found.ts };
  const settleMs = timeToSettle(entry.settlesAt, wallNow);
  const lookAgain = (afterMs: number, reason: string): AfterLook => {
    const settlesAt = new Date(wallNow.getTime() + settleMs).toISOString();
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
