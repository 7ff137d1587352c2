import { redactSecrets } from '../../domain/redact-secrets.ts';

/** Text of another server made fit to print: one line, at most `limit` characters, nothing in it that looks like a credential. */
export function cleanForeignText(text: string, limit = 120): string {
  // Cut before the patterns run: the text may be megabytes.
  const line = redactSecrets(text.slice(0, limit * 10).replace(/[\s\p{C}]+/gu, ' ')).trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
