import type { IncomingMessage } from 'node:http';

/** Slack's largest payload, a view with its state, stays below 250 kB. */
const LARGEST_BODY = 512 * 1024;

/** Reads a whole body; `null` when it is larger than anything Slack sends or the other side gave up. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > LARGEST_BODY) return null;
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}

/** True for a body that holds an object where Bolt expects one; anything else would end the process inside Bolt. */
export function isObjectBody(body: Buffer, contentType: string): boolean {
  const text = body.toString('utf8');
  if (contentType !== 'application/x-www-form-urlencoded') return isObjectJson(text);
  const payload = new URLSearchParams(text).getAll('payload');
  return payload.length !== 1 || isObjectJson(payload[0] ?? '');
}

function isObjectJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
