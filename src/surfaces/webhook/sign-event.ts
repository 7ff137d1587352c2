import { createHmac } from 'node:crypto';

/** What is signed, and with what. */
export interface SigningRequest {
  readonly id: string;
  readonly body: string;
  readonly secret: string;
  readonly now: Date;
}

/** The headers of Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`, in base64 after `v1,`. */
export function signEvent({ id, body, secret, now }: SigningRequest): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/** `whsec_` is followed by the key in base64; any other text is the key itself. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
}
