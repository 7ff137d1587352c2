import { readFileSync } from 'node:fs';

/** `vhdwatch/0.1.0`: GitHub asks every client to say who it is. */
export function createUserAgent(): string {
  // The same three steps up from src/ and from the built dist/.
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '0';
  return `vhdwatch/${String(version)}`;
}
