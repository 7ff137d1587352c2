import { createHash, timingSafeEqual } from 'node:crypto';

const SECRETS: readonly RegExp[] = [
  /\bxox[a-z](\.xox[a-z])?-[\w-]+/g,
  /\bxapp-[\w-]+/g,
  /\b(gh[pousr]|github_pat)_\w+/g,
  /(?<=:\/\/)[^\s/@"]+@/g,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
  /(?<=\b(?:client_secret|client_assertion|password)["']?[=:]\s?["']?)[^\s"'&]+/gi,
  /(?<=[?&](?:access_token|token|sig|key|ticket)=)[^&\s]+/gi,
  /(?<=\b(?:bearer|basic|token) )[\w.~+/=-]{8,}/gi,
];

/** In a time that tells nothing of where they differ. */
export function isSameSecret(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/**
 * The text without tokens, and without credentials in URLs, for what is logged or shown to whoever asks. `known` are
 * secrets of this installation, whatever they look like.
 */
export function redactSecrets(text: string, known: readonly string[] = []): string {
  const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  return SECRETS.reduce((rest, pattern) => rest.replace(pattern, '[redacted]'), withoutKnown);
}
