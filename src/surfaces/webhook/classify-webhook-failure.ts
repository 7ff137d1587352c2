import type { SendOutcome } from '../../domain/sender.ts';

/** Every outcome but success. */
type WebhookFailure = Exclude<SendOutcome, { readonly kind: 'delivered' }>;

/**
 * What a status of the receiver means; `null` for success. A repeat carries the same ID, so that whatever is not certain
 * is simply sent again. A refused signature concerns this way out only: it must not stop the others.
 */
export function classifyStatus(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  const reason = `http_${status}`;
  if ([401, 403, 404, 410].includes(status)) return { kind: 'refused', scope: 'destination', reason };
  if ([400, 413, 422].includes(status)) return { kind: 'refused', scope: 'payload', reason };
  return { kind: 'transient', reason };
}

/** What `fetch` threw, without a word of it: it may name the address. */
export function classifyWebhookFailure(error: unknown): WebhookFailure {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  return { kind: 'transient', reason: isTimeout ? 'answer_timeout' : 'not_reachable' };
}
