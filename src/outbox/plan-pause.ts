import type { SendOutcome } from '../domain/sender.ts';

/** Why nothing at all is sent for a while. */
export interface SendingPause {
  readonly kind: 'credential' | 'rate-limited';
  /** Slack's code. */
  readonly reason: string;
  /** UTC ISO text. */
  readonly until: string;
}

/** A refused credential is tried again at this pace, so that a corrected token needs no restart. */
const CREDENTIAL_DELAY_MS = 60_000;

/** The pause that an outcome brings to every channel: a limit holds for the whole method, a token for everything. */
export function planPause(outcome: SendOutcome, now: Date): SendingPause | null {
  const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
  if (outcome.kind === 'rate-limited')
    return { kind: 'rate-limited', reason: 'ratelimited', until: after(outcome.retryAfterMs) };
  if (outcome.kind === 'refused' && outcome.scope === 'credential')
    return { kind: 'credential', reason: outcome.reason, until: after(CREDENTIAL_DELAY_MS) };
  return null;
}
