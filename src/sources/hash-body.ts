import { createHash } from 'node:crypto';

/** Identity of a document's text: SHA-256 (hex) of its UTF-8 bytes with CRLF as LF, as the store computes it. */
export function hashBody(body: string): string {
  return createHash('sha256').update(body.replaceAll('\r\n', '\n')).digest('hex');
}
