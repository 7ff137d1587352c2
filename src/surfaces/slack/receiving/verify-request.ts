import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came, with what Slack signed it with. */
export interface SignedRequest {
  readonly signature: string | undefined;
  /** `x-slack-request-timestamp`: seconds since 1970. */
  readonly timestamp: string | undefined;
  readonly body: Buffer;
}

/** Why a request is refused; the caller learns no more than that it was. */
export type SignatureProblem = 'unsigned' | 'wrong-time' | 'wrong-signature' | 'replayed';

const WINDOW_S = 300;
const REMEMBERED = 20_000;

/**
 * Checks signatures: HMAC, age in both directions (Bolt takes any future timestamp), and that the same request was
 * not taken before. Only valid signatures are remembered, so that nobody else can push them out.
 */
export function createSignatureCheck(
  signingSecret: string,
  now: () => number,
): (request: SignedRequest) => SignatureProblem | null {
  const taken = new Map<string, number>();
  return ({ signature, timestamp, body }) => {
    if (!signature || !timestamp) return 'unsigned';
    const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
    const age = Math.abs(now() / 1000 - seconds);
    if (!(age <= WINDOW_S)) return 'wrong-time';
    const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
    if (!isSame(signature, `v0=${expected}`)) return 'wrong-signature';
    if (taken.has(signature)) return 'replayed';
    taken.set(signature, seconds);
    forgetOld(taken, now() / 1000);
    return null;
  };
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A signature is out of use once its timestamp is out of the window; the oldest stand first. */
function forgetOld(taken: Map<string, number>, nowS: number): void {
  for (const [signature, seconds] of taken) {
    if (seconds >= nowS - WINDOW_S && taken.size <= REMEMBERED) break;
    taken.delete(signature);
  }
}
