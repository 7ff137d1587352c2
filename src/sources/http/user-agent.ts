import { readFileSync } from 'node:fs';

/** `vhdwatch/0.1.0`: whoever asks a public server says who it is. */
export function createUserAgent(): string {
  // The same two steps up from src/ and from the built dist/.
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '0';
  return `vhdwatch/${String(version)}`;
}
